import { describe, expectTypeOf, test } from "vitest";
import type { BatchInput } from "../../src/index.js";
import { createSandbox, type Fault, type Input, type SandboxContract } from "../../src/sandbox/sandbox.js";
import { contract } from "../fixtures/contract.js";

// Nothing here is run: what compiles and what does not is the test.
describe("a fault's `when`", () => {
  test("is given the operation's own inputs", () => {
    createSandbox({
      faults: [
        {
          operation: "marketingEvents.upsert",
          when: (input) => {
            expectTypeOf(input.eventName).toEqualTypeOf<BatchInput<"marketingEvents.upsert">["eventName"]>();
            return input.customProperties?.[0]?.name === "tier";
          },
          answer: { status: 400 },
        },
        { operation: "listings.update", when: ({ properties }) => properties["hs_price"] === "0", answer: "silent" },
      ],
    });
    // @ts-expect-error There is no such field.
    createSandbox({ faults: [{ operation: "listings.update", when: ({ prize }) => prize === 1, answer: "hang" }] });
  });

  test("has texts where the sandbox was sent texts, whatever was given in place of them", () => {
    createSandbox({
      faults: [
        {
          operation: "marketingEvents.upsert",
          when: ({ startDateTime, eventCancelled, customProperties }) => {
            expectTypeOf(startDateTime).toEqualTypeOf<string | undefined>();
            expectTypeOf(eventCancelled).toEqualTypeOf<boolean | undefined>();
            expectTypeOf(customProperties![0]!.value).toEqualTypeOf<string>();
            return false;
          },
          answer: "silent",
        },
        {
          operation: "listings.update",
          when: ({ id, properties }) => {
            expectTypeOf(id).toEqualTypeOf<string>();
            expectTypeOf(properties["hs_price"]).toEqualTypeOf<string | undefined>();
            return false;
          },
          answer: "silent",
        },
      ],
    });
  });

  test("is given any input where no operation is named", () => {
    createSandbox({
      faults: [
        {
          when: (input) => {
            expectTypeOf(input).toEqualTypeOf<Input>();
            return input["id"] === "1";
          },
          answer: "silent",
        },
      ],
    });
    expectTypeOf<{ answer: "hang" }>().toExtend<Fault>();
  });

  test("follows the contract that is given", () => {
    createSandbox({
      contract,
      faults: [
        {
          operation: "events.update",
          when: (input) => {
            expectTypeOf(input.objectId).toEqualTypeOf<string>();
            // @ts-expect-error There is no such field.
            void input.objectID;
            return input.objectId === "1";
          },
          answer: "silent",
        },
      ],
    });
    const untyped: SandboxContract = contract;
    createSandbox({ contract: untyped, faults: [{ operation: "any.thing", answer: "hang" }] });
  });
});

test("an operation that is none does not compile", () => {
  // @ts-expect-error There is no such operation.
  createSandbox({ faults: [{ operation: "listings.upsert", answer: "hang" }] });
});

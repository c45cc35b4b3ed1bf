import { describe, expect, test } from "vitest";
import { marketingEventsOperations as marketingEvents } from "../../generated/2026-03/marketing-events.operations.js";
import type { SchemaIssue } from "../../src/contract.js";
import { Explainer } from "../../src/intake/explain.js";

const schema = await marketingEvents.upsert.schema();
const unknown = (...keys: string[]): SchemaIssue[] => [
  { code: "unrecognized_keys", keys, path: [], message: "Invalid input" },
];

describe("unknown fields", () => {
  const MEANT = "is not a field that HubSpot's contract knows: did you mean `eventName`?";
  const STRANGE = "is not a field that HubSpot's contract knows: leave it out, by `map` where it is your row's own";
  const PLAIN = "is not a field that HubSpot's contract knows";

  test("are told with what may have been meant, the same for every input", () => {
    const explainer = new Explainer(schema, "refuse");
    for (let input = 0; input < 3; input++)
      expect(explainer.explain({}, unknown("eventNam", "colour"))).toEqual([
        { path: "eventNam", message: MEANT },
        { path: "colour", message: STRANGE },
      ]);
  });

  test("of one input are all told, and the first hundred compared", () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `eventName${index}`);
    const said = new Explainer(schema, "refuse").explain({}, unknown(...keys));
    expect(said).toHaveLength(100_000);
    expect([said[99]!.message, said[100]!.message]).toEqual([MEANT, PLAIN]);
  });

  test("that are never the same are compared a thousand times, and told all the same", () => {
    const explainer = new Explainer(schema, "refuse");
    const said = Array.from({ length: 1_001 }, (_, input) => explainer.explain({}, unknown(`eventName${input}`))[0]);
    expect([said[999]?.message, said[1_000]?.message]).toEqual([MEANT, PLAIN]);
    expect(explainer.explain({}, unknown("eventName7"))).toEqual([{ path: "eventName7", message: MEANT }]);
  });

  test("of one name in two places are two", () => {
    const explainer = new Explainer(schema, "refuse");
    const inside: SchemaIssue = { ...unknown("valu")[0]!, path: ["customProperties", 0] };
    const strange: SchemaIssue = { ...unknown("colour")[0]!, path: ["customProperties", 0] };
    expect(explainer.explain({ customProperties: [{}] }, [strange])).toMatchObject([{ message: PLAIN }]);
    expect(explainer.explain({ customProperties: [{}] }, [...unknown("valu"), inside])).toEqual([
      { path: "valu", message: STRANGE },
      {
        path: "customProperties[0].valu",
        message: "is not a field that HubSpot's contract knows: did you mean `value`?",
      },
    ]);
  });

  test("are nothing wrong where they may be sent", () => {
    expect(new Explainer(schema, "send").explain({}, unknown("colour"))).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import type { MatchRule, Operation } from "../../src/contract.js";
import { rulesOf } from "../../src/match/rules.js";
import { contactCreates, contacts, entriesOf, events, eventUpdates } from "../helpers/entries.js";

/** For each result the index of the input it was tied to. */
function ties(
  rule: MatchRule,
  operation: Operation,
  inputs: object[],
  results: object[],
  trace?: (index: number) => string,
) {
  // The other rules say which keys an input has of its own.
  const made = rulesOf(operation)[operation.match.indexOf(rule)] ?? rulesOf({ ...operation, match: [rule] })[0];
  return made?.tie(entriesOf(operation, inputs, trace), results).map((entry) => entry?.index);
}

describe("by a key", () => {
  const byId: MatchRule = { result: "objectId", input: "objectId" };

  test("results are tied in any order, numbers and texts alike", () => {
    const inputs = [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }];
    expect(ties(byId, eventUpdates, inputs, [{ objectId: 3 }, { objectId: " 1 " }, { objectId: "9" }])).toEqual([
      2,
      0,
      undefined,
    ]);
  });

  test("that another field must come with, an input without it is not tied", () => {
    const rule: MatchRule = { result: "objectId", input: "objectId", when: "eventType" };
    const inputs = [{ objectId: "1" }, { objectId: "2", eventType: null }, { objectId: "3", eventType: "" }];
    const results = [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }];
    expect(ties(rule, eventUpdates, inputs, results)).toEqual([undefined, undefined, 2]);
  });

  test("a result without the key, or with null, is not tied", () => {
    expect(ties(byId, eventUpdates, [{ objectId: "null" }, {}], [{}, { objectId: null }, { objectId: {} }])).toEqual(
      Array(3).fill(undefined),
    );
  });

  test("of two results with one key the first is tied", () => {
    expect(
      ties(
        byId,
        eventUpdates,
        [{ objectId: "1" }],
        [
          { objectId: "1", at: 1 },
          { objectId: "1", at: 2 },
        ],
      ),
    ).toEqual([0, undefined]);
  });

  test("nor is it another where they have it in other cases than the input", () => {
    const rule: MatchRule = { result: "externalEventId", input: "externalEventId" };
    const results = [{ externalEventId: "AB" }, { externalEventId: "Ab" }];
    expect(ties(rule, events, [{ externalEventId: "ab" }], results)).toEqual([0, undefined]);
  });

  test("a key that two inputs have ties neither", () => {
    const rule: MatchRule = { result: "externalEventId", input: "externalEventId" };
    expect(
      ties(rule, events, [{ externalEventId: "a" }, { externalEventId: "A " }], [{ externalEventId: "a" }]),
    ).toEqual([undefined]);
  });

  test("a path leads into a result", () => {
    const rule: MatchRule = { result: "to.id", input: "id" };
    expect(ties(rule, contacts, [{ id: "1" }, { id: "2" }], [{ to: { id: "2" } }, { to: null }, {}])).toEqual([
      1,
      undefined,
      undefined,
    ]);
  });

  describe("that an input names itself", () => {
    const [, byProperty, byOwnId] = contacts.match as [MatchRule, MatchRule, MatchRule];
    const inputs = [{ id: "ada@example.com", idProperty: "email" }, { id: "7", idProperty: "sku" }, { id: "7" }];

    test("is looked up in the property that it names", () => {
      const results = [
        { id: "1", properties: { sku: "7" } },
        { id: "2", properties: { email: "Ada@Example.com" } },
        { id: "7", properties: {} },
      ];
      expect(ties(byProperty, contacts, inputs, results)).toEqual([1, 0, undefined]);
    });

    test("is never taken for HubSpot's own id", () => {
      expect(ties(byOwnId, contacts, inputs, [{ id: "7" }, { id: "ada@example.com" }])).toEqual([2, undefined]);
    });

    test("ties nothing where a result answers to two inputs", () => {
      const result = { id: "1", properties: { sku: "7", email: "ada@example.com" } };
      expect(ties(byProperty, contacts, inputs, [result])).toEqual([undefined]);
    });
  });

  test("a trace id is looked up in the operation's own field", () => {
    const results = [{ objectWriteTraceId: "trace-1" }, { id: "trace-0" }];
    expect(ties({ trace: true }, contactCreates, [{}, {}], results, (index) => `trace-${index}`)).toEqual([
      1,
      undefined,
    ]);
    expect(ties({ trace: true }, contactCreates, [{}], [{ objectWriteTraceId: "x" }, {}])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("by an echo", () => {
  const rule: MatchRule = { echo: ["eventName", "eventType", "startDateTime"] };
  const tie = (inputs: object[], results: object[]) => ties(rule, { ...events, match: [rule] }, inputs, results);

  test("fields that come back as they were sent tie a result", () => {
    expect(tie([{ eventName: "A" }, { eventName: "B" }], [{ eventName: "B" }, { eventName: " a" }])).toEqual([1, 0]);
  });

  test("a field that only one side has says nothing", () => {
    const stored = { eventName: "A", eventType: "KEPT", startDateTime: null };
    expect(tie([{ eventName: "A", startDateTime: "2026-01-01T00:00:00Z" }, { eventName: "B" }], [stored])).toEqual([0]);
  });

  test("dates are compared as instants", () => {
    const inputs = [
      { eventName: "A", startDateTime: "2026-01-01T12:00:00+02:00" },
      { eventName: "A", startDateTime: "2026-01-02T12:00:00+02:00" },
    ];
    const results = [
      { eventName: "A", startDateTime: "2026-01-02T10:00:00.000Z" },
      { eventName: "A", startDateTime: "2026-01-01T10:00:00Z" },
    ];
    expect(tie(inputs, results)).toEqual([1, 0]);
  });

  test("an answer that could be several inputs' leaves none of them to another: HubSpot may have altered that", () => {
    const inputs = [
      { eventName: "A", eventType: "X" },
      { eventName: "A", eventType: "Y" },
    ];
    expect(tie(inputs, [{ eventName: "A" }, { eventName: "A", eventType: "X" }])).toEqual([undefined, undefined]);
    expect(tie(inputs, [{ eventName: "A", eventType: "X" }])).toEqual([0]);
  });

  test("inputs that look alike are not tied, whatever HubSpot makes of one of them", () => {
    const inputs = [{ eventName: "A" }, { eventName: "A", eventType: "B" }];
    expect(tie(inputs, [{ eventName: "A", eventType: "altered" }])).toEqual([undefined]);
  });

  test("a result that could be either's is not tied", () => {
    const inputs = [
      { eventName: "A", eventType: "B" },
      { eventName: "A", eventType: "C" },
    ];
    expect(tie(inputs, [{ eventName: "A", eventType: null }])).toEqual([undefined]);
  });

  test("two results that look like one input are not tied", () => {
    const results = [
      { eventName: "A", eventType: "B" },
      { eventName: "A", eventType: "C" },
    ];
    expect(tie([{ eventName: "A" }], results)).toEqual([undefined, undefined]);
  });

  test("a result that repeats nothing is not tied", () => {
    expect(tie([{ eventName: "A" }], [{ eventType: "B" }])).toEqual([undefined]);
    expect(tie([{}], [{}])).toEqual([undefined]);
  });
});

test("a tie rests on what its rule compares", () => {
  expect([...rulesOf(contacts), ...rulesOf(events)].map(({ matchedBy }) => matchedBy)).toEqual([
    "trace",
    "id",
    "id",
    "id",
    "echo",
  ]);
});

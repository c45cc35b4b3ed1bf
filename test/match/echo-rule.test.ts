import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { EchoRule } from "../../src/match/echo-rule.js";
import { entriesOf, events } from "../helpers/entries.js";

const FIELDS = ["eventName", "eventType", "customProperties"];
const operation: Operation = { ...events, match: [{ echo: FIELDS }] };

/** An event of a name, with properties by their names. */
const event = (eventName: string, properties: Readonly<Record<string, string>> = {}) => ({
  eventName,
  customProperties: Object.entries(properties).map(([name, value]) => ({ name, value })),
});

/** Which input each of some results is tied to. */
const tied = (inputs: object[], ...results: object[]) =>
  new EchoRule(FIELDS).tie(entriesOf(operation, inputs), results).map((entry) => entry?.index);

describe("a result is of the input", () => {
  test("whose fields it repeats, in whatever order they come", () => {
    expect(tied([event("a"), event("b"), event("c")], event("c"), event("a"))).toEqual([2, 0]);
  });

  test("whose fields it repeats, though HubSpot writes its properties in another way", () => {
    const inputs = [event("a", { size: "1" }), event("b", { size: "2" })];
    expect(tied(inputs, event("b", { size: "two" }), event("a", { size: "one" }))).toEqual([1, 0]);
    // By their properties alone they would be each other's.
    expect(tied(inputs, event("b", { size: "1" }), event("a", { size: "2" }))).toEqual([1, 0]);
  });

  test("whose properties it repeats, where several have its fields", () => {
    const inputs = [event("a", { size: "1" }), event("a", { size: "2" }), event("b", { size: "1" })];
    expect(tied(inputs, event("a", { size: "2" }), event("b", { size: "1" }), event("a", { size: "1" }))).toEqual([
      1, 2, 0,
    ]);
  });

  test("that is left when others were told by their fields", () => {
    const inputs = [event("a", { size: "1" }), event("b", { size: "1" }), event("b", { size: "2" })];
    expect(tied(inputs, event("a", { size: "2" }), event("b", { size: "2" }))).toEqual([0, 2]);
  });
});

describe("a result is of none", () => {
  test.each<[string, object[], object[]]>([
    ["where two inputs look like it", [event("a"), event("A ")], [event("a")]],
    ["where two results look like one input", [event("a"), event("b")], [event("a"), event("a")]],
    ["where nothing that it shows is of any", [event("a")], [{ other: 1 }]],
    ["where it looks like no input", [event("a")], [event("c")]],
    [
      "where two have its fields and its properties",
      [event("a", { x: "1" }), event("a", { x: "1" })],
      [event("a", { x: "1" })],
    ],
    [
      "where two have its fields, and it shows no properties",
      [event("a", { x: "1" }), event("a", { x: "2" })],
      [{ eventName: "a" }],
    ],
    ["where there are no inputs", [], [event("a", { x: "1" })]],
  ])("%s", (_, inputs, results) => {
    expect(tied(inputs, ...results)).toEqual(results.map(() => undefined));
  });

  test("and none is tied where there is none", () => {
    expect(tied([event("a", { x: "1" })])).toEqual([]);
  });

  test("where another input shows less, and may be it", () => {
    expect(
      tied([{ eventName: "a", eventType: "fair" }, { eventType: "fair" }], { eventName: "a", eventType: "fair" }),
    ).toEqual([undefined]);
  });
});

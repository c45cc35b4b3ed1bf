import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { differencesOf } from "../../src/match/differences.js";

const none = new Set<string>();

describe("a record has what was sent where", () => {
  it.each<[string, object, object]>([
    ["it is the same", { a: "1" }, { a: "1" }],
    ["HubSpot trimmed it", { a: " 1 " }, { a: "1" }],
    ["a number came back as text, in another way", { p: { n: 5 } }, { p: { n: "5.0" } }],
    ["a truth value came back as text", { p: { b: true } }, { p: { b: "true" } }],
    ["an instant came back in UTC", { at: "2026-05-01T10:00:00+02:00" }, { at: "2026-05-01T08:00:00.000Z" }],
    ["an instant was sent in milliseconds", { p: { at: "1777622400000" } }, { p: { at: "2026-05-01T08:00:00Z" } }],
    ["a date came back as its midnight", { p: { at: "2026-05-01" } }, { p: { at: "2026-05-01T00:00:00Z" } }],
    ["a Date was sent", { at: new Date(0) }, { at: "1970-01-01T00:00:00Z" }],
    ["it cleared what is not set", { p: { a: "" } }, { p: { a: null } }],
    ["it cleared what is not shown", { p: { a: "" } }, { p: {} }],
    ["it was nothing", { a: undefined, b: null }, { a: "1", b: "2" }],
    ["it does not show that", { a: "1", hidden: "2" }, { a: "1" }],
    ["an option was added to others", { p: { o: ";b" } }, { p: { o: "a;b" } }],
    [
      "named items are among others",
      { c: [{ name: "x", value: "1" }] },
      {
        c: [
          { name: "y", value: "2" },
          { name: "x", value: "1" },
        ],
      },
    ],
  ])("%s", (_, input, record) => {
    expect(differencesOf(input, record, none)).toEqual([]);
  });
});

describe("it has not where", () => {
  it.each<[string, object, object, string[]]>([
    ["a text is another", { a: "1" }, { a: "2" }, ["a"]],
    ["only the case is another", { a: "Ada" }, { a: "ada" }, ["a"]],
    ["nothing is set", { a: "1" }, { a: null }, ["a"]],
    ["what was cleared is set", { p: { a: "" } }, { p: { a: "1" } }, ["p.a"]],
    ["a property is not there", { p: { a: "1", b: "2" } }, { p: { b: "2" } }, ["p.a"]],
    ["a named item is not there", { c: [{ name: "x", value: "1" }] }, { c: [] }, ["c.x"]],
    ["an option is not there", { p: { o: ";b" } }, { p: { o: "a" } }, ["p.o"]],
    [
      "long ids differ past what a number tells",
      { p: { n: "12345678901234567890" } },
      { p: { n: "12345678901234567891" } },
      ["p.n"],
    ],
    ["an instant is another", { at: "2026-05-01T10:00:00+02:00" }, { at: "2026-05-01T10:00:00Z" }, ["at"]],
    ["an instant meets no text", { at: "2026-05-01" }, { at: "soon" }, ["at"]],
  ])("%s", (_, input, record, differences) => {
    expect(differencesOf(input, record, none)).toEqual(differences);
  });
});

test("what the record was found by is passed over", () => {
  expect(differencesOf({ id: "ada@example.com", a: "1" }, { id: "7", a: "1" }, new Set(["id"]))).toEqual([]);
});

test("whatever is sent and comes back as JSON makes it is there", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (properties) => {
      const record = JSON.parse(JSON.stringify({ properties })) as object;
      expect(differencesOf({ properties }, record, none)).toEqual([]);
    }),
  );
});

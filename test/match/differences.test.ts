import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { differencesOf } from "../../src/match/differences.js";

const none = new Set<string>();

describe("a record has what was sent where", () => {
  it.each<[string, object, object]>([
    ["it is the same", { a: "1" }, { a: "1" }],
    ["HubSpot trimmed it", { a: " 1 " }, { a: "1" }],
    ["a number came back as text", { p: { n: 5.5 } }, { p: { n: "5.5" } }],
    ["a truth value came back as text", { p: { b: true } }, { p: { b: "true" } }],
    ["an instant came back in UTC", { at: "2026-05-01T10:00:00+02:00" }, { at: "2026-05-01T08:00:00.000Z" }],
    ["an instant was sent in milliseconds", { p: { at: "1777622400000" } }, { p: { at: "2026-05-01T08:00:00Z" } }],
    ["a date came back as its midnight", { p: { at: "2026-05-01" } }, { p: { at: "2026-05-01T00:00:00Z" } }],
    ["a Date was sent", { at: new Date(0) }, { at: "1970-01-01T00:00:00Z" }],
    ["it cleared what is not set", { p: { a: "" } }, { p: { a: null } }],
    ["it cleared what is not shown", { p: { a: "" } }, { p: {} }],
    ["it was nothing", { a: undefined, b: null }, { a: "1", b: "2" }],
    ["options came back in another order", { p: { o: "b;a" } }, { p: { o: "a;b" } }],
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
    expect(differencesOf(input, record, none)).toMatchObject({ other: [], alike: [], unseen: [] });
  });
});

describe("it can't be told where", () => {
  it.each<[string, object, object]>([
    ["a telephone lost its plus", { p: { a: "+491234567" } }, { p: { a: "491234567" } }],
    ["a postcode lost its zero", { p: { a: "01234" } }, { p: { a: "1234" } }],
    ["a version lost its end", { p: { a: "1.10" } }, { p: { a: "1.1" } }],
    ["a number came back in another form", { p: { a: 5 } }, { p: { a: "5.0" } }],
    ["a large number came back with an exponent", { p: { a: 1_200_000 } }, { p: { a: "1.2E6" } }],
    ["only the case is another", { p: { a: "Ada" } }, { p: { a: "ada" } }],
    ["only the case of options is another", { p: { a: "B;a" } }, { p: { a: "a;b" } }],
    ["blanks within were joined", { p: { a: "a  b" } }, { p: { a: "a b" } }],
    [
      "a time without an offset came back with one",
      { p: { a: "2026-05-01T10:00" } },
      { p: { a: "2026-05-01T08:00Z" } },
    ],
    ["an object's fields are in another order", { p: { a: { x: 1, y: 2 } } }, { p: { a: { y: 2, x: 1 } } }],
  ])("%s", (_, input, record) => {
    expect(differencesOf(input, record, none)).toEqual({ other: [], alike: ["p.a"], unseen: [], same: [] });
  });
});

test("what the record does not show is unseen, and what is empty is nothing to be seen", () => {
  expect(differencesOf({ a: "1", hidden: "2", list: [], map: {}, more: ["3"] }, { a: "1" }, none)).toEqual({
    other: [],
    alike: [],
    unseen: ["hidden", "more"],
    same: ["a"],
  });
});

describe("it has not where", () => {
  it.each<[string, object, object, string[]]>([
    ["a text is another", { a: "1" }, { a: "2" }, ["a"]],
    ["options are others", { p: { o: "a;b" } }, { p: { o: "a;c" } }, ["p.o"]],
    ["options are more", { p: { o: "a;b" } }, { p: { o: "a;b;c" } }, ["p.o"]],
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
    expect(differencesOf(input, record, none).other).toEqual(differences);
  });
});

test("what the record was found by is passed over", () => {
  const input = { id: "ada@example.com", p: { email: "ada@example.com", a: "1" } };
  const record = { id: "7", p: { email: "Ada@example.com", a: "1" } };
  expect(differencesOf(input, record, new Set(["id", "p.email"]))).toEqual({
    other: [],
    alike: [],
    unseen: [],
    same: ["p.a"],
  });
});

test("whatever is sent and comes back as JSON makes it is there", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (properties) => {
      const record = JSON.parse(JSON.stringify({ properties })) as object;
      const { other, alike, unseen, same } = differencesOf({ properties }, record, none);
      expect([other, alike, unseen]).toEqual([[], [], []]);
      expect(same).toEqual(Object.keys(properties).map((name) => `properties.${name}`));
    }),
  );
});

describe("what a value is taken for", () => {
  it.each<[string, unknown, unknown, "same" | "alike" | "other"]>([
    ["a text is compared without what is around it", "1", " 1 ", "same"],
    ["nothing was cleared, and is not shown", null, undefined, "same"],
    ["nothing is not the word for it", null, "null", "other"],
    ["one of the added options is not there", ";b;c", "a;b", "other"],
    ["an option that comes twice is no list of one", "a;a", "a", "other"],
    ["an instant's letters may be small", "2026-05-01t10:00:00z", "2026-05-01T10:00:00.000Z", "same"],
    ["two numbers of as many milliseconds may be ids", "01777622400000", "1777622400000", "alike"],
    ["a number in another base is a text", "5", "0x5", "other"],
    ["an object may come back as a text", { x: 1 }, "x: 1", "alike"],
    ["a text may come back as a list", "x", ["x"], "alike"],
    ["a text that begins as a list is a text", "[a", "b", "other"],
    ["another instant is another", new Date(0), "1971-01-01T00:00:00Z", "other"],
    ["a list may hold what has no name", [null, { name: "x" }], [null, { name: "x" }], "same"],
  ])("%s", (_, sent, shown, likeness) => {
    const found = { other: [], alike: [], unseen: [], same: [], [likeness]: ["p.a"] };
    expect(differencesOf({ p: { a: sent } }, { p: { a: shown } }, none)).toEqual(found);
  });

  it("what is left open in a map is not set", () => {
    expect(differencesOf({ p: { a: undefined, b: "1" } }, { p: { a: "9", b: "1" } }, none)).toMatchObject({
      ...{ other: [], alike: [], unseen: [] },
      same: ["p.b"],
    });
    expect(differencesOf({ p: { a: undefined } }, {}, none).unseen).toEqual([]);
  });

  it("a list is one of named items where each has a name", () => {
    const sent = [null, { name: "x", value: "1" }];
    expect(differencesOf({ c: sent }, { c: sent }, none).same).toEqual(["c"]);
  });
});

import { describe, expect, test } from "vitest";
import { lookAlike, lookOf, overlap } from "../../src/match/look.js";

const agrees = (one: unknown, other: unknown) => lookOf({ a: one }, ["a"]).agrees(lookOf({ a: other }, ["a"]), 0);

describe("agrees", () => {
  test.each([
    ["a", "A "],
    [1, "1"],
    [true, "true"],
    ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00.000+01:00"],
    ["2026-01-01T00:00:00.000Z", "2026-01-01t00:00:00Z"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("%j and %j do", (one, other) => {
    expect(agrees(one, other)).toBe(true);
    expect(agrees(other, one)).toBe(true);
  });

  test.each([
    ["a", "b"],
    [1, 2],
    [false, true],
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01:00"],
    ["Top 10", "Top 11"],
    ["2026-13-45T00:00:00Z", "2026-13-46T00:00:00Z"],
    ["2026", "2026-01-01T00:00:00Z"],
  ])("%j and %j do not", (one, other) => {
    expect(agrees(one, other)).toBe(false);
  });

  test("where one is absent or null nothing is said", () => {
    for (const absent of [undefined, null]) {
      expect(agrees(absent, "a")).toBeUndefined();
      expect(agrees("a", absent)).toBeUndefined();
    }
    expect(agrees("", "")).toBe(true);
  });

  test("objects without a prototype do no harm", () => {
    expect(agrees(Object.create(null), "a")).toBe(false);
  });
});

describe("of named items", () => {
  const look = (...items: object[]) => lookOf({ a: items }, ["a"]);

  test("their order says nothing", () => {
    const [x, y] = [
      { name: "x", value: 1 },
      { name: "y", value: 2 },
    ];
    expect(look(x, y).key).toBe(look(y, x).key);
    expect(look(y, x).names).toEqual(["x", "y"]);
    expect(lookAlike(look(x, y), look(y, x))).toBe(true);
  });

  test("a list of which only some are is none", () => {
    const partly = (other: string) => lookOf({ a: [{ name: "x", value: 1 }, other] }, ["a"]);
    expect(partly("b").hasNamed).toBe(false);
    expect(partly("b").key).not.toBe(partly("c").key);
  });
  const alike = (one: unknown, other: unknown) =>
    lookAlike(look({ name: "x", value: one }), look({ name: "x", value: other }));

  test.each([
    [5.5, "5.50"],
    ["+5", "5"],
    ["007", "7"],
    ["-0.10", -0.1],
  ])("%j and %j are one number", (one, other) => {
    expect([alike(one, other), alike(other, one)]).toEqual([true, true]);
  });

  test.each([
    ["v1.50", "v1.5"],
    ["1.50 kg", "1.5 kg"],
    ["1e1", "10"],
    ["5", "6"],
  ])("%j and %j are two values", (one, other) => {
    expect([alike(one, other), alike(other, one)]).toEqual([false, false]);
  });

  test("one that both have is an overlap, and what several fields list counts together", () => {
    const [x, y] = [
      { name: "x", value: 1 },
      { name: "y", value: 2 },
    ];
    expect(overlap(look(x, y), look(y), true)).toBe(true);
    expect(overlap(look(x), look(y), true)).toBe(false);
    expect(overlap(look(x, y), look(y), false)).toBe(false);
    expect(lookOf({ a: [x], b: [y] }, ["a", "b"]).names).toEqual(["x", "y"]);
    expect(lookOf({ a: [x], b: [] }, ["a", "b"]).names).toEqual(["x"]);
  });
});

test("inputs look alike unless a field that both have differs", () => {
  const alike = (one: object, other: object) =>
    lookAlike(lookOf(one, ["name", "type"]), lookOf(other, ["name", "type"]));
  expect(alike({ name: "a" }, { name: "A", type: "x" })).toBe(true);
  expect(alike({ name: "a" }, { type: "x" })).toBe(true);
  expect(alike({ name: "a", type: "x" }, { name: "a", type: "y" })).toBe(false);
  expect(alike({ name: "a", other: 1 }, { name: "a", other: 2 })).toBe(true);
});

test("a look stays as it was, whatever becomes of the object", () => {
  const at = new Date(0);
  const object = { name: " Fair", at };
  const look = lookOf(object, ["name", "at", "type"]);
  object.name = "Show";
  at.setFullYear(2000);
  expect([0, 1, 2].map((place) => look.text(place))).toEqual([
    "fair",
    lookOf({ at: new Date(0) }, ["at"]).text(0),
    undefined,
  ]);
  expect(look.size).toBe(3);
  expect(lookOf(object, []).size).toBe(0);
});

describe("a list of names and values", () => {
  const listed = (...pairs: [string, unknown][]) =>
    lookOf({ list: pairs.map(([name, value]) => ({ name, value, source: "API" })) }, ["list"]);

  test("differs where one name has two values, whatever else is listed, in any order", () => {
    const sent = listed(["seats", "5"], ["hall", "A"]);
    expect(lookAlike(sent, listed(["stored", "1"], ["hall", " a "], ["seats", "5"]))).toBe(true);
    expect(lookAlike(sent, listed(["hall", "B"], ["seats", "5"]))).toBe(false);
    expect(lookAlike(sent, listed(["hall", "B"], ["seats", "5"]), false)).toBe(true);
  });

  test("says nothing of a name that one side lacks, or has null for", () => {
    expect(lookAlike(listed(["seats", "5"]), listed(["hall", "A"]))).toBe(true);
    expect(lookAlike(listed(["seats", "5"]), listed(["seats", null]))).toBe(true);
    expect(lookAlike(listed(["seats", "5"]), lookOf({}, ["list"]))).toBe(true);
  });

  test("has numbers however they are written, and dates as instants", () => {
    expect(lookAlike(listed(["seats", "05.0"]), listed(["seats", 5]))).toBe(true);
    expect(lookAlike(listed(["seats", "5"]), listed(["seats", "50"]))).toBe(false);
    expect(lookAlike(listed(["on", "2026-01-01T00:00:00Z"]), listed(["on", "2026-01-01T01:00:00+01:00"]))).toBe(true);
  });

  test("stays as it was, and counts as one look with another that shows the same", () => {
    const item = { name: "seats", value: "5" };
    const look = lookOf({ list: [item] }, ["list"]);
    item.value = "6";
    expect(look.namedTexts.get("seats")).toBe("5");
    expect(look.key).toBe(listed(["seats", "5"]).key);
    expect(look.key).not.toBe(listed(["seats", "6"]).key);
  });
});

test("an object shows its values by their names, as a list of them does", () => {
  const mapped = (properties: object) => lookOf({ properties }, ["properties"]);
  expect(lookAlike(mapped({ name: "a" }), mapped({ lastname: null, name: "A", id: "1" }))).toBe(true);
  expect(lookAlike(mapped({ name: "a" }), mapped({ name: "b" }))).toBe(false);
  expect(overlap(mapped({ name: "a" }), mapped({ name: "a" }), true)).toBe(true);
  expect(overlap(mapped({ name: "a" }), mapped({ name: "a" }), false)).toBe(false);
  expect(overlap(mapped({ name: "a" }), mapped({ city: "a" }), true)).toBe(false);
});

test("what is nested too deep to be written is absent", () => {
  const deep = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`) as unknown;
  const look = lookOf(
    {
      name: deep,
      type: "x",
      list: [
        { name: "a", value: deep },
        { name: "b", value: "c" },
      ],
    },
    ["name", "type", "list"],
  );
  expect([look.has(0), look.has(1)]).toEqual([false, true]);
  expect(look.names).toEqual(["b"]);
  expect(lookAlike(look, lookOf({ name: "y", type: "x" }, ["name", "type", "list"]))).toBe(true);
});

test("the text of each field is its own, in whatever order they are asked for", () => {
  const look = lookOf({ name: "Fair", type: "Show" }, ["name", "type", "at"]);
  expect([1, 0, 1, 2, 0].map((place) => look.text(place))).toEqual(["show", "fair", "show", undefined, "fair"]);
});

test.each([3, 30, 31, 60])("of %i fields, looks of one shape have the same", (count) => {
  const fields = Array.from({ length: count }, (_, place) => `f${place}`);
  const all = Object.fromEntries(fields.map((field) => [field, "x"]));
  const shapes = fields.map((field) => lookOf({ ...all, [field]: null }, fields).shape);
  expect(new Set([...shapes, lookOf(all, fields).shape]).size).toBe(count + 1);
  expect(lookOf({ ...all, f0: "other" }, fields).shape).toBe(lookOf(all, fields).shape);
});

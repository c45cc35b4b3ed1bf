import { describe, expect, test } from "vitest";
import { RefusedError } from "../../src/outcome/refusals.js";
import { wordsOf } from "../../src/run/words.js";

const said = (body: object, input: object) => wordsOf(new RefusedError(400, body), JSON.stringify(input));

test("a refusal says the same of two records but for their own values", () => {
  const words = (name: string, city: string) =>
    said({ message: `Invalid value: ${name} in "${city}" no. 7` }, { properties: { name, city } });
  expect(words("New York Tower", "Rome")).toBe(words("Villa", "Oslo"));
  expect(words("a", "Rome")).toBe(words("b", "Rome"));
  expect(said({ message: "a is short" }, { properties: { name: "a" } })).not.toBe(
    said({ message: "b was long" }, { properties: { name: "b" } }),
  );
});

test("property and code tell, where HubSpot names both, and its words add nothing", () => {
  const fault = (message: string, code: string, property: string) => ({
    message: "Property values were not valid",
    errors: [{ message, code, context: { propertyName: [property] } }],
  });
  const one = said(fault("soon was no date", "INVALID_LONG", "closedate"), {});
  expect(said(fault("later was none either", "INVALID_LONG", "closedate"), {})).toBe(one);
  expect(said(fault("soon was no date", "INVALID_LONG", "opendate"), {})).not.toBe(one);
  expect(said(fault("soon was no date", "INVALID_DATE", "closedate"), {})).not.toBe(one);
});

test("status and category tell refusals apart", () => {
  const words = (status: number, category: string) =>
    wordsOf(new RefusedError(status, { category, message: "no" }), "{}");
  expect(new Set([words(400, "A"), words(404, "A"), words(400, "B")]).size).toBe(3);
});

describe("a record's own values", () => {
  const words = (message: string, values: object) => said({ message }, { properties: values });

  test("are cut out of a word from four characters on", () => {
    expect(words("no Romeo", { city: "Rome" })).toBe(words("no Osloo", { city: "Oslo" }));
    expect(words("no iced", { word: "ice" })).toBe(words("no iced", {}));
  });

  test.each([
    ["before", { short: "Rome", long: "Rome Tower" }],
    ["behind", { long: "Rome Tower", short: "Rome" }],
  ])("are cut out as a whole where a shorter one stands %s them", (_, values) => {
    expect(words("Rome Tower is bad", values)).toBe(words("Villa is bad", { name: "Villa" }));
  });

  test("are found at any depth, and nothing is expected of what is none", () => {
    const deep = (city: string) => words(`no ${city} here`, { at: [null, true, 7, "", { city }] });
    expect(deep("Rome")).toBe(deep("Oslo"));
  });

  test("are the first two hundred", () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [n, `text ${n}`]));
    const with199 = (name: string) => words(`${name} is bad`, { x: [many(199), name] });
    expect(with199("Villa")).toBe(with199("Tower"));
    expect(words("Villa is bad", { x: [many(200), "Villa"] })).toBe(words("Villa is bad", {}));
  });
});

test("a code without its property leaves it to the words", () => {
  const fault = (message: string, more: object) => said({ message, errors: [{ message, code: "X", ...more }] }, {});
  expect(fault("soon is no date", {})).not.toBe(fault("never is none", {}));
});

test("in which order the properties are named does not matter", () => {
  const fault = (name: string) => ({ message: name, code: "BAD", context: { propertyName: [name] } });
  const named = (...names: string[]) => said({ message: "no", errors: names.map(fault) }, {});
  expect(named("a", "b")).toBe(named("b", "a"));
});

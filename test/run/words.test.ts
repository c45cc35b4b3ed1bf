import { expect, test } from "vitest";
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

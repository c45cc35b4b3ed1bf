import { expect, test } from "vitest";
import { mapValues } from "../../src/run/map-values.js";

test("each value is made anew, with its key at hand, and the keys stay", () => {
  expect(mapValues({ a: 1, b: 2 }, (value, key) => `${key}${value}`)).toEqual({ a: "a1", b: "b2" });
  expect(mapValues({}, () => 1)).toEqual({});
});

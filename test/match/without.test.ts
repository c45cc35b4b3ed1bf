import { expect, test } from "vitest";
import { without } from "../../src/match/without.js";

test("all but some are in their order", () => {
  const all = [1, 2, 3, 2];
  expect(without(all, [])).toBe(all);
  expect(without(all, [2, undefined])).toEqual([1, 3]);
});

import { expect, test } from "vitest";
import { duration } from "../../src/cli/duration.js";

test.each([
  [-5, "0 s"],
  [0, "0 s"],
  [249.6, "250 ms"],
  [1_000, "1 s"],
  [12_345, "12.3 s"],
  [59_400, "59.4 s"],
  [59_700, "1 min"],
  [119_700, "2 min"],
  [95_000, "1 min 35 s"],
  [3_599_700, "1 h 0 min"],
  [7_500_000, "2 h 5 min"],
  [Number.NaN, "0 s"],
])("%d ms are %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});

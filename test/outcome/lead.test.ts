import { expect, test } from "vitest";
import { lead } from "../../src/outcome/lead.js";

test.each([
  ["closedate", "is bad", "closedate: is bad"],
  ["closedate", "closedate is bad", "closedate is bad"],
  ["close", "closedate is bad", "close: closedate is bad"],
  ["closedate", "", "closedate"],
  ["", "is bad", "is bad"],
  ["", "", ""],
])("%j before %j is %j", (property, words, led) => {
  expect(lead(property, words)).toBe(led);
});

import { describe, expect, test } from "vitest";
import { duration, number, plural, wrapped } from "../../src/outcome/print.js";

test("a text is broken between words, and what follows is indented", () => {
  const words = "word ".repeat(30).trim();
  expect(wrapped(words, "  ")).toEqual(["word ".repeat(20).trim(), `  ${"word ".repeat(10).trim()}`]);
  expect(wrapped("x".repeat(150), "")).toEqual(["x".repeat(150)]);
  expect(wrapped("", "  ")).toEqual([""]);
});

test("numbers are grouped, and nouns are many but for one", () => {
  expect([number(1_234_567), plural(0, "input"), plural(1, "input"), plural(2_500, "input")]).toEqual([
    "1,234,567",
    "0 inputs",
    "1 input",
    "2,500 inputs",
  ]);
});

describe("a time", () => {
  test.each([
    [2_340, "2.3 s"],
    [99_999, "100.0 s"],
    [730_000, "12 min"],
    [12_600_000, "3.5 h"],
    [0, "0.0 s"],
    [-3_599_000, "0.0 s"],
    [Number.NaN, "0.0 s"],
  ])("of %i ms is %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

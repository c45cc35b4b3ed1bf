import { describe, expect, test } from "vitest";
import { isInputs } from "../../src/intake/inputs.js";

describe("a source can be", () => {
  test.each([
    ["an array", []],
    ["a set", new Set()],
    ["a generator", (function* () {})()],
    ["an async generator", (async function* () {})()],
    ["a typed array", new Uint8Array()],
  ])("%s", (_, value) => expect(isInputs(value)).toBe(true));

  test.each([
    ["a text", "text"],
    ["undefined", undefined],
    ["null", null],
    ["a number", 7],
    ["a record", { id: 1 }],
    ["a promise", Promise.resolve([])],
    ["a function", () => []],
  ])("not %s", (_, value) => expect(isInputs(value)).toBe(false));
});

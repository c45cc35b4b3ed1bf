import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { literalOf } from "../../../src/toolkit/codegen/typescript.js";

const keys = ["__proto__", "constructor", "a-b", "7", "", '"', "\u2028", "ä"];
test.each(keys)("a value with the key %j is itself again", (key) => {
  const value = { a: [{ [key]: { [key]: 1 } }] };
  expect(JSON.stringify(runInThisContext(`(${literalOf(value)})`))).toBe(JSON.stringify(value));
});

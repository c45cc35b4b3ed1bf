import { expect, test } from "vitest";
import { parsedJson } from "../../src/wire/parsed-json.js";

test("a text that is JSON is read, and any other is undefined", () => {
  expect(['{"a":1}', "null", '"a"'].map(parsedJson)).toEqual([{ a: 1 }, null, "a"]);
  expect(["", "<html>", '{"a":', "undefined"].map(parsedJson)).toEqual([undefined, undefined, undefined, undefined]);
});

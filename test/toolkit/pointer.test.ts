import { expect, test } from "vitest";
import { keysOf, pointerTo } from "../../src/toolkit/pointer.js";

test("a pointer leads to any keys, and says which they are", () => {
  const keys = ["paths", "/crm/{id}", "a~b", "~1", ""];
  const pointer = pointerTo("", ...keys);
  expect(pointer).toBe("/paths/~1crm~1{id}/a~0b/~01/");
  expect(keysOf(pointer)).toEqual(keys);
  expect(keysOf(`#${pointer}`)).toEqual(keys);
  expect(keysOf("")).toEqual([]);
});

test("one goes on from another, by names and by places of a list", () => {
  expect(pointerTo("/servers", 0, "url")).toBe("/servers/0/url");
});

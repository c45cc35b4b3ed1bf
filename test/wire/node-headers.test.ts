import { expect, test } from "vitest";
import { NodeHeaders } from "../../src/wire/node-headers.js";

const headers = new NodeHeaders({ "retry-after": "5", "set-cookie": ["a=1", "b=2"], "x-gone": undefined });

test("a header is found by its name in any case", () => {
  expect([headers.get("Retry-After"), headers.get("retry-after")]).toEqual(["5", "5"]);
});

test("what is not there is null, whatever objects have by nature", () => {
  expect(["x", "x-gone", "constructor", "__proto__", "toString"].map((name) => headers.get(name))).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});

test("of several values each is one, or all are one text", () => {
  expect(headers.get("set-cookie")).toBe("a=1, b=2");
  expect([...headers]).toEqual([
    ["retry-after", "5"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);
});

import { expect, test } from "vitest";
import { scopesIn, scopesOf } from "../../../src/toolkit/codegen/scopes.js";

test.each([
  ["nothing", [], [], undefined, ""],
  ["one set, in any order", [{ oauth2: ["b", "a"] }], ["a", "b"], undefined, "`a` with `b`"],
  [
    "a set once for each kind of app",
    [{ oauth2: ["a", "b"] }, { private_apps: ["b", "a"] }],
    ["a", "b"],
    undefined,
    "`a` with `b`",
  ],
  ["either of two", [{ oauth2: ["a"] }, { oauth2: ["b"] }], ["a", "b"], [["a"], ["b"]], "one of `a`, `b`"],
  [
    "either of two sets, which share a scope",
    [{ oauth2: ["a", "c"] }, { oauth2: ["b", "c"] }],
    ["a", "c", "b"],
    [
      ["a", "c"],
      ["b", "c"],
    ],
    "`a` with `c`, or `b` with `c`",
  ],
])("of %s, what is needed is told", (_, security, scopes, scopeSets, text) => {
  const needed = scopesOf({ security });
  expect(needed).toEqual({ scopes, scopeSets });
  expect(scopesIn(needed)).toBe(text);
});

test("where nothing is said, no scope is needed", () => {
  expect(scopesOf({})).toEqual({ scopes: [], scopeSets: undefined });
});

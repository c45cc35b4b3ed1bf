import { describe, expect, test } from "vitest";
import { show } from "../../src/outcome/show.js";

describe("what came is shown as", () => {
  class Box {}
  test.each<[unknown, string]>([
    ["a\nb", '"a\\nb"'],
    ["x".repeat(101), `"${"x".repeat(100)}…"`],
    [7, "7"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    [10n, "10n"],
    [true, "true"],
    [null, "null"],
    [undefined, "undefined"],
    [Symbol("x"), "Symbol(x)"],
    [() => 1, "a function"],
    [[1], "an array"],
    [{}, "an object (Object)"],
    [new Box(), "an object (Box)"],
    [Object.create(null), "an object (no prototype)"],
  ])("%#: %s", (value, shown) => {
    expect(show(value)).toBe(shown);
  });
});

describe("what can't be looked at is shown all the same", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const trapped = {
    get constructor(): never {
      throw new Error("no");
    },
  };
  test.each<[string, unknown, string]>([
    ["a proxy that was revoked", revoked.proxy, "an object that can't be looked at"],
    ["a class that throws", trapped, "an object that can't be looked at"],
    ["a constructor that is none", { constructor: { name: "x" } }, "an object (no prototype)"],
  ])("%s", (_, value, shown) => expect(show(value)).toBe(shown));
});

test("what came is bounded, and steers no terminal", () => {
  const named = new (class {
    static get name() {
      return `\u001b[2J${"x".repeat(200)}`;
    }
  })();
  expect(show("x".repeat(100))).toBe(`"${"x".repeat(100)}"`);
  expect(show("\u202e\u001b[2J")).toBe('"\\u202e\\u001b[2J"');
  expect(show(10n ** 500n).length).toBeLessThan(150);
  expect(show(Symbol("x".repeat(500))).length).toBeLessThan(150);
  expect(show(named)).toMatch(/^an object \(\\u001b\[2Jx+… \(\d+ more characters\)\)$/);
});

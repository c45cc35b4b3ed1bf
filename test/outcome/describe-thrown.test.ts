import { describe, expect, test } from "vitest";
import { causeData, describeThrown, lookable, peek } from "../../src/outcome/describe-thrown.js";

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const throwing = (field: string) =>
  Object.defineProperty(new Error("hidden"), field, {
    get() {
      throw new Error("no");
    },
  });

/** All that can be thrown, and what is said of it. */
const thrown: readonly (readonly [string, unknown, string])[] = [
  ["an error", new Error("vault sealed"), "vault sealed"],
  ["an object with a message", { message: "vault sealed" }, "vault sealed"],
  ["a text", "vault sealed", "vault sealed"],
  ["an error without a message", new RangeError(), "RangeError"],
  ["nothing", undefined, "undefined"],
  ["null", null, "null"],
  ["a number", 7, "7"],
  ["a symbol", Symbol("x"), "Symbol(x)"],
  ["an object that says nothing", {}, "an object (Object)"],
  ["a message that throws", throwing("message"), "Error"],
  [
    "a message and a name that throw",
    Object.defineProperty(throwing("message"), "name", { get: () => [] }),
    "an object (Error)",
  ],
  ["a message that is none", Object.assign(new Error("x"), { message: { toString: () => "y" } }), "Error"],
  ["a message that is a number", Object.assign(new Error("x"), { message: 42 }), "Error"],
  ["a proxy that was revoked", revoked(), "an object that can't be looked at"],
  ["several lines and a colour", new Error("one\n  two\u001b[1m"), "one two\\u001b[1m"],
];

describe("what was thrown is told, and telling it never throws", () => {
  test.each(thrown)("%s", (_, value, words) => {
    expect(describeThrown(value)).toBe(words);
    expect(() => causeData(value)).not.toThrow();
    expect(() => JSON.stringify(causeData(value))).not.toThrow();
  });

  test("within bounds", () => {
    expect(describeThrown(new Error("x".repeat(100_000))).length).toBeLessThan(600);
  });
});

test("a field that can't be read is not there", () => {
  expect(peek({ a: 1 }, "a")).toBe(1);
  expect(peek(throwing("code"), "code")).toBeUndefined();
  for (const value of [undefined, null, 7, "text", revoked()]) expect(peek(value, "code")).toBeUndefined();
});

test("what can't be looked at is told by an error that can", () => {
  const odd = (handler: ProxyHandler<Error>) => new Proxy(new Error("x"), handler);
  const oddFunction = (handler: ProxyHandler<() => void>) => new Proxy(() => {}, handler);
  const no = () => {
    throw new Error("no");
  };
  for (const value of [
    revoked(),
    ...[{ getPrototypeOf: no }, { ownKeys: no }, { get: no }].flatMap((handler) => [
      odd(handler),
      oddFunction(handler),
    ]),
  ])
    expect(lookable(value)).toMatchObject({ message: "It threw an error that can't be looked at" });
  for (const value of [
    new Error("x"),
    throwing("message"),
    Object.create(null),
    null,
    undefined,
    "text",
    Symbol("x"),
    revoked,
  ])
    expect(lookable(value)).toBe(value);
});

describe("the data of a cause", () => {
  test("are names, messages and codes, down to a depth: an error may be its own cause", () => {
    const inner = Object.assign(new Error("socket"), { code: "ECONNRESET", secret: "kept out" });
    expect(causeData(new TypeError("fetch failed", { cause: inner }))).toEqual({
      name: "TypeError",
      message: "fetch failed",
      cause: { name: "Error", message: "socket", code: "ECONNRESET" },
    });
    const own = new Error("round");
    own.cause = own;
    expect(JSON.stringify(causeData(own)).match(/round/g)).toHaveLength(4);
  });

  test("are none where nothing is said", () => {
    for (const value of [undefined, null, {}, { reason: "aborted" }, 7]) expect(causeData(value)).toBeUndefined();
  });
});

import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { redactError } from "../../src/wire/redact-error.js";
import { TOKEN } from "../helpers/token.js";

test("in an error a short token goes where it stands as a word", () => {
  const error = new Error('fetch failed: {"authorization":"Bearer secret"} secret, secretly top-secret');
  expect((redactError(error, "secret") as Error).message).toBe(
    'fetch failed: {"authorization":"Bearer [access token]"} [access token], secretly top-secret',
  );
  expect((redactError(new Error("Bearer a failed as any"), "a") as Error).message).toBe(
    "Bearer [access token] failed as any",
  );
  expect((redactError(new Error("Bearer a.+(b"), "a.+(b") as Error).message).toBe("Bearer [access token]");
  const harmless = new Error("a secretly harmless aXb");
  expect(redactError(harmless, "secret")).toBe(harmless);
  expect(redactError(harmless, "a.b")).toBe(harmless);
});

test("a long token goes wherever it stands, in what is no error too", () => {
  expect(redactError(new Error(`x${TOKEN}y`), TOKEN)).toMatchObject({ message: "x[access token]y" });
  expect(redactError(new Error("xabcdefghy"), "abcdefgh")).toMatchObject({ message: "x[access token]y" });
  expect(redactError(`failed with ${TOKEN}`, TOKEN)).toMatchObject({ message: "failed with [access token]" });
});

test("a copy says nothing that the error did not", () => {
  const copy = redactError(new Error(TOKEN), TOKEN);
  for (const field of ["cause", "code", "syscall"]) expect(copy).not.toHaveProperty(field);
});

test.each([
  ["a map", (text: string) => new Map([["authorization", text]])],
  ["a set", (text: string) => new Set([text])],
  ["headers", (text: string) => new Headers({ authorization: text })],
])("%s hung on an error is looked into", (_, make) => {
  const harmless = Object.assign(new Error("failed"), { sent: make("Bearer none") });
  expect(redactError(harmless, TOKEN)).toBe(harmless);
  expect(redactError(Object.assign(new Error("failed"), { sent: make(`Bearer ${TOKEN}`) }), TOKEN)).not.toHaveProperty(
    "sent",
  );
});

test("an error without the token is the very same object", () => {
  const error = new Error("a", { cause: { code: "ECONNRESET", list: [1, "two", null] } });
  expect(redactError(error, TOKEN)).toBe(error);
  expect(redactError("text", TOKEN)).toBe("text");
  expect(redactError(undefined, TOKEN)).toBeUndefined();
});

test("a copy keeps the name, the code, the system call, the message, the stack and the causes", () => {
  const cause = Object.assign(new TypeError(`inner ${TOKEN}`), { code: "ENETUNREACH", syscall: "write" });
  const error = new RangeError(`outer ${TOKEN}`, { cause });
  const copy = redactError(error, TOKEN) as Error;
  expect(copy).toMatchObject({
    name: "RangeError",
    message: "outer [access token]",
    cause: { name: "TypeError", message: "inner [access token]", code: "ENETUNREACH", syscall: "write" },
  });
  expect(copy.stack).toBe(error.stack!.replaceAll(TOKEN, "[access token]"));
});

test("a cause without the token is kept as it is", () => {
  const cause = new Error("harmless");
  expect((redactError(new Error(TOKEN, { cause }), TOKEN) as Error).cause).toBe(cause);
});

test("a getter that throws, a circle and properties of odd types do no harm", () => {
  const error = Object.assign(new Error("a"), { message: 7, [Symbol("x")]: 1n });
  Object.defineProperty(error, "broken", {
    enumerable: true,
    get() {
      throw new Error("no");
    },
  });
  Object.assign(error, { self: error });
  expect(redactError(error, TOKEN)).toBe(error);
  expect(redactError(Object.assign(error, { note: TOKEN }), TOKEN)).toMatchObject({ message: "[access token]" });
});

test("an error that throws when it is looked at does no harm, itself or as a cause", () => {
  const { proxy, revoke } = Proxy.revocable(new Error("x"), {});
  revoke();
  const odd = Object.defineProperty(new Error("a"), "message", {
    get() {
      throw new Error("no");
    },
  });
  expect(redactError(proxy, TOKEN)).toMatchObject({ message: "It threw an error that can't be looked at" });
  expect(redactError(new Error(TOKEN, { cause: proxy }), TOKEN)).toMatchObject({ message: "[access token]" });
  expect(redactError(Object.assign(odd, { note: TOKEN }), TOKEN)).toMatchObject({ name: "Error" });
});

test("what lies too deep to look at is not kept", () => {
  for (const wrap of [(deep: object) => ({ deep }), (deep: object) => new Map([["deep", deep]])])
    for (const innermost of [{ token: TOKEN }, { harmless: true }]) {
      let deep: object = innermost;
      for (let level = 0; level < 20; level++) deep = wrap(deep);
      const copy = redactError(Object.assign(new Error("a"), { deep }), TOKEN);
      expect(copy).toMatchObject({ message: "a" });
      expect(copy).not.toHaveProperty("deep");
    }
});

test.each([
  ["a URL", () => new URL(`https://api.hubapi.com/?token=${TOKEN}`)],
  ["its parameters", () => new URLSearchParams({ token: TOKEN })],
  ["a request", () => new Request("https://api.hubapi.com", { headers: { authorization: `Bearer ${TOKEN}` } })],
  ["a function", () => Object.assign(() => {}, { token: TOKEN })],
])("%s hung on an error can hide the token, so it goes", (_, make) => {
  const error = Object.assign(new Error("failed"), { request: make() });
  const copy = redactError(error, TOKEN);
  expect(copy).toMatchObject({ message: "failed" });
  expect(copy).not.toHaveProperty("request");
});

test("an error of another realm is looked into like one of this", () => {
  const foreign: unknown = runInNewContext(
    `Object.assign(new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code: "ECONNREFUSED", at: {} }) }))`,
    { message: "no token here" },
  );
  expect(foreign).not.toBeInstanceOf(Error);
  expect(redactError(foreign, TOKEN)).toBe(foreign);
  const quoting: unknown = runInNewContext(`Object.assign(new TypeError(message), { code: "ECONNRESET" })`, {
    message: `Bearer ${TOKEN}`,
  });
  expect(redactError(quoting, TOKEN)).toMatchObject({
    name: "TypeError",
    message: "Bearer [access token]",
    code: "ECONNRESET",
  });
  const plain: unknown = runInNewContext(`({ headers: { authorization: message } })`, { message: TOKEN });
  expect(String(redactError(plain, TOKEN))).not.toContain(TOKEN);
});

import { describe, expect, test } from "vitest";
import { HubSpotError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import { HttpError } from "../../src/outcome/refusals.js";

describe("every error", () => {
  test("has a message of one bounded line that steers no terminal", () => {
    const { message } = new NetworkError(`a\n\u001b]0;b\u0007\u202E ${"c".repeat(5_000)}`);
    expect(message).toMatch(/^a \\u001b\]0;b\\u0007\\u202e c+… \(3010 more characters\)$/);
  });

  test("keeps its cause, of which its data are what it says", () => {
    const cause = new Error("inner");
    const error = new NetworkError("outer", { cause });
    expect(error.cause).toBe(cause);
    expect(error.toJSON()).toMatchObject({
      name: "NetworkError",
      message: "outer",
      cause: { name: "Error", message: "inner" },
    });
  });

  test("has no header, no token and no stack in its data, of itself or of its causes", () => {
    const secret = { headers: { authorization: "Bearer secret" }, config: { token: "secret" } };
    const cause = Object.assign(new Error("inner"), secret, { cause: Object.assign(new Error("inmost"), secret) });
    const data = new NetworkError("outer", { cause }).toJSON();
    expect(JSON.stringify(data)).not.toMatch(/secret|stack/);
    expect(data).toStrictEqual({
      ...{ name: "NetworkError", message: "outer", neverSent: false },
      cause: { name: "Error", message: "inner", cause: { name: "Error", message: "inmost" } },
    });
  });

  test("has no cause in its data where it has none, and no stack and no mark of ours in them", () => {
    const data = new HttpError(404, "{}", {}).toJSON();
    expect(data).not.toHaveProperty("cause");
    expect(data).not.toHaveProperty("stack");
    expect(Object.getOwnPropertySymbols(data)).toEqual([]);
    expect(data).toMatchObject({ name: "HttpError", status: 404 });
  });
});

test("what is no error of ours is no HubSpotError, whatever it is called", () => {
  class HubSpotLookalike extends Error {
    override readonly name = "HttpError";
  }
  for (const value of [new HubSpotLookalike("x"), new Error("x"), {}, null, undefined])
    expect(value instanceof HubSpotError).toBe(false);
  expect(new NetworkError("x") instanceof HubSpotError).toBe(true);
});

import { expect, test } from "vitest";
import { CallerError } from "../../src/outcome/errors.js";
import { lostError } from "../../src/wire/lost.js";
import type { Unanswered } from "../../src/wire/wire.js";
import { TOKEN } from "../helpers/token.js";

// What the wires make of all that can go wrong is in attempt.test.ts and wire.test.ts.

const told = (unanswered: Unanswered) => lostError(unanswered, { token: TOKEN, timeoutMs: 250 });

test.each<[Unanswered, string, string]>([
  [{ how: "failed", cause: new Error("gone"), neverSent: false }, "NetworkError", "The connection failed: gone"],
  [
    { how: "aborted", cause: "enough", neverSent: false },
    "NetworkError",
    "The request was aborted before its answer came",
  ],
  [{ how: "overdue", neverSent: false }, "TimeoutError", "HubSpot gave no whole answer within 250 ms"],
  [{ how: "unconnected", afterMs: 20, neverSent: true }, "NetworkError", "No connection was made within 20 ms"],
  [
    { how: "redirected", status: 302, location: `https://x.example/${TOKEN}?key=${TOKEN}`, neverSent: false },
    "UnexpectedResponseError",
    "HubSpot answered 302 with a redirect to https://x.example/[access token], which is not followed",
  ],
  [
    { how: "redirected", status: 304, location: null, neverSent: false },
    "UnexpectedResponseError",
    "HubSpot answered 304 with a redirect, which is not followed",
  ],
  [
    { how: "endless", status: 200, mostBytes: 64, neverSent: false },
    "UnexpectedResponseError",
    "HubSpot answered 200 with a body of more than 64 bytes",
  ],
])("%j is told as one error", (unanswered, name, message) => {
  expect(told(unanswered)).toMatchObject({ name, message });
});

test("the error says whether anything was sent", () => {
  for (const neverSent of [true, false]) {
    expect(told({ how: "failed", cause: undefined, neverSent })).toMatchObject({ neverSent });
    expect(told({ how: "aborted", cause: undefined, neverSent })).toMatchObject({ neverSent });
    expect(told({ how: "overdue", neverSent })).toMatchObject({ neverSent });
  }
});

test("what a fetch of the caller's did wrong is told as that", () => {
  const cause = new CallerError("The `fetch` gave something else than a Response");
  expect(told({ how: "failed", cause, neverSent: false })).toBe(cause);
});

test("whatever a fetch throws, even what throws when it is looked at, is told", () => {
  const trap = () => {
    throw new Error("no");
  };
  const hostile = new Proxy(() => {}, { get: trap, has: trap, getPrototypeOf: trap, ownKeys: trap });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const own: { cause?: object } = {};
  own.cause = own;
  for (const cause of [hostile, revoked, { cause: hostile }, Object.create(null), own, Symbol("x"), null])
    expect(told({ how: "failed", cause, neverSent: false })).toMatchObject({
      name: "NetworkError",
      message: expect.stringMatching(/^The connection failed: ./),
    });
});

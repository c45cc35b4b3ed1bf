import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import type { Fetch } from "../../src/wire/wire.js";
import { attemptOnce } from "../helpers/attempt.js";
import { clientOf } from "../helpers/client.js";
import { fakeTime } from "../helpers/fake-time.js";
import { TOKEN } from "../helpers/token.js";

// What all wires have in common is tested for all of them (wire.test.ts), and what an attempt makes of a fetch's answers
// in attempt.test.ts.

fakeTime();

function send(fetch: unknown) {
  const request = { url: "https://api.example.com/x", method: "POST", headers: {}, body: "{}" };
  const { signal } = new AbortController();
  return attemptOnce(request, { wire: createFetchWire(fetch as Fetch), token: TOKEN, signal, timeoutMs: 1_000 });
}

/** An answer as a fetch of another make gives it. */
const answering = (body: unknown) => async () => ({ status: 207, headers: new Map(), body, text: async () => "text" });

describe("a fetch of another make", () => {
  test.each<[string, unknown, string]>([
    ["of Node's, of bytes", Readable.from([Buffer.from("Gr"), Buffer.from("üße")]), "Grüße"],
    [
      "of Node's, of bytes cut anywhere",
      Readable.from([...Buffer.from("東京")].map((byte) => Buffer.of(byte))),
      "東京",
    ],
    ["of Node's, of text", Readable.from(["Gr", "üße"]), "Grüße"],
    ["of Node's, and empty", Readable.from([]), ""],
    ["of the web, of text", Readable.toWeb(Readable.from(["Gr", "üße"])), "Grüße"],
    ["none", null, "text"],
    ["left out", undefined, "text"],
  ])("may have a body that is %s", async (_, body, text) => {
    expect(await send(answering(body))).toMatchObject({ status: 207, text });
  });

  test.each<[string, { get(name: string): unknown }, string | null]>([
    ["nothing for what is not there", new Map(), null],
    ["null for it", new Headers(), null],
    ["a number", new Map([["Retry-After", 3]]), "3"],
    ["a text", new Headers({ "retry-after": "4" }), "4"],
  ])("may have headers that give %s", async (_, headers, text) => {
    const answer = await send(async () => ({ status: 200, headers, text: async () => "" }));
    if (!("headers" in answer)) throw answer;
    expect(answer.headers.get("Retry-After")).toBe(text);
    expect([...answer.headers]).toHaveLength(text === null ? 0 : 1);
  });

  test("may have headers that are a Map: no run ends for it", async () => {
    vi.useRealTimers();
    const fetch = async () => ({
      status: 200,
      headers: new Map(),
      text: async () => JSON.stringify({ status: "COMPLETE", results: [{ objectId: "1" }] }),
    });
    const { ok, halted } = await clientOf({ fetch: fetch as unknown as Fetch }).events.update([{ objectId: "1" }]);
    expect([ok, halted]).toEqual([true, undefined]);
    vi.useFakeTimers();
  });

  test("may have a stream of Node's that breaks off: it is lost", async () => {
    const body = Readable.from(
      (function* () {
        yield "half";
        throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
      })(),
    );
    expect(await send(answering(body))).toMatchObject({ message: "The connection failed: ECONNRESET" });
  });

  test("is let go of when it stalls, though it ignores its signal", async () => {
    const body = new Readable({ read() {} });
    body.push("half");
    const result = send(answering(body));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toMatchObject({ name: "TimeoutError" });
    expect(body.destroyed).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "The `fetch` gave something else than a Response"],
    ["a text", "fine", "The `fetch` gave something else than a Response"],
    ["no headers", { status: 200 }, "The `fetch` gave something else than a Response"],
    [
      "a body that can't be read",
      { status: 207, headers: new Map(), body: 5 },
      "The `fetch` gave a body that is neither a web stream nor one of Node's",
    ],
  ])("that gives %s is the caller's mistake, which no other attempt mends", async (_, given, message) => {
    expect(await send(async () => given)).toMatchObject({ name: "CallerError", message });
  });
});

describe("it is certain that nothing was sent", () => {
  test.each([
    ["a port that no fetch connects to", new TypeError("fetch failed", { cause: new Error("bad port") }), true],
    ["an address that is none", new TypeError("Failed to parse URL", { cause: coded("ERR_INVALID_URL") }), true],
    ["a refused connection", new TypeError("fetch failed", { cause: coded("ECONNREFUSED") }), true],
    ["that of Bun", coded("ConnectionRefused"), true],
    ["a reset", new TypeError("fetch failed", { cause: coded("ECONNRESET") }), false],
    ["what a browser says of anything", new TypeError("Failed to fetch"), false],
  ])("after %s: %o", async (_, thrown, neverSent) => {
    expect(await send(() => Promise.reject(thrown))).toMatchObject({ name: "NetworkError", neverSent });
  });

  test("and Node's own says so of such a port", async () => {
    vi.useRealTimers();
    const request = { url: "http://127.0.0.1:6666/x", method: "POST", headers: {}, body: "{}" };
    const wire = createFetchWire((url, init) => fetch(url, init));
    const result = await attemptOnce(request, {
      wire,
      token: TOKEN,
      signal: new AbortController().signal,
      timeoutMs: 1_000,
    });
    expect(result).toMatchObject({ message: "The connection failed: bad port", neverSent: true });
    vi.useFakeTimers();
  });
});

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

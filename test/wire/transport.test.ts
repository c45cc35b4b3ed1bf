import { inspect } from "node:util";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { CallerError } from "../../src/outcome/errors.js";
import { HttpError } from "../../src/outcome/refusals.js";
import type { Load } from "../../src/wire/request-context.js";
import type { TokenFunction } from "../../src/wire/token.js";
import type { Answer, OutgoingRequest } from "../../src/wire/wire.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, connectionError, deferred, fakeFetch, type Handler, refusal, respond } from "../helpers/http.js";
import { requestContext } from "../helpers/request-context.js";
import { transportOf } from "../helpers/transport.js";

const request: OutgoingRequest = {
  url: "https://api.example.com/x",
  method: "POST",
  headers: {},
  body: '{"inputs":[]}',
};
const idempotent = { idempotent: true, read: ({ text }: Answer) => (text === "none" ? undefined : text) };
const create = { ...idempotent, idempotent: false };
const ok = () => respond(200, "written");
const lost = () => {
  throw connectionError("ECONNRESET");
};
const expired = () => refusal(401, { category: "EXPIRED_AUTHENTICATION" });

/** Answers as HubSpot does to tokens: those in `good` are, any other has expired. */
const accepting = (good: Set<string>) => (sent: { token: string | undefined }) =>
  good.has(sent.token ?? "") ? ok() : expired();

fakeTime();
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(1));

describe("retries", () => {
  test("a 2xx is read and given back, after one request", async () => {
    const { fetch, sent } = fakeFetch(ok);
    const { context } = requestContext();
    const reply = await transportOf(fetch).exchange(request, context, idempotent);
    expect(reply).toMatchObject({ kind: "accepted", value: "written" });
    expect(sent).toMatchObject([
      { url: request.url, method: "POST", body: request.body, init: { redirect: "manual" } },
    ]);
    expect(context.counts).toMatchObject({ sent: 1, retried: 0 });
  });

  test("a lost request is sent again, with the same body, after delays that double", async () => {
    const { fetch, sent } = fakeFetch(
      lost,
      () => refusal(503),
      () => respond(200, "none"),
      ok,
    );
    const { context, waits } = requestContext();
    const at: number[] = [];
    const timed: typeof fetch = (url, init) => {
      at.push(Date.now());
      return fetch(url, init);
    };
    const start = Date.now();
    const replying = transportOf(timed).exchange(request, context, idempotent);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "accepted" });
    expect(at.map((time) => time - start)).toEqual([0, 500, 1_500, 3_500]);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(context.counts).toMatchObject({ sent: 4, retried: 3 });
    expect(waits).toEqual(["backoff", undefined, "backoff", undefined, "backoff", undefined]);
  });

  test("maxRetries counts what comes after the first send", async () => {
    const { fetch, sent } = fakeFetch(lost);
    const replying = transportOf(fetch, { retry: { maxRetries: 2 } }).exchange(
      request,
      requestContext().context,
      idempotent,
    );
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "lost", error: { name: "NetworkError" } });
    expect(sent).toHaveLength(3);
  });

  test("what may have been written is not sent again where the operation is not idempotent", async () => {
    for (const handler of [lost, () => refusal(502), () => respond(200, "none")]) {
      const { fetch, sent } = fakeFetch(handler, ok);
      expect(await transportOf(fetch).exchange(request, requestContext().context, create)).toMatchObject({
        kind: "lost",
      });
      expect(sent).toHaveLength(1);
    }
  });

  test("what certainly was not written is sent again whatever the operation", async () => {
    const refused = () => {
      throw connectionError("ECONNREFUSED");
    };
    for (const handler of [refused, () => refusal(429, { policyName: "SECONDLY" }), () => refusal(423)]) {
      const { fetch, sent } = fakeFetch(handler, ok);
      const replying = transportOf(fetch).exchange(request, requestContext().context, create);
      await vi.runAllTimersAsync();
      expect(await replying).toMatchObject({ kind: "accepted" });
      expect(sent).toHaveLength(2);
    }
  });

  test("a delay that would pass maxElapsedMs is not waited for", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(503, {}, { "retry-after": "100" }));
    const { context } = requestContext();
    const replying = transportOf(fetch, { retry: { maxElapsedMs: 90_000 } }).exchange(request, context, idempotent);
    expect(await replying).toMatchObject({ kind: "lost", error: { status: 503 } });
    expect(sent).toHaveLength(1);
  });

  test("time spent in attempts counts towards maxElapsedMs, time spent waiting for the quota does not", async () => {
    const slow = fakeFetch(after(600, () => refusal(503)));
    const impatient = transportOf(slow.fetch, { retry: { maxElapsedMs: 1_000, initialDelayMs: 0 } });
    const first = impatient.exchange(request, requestContext().context, idempotent);
    await vi.runAllTimersAsync();
    expect(await first).toMatchObject({ kind: "lost" });
    expect(slow.sent).toHaveLength(2);

    const quick = fakeFetch(
      () => refusal(503),
      () => refusal(503),
      ok,
    );
    const limiter = createRateLimiter({ requests: 1, intervalMs: 5_000 });
    const paced = transportOf(quick.fetch, { limiter, retry: { maxElapsedMs: 1_000, initialDelayMs: 0 } });
    const second = paced.exchange(request, requestContext().context, idempotent);
    await vi.runAllTimersAsync();
    expect(await second).toMatchObject({ kind: "accepted" });
  });

  test("a cut ends a delay at once, and nothing more is sent", async () => {
    const { fetch, sent } = fakeFetch(lost, ok);
    const { context, control } = requestContext();
    const replying = transportOf(fetch).exchange(request, context, idempotent);
    await vi.advanceTimersByTimeAsync(100);
    control.halt({ reason: "aborted" });
    expect(await replying).toMatchObject({ kind: "lost" });
    expect(sent).toHaveLength(1);
  });

  test("a stop lets what is under way be sent again", async () => {
    const { fetch, sent } = fakeFetch(lost, ok);
    const { context, control } = requestContext();
    const replying = transportOf(fetch).exchange(request, context, idempotent);
    await vi.advanceTimersByTimeAsync(100);
    control.halt({ reason: "stopped" });
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "accepted" });
    expect(sent).toHaveLength(2);
  });

  test("a stop sends nothing of what still waits for the quota", async () => {
    const { fetch, sent } = fakeFetch(ok);
    const limiter = createRateLimiter({ requests: 1, intervalMs: 10_000 });
    const { context, control } = requestContext();
    const transport = transportOf(fetch, { limiter });
    await transport.exchange(request, context, idempotent);
    const waiting = transport.exchange(request, context, idempotent);
    control.halt({ reason: "stopped" });
    expect(await waiting).toEqual({ kind: "unprocessed", reason: "stopped" });
    expect(sent).toHaveLength(1);
  });

  test("a cut in the moment in which a slot frees sends nothing, and gives the slot back", async () => {
    const { fetch, sent } = fakeFetch(ok);
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const transport = transportOf(fetch, { limiter });
    await transport.exchange(request, requestContext().context, create);
    const released = vi.spyOn(limiter, "release");
    const { context, control } = requestContext();
    const waiting = transport.exchange(request, context, create);
    await vi.advanceTimersByTimeAsync(0);
    vi.advanceTimersByTime(2_000);
    control.halt({ reason: "aborted" });
    expect(await waiting).toEqual({ kind: "unprocessed", reason: "aborted" });
    expect(sent).toHaveLength(1);
    expect(released).toHaveBeenCalledTimes(1);
  });
});

describe("limits", () => {
  test("a 429 of the rolling window holds every request of the limiter for a window", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }), ok);
    const limiter = createRateLimiter({ requests: 100, intervalMs: 10_000 });
    const transport = transportOf(fetch, { limiter });
    const { context } = requestContext();
    const one = transport.exchange(request, context, create);
    await vi.advanceTimersByTimeAsync(0);
    const other = transport.exchange(request, requestContext().context, create);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(sent).toHaveLength(1);
    await vi.runAllTimersAsync();
    expect((await Promise.all([one, other])).map(({ kind }) => kind)).toEqual(["accepted", "accepted"]);
    expect(context.counts).toMatchObject({ sent: 2, retried: 1, rateLimited: 1 });
  });

  test("a 429 waits as long as it asks to", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(429, {}, { "retry-after": "7" }), ok);
    const replying = transportOf(fetch).exchange(request, requestContext().context, create);
    await vi.advanceTimersByTimeAsync(6_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await replying).toMatchObject({ kind: "accepted" });
  });

  test("a 429 without end leaves the request unprocessed", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }));
    const replying = transportOf(fetch).exchange(request, requestContext().context, create);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "unprocessed", reason: "unavailable", error: { status: 429 } });
    expect(sent).toHaveLength(5);
  });

  test.each([
    ["the daily limit", () => refusal(429, { policyName: "DAILY" }), "daily-limit"],
    ["a missing scope", () => refusal(403, { category: "MISSING_SCOPES" }), "forbidden"],
    ["a migration of hours", () => refusal(477, {}, { "retry-after": "7200" }), "migrating"],
    ["a 429 that asks for hours", () => refusal(429, {}, { "retry-after": "7200" }), "unavailable"],
  ])("%s halts the run at once", async (_, handler, reason) => {
    const { fetch, sent } = fakeFetch(handler);
    const { context, halts } = requestContext();
    expect(await transportOf(fetch).exchange(request, context, idempotent)).toMatchObject({
      kind: "unprocessed",
      reason,
    });
    expect(halts).toMatchObject([{ reason, error: { name: "HttpError" } }]);
    expect(sent).toHaveLength(1);
  });

  test("what would touch the daily reserve is not sent, and halts the run", async () => {
    const { fetch, sent } = fakeFetch(() => respond(200, "written", { "X-HubSpot-RateLimit-Daily-Remaining": "10" }));
    const { context, halts } = requestContext();
    const limiter = createRateLimiter({ requests: 100, intervalMs: 1_000 }, { daily: 10 });
    const transport = transportOf(fetch, { limiter });
    expect(await transport.exchange(request, context, create)).toMatchObject({ kind: "accepted" });
    expect(halts).toEqual([]);
    const error = { name: "LimiterError", message: expect.stringContaining("`reserve.daily`") };
    expect(await transport.exchange(request, context, create)).toMatchObject({ reason: "daily-reserve", error });
    expect(halts).toMatchObject([{ reason: "daily-reserve", error }]);
    expect(sent).toHaveLength(1);
  });
});

describe("how HubSpot bears the load", () => {
  test.each<[string, Handler, string]>([
    ["an answer", ok, "fine"],
    ["a refusal for what was sent", () => refusal(400), "fine"],
    ["a record's lock", () => refusal(423), "fine"],
    ["a limit", () => refusal(429, { policyName: "SECONDLY" }), "congested"],
    ["a 503", () => refusal(503), "congested"],
    ["an answer that was lost", lost, "congested"],
    ["a connection that was refused", () => Promise.reject(connectionError("ECONNREFUSED")), "congested"],
  ])("is told of each attempt: %s is as it should be, or less should be sent", async (_, handler, how) => {
    const told: unknown[] = [];
    const load: Load = {
      began: (length) => void told.push(["began", length]),
      ended: (length, tookMs, its) => void told.push(["ended", length, tookMs, its]),
    };
    const { fetch } = fakeFetch(after(30, handler), after(30, ok));
    const replying = transportOf(fetch).exchange(request, { ...requestContext().context, load }, create);
    await vi.runAllTimersAsync();
    await replying;
    expect(told.slice(0, 2)).toEqual([
      ["began", 13],
      ["ended", 13, 30, how],
    ]);
  });
});

describe("an ambiguous attempt", () => {
  test.each([
    ["a 403", () => refusal(403), "forbidden"],
    ["the daily limit", () => refusal(429, { policyName: "DAILY" }), "daily-limit"],
    ["a 401", expired, "unauthorized"],
  ])("%s after a lost answer can't say that nothing was written", async (_, handler, reason) => {
    const { fetch, sent } = fakeFetch(lost, handler);
    const { context, halts } = requestContext();
    const replying = transportOf(fetch).exchange(request, context, idempotent);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "lost", error: { name: "NetworkError" } });
    expect(halts).toMatchObject([{ reason }]);
    expect(sent).toHaveLength(2);
  });

  test("a connection refused after a lost answer can't either, nor a cut while the quota is waited for", async () => {
    const { fetch } = fakeFetch(lost, () => {
      throw connectionError("ECONNREFUSED");
    });
    const replying = transportOf(fetch).exchange(request, requestContext().context, idempotent);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "lost", error: { message: expect.stringContaining("ECONNRESET") } });

    const { context, control } = requestContext();
    const limiter = createRateLimiter({ requests: 1, intervalMs: 60_000 });
    const waiting = transportOf(fakeFetch(lost).fetch, { limiter }).exchange(request, context, idempotent);
    await vi.advanceTimersByTimeAsync(10_000);
    control.halt({ reason: "aborted" });
    expect(await waiting).toMatchObject({ kind: "lost" });
  });

  test("is as grave as the gravest of several: a 503 does not undo a reset", async () => {
    const no = () => refusal(400);
    for (const [handlers, error, answered] of [
      [[lost, () => refusal(503), no], { name: "NetworkError" }, false],
      [[() => refusal(503), lost, no], { name: "NetworkError" }, false],
      [[() => refusal(500), () => refusal(503), no], { status: 503 }, true],
      [[() => refusal(502), () => refusal(503), no], { status: 502 }, false],
    ] as const) {
      const replying = transportOf(fakeFetch(...handlers).fetch).exchange(
        request,
        requestContext().context,
        idempotent,
      );
      await vi.runAllTimersAsync();
      expect(await replying).toMatchObject({ kind: "refused", ambiguous: { error, answered } });
    }
  });

  test("a later success is a success", async () => {
    const { fetch } = fakeFetch(lost, () => refusal(423), ok);
    const replying = transportOf(fetch).exchange(request, requestContext().context, idempotent);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "accepted", ambiguous: { error: { name: "NetworkError" } } });
  });
});

describe("tokens", () => {
  test("an expired token is replaced once, however many requests it was refused to", async () => {
    const good = new Set(["second"]);
    const { fetch, sent } = fakeFetch(after(10, accepting(good)));
    const accessToken = vi.fn<TokenFunction>(async ({ rejected }) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return rejected === undefined ? "first" : "second";
    });
    const transport = transportOf(fetch, { accessToken });
    const replying = Promise.all(
      Array.from({ length: 4 }, () => transport.exchange(request, requestContext().context, create)),
    );
    await vi.runAllTimersAsync();
    expect((await replying).map(({ kind }) => kind)).toEqual(Array(4).fill("accepted"));
    expect(accessToken.mock.calls.map(([{ rejected }]) => rejected)).toEqual([undefined, "first"]);
    expect(sent.map(({ token }) => token)).toEqual([...Array(4).fill("first"), ...Array(4).fill("second")]);
  });

  test("a 401 for an older token is answered with the current one, unasked", async () => {
    const late = deferred();
    const good = new Set(["second"]);
    const { fetch, sent } = fakeFetch(async () => {
      await late.promise;
      return expired();
    }, accepting(good));
    const accessToken = vi.fn<TokenFunction>(({ rejected }) => (rejected === undefined ? "first" : "second"));
    const transport = transportOf(fetch, { accessToken });
    const straggler = transport.exchange(request, requestContext().context, create);
    await vi.advanceTimersByTimeAsync(0);
    await transport.exchange(request, requestContext().context, create);
    late.resolve();
    expect(await straggler).toMatchObject({ kind: "accepted" });
    expect(accessToken).toHaveBeenCalledTimes(2);
    expect(sent.map(({ token }) => token)).toEqual(["first", "first", "second", "second"]);
  });

  test("a token that ends while requests wait for their turn is renewed once, and costs no 401", async () => {
    const ends = Date.now() + 3_600_000;
    const { fetch, sent } = fakeFetch(
      after(10, ({ token }) => (Date.now() < ends || token === "second" ? ok() : expired())),
    );
    const accessToken = vi.fn<TokenFunction>(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return Date.now() < ends - 120_000
        ? { token: "first", expiresAt: ends }
        : { token: "second", expiresAt: ends + 3_600_000 };
    });
    const limiter = createRateLimiter({ requests: 100, intervalMs: 10_000 });
    const transport = transportOf(fetch, { accessToken, limiter });
    const exchange = () => transport.exchange(request, requestContext().context, create);
    await Promise.all([exchange(), vi.advanceTimersByTimeAsync(200)]);
    // The account is held until after the token's end.
    void limiter.pause({ forMs: ends + 1_000 - Date.now() });
    const replies = Promise.all(Array.from({ length: 20 }, exchange));
    await vi.advanceTimersByTimeAsync(3_700_000);
    expect((await replies).map(({ kind }) => kind)).toEqual(Array(20).fill("accepted"));
    expect(sent.map(({ token }) => token)).toEqual(["first", ...Array(20).fill("second")]);
    expect(accessToken).toHaveBeenCalledTimes(2);
  });

  test("a token rejected while requests wait for their turn is rejected once", async () => {
    const { fetch, sent } = fakeFetch(after(10, accepting(new Set(["second"]))));
    const accessToken: TokenFunction = ({ rejected }) => (rejected === undefined ? "first" : "second");
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const transport = transportOf(fetch, { accessToken, limiter });
    const replies = Promise.all(
      Array.from({ length: 5 }, () => transport.exchange(request, requestContext().context, create)),
    );
    await vi.runAllTimersAsync();
    expect((await replies).map(({ kind }) => kind)).toEqual(Array(5).fill("accepted"));
    expect(sent.map(({ token }) => token)).toEqual(["first", ...Array(5).fill("second")]);
  });

  test("a run outlives any number of tokens", async () => {
    let now = 1;
    const { fetch, sent } = fakeFetch((one) => (one.token === `token-${now}` ? ok() : expired()));
    const transport = transportOf(fetch, { accessToken: () => `token-${now}` });
    const { context, halts } = requestContext();
    for (const _ of [1, 2, 3, 4, 5]) {
      expect(await transport.exchange(request, context, create)).toMatchObject({ kind: "accepted" });
      now++;
    }
    expect(halts).toEqual([]);
    expect(sent).toHaveLength(9);
  });

  test("a token renewed costs no retry", async () => {
    const good = new Set(["second"]);
    const { fetch } = fakeFetch(accepting(good));
    const accessToken: TokenFunction = ({ rejected }) => (rejected === undefined ? "first" : "second");
    const transport = transportOf(fetch, { accessToken, retry: { maxRetries: 0 } });
    expect(await transport.exchange(request, requestContext().context, create)).toMatchObject({ kind: "accepted" });
  });

  test("the same token again halts the run", async () => {
    const { fetch, sent } = fakeFetch(expired);
    const { context, halts } = requestContext();
    const accessToken = vi.fn<TokenFunction>(() => "stale");
    const reply = await transportOf(fetch, { accessToken }).exchange(request, context, create);
    expect(reply).toMatchObject({ kind: "unprocessed", reason: "unauthorized", error: { status: 401 } });
    expect(halts).toMatchObject([{ reason: "unauthorized" }]);
    expect(accessToken).toHaveBeenCalledTimes(2);
    expect(sent).toHaveLength(1);
  });

  test("a fresh token that is rejected too halts the run, and the next run asks anew", async () => {
    let count = 0;
    const { fetch, sent } = fakeFetch(expired, expired, ok);
    const { context, halts } = requestContext();
    const transport = transportOf(fetch, { accessToken: () => `token-${++count}` });
    expect(await transport.exchange(request, context, create)).toMatchObject({ reason: "unauthorized" });
    expect(halts).toHaveLength(1);
    expect(await transport.exchange(request, requestContext().context, create)).toMatchObject({ kind: "accepted" });
    expect(sent.map(({ token }) => token)).toEqual(["token-1", "token-2", "token-3"]);
  });

  test("one request does not go through tokens for ever", async () => {
    let count = 0;
    const fine = { ...request, url: "https://api.example.com/fine" };
    // Another endpoint takes each token, so none of them is hopeless.
    const { fetch, sent } = fakeFetch(async ({ url }) => {
      if (url === fine.url) return ok();
      await transport.exchange(fine, requestContext().context, create);
      return expired();
    });
    const transport = transportOf(fetch, { accessToken: () => `token-${++count}` });
    const { context, halts } = requestContext();
    expect(await transport.exchange(request, context, create)).toMatchObject({
      kind: "unprocessed",
      reason: "unauthorized",
    });
    expect(halts).toMatchObject([{ reason: "unauthorized" }]);
    expect(sent.filter(({ url }) => url === request.url)).toHaveLength(4);
  });

  test("a fixed token that is rejected halts the run after one request", async () => {
    const { fetch, sent } = fakeFetch(expired);
    const { context, halts } = requestContext();
    expect(await transportOf(fetch).exchange(request, context, idempotent)).toMatchObject({ reason: "unauthorized" });
    expect(halts).toMatchObject([{ reason: "unauthorized", error: { category: "EXPIRED_AUTHENTICATION" } }]);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["throws", () => Promise.reject(new Error("vault is sealed"))],
    [
      "throws at once",
      () => {
        throw new Error("vault is sealed");
      },
    ],
    ["gives nothing", () => undefined as unknown as string],
    ["gives a number", () => 42 as unknown as string],
    ["gives an empty text", () => ""],
    ["gives blanks", () => " \n "],
    ["gives a text with a line break in it", () => "a\nb"],
    ["gives letters that no header takes", () => "tökén"],
  ])("a token function that %s halts the run before anything is sent", async (_, accessToken) => {
    const { fetch, sent } = fakeFetch(ok);
    const { context, halts } = requestContext();
    const reply = await transportOf(fetch, { accessToken }).exchange(request, context, idempotent);
    expect(reply).toMatchObject({ kind: "unprocessed", reason: "token-failed" });
    expect(halts).toEqual([{ reason: "token-failed", error: expect.any(CallerError) }]);
    expect(inspect(halts)).not.toContain("tökén");
    expect(sent).toHaveLength(0);
  });

  test("a token function that throws while it renews halts the run", async () => {
    const { fetch, sent } = fakeFetch(expired);
    const { context, halts } = requestContext();
    const accessToken: TokenFunction = ({ rejected }) => {
      if (rejected !== undefined) throw new Error("vault is sealed");
      return "first";
    };
    const reply = await transportOf(fetch, { accessToken }).exchange(request, context, idempotent);
    expect(reply).toMatchObject({ kind: "unprocessed", reason: "token-failed" });
    expect(halts).toMatchObject([{ reason: "token-failed", error: { cause: { message: "vault is sealed" } } }]);
    expect(sent).toHaveLength(1);
  });

  test("a token function that hangs is let go of by a cut, which aborts its signal", async () => {
    const { fetch, sent } = fakeFetch(ok);
    const { context, control, halts } = requestContext();
    let asked: AbortSignal | undefined;
    const accessToken: TokenFunction = ({ signal }) => {
      asked = signal;
      return new Promise(() => {});
    };
    const transport = transportOf(fetch, { accessToken });
    const replying = transport.exchange(request, context, idempotent);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked?.aborted).toBe(false);
    control.halt({ reason: "timed-out" });
    expect(await replying).toEqual({ kind: "unprocessed", reason: "timed-out" });
    expect(asked?.aborted).toBe(true);
    expect(halts).toEqual([]);
    expect(sent).toHaveLength(0);
  });

  test("one who leaves does not take the token from those who still wait", async () => {
    const { fetch, sent } = fakeFetch(ok);
    const { context, control } = requestContext();
    const token = deferred<string>();
    const transport = transportOf(fetch, { accessToken: () => token.promise });
    const leaves = transport.exchange(request, context, idempotent);
    const stays = transport.exchange(request, requestContext().context, idempotent);
    control.halt({ reason: "aborted" });
    expect(await leaves).toMatchObject({ kind: "unprocessed" });
    token.resolve("first");
    expect(await stays).toMatchObject({ kind: "accepted" });
    expect(sent).toHaveLength(1);
  });
});

test("a reply that a caller's fetch makes of nothing is lost, not thrown", async () => {
  const { fetch } = fakeFetch(() => undefined as unknown as Response);
  const reply = await transportOf(fetch).exchange(request, requestContext().context, create);
  expect(reply).toMatchObject({ kind: "lost", error: expect.any(CallerError) });
});

test("a refusal is given back with its body read", async () => {
  const { fetch } = fakeFetch(() => refusal(400, { category: "VALIDATION_ERROR", context: { ids: ["7"] } }));
  const reply = await transportOf(fetch).exchange(request, requestContext().context, idempotent);
  expect(reply).toMatchObject({ kind: "refused", error: expect.any(HttpError), body: { context: { ids: ["7"] } } });
});

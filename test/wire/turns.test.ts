import { describe, expect, test, vi } from "vitest";
import { LimiterError } from "../../src/outcome/errors.js";
import type { RateLimiter, TurnEnd } from "../../src/pace/pace.js";
import type { RequestContext } from "../../src/wire/request-context.js";
import type { Wire } from "../../src/wire/wire.js";
import { fakeTime } from "../helpers/fake-time.js";
import { fakeFetch, refusal, respond } from "../helpers/http.js";
import { requestContext } from "../helpers/request-context.js";
import { transportOf, transportOver } from "../helpers/transport.js";

fakeTime();

const request = { url: "https://api.example.com/batch", method: "POST", headers: {}, body: "{}" };
const kind = { idempotent: true, read: () => "read" };
const ok = () => respond(200, "fine");

/** A limiter of the caller's, which notes what it is told. */
function ownLimiter(own: Partial<RateLimiter> = {}) {
  const ends: TurnEnd[] = [];
  const limiter: RateLimiter = {
    acquire: async () => ({ startedMs: performance.now() }),
    release: (_, end) => void ends.push(end),
    pause: () => {},
    ...own,
  };
  return { limiter, ends };
}

const broken = new Error("Redis is away");
const throwing = () => {
  throw broken;
};
const rejecting = () => Promise.reject(broken);

test.each<[string, (abort: () => void) => Partial<RateLimiter>]>([
  ["gives a turn", (abort) => ({ acquire: () => (abort(), new Promise(() => {})) })],
  [
    "says what it waits for",
    (abort) => ({ acquire: () => new Promise(() => {}), waiting: () => (abort(), undefined) }),
  ],
])("a run that is ended while the limiter %s waits for it no longer", async (_, own) => {
  const { context, control } = requestContext();
  const { limiter } = ownLimiter(own(() => control.halt({ reason: "aborted" })));
  const { fetch, sent } = fakeFetch(ok);
  expect(await transportOf(fetch, { limiter }).exchange(request, context, kind)).toMatchObject({
    kind: "unprocessed",
    reason: "aborted",
  });
  expect(sent).toHaveLength(0);
});

test.each<[unknown, string]>([
  [broken, "The rate limiter threw: Redis is away"],
  ["no turns", "The rate limiter threw: no turns"],
  [undefined, "The rate limiter threw: undefined"],
  [new LimiterError("None today"), "None today"],
])("what a limiter threw is in the message: %s", async (thrown, message) => {
  const { limiter } = ownLimiter({ acquire: vi.fn<RateLimiter["acquire"]>().mockRejectedValue(thrown) });
  const { context, halts } = requestContext();
  await transportOf(fakeFetch(ok).fetch, { limiter }).exchange(request, context, kind);
  expect(halts[0]?.error?.message).toBe(message);
});

describe("a limiter that fails", () => {
  test.each<[string, Partial<RateLimiter>]>([
    ["throws", { acquire: throwing }],
    ["rejects", { acquire: rejecting }],
    ["throws while it says what it waits for", { waiting: throwing }],
  ])("and %s halts the run before anything is sent", async (_, own) => {
    const { limiter } = ownLimiter(own);
    const { fetch, sent } = fakeFetch(ok);
    const { context, halts } = requestContext();
    const error = { name: "LimiterError", cause: broken };
    expect(await transportOf(fetch, { limiter }).exchange(request, context, kind)).toMatchObject({
      kind: "unprocessed",
      reason: "unavailable",
      error,
    });
    expect(halts).toMatchObject([{ reason: "unavailable", error }]);
    expect(sent).toHaveLength(0);
  });

  test.each<[string, Partial<RateLimiter>]>([
    ["throws", { release: throwing }],
    ["rejects", { release: rejecting }],
  ])("and %s at a turn's end halts the run, and the answer stands", async (_, own) => {
    const { limiter } = ownLimiter(own);
    const { context, halts } = requestContext();
    const reply = await transportOf(fakeFetch(ok).fetch, { limiter }).exchange(request, context, kind);
    expect(reply).toMatchObject({ kind: "accepted" });
    await vi.advanceTimersByTimeAsync(0);
    expect(halts).toMatchObject([{ reason: "unavailable", error: { name: "LimiterError", cause: broken } }]);
  });

  test("at a pause halts the run, and nothing is sent again", async () => {
    const { limiter } = ownLimiter({ pause: rejecting });
    const { fetch, sent } = fakeFetch(() => refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }), ok);
    const { context, halts } = requestContext();
    await transportOf(fetch, { limiter }).exchange(request, context, kind);
    expect(halts).toMatchObject([{ reason: "unavailable" }]);
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  test.each<[unknown]>([[undefined], [null], [17], [{}], [{ startedMs: "now" }], [{ startedMs: Number.NaN }]])(
    "because it resolves with %j halts the run",
    async (turn) => {
      const { limiter } = ownLimiter({ acquire: async () => turn as never });
      const { fetch, sent } = fakeFetch(ok);
      const { context, halts } = requestContext();
      await transportOf(fetch, { limiter }).exchange(request, context, kind);
      const message = expect.stringContaining("resolves with `{ startedMs }`");
      expect(halts).toMatchObject([{ reason: "unavailable", error: { name: "LimiterError", message } }]);
      expect(sent).toHaveLength(0);
    },
  );

  test("with a LimiterError of its own says itself why", async () => {
    const error = new LimiterError("Nothing is left of today", { reason: "daily-limit" });
    const { limiter } = ownLimiter({ acquire: () => Promise.reject(error) });
    const { context, halts } = requestContext();
    await transportOf(fakeFetch(ok).fetch, { limiter }).exchange(request, context, kind);
    expect(halts).toEqual([{ reason: "daily-limit", error }]);
  });
});

describe("a turn", () => {
  test("that a limiter gives after the cut, which it did not heed, goes back unused", async () => {
    let give: (turn: { startedMs: number }) => void = () => {};
    const { limiter, ends } = ownLimiter({ acquire: () => new Promise((resolve) => (give = resolve)) });
    const { fetch, sent } = fakeFetch(ok);
    const { context, control } = requestContext();
    const replying = transportOf(fetch, { limiter }).exchange(request, context, kind);
    await vi.advanceTimersByTimeAsync(1);
    control.halt({ reason: "aborted" });
    expect(await replying).toEqual({ kind: "unprocessed", reason: "aborted" });
    give({ startedMs: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(ends).toEqual([{ how: "never-sent" }]);
    expect(sent).toHaveLength(0);
  });

  test("of a limiter that then throws while it says what it waits for goes back unused", async () => {
    const { limiter, ends } = ownLimiter({ waiting: throwing });
    await transportOf(fakeFetch(ok).fetch, { limiter }).exchange(request, requestContext().context, kind);
    expect(ends).toEqual([{ how: "never-sent" }]);
  });

  test("that is refused when nobody waits for it any more is no rejection of the process", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    let refuse: (error: Error) => void = () => {};
    const acquire = () => new Promise<never>((_, reject) => (refuse = reject));
    const { limiter } = ownLimiter({ acquire, waiting: throwing });
    await transportOf(fakeFetch(ok).fetch, { limiter }).exchange(request, requestContext().context, kind);
    refuse(broken);
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    vi.useFakeTimers();
  });

  test.each<[string, (end: () => void) => RequestContext["before"]]>([
    ["throws", () => throwing],
    ["ends the run", (end) => async () => end()],
  ])("goes back unused where what is asked before the request %s", async (_, beforeOf) => {
    const { limiter, ends } = ownLimiter();
    const { fetch, sent } = fakeFetch(ok);
    const { context, control } = requestContext();
    const before = beforeOf(() => control.halt({ reason: "aborted" }));
    await transportOf(fetch, { limiter }).exchange(request, { ...context, before }, kind);
    expect(ends).toEqual([{ how: "never-sent" }]);
    expect(sent).toHaveLength(0);
  });

  test("is told when its request was written, where the wire can tell, and ends with that", async () => {
    const turn = { startedMs: 7 };
    const written: unknown[] = [];
    const { limiter, ends } = ownLimiter({
      acquire: async () => turn,
      written: (...told) => void written.push(told),
    });
    const wire: Wire = (_, receiver) => {
      setTimeout(() => receiver.written(), 20);
      setTimeout(() => {
        receiver.answered(200, new Headers());
        receiver.ended();
      }, 50);
      return { neverSent: false, cut() {} };
    };
    const startedMs = performance.now();
    const replying = transportOver(wire, { limiter }).exchange(request, requestContext().context, kind);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "accepted" });
    expect(written).toEqual([[turn, startedMs + 20]]);
    expect(ends).toMatchObject([{ how: "answered", writtenMs: startedMs + 20, answeredMs: startedMs + 50 }]);
  });

  test("ends with the answer's headers, as lost, or as never sent", async () => {
    const { limiter, ends } = ownLimiter();
    const connection = (code: string, syscall: string) => () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, syscall }) });
    };
    const handlers = [connection("ECONNREFUSED", "connect"), connection("ECONNRESET", "read"), ok];
    const { fetch } = fakeFetch(...handlers);
    const replying = transportOf(fetch, { limiter }).exchange(request, requestContext().context, kind);
    await vi.runAllTimersAsync();
    expect(await replying).toMatchObject({ kind: "accepted" });
    expect(ends).toMatchObject([
      { how: "never-sent" },
      { how: "lost" },
      { how: "answered", headers: expect.any(Headers), answeredMs: performance.now() },
    ]);
  });

  test("that used the day up is told to its limiter", async () => {
    const turn = { startedMs: 7 };
    const holds: unknown[] = [];
    const { limiter } = ownLimiter({ acquire: async () => turn, pause: (hold) => void holds.push(hold) });
    const daily = () => refusal(429, { policyName: "DAILY" });
    const { context, halts } = requestContext();
    await transportOf(fakeFetch(daily).fetch, { limiter }).exchange(request, context, kind);
    expect(holds).toEqual([{ turn, today: true }]);
    expect(halts).toMatchObject([{ reason: "daily-limit" }]);
  });

  test("of a refused request is named by the hold, with its length, and whether it was too fast", async () => {
    const turn = { startedMs: 7 };
    const holds: unknown[] = [];
    const { limiter } = ownLimiter({ acquire: async () => turn, pause: (hold) => void holds.push(hold) });
    const { fetch } = fakeFetch(
      () => refusal(429, { policyName: "SECONDLY" }, { "retry-after": "3" }),
      () => refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }),
      () => refusal(477, {}, { "retry-after": "2" }),
      ok,
    );
    await transportOf(fetch, { limiter }).exchange(request, requestContext().context, kind);
    expect(holds).toEqual([
      { forMs: 3_000, turn, tooFast: true },
      { forMs: undefined, turn, tooFast: false },
      { forMs: 2_000, turn, tooFast: false },
    ]);
  });
});

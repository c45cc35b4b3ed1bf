/** What is kept of a day that is used up: the server is real, and the hours are the test's own. */
import type { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createRedisRateLimiter, type RateLimiter, type Reserve, type Turn } from "../../../src/redis/redis.js";
import { SCRIPT } from "../../../src/redis/script.js";
import { connect, type RedisServer, startRedis } from "./redis-server.js";

const HOUR_MS = 3_600_000;
/** Half past an hour. */
const BEGAN_MS = Date.UTC(2026, 2, 30, 9, 30);
const STATE = "hubspot-batch:{app:1}";

// The clock's text is the script's own, put off by one more key.
const TIME = "redis.call('TIME')";
const PUT_OFF = SCRIPT.replace(TIME, "{ math.floor(KEYS[2] / 1000), KEYS[2] % 1000 * 1000 }");

let server: RedisServer;
let redis: Redis;
/** Redis' time, less the real one. */
let aheadMs: number;
beforeAll(async () => {
  server = await startRedis();
  redis = connect(server.port);
  await new Promise((resolve) => redis.once("ready", resolve));
});
beforeEach(async () => {
  await redis.call("FLUSHALL");
  aheadMs = BEGAN_MS - Date.now();
});
afterAll(async () => {
  redis.disconnect();
  await server.remove();
});

/** The limiter of a process that begins now. */
function begin(reserve?: Reserve): Required<RateLimiter> {
  const send = ([, , count = "", ...rest]: string[]) => {
    const keys = rest.slice(0, Number(count));
    const nowMs = String(Date.now() + aheadMs);
    return redis.call("EVAL", PUT_OFF, String(keys.length + 1), ...keys, nowMs, ...rest.slice(keys.length));
  };
  return createRedisRateLimiter({ send, budget: "app:1", reserve });
}

const never = () => new AbortController().signal;

/** Ends a turn with what is left of the day. */
function answer(limiter: RateLimiter, turn: Turn, today: number): void {
  const headers = new Headers({
    "X-HubSpot-RateLimit-Max": "190",
    "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
    "X-HubSpot-RateLimit-Remaining": "189",
    "X-HubSpot-RateLimit-Daily-Remaining": String(today),
  });
  void limiter.release(turn, { how: "answered", status: 200, headers, answeredMs: performance.now() });
}

/** Lets time pass: what Redis would have forgotten by then is gone. */
async function idle(ms: number): Promise<void> {
  for (const key of (await redis.call("KEYS", "*")) as string[])
    if (Number(await redis.call("PTTL", key)) < ms) await redis.call("DEL", key);
  aheadMs += ms;
}

test.each<[string, Reserve | undefined, left: number, reason: string]>([
  ["is used up", undefined, 0, "daily-limit"],
  ["is used up but for its reserve", { daily: 50 }, 50, "daily-reserve"],
])(
  "a day that %s is known for 24 h to all who begin, and one request asks in each later hour",
  async (_, reserve, left, reason) => {
    const first = begin(reserve);
    answer(first, await first.acquire(never()), left);
    const refused = (limiter = begin(reserve)) => expect(limiter.acquire(never())).rejects.toMatchObject({ reason });
    // What it is told goes with what is asked.
    await refused(first);
    expect(Number(await redis.call("PTTL", STATE))).toBeGreaterThan(24 * HOUR_MS - 60_000);
    await idle(20 * 60_000);
    await refused();
    for (const hours of [1, 5, 23]) {
      await idle(hours * HOUR_MS);
      const asks = begin(reserve);
      const turn = await asks.acquire(never());
      const other = refused();
      answer(asks, turn, left);
      await refused(asks);
      await other;
      await refused();
    }
    // Another day.
    await idle(HOUR_MS);
    const asks = begin(reserve);
    answer(asks, await asks.acquire(never()), 1_000);
    for (const limiter of [asks, begin(reserve)])
      void limiter.release(await limiter.acquire(never()), { how: "never-sent" });
    expect(Number(await redis.call("PTTL", STATE))).toBeLessThanOrEqual(60_000);
  },
);

test("a day that a refusal tells to be used up is known as well", async () => {
  const first = begin();
  void first.pause({ today: true });
  await expect(first.acquire(never())).rejects.toMatchObject({ reason: "daily-limit" });
  await idle(20 * 60_000);
  await expect(begin().acquire(never())).rejects.toMatchObject({ reason: "daily-limit" });
});

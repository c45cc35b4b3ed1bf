/** A rate limiter for many processes: they share one quota of HubSpot's, in Redis. */
import { expected, MAX_TIMER_MS, type Names, objectOf, wholeNumber } from "../options/expected.js";
import { quotaOf, reserveOf } from "../options/rate-limiter.js";
import type { Quota, RateLimiter, Reserve } from "../pace/pace.js";
import type { Send } from "./call.js";
import { RedisLimiter } from "./redis-limiter.js";

export type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd, Wait } from "../pace/pace.js";
export type { Send } from "./call.js";

/** How a limiter reaches Redis, and what it shares there. */
export interface RedisRateLimiterOptions {
  /**
   * Sends a command, its name first, and resolves with Redis' reply: `([name = "", ...args]) => redis.call(name, ...args)` of
   * ioredis, `(args) => client.sendCommand(args)` of @redis/client. Give it a client that neither repeats commands nor queues
   * them while Redis is away, for what is sent late takes slots for nobody: `maxRetriesPerRequest: 0` and
   * `enableOfflineQueue: false` of ioredis, `disableOfflineQueue: true` of @redis/client. A call without an answer within 3 s
   * has failed.
   */
  readonly send: Send;
  /** What the processes share: an app and a portal, as `"app:portal"`. 1 to 200 characters, without braces and spaces. */
  readonly budget: string;
  /** A ceiling, which HubSpot's headers, and what others are seen to spend, may only lower. Default: learnt from the headers, by all. */
  readonly quota?: Quota | undefined;
  /** What to leave to the account's other apps. Give all processes of a budget the same. Default: nothing. */
  readonly reserve?: Reserve | undefined;
  /** Time kept beyond the window, in ms, 0 to 1,000: what requests may differ by on their way. Default 20. */
  readonly marginMs?: number | undefined;
  /**
   * What to do while Redis is away, once the start times that were given are used. `"wait"`, the default: nothing starts.
   * `"share"`: after a window in which nothing started, each process takes its even part of the last known quota, where it
   * knows how many they are: it has called Redis for two windows and 3 s at the least, without a break that long, and last
   * not longer before Redis went. All others wait, as do those whose part is less than a request. When Redis is back, all hold
   * for a window. It is meant for a Redis that is away for all: those who still reach it have the whole quota.
   */
  readonly whenAway?: "wait" | "share" | undefined;
  /**
   * How long who waits bears that Redis is away, in ms, 0 to 2,147,483,647; then its run halts as `unavailable`, with a
   * `LimiterError`. Not where it has its part of the quota without Redis. Default 120,000.
   */
  readonly patienceMs?: number | undefined;
}

const OPTIONS: Names<RedisRateLimiterOptions> = {
  send: true,
  budget: true,
  quota: true,
  reserve: true,
  marginMs: true,
  whenAway: true,
  patienceMs: true,
};

/**
 * Makes a limiter for the processes that spend one budget: each makes its own, with the same `budget`, and gives it to its
 * clients as `rateLimiter`. Throws a `TypeError` where an option is wrong. Needs Redis 6.2 or later; leaves no key behind for
 * longer than a few windows, but one for 24 h where the day, or all of it but what is reserved, is used up.
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): Required<RateLimiter> {
  const given = objectOf("options", options, OPTIONS);
  const { send, budget, quota, whenAway = "wait" } = given;
  if (typeof send !== "function") throw expected("send", "a function", send);
  if (typeof budget !== "string" || !/^[^\s{}]{1,200}$/.test(budget))
    throw expected("budget", "a text of 1 to 200 characters without braces and spaces", budget);
  if (whenAway !== "wait" && whenAway !== "share") throw expected("whenAway", '"wait" or "share"', whenAway);
  const { share = 0, daily = 0 } = reserveOf(given.reserve);
  return new RedisLimiter({
    send,
    key: `hubspot-batch:{${budget}}`,
    // Among some thousands it is the only one.
    me: crypto.randomUUID().slice(0, 13),
    quota: quota === undefined ? { requests: 0, intervalMs: 0 } : quotaOf(quota),
    share,
    daily,
    marginMs: wholeNumber("marginMs", given.marginMs, 20, 0, 1_000),
    whenAway,
    patienceMs: wholeNumber("patienceMs", given.patienceMs, 120_000, 0, MAX_TIMER_MS),
  });
}

/** Many processes in virtual time, on the real script in a real Redis, of which only the clock is another. */
import type { Redis } from "ioredis";
import { createRedisRateLimiter, type RateLimiter } from "../../../src/redis/redis.js";
import { SCRIPT } from "../../../src/redis/script.js";
import { createRandom } from "../../../src/sandbox/random.js";
import { type Course, type Seen, simulate } from "../../bench/simulate-world.js";
import type { Clock } from "../../invariants/clock.js";

/** What a simulation tells. */
export interface Told extends Seen {
  /** Calls of Redis. */
  readonly calls: number;
  /** Turns that each process was given. */
  readonly turns: readonly number[];
  /** Part of the quota that was used after the first window. */
  readonly sustained: number;
  /** The most that Redis kept of the budget, in bytes, as seen at every tenth call; 0 where it was not to be weighed. */
  readonly bytes: number;
}

/** What goes wrong with Redis, in virtual time. */
export interface Trouble {
  /** Steps of its clock. */
  readonly steps?: readonly { readonly atMs: number; readonly byMs: number }[];
  /** When it is away. */
  readonly away?: { readonly fromMs: number; readonly untilMs: number };
  /** When it loses all that it has. */
  readonly losesAllAtMs?: number;
  /** Part of its answers that never come. */
  readonly losesAnswers?: number;
}

type Options = Omit<Parameters<typeof createRedisRateLimiter>[0], "send" | "budget">;

// The clock's text is the script's own; two more keys are the time.
const TIME = "redis.call('TIME')";
export const VIRTUAL = SCRIPT.replace(TIME, "{ KEYS[2], KEYS[3] }");
const EPOCH = Date.UTC(2026, 2, 30);

let budgets = 0;

/** What that script is called with, at a time, where the real one is called so. */
export function argsAt(ms: number, [, , count = "", ...rest]: string[]): string[] {
  const nowMs = EPOCH + ms;
  const time = [String(Math.floor(nowMs / 1_000)), String(Math.floor((nowMs % 1_000) * 1_000))];
  return [String(Number(count) + 2), ...rest.slice(0, Number(count)), ...time, ...rest.slice(Number(count))];
}

/** Runs a course on a Redis that has nothing else to do. */
export async function simulateOnRedis(
  redis: Redis,
  course: Course,
  {
    trouble = {},
    options = {},
    seed = 1,
    weighed = false,
  }: { trouble?: Trouble; options?: Options; seed?: number; weighed?: boolean } = {},
): Promise<Told> {
  const budget = `simulation:${++budgets}`;
  const random = createRandom(seed + 1_000);
  const turns = Array.from({ length: course.clients ?? 1 }, () => 0);
  let [calls, bytes] = [0, 0];
  const weigh = async (keys: readonly string[]) => {
    const usage = keys.map((key) => redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
    bytes = Math.max(
      bytes,
      (await Promise.all(usage)).map(Number).reduce((sum, one) => sum + one, 0),
    );
  };
  const { steps = [], away, losesAllAtMs = Infinity, losesAnswers = 0 } = trouble;
  let hasAll = true;
  const sha = String(await redis.call("SCRIPT", "LOAD", VIRTUAL));
  const send = async (clock: Clock, asked: string[]) => {
    const [name = "", , count = "", ...rest] = asked;
    calls++;
    if (name !== "EVALSHA") throw new Error(`Unexpected ${name}`);
    // On its way, and back: a tenth of a ms to one.
    await clock.wait(0.1 + random());
    if (away !== undefined && clock.now >= away.fromMs && clock.now < away.untilMs) throw new Error("ECONNREFUSED");
    if (hasAll && clock.now >= losesAllAtMs) {
      hasAll = false;
      await clock.real(redis.call("DEL", ...rest.slice(0, Number(count))));
    }
    const stepMs = steps.reduce((sum, { atMs, byMs }) => (atMs <= clock.now ? sum + byMs : sum), 0);
    const reply = await clock.real(redis.call("EVALSHA", sha, ...argsAt(clock.now + stepMs, asked)));
    if (weighed && calls % 10 === 0) await clock.real(weigh(rest.slice(0, Number(count))));
    if (random() < losesAnswers) return new Promise<never>(() => {});
    await clock.wait(0.1 + random());
    return reply;
  };
  const limiterOf = (clock: Clock, index: number): Required<RateLimiter> => {
    const limiter = createRedisRateLimiter({ send: (args) => send(clock, args), budget, ...options });
    return {
      acquire: async (signal) => {
        const turn = await limiter.acquire(signal);
        turns[index]!++;
        return turn;
      },
      written: (turn, atMs) => limiter.written(turn, atMs),
      release: (turn, end) => limiter.release(turn, end),
      pause: (hold) => limiter.pause(hold),
      waiting: () => limiter.waiting(),
      quota: () => limiter.quota(),
    };
  };
  const seen = await simulate({ ...course, limiterOf }, seed);
  const { intervalMs, requests } = course.quota;
  const endMs = course.windows * intervalMs;
  const later = seen.accepted.filter((atMs) => atMs >= intervalMs && atMs < endMs).length;
  return { ...seen, calls, bytes, turns, sustained: later / (requests * (course.windows - 1)) };
}

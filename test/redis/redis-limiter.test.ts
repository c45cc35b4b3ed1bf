import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createRedisRateLimiter,
  type RateLimiter,
  type RedisRateLimiterOptions,
  type Turn,
} from "../../src/redis/redis.js";
import { FakeRedis } from "./fake-redis.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const never = () => new AbortController().signal;
const move = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function setup(options: Partial<RedisRateLimiterOptions> = {}, redis = new FakeRedis()) {
  return { redis, limiter: createRedisRateLimiter({ send: redis.send, budget: "app:1", ...options }) };
}

/** The turns that so many who wait have, as they come. */
function take(limiter: RateLimiter, count: number): Turn[] {
  const turns: Turn[] = [];
  for (let nth = 0; nth < count; nth++)
    void limiter.acquire(never()).then(
      (turn) => turns.push(turn),
      () => {},
    );
  return turns;
}

function answer(limiter: RateLimiter, turn: Turn, headers: Record<string, string> = {}, status = 200): void {
  const answeredMs = performance.now();
  void limiter.release(turn, { how: "answered", status, headers: new Headers(headers), answeredMs });
}

/** Has them call Redis each second, and more. */
async function callFor(forMs: number, ...limiters: readonly RateLimiter[]): Promise<void> {
  for (let ms = 0; ms < forMs; ms += 1_000) {
    const turns = limiters.map((limiter) => [limiter, take(limiter, 1)] as const);
    await move(1_000);
    for (const [limiter, [turn]] of turns) if (turn !== undefined) answer(limiter, turn);
  }
}

describe("slots", () => {
  test("are each started once or given back, never before their time, by one call at a time, whatever happens", async () => {
    const steps = fc.array(
      fc.record({ waitMs: fc.nat(600), takes: fc.nat(6), ends: fc.nat(6), how: fc.nat(2), startsInMs: fc.nat(250) }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 40 }), async (all, wayMs) => {
        const { limiter, redis } = setup();
        redis.wayMs = wayMs;
        const turns: Turn[] = [];
        let started = 0;
        let ended = 0;
        for (const { waitMs, takes, ends, how, startsInMs } of all) {
          redis.startsInMs = startsInMs;
          for (let nth = 0; nth < takes; nth++)
            void limiter.acquire(never()).then((turn) => {
              started++;
              turns.push(turn);
            });
          for (const turn of turns.splice(0, ends)) {
            ended++;
            if (how === 0) answer(limiter, turn);
            else void limiter.release(turn, { how: how === 1 ? "lost" : "never-sent" });
          }
          await move(waitMs);
          expect(redis.underWay).toBeLessThanOrEqual(1);
        }
        await move(5_000);
        for (const turn of turns.splice(0)) {
          ended++;
          void limiter.release(turn, { how: "never-sent" });
        }
        await move(5_000);
        expect(started).toBe(all.reduce((sum, { takes }) => sum + takes, 0));
        expect(ended).toBe(started);
        const told = new Map(redis.reports.map(({ slot, countedMs }) => [slot, countedMs]));
        expect([...redis.given.keys()].filter((slot) => !told.has(slot))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("begin when it is certainly time in Redis, in their order", async () => {
    const { limiter, redis } = setup();
    redis.startsInMs = 100;
    redis.apartMs = 20;
    const turns = take(limiter, 4);
    await move(1_000);
    const due = [...redis.given.values()];
    expect(turns).toHaveLength(4);
    turns.forEach(({ startedMs }, index) => {
      expect(startedMs).toBeGreaterThanOrEqual(due[index]!);
      expect(startedMs).toBeLessThanOrEqual(due[index]! + redis.wayMs + 1);
    });
  });

  test("that a process slept through go back, and others are asked for", async () => {
    const { limiter, redis } = setup();
    redis.startsInMs = 200;
    const turns = take(limiter, 3);
    await move(50);
    const slept = [...redis.given.keys()];
    // The clock goes on while no timer fires.
    const now = performance.now.bind(performance);
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now() + 3_000);
    await move(300);
    clock.mockRestore();
    expect(slept).toHaveLength(3);
    expect(redis.reports.filter(({ countedMs }) => countedMs === -1).map(({ slot }) => slot)).toEqual(slept);
    await move(4_000);
    expect(turns).toHaveLength(3);
  });

  test("of a pause go back, and nothing starts until it is over", async () => {
    const { limiter, redis } = setup();
    redis.startsInMs = 100;
    const turns = take(limiter, 2);
    await move(20);
    redis.left = 0;
    void limiter.pause({});
    await move(20);
    expect(turns).toHaveLength(0);
    expect(redis.asked.at(-1)!.args.slice(9, 11)).toEqual(["10020", "0"]);
    expect(redis.reports.map(({ countedMs }) => countedMs)).toEqual([-1, -1]);
    redis.heldForMs = 2_000;
    await move(1_000);
    expect(limiter.waiting()).toMatchObject({ reason: "rate-limited" });
  });
});

describe("what is told", () => {
  test("of a refusal: when its request started, to be held as Redis sees fit", async () => {
    const { limiter, redis } = setup();
    const turns = take(limiter, 1);
    await move(10);
    await move(90);
    answer(limiter, turns[0]!, {}, 429);
    void limiter.pause({ turn: turns[0]! });
    await move(10);
    const [holdMs, refusedMs] = redis.asked.at(-1)!.args.slice(9, 11);
    expect(holdMs).toBe("0");
    const lateMs = Number(refusedMs) - redis.aheadMs - turns[0]!.startedMs;
    expect(lateMs).toBeGreaterThanOrEqual(redis.wayMs);
    // Redis tells whole ms.
    expect(lateMs).toBeLessThanOrEqual(redis.wayMs + 2);
    void limiter.pause({ turn: turns[0]!, forMs: 3_000 });
    await move(10);
    expect(redis.asked.at(-1)!.args.slice(9, 11)).toEqual(["3000", "0"]);
  });

  test("of an answer: when it was counted at the latest, and its headers", async () => {
    const { limiter, redis } = setup();
    const turns = take(limiter, 1);
    await move(10);
    const [turn] = turns;
    const writtenMs = performance.now();
    limiter.written(turn!, writtenMs);
    await move(100);
    answer(limiter, turn!, {
      "X-HubSpot-RateLimit-Max": "190",
      "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
      "X-HubSpot-RateLimit-Remaining": "17",
      "X-HubSpot-RateLimit-Daily-Remaining": "4000",
    });
    await move(1_000);
    const report = redis.reports.find(({ rest }) => rest[1] === "17")!;
    expect(report.rest.slice(1)).toEqual(["17", "4000"]);
    expect(redis.asked.some(({ args }) => args[14] === "190" && args[15] === "10000")).toBe(true);
    expect(report.countedMs).toBeGreaterThanOrEqual(writtenMs + redis.aheadMs);
    expect(report.countedMs).toBeLessThanOrEqual(writtenMs + redis.aheadMs + 2 * redis.wayMs + 1);
  });

  test("is told again where the call failed, and nothing is asked for twice at once", async () => {
    const { limiter, redis } = setup();
    const turns = take(limiter, 1);
    await move(10);
    redis.away = new Error("read ECONNRESET");
    answer(limiter, turns[0]!);
    await move(1_000);
    redis.away = undefined;
    const before = redis.reports.length;
    await move(1_500);
    expect(redis.reports.slice(before).map(({ slot }) => slot)).toEqual([...redis.given.keys()]);
  });

  test("that the day is used up, to all, and why there is no turn, by Redis", async () => {
    const { limiter, redis } = setup({ reserve: { daily: 50 } });
    void limiter.pause({ today: true });
    await move(10);
    expect(redis.asked[0]!.args.slice(6, 12)).toEqual(["50", "0", "0", "0", "0", "1"]);
    redis.left = 0;
    for (const day of ["daily-limit", "daily-reserve"] as const) {
      redis.day = day;
      const refused = expect(limiter.acquire(never())).rejects.toMatchObject({ name: "LimiterError", reason: day });
      await move(50);
      await vi.dynamicImportSettled();
      await refused;
    }
  });
});

describe("while Redis is away", () => {
  test("nothing starts, who waits is told why, and goes on when it is back", async () => {
    const { limiter, redis } = setup();
    redis.away = new Error("connect ECONNREFUSED");
    const turns = take(limiter, 2);
    await move(3_000);
    expect(turns).toHaveLength(0);
    expect(limiter.waiting()).toMatchObject({ reason: "limiter" });
    expect(redis.asked.length).toBeLessThan(12);
    redis.away = undefined;
    await move(1_100);
    expect(turns).toHaveLength(2);
    expect(limiter.waiting()).toBeUndefined();
  });

  test("who has waited as long as it bears is refused with what went wrong", async () => {
    const { limiter, redis } = setup({ patienceMs: 5_000 });
    const away = new Error("connect ECONNREFUSED");
    redis.away = away;
    const refused = expect(limiter.acquire(never())).rejects.toMatchObject({
      name: "LimiterError",
      reason: "unavailable",
      cause: away,
      message: expect.stringMatching(/^Redis has been away for \d+ s$/),
    });
    await move(7_000);
    await refused;
  });

  test("a client that never answers keeps nobody waiting, and what it brings late goes back", async () => {
    const { limiter, redis } = setup();
    redis.away = "hangs";
    const turns = take(limiter, 1);
    await move(2_000);
    redis.away = undefined;
    await move(2_500);
    expect(turns).toHaveLength(1);
    await move(60_000);
    void limiter.release(turns[0]!, { how: "lost" });
    await move(2_000);
    const told = new Map(redis.reports.map(({ slot, countedMs }) => [slot, countedMs]));
    expect([...redis.given.keys()].map((slot) => told.get(slot) === -1)).toEqual(
      [false, true].slice(0, redis.given.size),
    );
  });

  test("what could not be loaded to go on without it leaves who waits waiting", async () => {
    vi.resetModules();
    vi.doMock("../../src/redis/alone.js", () => {
      throw new Error("ENOENT");
    });
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    try {
      const fresh = await import("../../src/redis/redis.js");
      const redis = new FakeRedis();
      const limiter = fresh.createRedisRateLimiter({ send: redis.send, budget: "app:1", whenAway: "share" });
      await vi.dynamicImportSettled();
      await callFor(25_000, limiter);
      redis.away = new Error("connect ECONNREFUSED");
      const refused = expect(limiter.acquire(never())).rejects.toMatchObject({ reason: "unavailable" });
      await move(119_000);
      expect(limiter.waiting()).toMatchObject({ reason: "limiter" });
      await move(2_000);
      await refused;
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off("unhandledRejection", unhandled);
      vi.doUnmock("../../src/redis/alone.js");
      vi.resetModules();
    }
  });

  describe('with `whenAway: "share"`', () => {
    test("the quota is divided by the processes last seen, after a window without a start", async () => {
      const { limiter, redis } = setup({ whenAway: "share" });
      await vi.dynamicImportSettled();
      redis.processes = 19;
      await callFor(25_000, limiter);
      redis.away = new Error("connect ECONNREFUSED");
      const began = performance.now();
      const turns = take(limiter, 40);
      await move(35_000);
      expect(turns[0]!.startedMs - began).toBeGreaterThan(10_000);
      // Ten of 190 in ten seconds.
      const firstWindow = turns.filter(({ startedMs }) => startedMs < turns[0]!.startedMs + 10_000);
      expect(firstWindow).toHaveLength(10);
      redis.away = undefined;
      redis.left = 0;
      await move(12_000);
      // What went meanwhile is known to nobody.
      expect(redis.asked.some(({ args }) => args[9] === "10020")).toBe(true);
    });

    test("who begins while Redis is away waits: it can't know how many they are", async () => {
      const redis = new FakeRedis();
      redis.away = new Error("connect ECONNREFUSED");
      const quota = { requests: 10, intervalMs: 1_000 };
      const turns = [1, 2, 3].map(() => take(setup({ whenAway: "share", quota }, redis).limiter, 40));
      await vi.dynamicImportSettled();
      await move(60_000);
      expect(turns.flat()).toEqual([]);
    });

    test("all together start no more than the quota in any window, whenever they came and last called", async () => {
      const comes = fc.array(
        fc.record({
          fromMs: fc.nat(60_000),
          untilMs: fc.nat(90_000),
          awakeMs: fc.constantFrom(60_000, 67_000),
        }),
        { minLength: 1, maxLength: 6 },
      );
      await fc.assert(
        fc.asyncProperty(comes, fc.constantFrom(3, 12), async (all, requests) => {
          const redis = new FakeRedis();
          redis.requests = requests;
          const began = performance.now();
          const turns: Turn[] = [];
          const limiters = all.map(() => setup({ whenAway: "share" }, redis).limiter);
          await vi.dynamicImportSettled();
          for (let ms = 0; ms < 60_000; ms += 1_000) {
            const calling = limiters.filter((_, nth) => ms >= all[nth]!.fromMs && ms < all[nth]!.untilMs);
            await callFor(1_000, ...calling);
          }
          redis.away = new Error("connect ECONNREFUSED");
          for (let ms = 60_000; ms < 120_000; ms += 1_000) {
            for (const limiter of limiters.filter((_, nth) => all[nth]!.awakeMs === ms))
              for (let more = 0; more < 60; more++)
                void limiter.acquire(never()).then(
                  (turn) => {
                    turns.push(turn);
                    answer(limiter, turn);
                  },
                  () => {},
                );
            await move(1_000);
          }
          vi.clearAllTimers();
          const starts = turns.map(({ startedMs }) => startedMs - began);
          for (const from of starts)
            expect(starts.filter((ms) => ms >= from && ms < from + 10_000).length).toBeLessThanOrEqual(requests);
          // Who was there all the time need not wait for the others.
          const long = all.some(({ fromMs, untilMs }) => fromMs < 30_000 && untilMs > 60_000);
          if (long && requests === 12) expect(starts.length).toBeGreaterThan(0);
        }),
        {
          numRuns: 15,
          examples: [
            // Told of one, long before the other came; and a moment before.
            [
              [
                { fromMs: 0, untilMs: 10_000, awakeMs: 60_000 },
                { fromMs: 40_000, untilMs: 90_000, awakeMs: 60_000 },
              ],
              12,
            ],
            [
              [
                { fromMs: 0, untilMs: 56_000, awakeMs: 60_000 },
                { fromMs: 57_000, untilMs: 90_000, awakeMs: 60_000 },
              ],
              12,
            ],
          ],
        },
      );
    });

    test("who waited while others may have gone by themselves holds them too when Redis is back, and not after a moment", async () => {
      const { limiter, redis } = setup({ whenAway: "share" });
      await vi.dynamicImportSettled();
      for (const [awayMs, holds] of [
        [9_000, false],
        [14_000, true],
      ] as const) {
        redis.away = new Error("connect ECONNREFUSED");
        take(limiter, 1);
        await move(awayMs);
        redis.away = undefined;
        const before = redis.asked.length;
        await move(2_000);
        expect(redis.asked.slice(before).some(({ args }) => args[9] === "10020")).toBe(holds);
      }
    });
  });

  test.each([[null], ["OK"], [[]], [["1"]]])("a `send` that resolves with %j is as good as none", async (reply) => {
    const limiter = createRedisRateLimiter({ send: async () => reply, budget: "app:1", patienceMs: 0 });
    const message = expect.stringContaining("Expected `send` to be a function that resolves with Redis' reply, got ");
    await expect(limiter.acquire(never())).rejects.toMatchObject({ name: "LimiterError", cause: { message } });
  });
});

test("a turn that ends while word of another state comes is nothing to that one, at whichever moment", async () => {
  for (let ticks = 0; ticks < 20; ticks++) {
    const redis = new FakeRedis();
    let ends = async () => {};
    const send = async (args: string[]) => {
      const reply = await redis.send(args);
      void ends();
      return reply;
    };
    const { limiter } = setup({ send }, redis);
    const turns = take(limiter, 1);
    await move(50);
    redis.epoch = 2;
    ends = async () => {
      ends = async () => {};
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      answer(limiter, turns[0]!);
    };
    const before = redis.asked.length;
    take(limiter, 1);
    await move(1_000);
    // The call that brought the word went out before it.
    const reported = redis.asked.slice(before + 1).flatMap(({ args }) => args.slice(16, 17));
    expect(reported).not.toContain("1");
  }
});

describe("the script", () => {
  test("is sent whole where Redis does not know it, and by its SHA-1 from then on", async () => {
    const redis = new FakeRedis();
    const names: string[] = [];
    const limiter = createRedisRateLimiter({
      budget: "app:1",
      send: async ([name = "", ...args]) => {
        names.push(name);
        if (name === "EVALSHA" && !names.includes("EVAL")) throw new Error("NOSCRIPT No matching script.");
        return redis.send(["EVALSHA", ...args]);
      },
    });
    const turns = take(limiter, 1);
    await move(50);
    await vi.dynamicImportSettled();
    await move(50);
    expect(turns).toHaveLength(1);
    take(limiter, 1);
    await move(50);
    expect(names.slice(0, 3)).toEqual(["EVALSHA", "EVAL", "EVALSHA"]);
  });
});

test("who goes by itself leaves the others their places", async () => {
  const { limiter, redis } = setup();
  redis.startsInMs = 100;
  const control = new AbortController();
  const leaves = expect(limiter.acquire(control.signal)).rejects.toBe("enough");
  const turns = take(limiter, 1);
  control.abort("enough");
  await leaves;
  await move(500);
  expect(turns).toHaveLength(1);
  await expect(limiter.acquire(AbortSignal.abort("gone"))).rejects.toBe("gone");
});

import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import type { Quota, RateLimiter, Turn } from "../../src/pace/pace.js";
import { createRandom } from "../../src/sandbox/random.js";
import { fakeTime } from "../helpers/fake-time.js";
import { busiest, end, headers, load, never } from "../helpers/limited.js";

fakeTime();

describe("a window", () => {
  test("never has more starts than its quota, whenever requests come and however long they take", async () => {
    const quotas = fc.record({
      requests: fc.integer({ min: 1, max: 30 }),
      intervalMs: fc.integer({ min: 100, max: 3_000 }),
    });
    await fc.assert(
      fc.asyncProperty(quotas, fc.array(fc.nat(400), { minLength: 1, maxLength: 120 }), async (quota, gaps) => {
        const limiter = createRateLimiter(quota);
        const starts: number[] = [];
        const done: Promise<unknown>[] = [];
        for (const gap of gaps) {
          done.push(load(limiter, 1, starts, () => gap % 37));
          await vi.advanceTimersByTimeAsync(gap % 5 === 0 ? gap : 0);
        }
        await vi.runAllTimersAsync();
        await Promise.all(done);
        expect(starts).toHaveLength(gaps.length);
        expect(busiest(starts, quota.intervalMs)).toBeLessThanOrEqual(quota.requests);
      }),
      { numRuns: 60 },
    );
  });

  test("is used to the full", async () => {
    const starts: number[] = [];
    const began = performance.now();
    const done = load(createRateLimiter({ requests: 10, intervalMs: 1_000 }), 50, starts);
    await vi.runAllTimersAsync();
    await done;
    expect(busiest(starts, 1_000)).toBe(10);
    expect(starts.at(-1)! - began).toBeLessThanOrEqual(4 * (1_050 + 20));
  });

  test("keeps a margin of 20 ms", async () => {
    const starts: number[] = [];
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const even = load(limiter, 66, starts);
    await vi.runAllTimersAsync();
    await even;
    expect(starts[65]! - starts[64]!).toBe(1_020);
  });

  test("counts from the writing, where the wire shows it, however long HubSpot then works", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const starts: number[] = [];
    const done = Promise.all(
      Array.from({ length: 5 }, async () => {
        const turn = await limiter.acquire(never);
        starts.push(turn.startedMs);
        await new Promise((resolve) => setTimeout(resolve, 30));
        limiter.written(turn, performance.now());
        await new Promise((resolve) => setTimeout(resolve, 700));
        end(limiter, turn, headers());
      }),
    );
    await vi.runAllTimersAsync();
    await done;
    expect(starts.slice(1).map((at, index) => at - starts[index]!)).toEqual([1_050, 1_050, 1_050, 1_050]);
  });

  test("keeps the slot of a request that is not written, where the wire shows it", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const first = await limiter.acquire(never);
    limiter.written(first, performance.now());
    end(limiter, first, headers());
    await vi.advanceTimersByTimeAsync(2_000);
    const blocked = await limiter.acquire(never);
    let next = 0;
    const waiting = limiter.acquire(never).then((turn) => {
      next = turn.startedMs;
      end(limiter, turn);
    });
    await vi.advanceTimersByTimeAsync(5_000);
    const writtenMs = performance.now();
    limiter.written(blocked, writtenMs);
    end(limiter, blocked, headers());
    await vi.runAllTimersAsync();
    await waiting;
    expect(next - writtenMs).toBe(1_020);
  });

  test("counts a request up to 150 ms after its start while nothing tells how long the way is", async () => {
    const starts: number[] = [];
    const one = load(createRateLimiter({ requests: 1, intervalMs: 1_000 }), 2, starts, () => 300);
    await vi.runAllTimersAsync();
    await one;
    expect(starts[1]! - starts[0]!).toBe(1_170);
  });

  test("puts a slot off by what its answer took longer than any of the last hundred", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    // Between 200 and 300 ms; then a little longer, as long as ever, and far longer: held up on its way.
    const lasts = [...Array.from({ length: 64 }, (_, index) => (index === 63 ? 300 : 200)), 320, 300, 3_200, 200, 200];
    const starts: number[] = [];
    const done = load(limiter, lasts.length, starts, () => lasts[starts.length - 1]!);
    await vi.runAllTimersAsync();
    await done;
    const gaps = starts.map((at, index) => starts[index + 1]! - at).slice(64, 68);
    expect(gaps).toEqual([1_040, 1_020, 4_020, 1_020]);
  });

  test("is never more than its quota where HubSpot counts, however late requests arrive there", async () => {
    const wires = fc.record({
      requests: fc.integer({ min: 1, max: 60 }),
      intervalMs: fc.integer({ min: 300, max: 3_000 }),
      leastMs: fc.integer({ min: 0, max: 400 }),
      spreadMs: fc.integer({ min: 0, max: 60 }),
      shown: fc.boolean(),
      width: fc.integer({ min: 1, max: 40 }),
      seed: fc.integer(),
      // Without a quota of the caller's, the first answers tell it.
      told: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(wires, async ({ requests, intervalMs, leastMs, spreadMs, shown, width, seed, told }) => {
        const quota = { requests, intervalMs };
        const luck = createRandom(seed);
        const limiter = createRateLimiter(told ? undefined : quota);
        // A margin of 20 ms is all there is where the writing is seen.
        const spread = shown ? Math.min(spreadMs, 38) : spreadMs;
        const way = () => new Promise((resolve) => setTimeout(resolve, (leastMs + luck() * spread) / 2));
        const arrivals: number[] = [];
        let left = 4 * requests + 2 * width;
        const worker = async () => {
          while (left-- > 0) {
            const turn = await limiter.acquire(never);
            if (shown) limiter.written(turn, performance.now());
            await way();
            arrivals.push(performance.now());
            const remaining = requests - arrivals.filter((time) => time > performance.now() - intervalMs).length;
            const interval = { "X-HubSpot-RateLimit-Interval-Milliseconds": String(intervalMs) };
            const answer = headers(requests, remaining, interval);
            await way();
            end(limiter, turn, answer);
          }
        };
        const done = Promise.all(Array.from({ length: width }, worker));
        await vi.runAllTimersAsync();
        await done;
        // Four requests are out before anything is known.
        expect(busiest(arrivals, intervalMs)).toBeLessThanOrEqual(told ? Math.max(4, requests) : requests);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [0, 20],
    [150, 20],
    [300, 40],
    [1_500, 40],
  ])(
    "whose first requests are %i ms on their way, which nothing shows, has %i arrivals of 20 in one window, and none has more later",
    async (wayMs, most) => {
      const [requests, intervalMs] = [20, 2_000];
      const limiter = createRateLimiter({ requests, intervalMs });
      const arrivals: number[] = [];
      const all = Array.from({ length: 120 }, async (_, nth) => {
        const turn = await limiter.acquire(never);
        await new Promise((resolve) => setTimeout(resolve, nth < requests ? wayMs : 5));
        arrivals.push(performance.now());
        await new Promise((resolve) => setTimeout(resolve, 5));
        end(limiter, turn, headers());
      });
      await vi.runAllTimersAsync();
      await Promise.all(all);
      // HubSpot at work for as long would show no other: what it costs is the refusals of one window, and none later.
      expect(busiest(arrivals, intervalMs)).toBe(most);
      expect(busiest(arrivals.slice(requests), intervalMs)).toBeLessThanOrEqual(requests);
    },
  );

  test("those who wait start in the order in which they came", async () => {
    const limiter = createRateLimiter({ requests: 2, intervalMs: 100 });
    const order: number[] = [];
    const done = Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (index) => {
        await limiter.acquire(never);
        order.push(index);
      }),
    );
    await vi.runAllTimersAsync();
    await done;
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("is not left early by one who comes in the moment in which it ends", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const order: string[] = [];
    end(limiter, await limiter.acquire(never));
    const late = new Promise((resolve) => setTimeout(resolve, 1_050)).then(() => limiter.acquire(never));
    const noted = Promise.all([
      limiter.acquire(never).then(() => order.push("waited")),
      late.then(() => order.push("came late")),
    ]);
    await vi.runAllTimersAsync();
    await noted;
    expect(order).toEqual(["waited", "came late"]);
  });

  test("is exact after thousands of requests too", async () => {
    const starts: number[] = [];
    const done = load(createRateLimiter({ requests: 300, intervalMs: 200 }), 2_500, starts, () => 1);
    await vi.runAllTimersAsync();
    await done;
    expect(starts).toHaveLength(2_500);
    const lengths = starts.slice(300).map((start, index) => start - starts[index]!);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(220);
  });
});

describe("an unknown quota", () => {
  test("lets four requests out until the first answer tells, and 100 in a window without headers", async () => {
    const limiter = createRateLimiter();
    const starts: number[] = [];
    const done = load(limiter, 150, starts, () => 1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(starts).toHaveLength(4);
    expect(limiter.waiting()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(starts).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(80);
    expect(starts).toHaveLength(8);
    await vi.advanceTimersByTimeAsync(200);
    expect(starts).toHaveLength(100);
    await vi.runAllTimersAsync();
    await done;
    expect(busiest(starts, 10_000)).toBe(100);
  });

  test("a request without an answer lets another out", async () => {
    const limiter = createRateLimiter();
    const [first] = await Promise.all([1, 2, 3, 4].map(() => limiter.acquire(never)));
    let fifth = false;
    const waiting = limiter.acquire(never).then(() => {
      fifth = true;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fifth).toBe(false);
    end(limiter, first!);
    await waiting;
  });

  test("is learnt from the headers, up and down", async () => {
    const limiter = createRateLimiter();
    let max = 190;
    const starts: number[] = [];
    const answer = () => headers(max);
    const first = load(limiter, 400, starts, () => 10, answer);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts).toHaveLength(190);
    max = 100;
    await vi.runAllTimersAsync();
    await first;
    const later = starts.slice(190);
    expect(busiest(later.slice(190), 10_000)).toBeLessThanOrEqual(100);
  });

  test("with an interval of its own is kept to that", async () => {
    const limiter = createRateLimiter();
    const one = load(
      limiter,
      1,
      [],
      () => 1,
      () => headers(5, undefined, { "X-HubSpot-RateLimit-Interval-Milliseconds": "1000" }),
    );
    await vi.runAllTimersAsync();
    await one;
    const starts: number[] = [];
    const rest = load(limiter, 20, starts, () => 1);
    await vi.runAllTimersAsync();
    await rest;
    expect(busiest(starts, 1_000)).toBe(5);
    expect(starts.at(-1)! - starts[0]!).toBeLessThan(6_000);
  });

  test.each(["", " ", "many", "-1", "NaN", "0", "Infinity"])("a header of %j tells nothing", async (value) => {
    const limiter = createRateLimiter();
    const starts: number[] = [];
    const junk = () =>
      new Headers({
        "X-HubSpot-RateLimit-Max": value,
        "X-HubSpot-RateLimit-Interval-Milliseconds": value,
        "X-HubSpot-RateLimit-Remaining": value,
      });
    const done = load(limiter, 120, starts, () => 1, junk);
    await vi.runAllTimersAsync();
    await done;
    expect(busiest(starts, 10_000)).toBe(100);
  });
});

describe("an explicit quota", () => {
  const measure = async (quota: Quota, max: number, windowMs = quota.intervalMs) => {
    const limiter = createRateLimiter(quota);
    const learn = load(
      limiter,
      1,
      [],
      () => 1,
      () => headers(max),
    );
    await vi.runAllTimersAsync();
    await learn;
    await vi.advanceTimersByTimeAsync(20_000);
    const starts: number[] = [];
    const done = load(
      limiter,
      300,
      starts,
      () => 1,
      () => headers(max),
    );
    await vi.runAllTimersAsync();
    await done;
    return busiest(starts, windowMs);
  };

  test("is a ceiling, which the headers may lower but not raise", async () => {
    expect(await measure({ requests: 50, intervalMs: 10_000 }, 190)).toBe(50);
    expect(await measure({ requests: 150, intervalMs: 10_000 }, 100)).toBe(100);
  });

  test("with a window of another length holds beside HubSpot's own", async () => {
    expect(await measure({ requests: 50, intervalMs: 1_000 }, 100)).toBe(50);
    expect(await measure({ requests: 50, intervalMs: 1_000 }, 100, 10_000)).toBe(100);
    expect(await measure({ requests: 5, intervalMs: 1_000 }, 100)).toBe(5);
  });

  test("for a day does not stretch HubSpot's window to a day", async () => {
    expect(await measure({ requests: 10_000, intervalMs: 86_400_000 }, 100, 10_000)).toBe(100);
  });

  test("needs no first answer to be used to the full, in steps while others may start too", async () => {
    const starts: number[] = [];
    const done = load(createRateLimiter({ requests: 40, intervalMs: 10_000 }), 40, starts, () => 5_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(starts).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(40);
    expect(starts).toHaveLength(8);
    await vi.advanceTimersByTimeAsync(100);
    expect(starts).toHaveLength(40);
    await vi.runAllTimersAsync();
    await done;
  });
});

describe("a pause", () => {
  test("holds everyone, for a window where no length is given", async () => {
    const limiter = createRateLimiter({ requests: 100, intervalMs: 10_000 });
    const start = performance.now();
    void limiter.pause({});
    const starts: number[] = [];
    const done = load(limiter, 5, starts);
    expect(limiter.waiting()).toEqual({ reason: "rate-limited", untilMs: Date.now() + 10_020 });
    await vi.runAllTimersAsync();
    await done;
    const waits = starts.map((at) => at - start);
    expect(waits[0]).toBe(10_020);
    // Nobody starts in a herd: HubSpot may be no better than before.
    expect(waits[1]! - waits[0]!).toBeGreaterThanOrEqual(20);
    expect(waits[4]! - waits[0]!).toBeLessThan(200);
  });

  describe("where nobody else was seen to spend", () => {
    const alone = async () => {
      const limiter = createRateLimiter();
      await answered(limiter, 1);
      return limiter;
    };
    const answered = async (limiter: RateLimiter, count: number) => {
      const starts: number[] = [];
      const done = load(
        limiter,
        count,
        starts,
        () => 1,
        () => headers(100, 100),
      );
      await vi.runAllTimersAsync();
      await done;
      return starts;
    };
    /** HubSpot refuses it, and does not tell what is left, or that nothing is. */
    const refuse = (limiter: RateLimiter, turn: Turn, told = headers(), forMs?: number) => {
      const answeredMs = performance.now();
      void limiter.release(turn, { how: "answered", status: 429, headers: told, answeredMs });
      void limiter.pause({ turn, forMs });
      return answeredMs;
    };
    /** Refuses the next one that may start; how long it was held. */
    const refuseNext = async (limiter: RateLimiter) => {
      const began = performance.now();
      const acquired = limiter.acquire(never);
      await vi.runAllTimersAsync();
      const turn = await acquired;
      await vi.advanceTimersByTimeAsync(20);
      refuse(limiter, turn);
      return turn.startedMs - began;
    };

    test("is short: ours came too close to each other, and are kept apart by twice the margin", async () => {
      const limiter = await alone();
      const refusedMs = refuse(limiter, await limiter.acquire(never));
      const starts = await answered(limiter, 100);
      expect(starts[0]! - refusedMs).toBe(1_000);
      expect(starts.at(-1)! - starts[0]!).toBeGreaterThanOrEqual(9_000);
      expect(busiest(starts, 10_039)).toBeLessThanOrEqual(99);
    });

    test.each([1, 300, 999, 1_500, 6_000])(
      "costs those refused with the first nothing, %i ms later",
      async (laterMs) => {
        const limiter = await alone();
        const turns = [await limiter.acquire(never)];
        await vi.advanceTimersByTimeAsync(100);
        turns.push(await limiter.acquire(never));
        const refusedMs = refuse(limiter, turns[0]!);
        await vi.advanceTimersByTimeAsync(laterMs);
        refuse(limiter, turns[1]!);
        const [startedMs] = await answered(limiter, 1);
        expect(startedMs! - refusedMs).toBe(Math.max(1_000, laterMs));
      },
    );

    test("lasts a window where one is refused that started after a short one, until all was quiet", async () => {
      const limiter = await alone();
      expect(await refuseNext(limiter)).toBe(0);
      expect(await refuseNext(limiter)).toBe(1_000);
      // The second was the proof, and so is each that follows.
      expect(await refuseNext(limiter)).toBe(10_040);
      expect(await refuseNext(limiter)).toBe(10_040);
      await answered(limiter, 1);
      await vi.advanceTimersByTimeAsync(9_000);
      await answered(limiter, 1);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await refuseNext(limiter)).toBe(0);
      expect(await refuseNext(limiter)).toBe(1_000);
    });

    test("is no longer for those who are refused together after a short one", async () => {
      const limiter = await alone();
      await refuseNext(limiter);
      await vi.advanceTimersByTimeAsync(1_000);
      const turns = [await limiter.acquire(never)];
      await vi.advanceTimersByTimeAsync(40);
      turns.push(await limiter.acquire(never));
      const refusedMs = refuse(limiter, turns[0]!);
      await vi.advanceTimersByTimeAsync(300);
      refuse(limiter, turns[1]!);
      const [startedMs] = await answered(limiter, 1);
      expect(startedMs! - refusedMs).toBe(10_040);
    });

    test.each([
      ["as many as ours that may have come late, is short", 98, 160, 500],
      ["one more than ours that may have come late, lasts a window", 97, 10_020, 10_020],
    ])("and the window holds %s", async (_, ours, leastMs, mostMs) => {
      const limiter = await alone();
      await vi.advanceTimersByTimeAsync(500);
      await answered(limiter, ours);
      await vi.advanceTimersByTimeAsync(9_750);
      const refusedMs = refuse(limiter, await limiter.acquire(never), headers(100, 0));
      const [startedMs] = await answered(limiter, 1);
      expect(startedMs! - refusedMs).toBeGreaterThanOrEqual(leastMs);
      expect(startedMs! - refusedMs).toBeLessThanOrEqual(mostMs);
    });

    test("is short, then longer, then lasts a window, where nothing but our first can have filled it", async () => {
      const limiter = await alone();
      await vi.advanceTimersByTimeAsync(500);
      await answered(limiter, 98);
      await vi.advanceTimersByTimeAsync(9_750);
      /** Refuses the next one; how long it was since the one before. */
      const refuseOneMore = async () => {
        const beganMs = performance.now();
        const acquired = limiter.acquire(never);
        await vi.runAllTimersAsync();
        refuse(limiter, await acquired, headers(100, 0));
        return performance.now() - beganMs;
      };
      await refuseOneMore();
      expect(await refuseOneMore()).toBeLessThan(500);
      expect(await refuseOneMore()).toBeLessThan(1_500);
      expect(await refuseOneMore()).toBeGreaterThanOrEqual(10_020);
    });

    test("lasts a window where others were known to spend, though all that the window holds may be ours", async () => {
      const limiter = await alone();
      await vi.advanceTimersByTimeAsync(500);
      await answered(limiter, 97);
      end(limiter, await limiter.acquire(never), headers(100, 0));
      await vi.advanceTimersByTimeAsync(9_750);
      const acquired = limiter.acquire(never);
      await vi.runAllTimersAsync();
      const refusedMs = refuse(limiter, await acquired, headers(100, 0));
      const [startedMs] = await answered(limiter, 1);
      expect(startedMs! - refusedMs).toBe(10_020);
    });

    test("is short where others were seen only after it had started", async () => {
      const limiter = await alone();
      const turns = [await limiter.acquire(never)];
      await vi.advanceTimersByTimeAsync(100);
      turns.push(await limiter.acquire(never));
      end(limiter, turns[1]!, headers(100, 90));
      const refusedMs = refuse(limiter, turns[0]!);
      const [startedMs] = await answered(limiter, 1);
      expect(startedMs! - refusedMs).toBe(1_000);
    });

    test("is short for one that was refused with another, for which HubSpot asked for a wait", async () => {
      const limiter = await alone();
      const turns = [await limiter.acquire(never)];
      await vi.advanceTimersByTimeAsync(100);
      turns.push(await limiter.acquire(never));
      const refusedMs = refuse(limiter, turns[0]!, headers(), 1_500);
      refuse(limiter, turns[1]!);
      const [startedMs] = await answered(limiter, 1);
      expect(startedMs! - refusedMs).toBe(1_500);
    });

    test("lasts a window where one refused with the first shows that others spend", async () => {
      const limiter = await alone();
      const turns = [await limiter.acquire(never)];
      await vi.advanceTimersByTimeAsync(100);
      turns.push(await limiter.acquire(never));
      refuse(limiter, turns[0]!);
      end(limiter, turns[1]!, headers(100, 0));
      void limiter.pause({ turn: turns[1]! });
      const done = answered(limiter, 1);
      expect(limiter.waiting()).toEqual({ reason: "rate-limited", untilMs: Date.now() + 10_040 });
      await done;
    });

    test("lasts a window where it is not told which turn was refused", async () => {
      const limiter = await alone();
      const pausedMs = performance.now();
      void limiter.pause({});
      const [startedMs] = await answered(limiter, 1);
      expect(startedMs! - pausedMs).toBe(10_020);
    });
  });

  test("holds those who wait for the quota already", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const start = performance.now();
    const starts: number[] = [];
    const done = load(limiter, 2, starts);
    await vi.advanceTimersByTimeAsync(500);
    void limiter.pause({ forMs: 3_000 });
    await vi.runAllTimersAsync();
    await done;
    expect(starts.map((at) => at - start)).toEqual([0, 3_500]);
  });

  test("is not cut short by another, nor added to it", async () => {
    const limiter = createRateLimiter({ requests: 100, intervalMs: 1_000 });
    const start = performance.now();
    void limiter.pause({ forMs: 5_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    void limiter.pause({ forMs: 4_500 });
    void limiter.pause({ forMs: 1_000 });
    const starts: number[] = [];
    const done = load(limiter, 1, starts);
    await vi.runAllTimersAsync();
    await done;
    expect(starts[0]! - start).toBe(5_500);
  });
});

describe("waiting", () => {
  test("is nothing while nobody waits", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    expect(limiter.waiting()).toBeUndefined();
    await limiter.acquire(never);
    expect(limiter.waiting()).toBeUndefined();
  });

  test("says until when the next one waits for the quota", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    end(limiter, await limiter.acquire(never));
    const second = limiter.acquire(never);
    expect(limiter.waiting()).toEqual({ reason: "quota", untilMs: Date.now() + 1_170 });
    await vi.runAllTimersAsync();
    await second;
  });
});

describe("an abort", () => {
  test("rejects one who waits with the signal's reason, and leaves the others their places", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    end(limiter, await limiter.acquire(never));
    const controller = new AbortController();
    const gone = limiter.acquire(controller.signal);
    let started = 0;
    const start = performance.now();
    const stays = limiter.acquire(never).then(() => {
      started = performance.now() - start;
    });
    controller.abort("enough");
    await expect(gone).rejects.toBe("enough");
    await vi.runAllTimersAsync();
    await stays;
    expect(started).toBe(1_170);
  });

  test("beforehand takes no place at all", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    await expect(limiter.acquire(AbortSignal.abort("enough"))).rejects.toBe("enough");
    await limiter.acquire(never);
  });

  test("of the last one who waits leaves no timer", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    await limiter.acquire(never);
    const controller = new AbortController();
    const gone = limiter.acquire(controller.signal);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort();
    await expect(gone).rejects.toThrow();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("after the start is nobody's business", async () => {
    const limiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    await limiter.acquire(never);
    const second = limiter.acquire(controller.signal);
    await vi.runAllTimersAsync();
    await second;
    expect(removed).toHaveBeenCalledTimes(1);
    controller.abort();
  });
});

describe("a mistake", () => {
  test.each<[Quota | undefined, object, string]>([
    [{ requests: 0, intervalMs: 1_000 }, {}, "quota.requests"],
    [{ requests: 1.5, intervalMs: 1_000 }, {}, "quota.requests"],
    [{ intervalMs: 1_000 } as Quota, {}, "quota.requests"],
    [{ requests: 1, intervalMs: 0 }, {}, "quota.intervalMs"],
    [{ requests: 1, intervalMs: Infinity }, {}, "quota.intervalMs"],
    [{ requests: "100", intervalMs: 1_000 } as unknown as Quota, {}, "quota.requests"],
    [100 as unknown as Quota, {}, "quota"],
    [null as unknown as Quota, {}, "quota"],
    [undefined, { share: 1 }, "reserve.share"],
    [undefined, { share: -0.1 }, "reserve.share"],
    [undefined, { share: Number.NaN }, "reserve.share"],
    [undefined, { daily: -1 }, "reserve.daily"],
  ])("in the options is a TypeError: %j %j", (quota, reserve, option) => {
    expect(() => createRateLimiter(quota, reserve)).toThrow(TypeError);
    expect(() => createRateLimiter(quota, reserve)).toThrow(`Expected \`${option}\` to be `);
  });
});

test.each<[Quota | undefined, number | undefined, Quota]>([
  [undefined, undefined, { requests: 100, intervalMs: 10_000 }],
  [undefined, 190, { requests: 190, intervalMs: 10_000 }],
  [{ requests: 50, intervalMs: 5_000 }, undefined, { requests: 50, intervalMs: 5_000 }],
  [{ requests: 50, intervalMs: 5_000 }, 190, { requests: 50, intervalMs: 5_000 }],
  [{ requests: 250, intervalMs: 5_000 }, 190, { requests: 190, intervalMs: 10_000 }],
])("a quota of %j, where HubSpot tells of %s requests, is known as %j", async (quota, told, known) => {
  const limiter = createRateLimiter(quota);
  end(limiter, await limiter.acquire(never), headers(told, told));
  expect(limiter.quota?.()).toEqual(known);
});

describe("what is refused as too fast", () => {
  /** The most that start in a second, after five were accepted in one and the next was refused. */
  const busiestAfter = async (tooFast: boolean) => {
    const limiter = createRateLimiter({ requests: 1_000, intervalMs: 10_000 });
    const before: number[] = [];
    const accepted = load(limiter, 5, before);
    await vi.advanceTimersByTimeAsync(500);
    await accepted;
    const turn = await limiter.acquire(never);
    const answered = { how: "answered", status: 429, headers: headers(), answeredMs: performance.now() } as const;
    void limiter.pause({ forMs: 100, turn, tooFast });
    void limiter.release(turn, answered);
    const starts: number[] = [];
    const rest = load(limiter, 60, starts);
    await vi.advanceTimersByTimeAsync(9_000);
    const most = busiest(starts, 1_000);
    await vi.advanceTimersByTimeAsync(60_000);
    await rest;
    return most;
  };

  test("leaves as many in a second as were accepted in the last, and is no limit where it was for the window", async () => {
    expect(await busiestAfter(true)).toBe(5);
    expect(await busiestAfter(false)).toBeGreaterThan(20);
  });
});

test("a day that is used up holds nobody: the next run finds out", async () => {
  const limiter = createRateLimiter();
  void limiter.pause({ today: true });
  const turn = await limiter.acquire(never);
  void limiter.release(turn, { how: "never-sent" });
});

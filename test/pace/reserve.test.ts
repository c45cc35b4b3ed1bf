import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { fakeTime } from "../helpers/fake-time.js";
import { busiest, end, headers, load, never } from "../helpers/limited.js";

fakeTime();

describe("a reserve", () => {
  test("leaves its share of every window unused", async () => {
    const starts: number[] = [];
    const done = load(createRateLimiter({ requests: 100, intervalMs: 1_000 }, { share: 0.25 }), 200, starts);
    await vi.runAllTimersAsync();
    await done;
    expect(busiest(starts, 1_000)).toBe(75);
  });

  test("leaves its share of what the headers tell, and at least one request", async () => {
    const limiter = createRateLimiter(undefined, { share: 0.5 });
    const starts: number[] = [];
    const done = load(
      limiter,
      300,
      starts,
      () => 1,
      () => headers(190),
    );
    await vi.runAllTimersAsync();
    await done;
    expect(busiest(starts.slice(100), 10_000)).toBe(95);

    const last: number[] = [];
    const few = load(createRateLimiter({ requests: 1, intervalMs: 100 }, { share: 0.9 }), 3, last);
    await vi.runAllTimersAsync();
    await few;
    expect(last).toHaveLength(3);
  });

  test("of the day is never touched, by however many, in whatever pattern they come", async () => {
    const patterns = fc.record({
      today: fc.integer({ min: 1, max: 60 }),
      daily: fc.integer({ min: 0, max: 60 }),
      runs: fc.array(fc.record({ requests: fc.integer({ min: 1, max: 12 }), restMs: fc.nat(90_000) }), {
        maxLength: 20,
      }),
      lost: fc.func(fc.integer({ min: 0, max: 4 })),
      given: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(patterns, async ({ today, daily, runs, lost, given }) => {
        vi.setSystemTime(Date.UTC(2026, 2, 30, 9, 1));
        const limiter = createRateLimiter(given ? { requests: 100, intervalMs: 1_000 } : undefined, { daily });
        let left = today;
        let sent = 0;
        const send = async (index: number) => {
          const turn = await limiter.acquire(never).catch((error: unknown) => {
            expect(error).toMatchObject({ name: "LimiterError", reason: "daily-reserve" });
          });
          if (turn === undefined) return;
          const number = ++sent;
          const answer = headers(100, undefined, {
            "X-HubSpot-RateLimit-Daily-Remaining": String(Math.max(0, --left)),
          });
          await new Promise((resolve) => setTimeout(resolve, 7 * (index % 5)));
          end(limiter, turn, lost(number) === 0 ? undefined : answer);
        };
        for (const { requests, restMs } of runs) {
          const run = Promise.all(Array.from({ length: requests }, (_, index) => send(index)));
          await vi.runAllTimersAsync();
          await run;
          await vi.advanceTimersByTimeAsync(restMs);
        }
        // As long as answers are lost, nothing tells. 20 runs last less than the hour.
        let blind = 1;
        while (blind < sent && lost(blind) === 0) blind++;
        expect(sent).toBeLessThanOrEqual(Math.max(today - daily, blind));
      }),
      { numRuns: 100 },
    );
  });

  test("of the day is used to the full", async () => {
    const limiter = createRateLimiter({ requests: 100, intervalMs: 1_000 }, { daily: 10 });
    let left = 50;
    let refused = 0;
    const answers = Array.from({ length: 60 }, async () => {
      const turn = await limiter.acquire(never).catch(() => void refused++);
      if (turn === undefined) return;
      left--;
      await new Promise((resolve) => setTimeout(resolve, 20));
      end(limiter, turn, headers(100, 90, { "X-HubSpot-RateLimit-Daily-Remaining": String(left) }));
    });
    await vi.runAllTimersAsync();
    await Promise.all(answers);
    expect({ left, refused }).toEqual({ left: 10, refused: 20 });
  });

  test("of the day asks nothing of answers that do not tell, as OAuth's do not", async () => {
    const limiter = createRateLimiter({ requests: 100, intervalMs: 1_000 }, { daily: 10 });
    const starts: number[] = [];
    const done = load(
      limiter,
      80,
      starts,
      () => 20,
      () => headers(100, 99),
    );
    await vi.advanceTimersByTimeAsync(500);
    expect(starts).toHaveLength(80);
    await done;
  });
});

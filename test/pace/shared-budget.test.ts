import { describe, expect, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import type { RateLimiter } from "../../src/pace/pace.js";
import { createRandom } from "../../src/sandbox/random.js";
import { fakeTime } from "../helpers/fake-time.js";
import { busiest, end, headers, load, never } from "../helpers/limited.js";

fakeTime();

describe("others who spend the same budget", () => {
  test("are left room as the headers show it, until two windows have passed", async () => {
    const limiter = createRateLimiter();
    const learn = load(
      limiter,
      1,
      [],
      () => 1,
      () => headers(100, 19),
    );
    await vi.advanceTimersByTimeAsync(1);
    await learn;
    // 80 of 100 are others', one is ours, and one stays free.
    const starts: number[] = [];
    const answers = load(
      limiter,
      250,
      starts,
      () => 1,
      () => headers(),
    );
    await vi.advanceTimersByTimeAsync(9_999);
    expect(starts).toHaveLength(18);
    await vi.advanceTimersByTimeAsync(10_001);
    expect(starts.length).toBeGreaterThan(99);
    await vi.runAllTimersAsync();
    await answers;
    expect(busiest(starts, 10_000)).toBe(100);
  });

  test("who spend much are met evenly, not in bursts", async () => {
    const limiter = createRateLimiter();
    const learn = load(
      limiter,
      1,
      [],
      () => 1,
      () => headers(100, 49),
    );
    await vi.advanceTimersByTimeAsync(1);
    await learn;
    const starts: number[] = [];
    const answers = load(
      limiter,
      40,
      starts,
      () => 1,
      () => headers(),
    );
    await vi.runAllTimersAsync();
    await answers;
    for (let index = 1; index < 40; index++) expect(starts[index]! - starts[index - 1]!).toBeGreaterThanOrEqual(200);
  });

  test("can show themselves: a hundredth is left to them while we are alone", async () => {
    const limiter = createRateLimiter();
    const starts: number[] = [];
    let seen = 0;
    const done = load(
      limiter,
      600,
      starts,
      () => 20,
      () => headers(200, 200 - Math.min(198, ++seen)),
    );
    await vi.runAllTimersAsync();
    await done;
    expect(busiest(starts, 10_000)).toBe(198);
  });

  test.each([
    { processes: 2, apartMs: 0 },
    { processes: 2, apartMs: 3_000 },
    { processes: 3, apartMs: 100 },
  ])("share a quota that none of them knows of: $processes processes, $apartMs ms apart", async (given) => {
    const quota = { requests: 190, intervalMs: 10_000 };
    const accepted: number[] = [];
    const luck = createRandom(7);
    let refused = 0;
    const began = performance.now();
    const endsMs = began + 6 * quota.intervalMs;
    const send = async (limiter: RateLimiter): Promise<void> => {
      const turn = await limiter.acquire(never);
      await new Promise((resolve) => setTimeout(resolve, 10 + luck() * 65));
      const spent = accepted.filter((time) => time > performance.now() - quota.intervalMs).length;
      const granted = spent < quota.requests;
      if (granted) accepted.push(performance.now());
      else refused++;
      const answer = headers(quota.requests, quota.requests - spent - (granted ? 1 : 0));
      await new Promise((resolve) => setTimeout(resolve, 10 + luck() * 65));
      end(limiter, turn, answer);
      if (!granted) void limiter.pause({ turn });
    };
    const work = Array.from({ length: given.processes }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * given.apartMs));
      const limiter = createRateLimiter();
      const worker = async () => {
        while (performance.now() < endsMs) await send(limiter);
      };
      await Promise.all(Array.from({ length: 16 }, worker));
    });
    await vi.runAllTimersAsync();
    await Promise.all(work);
    const inFour = accepted.filter((time) => time < began + 4 * quota.intervalMs).length;
    expect(inFour).toBeGreaterThan(0.9 * 4 * quota.requests);
    expect(refused).toBeLessThan(0.05 * accepted.length);
  });

  test("never keep everything: a request now and then learns that they have stopped", async () => {
    const limiter = createRateLimiter();
    const learn = load(
      limiter,
      1,
      [],
      () => 1,
      () => headers(100, 0),
    );
    await vi.advanceTimersByTimeAsync(1);
    await learn;
    const starts: number[] = [];
    const done = load(
      limiter,
      5,
      starts,
      () => 1,
      () => headers(100, 0),
    );
    await vi.runAllTimersAsync();
    await done;
    expect(starts).toHaveLength(5);
  });

  test("our own requests on the way are not taken for theirs", async () => {
    const limiter = createRateLimiter();
    let remaining = 100;
    const starts: number[] = [];
    const done = load(
      limiter,
      100,
      starts,
      () => 500,
      () => headers(100, --remaining),
    );
    await vi.advanceTimersByTimeAsync(900);
    expect(starts).toHaveLength(99);
    await vi.runAllTimersAsync();
    await done;
  });
});

test("a remainder below nothing tells nothing of others", async () => {
  const limiter = createRateLimiter();
  const starts: number[] = [];
  const done = load(
    limiter,
    100,
    starts,
    () => 1,
    () => headers(100, -1),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  expect(starts).toHaveLength(100);
  await done;
});

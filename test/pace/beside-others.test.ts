import { describe, expect, test } from "vitest";
import { type Course, simulate } from "../bench/simulate-world.js";

const QUOTA = { requests: 190, intervalMs: 10_000 };

describe("a process that begins beside another, which has the whole quota", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], shown: true, clients: 2, windows: 11 };
  const EVEN = QUOTA.requests / 2;

  test.each([
    ["a second", 1_000, 0.38, 0.75],
    ["three seconds", 3_000, 0.33, 0.75],
    ["eight seconds", 8_000, 0.15, 0.75],
  ])("%s later, comes to its share, and the quota is used", async (_, apartMs, soon, later) => {
    for (const seed of [1, 4]) {
      const { accepted, acceptedOf, refused } = await simulate({ ...course, apartMs }, seed);
      const fromMs = (acceptedOf[1]?.[0] ?? 0) + QUOTA.intervalMs;
      /** What it had in some windows, a window. */
      const itsOwn = (first: number, last: number) =>
        (acceptedOf[1] ?? []).filter(
          (atMs) => atMs >= fromMs + (first - 1) * QUOTA.intervalMs && atMs < fromMs + last * QUOTA.intervalMs,
        ).length /
        (last - first + 1);
      expect(itsOwn(1, 3)).toBeGreaterThan(soon * EVEN);
      expect(itsOwn(6, 9)).toBeGreaterThan(later * EVEN);
      expect(accepted.length / (course.windows * QUOTA.requests)).toBeGreaterThan(0.95);
      expect(refused.length / accepted.length).toBeLessThan(0.01);
    }
  });
});

describe("a process whose first burst came late, and another three seconds after it", () => {
  test("lose no window, and the second comes to its share", async () => {
    const late = { fromMs: 0, untilMs: 3_100, ms: 30 };
    const course: Course = {
      quota: QUOTA,
      workMs: [20, 170],
      shown: true,
      clients: 2,
      apartMs: 3_000,
      late,
      windows: 5,
    };
    for (const seed of [1, 4, 6]) {
      const { accepted, acceptedOf, refused } = await simulate(course, seed);
      const fromMs = acceptedOf[1]?.[0] ?? 0;
      const within = (times: readonly number[] = [], first: number, last: number) =>
        times.filter((at) => at >= fromMs + first * QUOTA.intervalMs && at < fromMs + last * QUOTA.intervalMs).length;
      expect(within(accepted, 0, 4)).toBeGreaterThan(0.9 * 4 * QUOTA.requests);
      expect(within(acceptedOf[1], 1, 4)).toBeGreaterThan((0.5 * 3 * QUOTA.requests) / 2);
      expect(refused.length).toBeLessThan(20);
    }
  });
});

describe("an app that knows nothing of us, and takes 60 of 190", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [0, 10], shown: true, windows: 8 };
  const slow = { ...course, workMs: [700, 1_300] as const };

  test.each([
    ["begins together", course, 0, 0.15],
    ["begins together, where HubSpot is slow", slow, 0, 0.26],
    ["comes later", course, 30_000, 0.38],
    ["comes later, where HubSpot is slow", slow, 34_000, 0.53],
    ["comes as our burst begins, where HubSpot is slow", slow, 30_000, 0.56],
  ])("which %s, comes to its part, and the rest is used", async (_, one, fromMs, most) => {
    for (const seed of [1, 4, 6, 7]) {
      const told = await simulate({ ...one, foreign: { requests: 60, fromMs } }, seed);
      const { accepted, refused } = told.foreign;
      expect(refused / (accepted + refused)).toBeLessThan(most);
      expect(told.refused.length / told.accepted.length).toBeLessThan(0.01);
      expect((told.accepted.length + accepted) / (8 * QUOTA.requests)).toBeGreaterThan(0.88);
    }
  });

  test("which was there before, is refused nothing", async () => {
    const told = await simulate({ ...course, fromMs: 10_000, foreign: { requests: 60, fromMs: 0 } }, 1);
    expect([told.foreign.refused, told.refused.length]).toEqual([0, 0]);
  });
});

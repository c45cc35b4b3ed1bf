import { describe, expect, test } from "vitest";
import { type Course, simulate } from "../bench/simulate-world.js";

const QUOTA = { requests: 190, intervalMs: 10_000 };

describe("a way that is long, and not always as long", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [400, 450], shown: true, windows: 4 };

  test.each([
    ["of 400 to 450 ms", course, 0.99],
    ["with nothing else to wait for", { ...course, workMs: [0, 0] as const }, 0.99],
    ["of 200 to 450 ms", { ...course, wayMs: [200, 450] as const }, 0.89],
  ])("%s, leads to no refusal, and the quota is used", async (_, one, share) => {
    for (const seed of [1, 4, 10]) {
      const { accepted, refused } = await simulate(one, seed);
      const untilMs = (accepted[0] ?? 0) + 4 * QUOTA.intervalMs;
      expect(refused).toEqual([]);
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(share * 4 * QUOTA.requests);
    }
  });
});

describe("a first burst that is late on its way, which nothing shows", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], shown: true, windows: 4 };
  const slow = { ...course, workMs: [300, 2_300] as const };

  test.each([
    [25, "", course],
    [300, "", course],
    [900, "", course],
    [25, ", where HubSpot is slow", slow],
    [300, ", where HubSpot is slow", slow],
    [900, ", where HubSpot is slow", slow],
    [300, ", on a long way", { ...course, wayMs: [400, 450] as const }],
    [900, ", on a long way", { ...course, wayMs: [400, 450] as const }],
    [300, ", where the writing is not seen either", { ...slow, shown: false }],
  ])("by %i ms%s, costs a few refusals and a moment, and no window", async (ms, _, one) => {
    for (const seed of [1, 4]) {
      const late = { fromMs: 0, untilMs: 3_000, ms };
      const { accepted, refused } = await simulate({ ...one, late }, seed);
      const fromMs = accepted[0] ?? 0;
      const untilMs = fromMs + 4 * QUOTA.intervalMs;
      expect(refused.length).toBeLessThanOrEqual(4);
      // That it came a little late is known at once; how much more, once the burst has begun anew.
      expect(Math.max(...refused, 0)).toBeLessThan(fromMs + QUOTA.intervalMs + (ms < 160 ? 200 : 1_200));
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(0.985 * 4 * QUOTA.requests);
    }
  });
});

describe("ways that differ, and who stands still now and then", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [0, 2], shown: true, windows: 6 };
  const slow = { ...course, workMs: [300, 2_300] as const };
  const door = { of: "door", everyMs: 2_000, mostMs: 100 } as const;

  test.each([
    ["on ways of 5 to 105 ms", { ...course, wayMs: [5, 105] as const }],
    ["on ways of 5 to 105 ms, where HubSpot is slow", { ...slow, wayMs: [5, 105] as const }],
    ["where one in 20 is up to 300 ms longer on its way", { ...course, stray: { part: 0.05, mostMs: 300 } }],
    ["where HubSpot's door is closed for up to 100 ms", { ...course, stall: door }],
    ["where HubSpot is slow, and its door closed for up to 100 ms", { ...slow, stall: door }],
    [
      "behind a loop that is blocked for up to 500 ms",
      { ...slow, shown: false, stall: { ...door, of: "loop", mostMs: 500 } },
    ],
  ] as const)("%s, cost a few refusals and no window", async (_, one) => {
    for (const seed of [2, 6]) {
      const { accepted, refused } = await simulate(one, seed);
      const untilMs = (accepted[0] ?? 0) + 5 * QUOTA.intervalMs;
      expect(refused.length).toBeLessThanOrEqual(12);
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(0.97 * 5 * QUOTA.requests);
    }
  });
});

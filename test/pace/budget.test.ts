import { describe, expect, test } from "vitest";
import { Budget } from "../../src/pace/budget.js";
import { Slots } from "../../src/pace/slots.js";
import { type Course, simulate } from "../bench/simulate-world.js";

const QUOTA = { requests: 190, intervalMs: 10_000 };

test("what is believed until an answer tells is replaced by what it tells", () => {
  const budget = new Budget(new Slots(), 0, undefined);
  expect(budget.quota).toBeUndefined();
  expect(budget.freeAt(5)).toBe(5);
  const slots = new Slots();
  const told = new Budget(slots, 0, { requests: 100, intervalMs: 10_000 });
  const sent = slots.start(0);
  slots.written(sent, 0);
  expect(told.told(QUOTA, undefined, sent, 20)).toBe(false);
  expect(told.quota).toEqual(QUOTA);
  expect(told.isAlone(20)).toBe(false);
  told.told(QUOTA, 189, sent, 20);
  expect(told.isAlone(20)).toBe(true);
});

test("a reserve leaves its share, and at least one request", () => {
  expect([0, 0.25, 0.999].map((reserved) => new Budget(new Slots(), reserved, QUOTA).shareOf(190))).toEqual([
    190, 142, 1,
  ]);
});

describe("a way that is long, and not always as long", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [400, 450], shown: true, windows: 4 };

  test.each([
    ["of 400 to 450 ms", course, 0.99],
    ["with nothing else to wait for", { ...course, workMs: [0, 0] as const }, 0.99],
    ["of 200 to 450 ms", { ...course, wayMs: [200, 450] as const }, 0.97],
  ])("%s, leads to no refusal, and the quota is used", async (_, one, share) => {
    for (const seed of [1, 4]) {
      const { accepted, refused } = await simulate(one, seed);
      const untilMs = (accepted[0] ?? 0) + 4 * QUOTA.intervalMs;
      expect(refused).toEqual([]);
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(share * 4 * QUOTA.requests);
    }
  });
});

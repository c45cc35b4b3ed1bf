import { expect, test, vi } from "vitest";
import { Width } from "../../src/run/width.js";
import { fakeTime } from "../helpers/fake-time.js";

fakeTime();

const quota = { requests: 190, intervalMs: 10_000 };

/** How many batches may be active, where all that are have been sent. */
function widthOf(width: Width): number {
  let active = 0;
  while (width.mayBegin(active)) {
    active++;
    width.began(0);
  }
  for (let left = active; left > 0; left--) width.ended(0, 0, "fine");
  return active;
}

/** A width that was told of an answer which took so long. */
function after(tookMs: number, width = new Width(undefined, 100, () => quota)): Width {
  width.began(0);
  width.ended(0, tookMs, "fine");
  return width;
}

/** So many batches, sent and not answered. */
function inFlight(width: Width, count: number): Width {
  for (let index = 0; index < count; index++) width.began(0);
  return width;
}

test("a few batches go before the first answer, then 32", () => {
  const width = new Width(undefined, 100, () => quota);
  expect([3, 4].map((active) => width.mayBegin(active))).toEqual([true, false]);
  after(100, width);
  expect([31, 32].map((active) => width.mayBegin(active))).toEqual([true, false]);
  expect(width.most).toBe(32);
});

test("where answers are slow, as many as the window's quota may be in flight, and eight more wait for it", () => {
  const width = inFlight(after(2_000), 100);
  expect([107, 108].map((active) => width.mayBegin(active))).toEqual([true, false]);
  inFlight(width, 90);
  expect([189, 190].map((active) => width.mayBegin(active))).toEqual([true, false]);
  expect(width.most).toBe(190);
});

test("… but no more than 20,000 inputs, or 64 MB, and 32 where the quota is not told", () => {
  expect(after(2_000, new Width(undefined, 500, () => quota)).most).toBe(40);
  expect(after(2_000, new Width(undefined, 10_000, () => quota)).most).toBe(32);
  expect(after(2_000, new Width(undefined, 100, () => undefined)).most).toBe(32);
  const width = after(2_000);
  for (let index = 0; index < 33; index++) width.began(2 * 1024 * 1024);
  expect(width.mayBegin(33)).toBe(false);
});

test("answers that become fast again bring it back to 32", () => {
  const width = after(2_000);
  for (let count = 0; count < 30; count++) after(50, width);
  expect(width.most).toBe(32);
});

test("a `concurrency` of the caller's is the most, however slow answers are", () => {
  for (const tookMs of [50, 2_000]) {
    const width = after(tookMs, new Width(60, 100, () => quota));
    expect([59, 60].map((active) => width.mayBegin(active))).toEqual([true, false]);
  }
});

test("congestion halves what is in flight, once for all that was, and each answer brings one back", () => {
  const width = inFlight(after(100), 32);
  vi.advanceTimersByTime(100);
  for (let count = 0; count < 8; count++) width.ended(0, 100, "congested");
  expect([15, 16].map((active) => width.mayBegin(active))).toEqual([true, false]);
  for (let count = 0; count < 3; count++) width.ended(0, 100, "fine");
  expect([18, 19].map((active) => width.mayBegin(active))).toEqual([true, false]);
  vi.advanceTimersByTime(1_000);
  width.ended(0, 10, "congested");
  expect([8, 9, 10].map((active) => width.mayBegin(active))).toEqual([true, false, false]);
});

test("never narrows to nothing", () => {
  const width = after(100);
  for (let count = 0; count < 20; count++) {
    vi.advanceTimersByTime(1_000);
    width.began(0);
    width.ended(0, 10, "congested");
  }
  expect(widthOf(width)).toBe(1);
});

test("HubSpot counts as unavailable after five batches in a row, not after fewer", () => {
  const width = new Width(undefined, 100, () => quota);
  for (const answered of [false, false, false, false, true, false, false, false, false]) width.batchEnded(answered);
  expect(width.unavailable).toBe(false);
  width.batchEnded(false);
  expect(width.unavailable).toBe(true);
});

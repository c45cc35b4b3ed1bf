import fc from "fast-check";
import { expect, test } from "vitest";
import { Times } from "../../src/pace/times.js";
import { collectGarbage } from "../helpers/gc.js";

test("the nth last time is found, and how many came after one", () => {
  const times = new Times();
  for (const time of [1, 5, 2, 2]) times.add(time);
  expect([1, 2, 3, 4, 5].map((nth) => times.latest(nth))).toEqual([5, 2, 2, 1, undefined]);
  expect([0, 1, 2, 4, 5].map((time) => times.since(time))).toEqual([4, 3, 1, 1, 0]);
});

test("the earliest is the first that is not forgotten", () => {
  const times = new Times();
  expect(times.earliest).toBeUndefined();
  for (const time of [3, 1, 5]) times.add(time);
  expect(times.earliest).toBe(1);
  times.forget(3);
  expect(times.earliest).toBe(5);
  times.forget(9);
  expect(times.earliest).toBeUndefined();
});

test("a time that moves leaves its place", () => {
  const times = new Times();
  for (const time of [10, 20, 30]) times.add(time);
  times.move(30, 15);
  expect([1, 2, 3, 4].map((nth) => times.latest(nth))).toEqual([20, 15, 10, undefined]);
});

test("of a time that is not quite known, the last one before it moves", () => {
  const times = new Times();
  for (const time of [10, 20, 30]) times.add(time);
  times.move(20.4, 5);
  expect([1, 2, 3].map((nth) => times.latest(nth))).toEqual([30, 10, 5]);
});

test("what is forgotten moves no more", () => {
  const times = new Times();
  for (const time of [10, 20, 30]) times.add(time);
  times.forget(20);
  times.move(20, 5);
  expect([1, 2].map((nth) => times.latest(nth))).toEqual([30, undefined]);
});

test("what is forgotten counts no more, and no time that is kept does", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 4_000 }), fc.nat(100), (gaps, keepMs) => {
      const times = new Times();
      const all: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        all.push(now);
        times.add(now);
        times.forget(now - keepMs);
      }
      const kept = all.filter((time) => time > now - keepMs);
      expect(times.since(-1)).toBe(kept.length);
      expect(kept.map((_, index) => times.latest(kept.length - index))).toEqual(kept);
      expect(times.latest(kept.length + 1)).toBe(undefined);
    }),
    { numRuns: 50 },
  );
});

test("what is forgotten takes no memory, and does not come back", () => {
  const times = new Times();
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let time = 0; time < 200_000; time++) {
    times.add(time);
    if (time % 100 === 99) times.forget(time - 50);
  }
  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000);
  expect([times.latest(1), times.latest(50), times.latest(51)]).toEqual([199_999, 199_950, undefined]);
  expect(times.since(-1)).toBe(50);
});

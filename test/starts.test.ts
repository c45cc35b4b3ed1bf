import fc from "fast-check";
import { expect, test } from "vitest";
import { Starts } from "../src/starts.js";

test("the nth last start is found, and how many started after a time", () => {
  const starts = new Starts();
  for (const time of [1, 2, 2, 5]) starts.add(time);
  expect([1, 2, 3, 4, 5].map((nth) => starts.latest(nth))).toEqual([5, 2, 2, 1, undefined]);
  expect([0, 1, 2, 4, 5].map((time) => starts.since(time))).toEqual([4, 3, 1, 1, 0]);
});

test("what is forgotten counts no more, and no start that is kept does", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 4_000 }), fc.nat(100), (gaps, keepMs) => {
      const starts = new Starts();
      const times: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        times.push(now);
        starts.add(now);
        starts.forget(now - keepMs);
      }
      const kept = times.filter((time) => time > now - keepMs);
      expect(starts.since(-1)).toBe(kept.length);
      expect(kept.map((_, index) => starts.latest(kept.length - index))).toEqual(kept);
      expect(starts.latest(kept.length + 1)).toBe(undefined);
    }),
    { numRuns: 50 },
  );
});

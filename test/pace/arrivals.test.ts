import fc from "fast-check";
import { expect, test } from "vitest";
import { Arrivals } from "../../src/pace/arrivals.js";

function arrivals(...seen: readonly (readonly [writtenMs: number, count: number])[]): Arrivals {
  const all = new Arrivals();
  for (const [writtenMs, count] of seen) all.add(writtenMs, count, 0);
  return all;
}

test("requests that arrive in the order in which they were written tell of no difference, whichever answer comes first", () => {
  expect(arrivals([0, 1], [40, 2], [90, 3]).driftMs).toBe(0);
  expect(arrivals([90, 3], [0, 1], [40, 2]).driftMs).toBe(0);
});

test("one that is counted after another took as much longer as it was written earlier", () => {
  expect(arrivals([0, 2], [30, 1]).driftMs).toBe(30);
  expect(arrivals([30, 1], [0, 3], [10, 2]).driftMs).toBe(30);
});

test("of one count no order is known, and a difference of more than 250 ms is not believed", () => {
  expect(arrivals([0, 1], [30, 1]).driftMs).toBe(0);
  expect(arrivals([0, 2], [3_000, 1]).driftMs).toBe(250);
});

test("another window's counts are not compared with these", () => {
  const all = arrivals([0, 2], [30, 1]);
  all.add(40_000, 1, 40_000);
  expect(all.driftMs).toBe(0);
  all.add(40_010, 2, 40_000);
  expect(all.driftMs).toBe(0);
  all.add(39_990, 3, 40_000);
  expect(all.driftMs).toBe(20);
});

test("it never is more than the ways differ by", () => {
  const way = fc.record({ writtenMs: fc.integer({ max: 1_000, min: 0 }), wayMs: fc.integer({ max: 200, min: 0 }) });
  fc.assert(
    fc.property(fc.array(way, { maxLength: 30, minLength: 1 }), fc.infiniteStream(fc.nat()), (sent, order) => {
      const counted = sent.toSorted((a, b) => a.writtenMs + a.wayMs - (b.writtenMs + b.wayMs));
      const told = counted.map(({ writtenMs }, place) => [writtenMs, place + 1] as const);
      const { driftMs } = arrivals(
        ...told
          .map((one) => ({ one, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one),
      );
      const ways = sent.map(({ wayMs }) => wayMs);
      expect(driftMs).toBeLessThanOrEqual(Math.max(...ways) - Math.min(...ways));
    }),
  );
});

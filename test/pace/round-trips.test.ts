import { expect, test, vi } from "vitest";
import { RoundTrips } from "../../src/pace/round-trips.js";

function roundTrips(...lasted: readonly number[]): RoundTrips {
  const trips = new RoundTrips();
  for (const ms of lasted) trips.add(ms);
  return trips;
}

test("the longest is not known before 64 are, the shortest is", () => {
  expect(roundTrips()).toMatchObject({ longestMs: Infinity, shortestMs: Infinity });
  const few = Array<number>(62).fill(30);
  expect(roundTrips(...few, 90)).toMatchObject({ longestMs: Infinity, shortestMs: 30 });
  expect(roundTrips(...few, 90, 20)).toMatchObject({ longestMs: 90, shortestMs: 20 });
});

test("what is older than the last hundred counts no more", () => {
  expect(roundTrips(5, 500, ...Array<number>(99).fill(30))).toMatchObject({ longestMs: 500, shortestMs: 30 });
  expect(roundTrips(5, 500, ...Array<number>(100).fill(30))).toMatchObject({ longestMs: 30, shortestMs: 30 });
});

test("the way there may take 150 ms at first, but no longer than the whole round trip", () => {
  expect(roundTrips().wayMs).toBe(150);
  expect(roundTrips(40, 7).wayMs).toBe(40);
  expect(roundTrips(2_000, 900).wayMs).toBe(150);
});

test("then it may take four times what the five fastest differ by, however long HubSpot works", () => {
  const slow = Array.from({ length: 60 }, (_, index) => 2_000 + index);
  expect(roundTrips(...slow, 300, 303, 305, 308, 310).wayMs).toBe(40);
  expect(roundTrips(...slow, 300, 310, 320, 330, 400).wayMs).toBe(150);
  expect(roundTrips(...Array<number>(100).fill(25)).wayMs).toBe(0);
});

test("the way there is looked at anew with each answer, and only then", () => {
  const trips = roundTrips(90);
  expect([trips.wayMs, trips.wayMs]).toEqual([90, 90]);
  trips.add(120);
  expect(trips.wayMs).toBe(120);
  const sorted = vi.spyOn(Array.prototype, "toSorted");
  const many = roundTrips(...Array<number>(64).fill(25));
  for (let request = 0; request < 1_000; request++) expect(many.wayMs).toBe(0);
  many.add(20);
  expect(many.wayMs).toBe(20);
  expect(sorted).toHaveBeenCalledTimes(2);
  sorted.mockRestore();
});

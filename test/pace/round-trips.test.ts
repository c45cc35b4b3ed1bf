import { expect, test } from "vitest";
import { RoundTrips } from "../../src/pace/round-trips.js";

test("the shortest is not known before 64 are; how far they differ is", () => {
  const roundTrips = new RoundTrips();
  expect(roundTrips).toMatchObject({ shortestMs: 0, spreadMs: 0 });
  for (let count = 0; count < 63; count++) roundTrips.add(count === 7 ? 90 : 30);
  expect(roundTrips).toMatchObject({ shortestMs: 0, spreadMs: 60 });
  roundTrips.add(40);
  expect(roundTrips).toMatchObject({ shortestMs: 30, spreadMs: 60 });
});

test("how far they differ is forgotten after 64 others, the shortest never", () => {
  const roundTrips = new RoundTrips();
  for (const roundTripMs of [5, 500, ...Array<number>(62).fill(30)]) roundTrips.add(roundTripMs);
  expect(roundTrips).toMatchObject({ shortestMs: 5, spreadMs: 495 });
  roundTrips.add(30);
  expect(roundTrips).toMatchObject({ shortestMs: 5, spreadMs: 470 });
  roundTrips.add(31);
  expect(roundTrips).toMatchObject({ shortestMs: 5, spreadMs: 1 });
});

test("a request may have been counted when it was answered, until 64 tell what every round trip takes", () => {
  const roundTrips = new RoundTrips();
  for (let count = 0; count < 63; count++) roundTrips.add(30);
  expect(roundTrips.delayOf(5_000)).toBe(5_000);
  roundTrips.add(30);
  expect([5, 30, 31, 530, 5_000].map((roundTripMs) => roundTrips.delayOf(roundTripMs))).toEqual([0, 0, 1, 500, 1_000]);
});

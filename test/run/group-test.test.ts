import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GroupTest } from "../../src/run/group-test.js";

/** Runs a test against a HubSpot that refuses every group with one of `bad` in it. */
function run(size: number, bad: ReadonlySet<number>, budget = Number.POSITIVE_INFINITY) {
  const all = Array.from({ length: size }, (_, index) => index);
  const groupTest = new GroupTest<number>(all);
  const written: number[] = [];
  const refusedAlone: number[] = [];
  let requests = 0;
  for (let left = budget; left > 0; left--) {
    const group = groupTest.next(left);
    if (group === undefined) break;
    expect(group.length).toBeGreaterThan(0);
    requests++;
    if (group.some((one) => bad.has(one))) {
      if (group.length === 1) refusedAlone.push(...group);
      groupTest.refused(group);
    } else {
      written.push(...group);
      groupTest.accepted(group);
    }
  }
  return { written, refusedAlone, requests, undecided: groupTest.undecided };
}

const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

const scenes = fc.integer({ min: 2, max: 120 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    bad: fc.oneof(
      fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: size }),
      fc.constant(Array.from({ length: size }, (_, index) => index)),
    ),
  }),
);

test("whichever records are bad, each is refused alone, and all others are written once", () => {
  fc.assert(
    fc.property(scenes, ({ size, bad }) => {
      const { written, refusedAlone, undecided } = run(size, new Set(bad));
      expect(sorted(refusedAlone)).toEqual(sorted(bad));
      expect(sorted(written)).toEqual(
        Array.from({ length: size }, (_, index) => index).filter((one) => !bad.includes(one)),
      );
      expect(undecided).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("one request for each is always enough", () => {
  fc.assert(
    fc.property(scenes, ({ size, bad }) => {
      const { requests, undecided } = run(size, new Set(bad), size);
      expect(undecided).toEqual([]);
      expect(requests).toBeLessThanOrEqual(size);
    }),
    { numRuns: 150 },
  );
});

describe("near what information theory allows", () => {
  const mean = (size: number, count: number) => {
    let total = 0;
    for (let turn = 0; turn < 60; turn++) {
      const bad = new Set<number>();
      for (let seed = turn * 7919 + 13; bad.size < count; seed = (seed * 48_271) % 2_147_483_647) bad.add(seed % size);
      total += run(size, bad).requests;
    }
    return total / 60;
  };

  test.each([
    [100, 1, 9],
    [100, 2, 17],
    [100, 5, 37],
    [100, 10, 62],
    [1_000, 1, 14],
  ])("of %d records %d bad ones take %d requests on average at most", (size, count, most) => {
    expect(mean(size, count)).toBeLessThanOrEqual(most);
  });

  test("a batch of nothing but bad records takes hardly more than one request for each", () => {
    expect(run(100, new Set(Array.from({ length: 100 }, (_, index) => index))).requests).toBeLessThanOrEqual(110);
  });
});

test("what is dismissed is neither asked about again nor held against the rest", () => {
  const groupTest = new GroupTest(["a", "b", "c", "d"]);
  const group = groupTest.next(100)!;
  groupTest.dismiss(group);
  expect(groupTest.undecided).toEqual(["a", "b", "c", "d"].filter((one) => !group.includes(one)));
  // That one of the four was bad says nothing of those who are left: they may all be sent at once.
  for (let next = groupTest.next(100); next !== undefined; next = groupTest.next(100)) {
    expect(next.some((one) => group.includes(one))).toBe(false);
    groupTest.accepted(next);
  }
  expect(groupTest.undecided).toEqual([]);
});

test("what a group of suspects leaves when all but one are written is refused for certain, and still sent alone", () => {
  const groupTest = new GroupTest([1, 2]);
  expect(groupTest.next(10)).toEqual([1]);
  groupTest.accepted([1]);
  expect(groupTest.next(9)).toEqual([2]);
  groupTest.refused([2]);
  expect(groupTest.next(8)).toBeUndefined();
});

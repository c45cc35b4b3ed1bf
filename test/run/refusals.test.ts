import { describe, expect, test } from "vitest";
import { Refusals } from "../../src/run/refusals.js";

const times = (count: number, act: (index: number) => void) => {
  for (let index = 0; index < count; index++) act(index);
};

/**
 * What a run of so many inputs, of which so many were written at once, hears of refusals, where so many batches of 100
 * records together were refused; of few, all may be looked for.
 */
function refusalsOf(known = 100, written = 0, batches = 4): Refusals {
  const refusals = new Refusals(1_000, () => ({ known, written }));
  times(batches, () => refusals.began(100 / batches));
  return refusals;
}

/** Picks so many records from all over a batch. */
const pick = (refusals: Refusals, count: number) => times(count, () => refusals.pick([1, 2, 3]));

describe("the call counts as wrong", () => {
  test("when a dozen records were refused alone in the same words, eight of them from all over their batch", () => {
    const refusals = refusalsOf();
    pick(refusals, 8);
    times(11, () => refusals.alone("no"));
    expect(refusals.isOfTheCall).toBe(false);
    refusals.alone("no");
    expect(refusals.isOfTheCall).toBe(true);
    const [seven, many] = [refusalsOf(), refusalsOf()];
    pick(seven, 7);
    times(100, () => seven.alone("no"));
    times(100, () => many.alone("no"));
    expect([seven.isOfTheCall, many.isOfTheCall]).toEqual([false, false]);
  });

  test("when there are a few ways of refusing, and not when there are many", () => {
    const [few, many] = [refusalsOf(), refusalsOf()];
    for (const one of [few, many]) pick(one, 8);
    times(12, (index) => few.alone(`way ${index % 2}`));
    times(300, (index) => many.alone(`way ${index % 120}`));
    expect([few.isOfTheCall, many.isOfTheCall]).toEqual([true, false]);
  });

  test("when each way was met three times on average", () => {
    const [four, five] = [refusalsOf(), refusalsOf()];
    for (const one of [four, five]) pick(one, 8);
    times(12, (index) => four.alone(`way ${index % 4}`));
    times(14, (index) => five.alone(`way ${index % 5}`));
    expect([four.isOfTheCall, five.isOfTheCall]).toEqual([true, false]);
  });

  test("no longer when one is accepted, nor when one of a batch that was not refused is written", () => {
    let written = 0;
    const [accepting, writing] = [refusalsOf(), new Refusals(1_000, () => ({ known: 3_000, written }))];
    for (const one of [accepting, writing]) {
      pick(one, 8);
      times(500, () => one.alone("no"));
      expect([one.isToPick, one.isOfTheCall]).toEqual([true, true]);
    }
    accepting.accepted(1);
    written = 1;
    for (const one of [accepting, writing]) {
      expect([one.isToPick, one.isOfTheCall]).toEqual([false, false]);
      times(500, () => one.alone("no"));
      expect([one.isToPick, one.isOfTheCall]).toEqual([false, false]);
    }
  });

  test("and may do so from the fourth on: then records are looked at here and there", () => {
    const refusals = refusalsOf();
    times(3, () => refusals.alone("no"));
    expect(refusals.isToPick).toBe(false);
    refusals.alone("no");
    expect(refusals.isToPick).toBe(true);
  });
});

describe("what is given up for the call", () => {
  test("is pointless to send again where three batches were refused, or all there is, and safe else", () => {
    const of = (known: number, batches: number) => refusalsOf(known, 0, batches).resend;
    expect([of(3_000, 1), of(3_000, 2), of(3_000, 3)]).toEqual(["safe", "safe", "pointless"]);
    expect([of(100, 1), of(101, 2)]).toEqual(["pointless", "safe"]);
  });

  test("has one advice, the first", () => {
    const refusals = refusalsOf(3_000, 0, 2);
    expect(refusals.resend).toBe("safe");
    refusals.began(2_900);
    expect(refusals.resend).toBe("safe");
  });
});

test("picks are from many places, so that nothing regular escapes them", () => {
  const refusals = refusalsOf();
  const places = Array.from({ length: 24 }, () => refusals.pick(Array.from({ length: 100 }, (_, place) => place)));
  expect(places.every(({ length }) => length === 1)).toBe(true);
  expect(new Set(places.map(([place]) => place! % 10)).size).toBe(10);
  const eight = places.slice(0, 8).map(([place]) => place!);
  eight.sort((one, other) => one - other);
  expect(Math.max(...eight.map((place, index) => place - (eight[index - 1] ?? 0)))).toBeLessThan(25);
  expect(refusals.pick([])).toEqual([]);
});

test("looks are taken at two dozen batches", () => {
  const refusals = refusalsOf();
  expect(Array.from({ length: 26 }, () => refusals.takeLook())).toEqual([...Array<true>(24).fill(true), false, false]);
});

describe("a turn", () => {
  test("comes to one batch after another, until it is known what the refusals are about", async () => {
    const refusals = refusalsOf();
    const log: string[] = [];
    const batch = async (name: string) => {
      const done = await refusals.turn();
      log.push(`${name} looks`);
      return done;
    };
    const first = await batch("first");
    const second = batch("second");
    const third = batch("third");
    await Promise.resolve();
    expect(log).toEqual(["first looks"]);
    first();
    (await second)();
    (await third)();
    expect(log).toEqual(["first looks", "second looks", "third looks"]);
  });

  test("comes to all as soon as a record is accepted, while the first still looks", async () => {
    const refusals = refusalsOf();
    const first = await refusals.turn();
    const others = Promise.all([refusals.turn(), refusals.turn()]);
    refusals.accepted(1);
    for (const done of await others) done();
    // And so to those that come later.
    (await refusals.turn())();
    first();
  });
});

describe("too many to be looked for", () => {
  const seen = (bad: number, good: number, ...extent: Parameters<typeof refusalsOf>) => {
    const refusals = refusalsOf(...extent);
    pick(refusals, 8);
    times(bad, (index) => refusals.alone(`way ${index}`, index < 8));
    times(good, () => refusals.accepted(1));
    return refusals.tooMany;
  };

  test("are half of the records of a run, where that is more than may be refused", () => {
    expect(seen(10, 8, 3_000)).toEqual({ bad: 10, of: 18 });
    expect(seen(10, 8, 1_400)).toBe(false);
    expect(seen(20, 0, 3_000)).toEqual({ bad: 20, of: 20 });
    expect(seen(10, 8, Infinity)).toEqual({ bad: 10, of: 18 });
  });

  test("are told by records from all over a batch, not by some that lie side by side", () => {
    const heads = (badPicks: number) => {
      const refusals = refusalsOf(3_000);
      refusals.accepted(1);
      times(3, () => refusals.alone("no"));
      expect(refusals.isToPick).toBe(false);
      times(13, () => refusals.alone("no"));
      expect([refusals.isToPick, refusals.tooMany]).toEqual([true, undefined]);
      pick(refusals, 8);
      times(badPicks, () => refusals.alone("no", true));
      refusals.accepted(8 - badPicks);
      expect(refusals.isToPick).toBe(false);
      return refusals.tooMany;
    };
    expect([heads(1), heads(2)]).toEqual([false, { bad: 18, of: 25 }]);
  });

  test("are no fewer than so many that each has to be sent alone, however many there are in all", () => {
    expect(seen(30, 70, 1_000_000)).toBe(false);
    expect(seen(45, 55, 1_000_000)).toEqual({ bad: 45, of: 100 });
  });

  test("are not told by a few, nor by what those few may be off by", () => {
    expect(seen(15, 0, 3_000)).toBeUndefined();
    expect(seen(8, 8, 3_000)).toBeUndefined();
    expect(seen(4, 12, 3_000)).toBe(false);
    expect(seen(20, 27, 30_000)).toBeUndefined();
    expect(seen(20, 28, 30_000)).toBe(false);
  });

  test("are not expected of batches like those that were accepted", () => {
    expect(seen(10, 8, 3_000, 8)).toEqual({ bad: 10, of: 18 });
    expect(seen(10, 8, 3_000, 128)).toBeUndefined();
    expect(seen(28, 20, 3_000, 140)).toBe(false);
    expect(seen(10, 8, 8_000, 108)).toEqual({ bad: 10, of: 18 });
  });

  test("are not expected of the rest of a run by the first batches, which may hold all that are bad", () => {
    for (const batches of [1, 2]) {
      expect(seen(16, 0, 3_000, 0, batches)).toBeUndefined();
      expect(seen(28, 20, 3_000, 20, batches)).toBe(false);
    }
    expect(seen(28, 20, 3_000, 20, 3)).toEqual({ bad: 28, of: 48 });
  });

  test("are not expected of a large run by few of many batches", () => {
    const refusedOfThousand = (batches: number) => {
      const refusals = new Refusals(1_000, () => ({ known: 1_500_000, written: (1_000 - batches) * 100 + 20 }));
      times(batches, () => refusals.began(100));
      pick(refusals, 8);
      times(28, (index) => refusals.alone(`way ${index}`, index < 8));
      refusals.accepted(20);
      return refusals.tooMany;
    };
    expect([1, 3, 60].map(refusedOfThousand)).toEqual([false, false, { bad: 28, of: 48 }]);
  });

  test("nobody waits for where they could all be found", () => {
    expect(seen(0, 0, 1_000)).toBe(false);
    expect(seen(0, 0, 1_001)).toBeUndefined();
  });
});

test("the others wait until it is clear whether there are too many to look for", async () => {
  const refusals = refusalsOf(3_000);
  const first = await refusals.turn();
  let came = false;
  const second = refusals.turn().then((done) => {
    came = true;
    return done;
  });
  const isThere = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return came;
  };
  refusals.accepted(1);
  times(7, (index) => refusals.alone(`way ${index}`));
  expect(await isThere()).toBe(false);
  refusals.accepted(30);
  expect(await isThere()).toBe(true);
  first();
  (await second)();
});

import { describe, expect, test } from "vitest";
import { Refusals } from "../../src/run/refusals.js";
import { createRandom } from "../../src/sandbox/random.js";

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

describe("the call counts as wrong", () => {
  test("when a dozen records were refused alone in the same words, eight of them from all over their batch", () => {
    const refusals = refusalsOf();
    times(3, () => refusals.alone("no", false));
    times(8, () => refusals.alone("no", true));
    expect(refusals.isOfTheCall).toBe(false);
    refusals.alone("no", false);
    expect(refusals.isOfTheCall).toBe(true);
    const seven = refusalsOf();
    times(7, () => seven.alone("no", true));
    times(100, () => seven.alone("no", false));
    expect(seven.isOfTheCall).toBe(false);
  });

  test("when there are a few ways of refusing, and not when there are many", () => {
    const [few, many] = [refusalsOf(), refusalsOf()];
    times(12, (index) => few.alone(`way ${index % 2}`, true));
    times(300, (index) => many.alone(`way ${index % 120}`, true));
    expect([few.isOfTheCall, many.isOfTheCall]).toEqual([true, false]);
  });

  test("when each way was met three times on average", () => {
    const [four, five] = [refusalsOf(), refusalsOf()];
    times(12, (index) => four.alone(`way ${index % 4}`, true));
    times(14, (index) => five.alone(`way ${index % 5}`, true));
    expect([four.isOfTheCall, five.isOfTheCall]).toEqual([true, false]);
  });

  test("no longer when one is accepted, nor when one of a batch that was not refused is written", () => {
    let written = 0;
    const [accepting, writing] = [refusalsOf(), new Refusals(1_000, () => ({ known: 3_000, written }))];
    for (const one of [accepting, writing]) {
      times(500, () => one.alone("no", true));
      expect([one.isToPick, one.isOfTheCall]).toEqual([true, true]);
    }
    accepting.accepted(1, false);
    written = 1;
    for (const one of [accepting, writing]) {
      expect([one.isToPick, one.isOfTheCall]).toEqual([false, false]);
      times(500, () => one.alone("no", true));
      expect([one.isToPick, one.isOfTheCall]).toEqual([false, false]);
    }
  });

  test("and may do so from the fourth on: then records are looked at here and there", () => {
    const refusals = refusalsOf();
    times(3, () => refusals.alone("no", true));
    expect(refusals.isToPick).toBe(false);
    refusals.alone("no", true);
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

test("four are picked at once as long as all were accepted, and one by one from then on", () => {
  const refusals = refusalsOf();
  const among = Array.from({ length: 100 }, (_, place) => place);
  for (const _ of ["first", "second"]) {
    expect(refusals.pick(among)).toHaveLength(4);
    refusals.accepted(4, true);
  }
  expect(refusals.pick(among)).toHaveLength(4);
  expect(refusals.pick(among)).toHaveLength(1);
  expect(new Set(refusalsOf().pick([1, 2])).size).toBe(2);
});

test("picks are from many places, so that nothing regular escapes them", () => {
  const refusals = refusalsOf();
  refusals.pick([1]);
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

  test("comes again to who had one when all the others that wait had theirs", async () => {
    const refusals = refusalsOf();
    const log: string[] = [];
    const look = async (name: string, often: number) => {
      for (let left = often; left > 0; left--) {
        const done = await refusals.turn();
        log.push(name);
        await Promise.resolve();
        done();
      }
    };
    await Promise.all([look("a", 3), look("b", 2), look("c", 1)]);
    expect(log.join("")).toBe("abcaba");
  });

  test("comes to all as soon as a record is accepted, while the first still looks", async () => {
    const refusals = refusalsOf();
    const first = await refusals.turn();
    const others = Promise.all([refusals.turn(), refusals.turn()]);
    refusals.accepted(1, false);
    for (const done of await others) done();
    // And so to those that come later.
    (await refusals.turn())();
    first();
  });
});

describe("too many to be looked for", () => {
  const seen = (bad: number, good: number, ...extent: Parameters<typeof refusalsOf>) => {
    const refusals = refusalsOf(...extent);
    times(bad, (index) => refusals.alone(`way ${index}`, true));
    times(good, () => refusals.accepted(1, true));
    return refusals.tooMany;
  };

  test("are half of the records of a run, where a search would be refused more often than it may", () => {
    expect(seen(20, 16, 3_000)).toEqual({ bad: 20, of: 36 });
    expect(seen(20, 16, 1_400)).toBe(false);
    expect(seen(12, 0, 1_001)).toEqual({ bad: 12, of: 12 });
    expect(seen(20, 16, Infinity)).toEqual({ bad: 20, of: 36 });
  });

  test("are more than a quarter of those picked, of which half, in a search, is refused as often as sent alone", () => {
    expect([seen(11, 34, 3_000), seen(12, 34, 3_000)]).toEqual([undefined, { bad: 12, of: 46 }]);
    expect([seen(11, 35, 3_000), seen(12, 34, 2_000), seen(12, 34, 2_001)]).toEqual([
      false,
      false,
      { bad: 12, of: 46 },
    ]);
  });

  test("are told by a dozen in a row, and not by fewer", () => {
    expect([seen(11, 0, 3_000), seen(12, 0, 3_000)]).toEqual([undefined, { bad: 12, of: 12 }]);
    expect([seen(0, 19, 3_000), seen(0, 20, 3_000)]).toEqual([undefined, false]);
    expect([seen(5, 29, 3_000), seen(5, 30, 3_000)]).toEqual([undefined, false]);
  });

  test("are told by records from all over the batches, not by some that lie side by side", () => {
    const refusals = refusalsOf(3_000);
    times(50, () => refusals.alone("no", false));
    refusals.accepted(50, false);
    expect([refusals.isToPick, refusals.tooMany]).toEqual([true, undefined]);
    refusals.accepted(20, true);
    expect([refusals.isToPick, refusals.tooMany]).toEqual([false, false]);
  });

  test("are not expected of batches like those that were accepted", () => {
    expect(seen(20, 16, 3_000, 16)).toEqual({ bad: 20, of: 36 });
    expect(seen(20, 16, 3_000, 136)).toBe(false);
    expect(seen(20, 16, 30_000, 136)).toEqual({ bad: 20, of: 36 });
    expect(seen(0, 0, 3_000, 116)).toBeUndefined();
    expect(seen(0, 0, 3_000, 400)).toBe(false);
  });

  test("are not expected of the rest of a run by the first batches, which may hold all that are bad", () => {
    for (const batches of [1, 2]) {
      const refusals = refusalsOf(3_000, 0, batches);
      refusals.accepted(1, false);
      times(46, () => refusals.alone("no", true));
      expect([refusals.isToPick, refusals.tooMany]).toEqual([false, undefined]);
    }
    expect(seen(46, 0, 3_000, 0, 3)).toEqual({ bad: 46, of: 46 });
  });

  test("are not expected of a large run by few of many batches", () => {
    const refusedOfThousand = (batches: number) => {
      const refusals = new Refusals(1_000, () => ({ known: 1_000_000, written: (1_000 - batches) * 100 + 20 }));
      times(batches, () => refusals.began(100));
      times(20, (index) => refusals.alone(`way ${index}`, true));
      refusals.accepted(16, true);
      return refusals.tooMany;
    };
    expect([3, 60].map(refusedOfThousand)).toEqual([false, { bad: 20, of: 36 }]);
  });

  test("nobody waits for where they could all be found", () => {
    expect(seen(0, 0, 1_000)).toBe(false);
    expect(seen(0, 0, 1_001)).toBeUndefined();
  });

  test.each([
    [0.5, 0.999, 1],
    [0.2, 0.05, 0.25],
    [0.1, 0, 0.005],
    [0.01, 0, 0],
  ])("of which a part of %d is bad: of ten thousand runs a part of %d to %d is given up", (share, least, most) => {
    const random = createRandom(7);
    const givenUp = () => {
      const refusals = refusalsOf(3_000);
      while (refusals.tooMany === undefined) {
        const picked = refusals.pick([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        if (picked.every(() => random() >= share)) refusals.accepted(picked.length, true);
        else if (picked.length === 1) refusals.alone("no", true);
      }
      return refusals.tooMany !== false;
    };
    const part = Array.from({ length: 10_000 }, givenUp).filter(Boolean).length / 10_000;
    expect(part).toBeGreaterThanOrEqual(least);
    expect(part).toBeLessThanOrEqual(most);
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
  refusals.accepted(1, false);
  times(7, (index) => refusals.alone(`way ${index}`, true));
  expect(await isThere()).toBe(false);
  times(34, () => refusals.accepted(1, true));
  expect(await isThere()).toBe(true);
  first();
  (await second)();
});

import { describe, expect, test } from "vitest";
import { Refusals } from "../../src/run/refusals.js";

const times = (count: number, act: (index: number) => void) => {
  for (let index = 0; index < count; index++) act(index);
};

describe("the call counts as wrong", () => {
  test("when a dozen records were refused alone in the same words, and none accepted", () => {
    const refusals = new Refusals();
    times(11, () => refusals.alone("no"));
    expect(refusals.isOfTheCall).toBe(false);
    refusals.alone("no");
    expect(refusals.isOfTheCall).toBe(true);
  });

  test("when there are a few ways of refusing, and not when there are many", () => {
    const [few, many] = [new Refusals(), new Refusals()];
    times(12, (index) => few.alone(`way ${index % 2}`));
    times(300, (index) => many.alone(`way ${index % 120}`));
    expect([few.isOfTheCall, many.isOfTheCall]).toEqual([true, false]);
  });

  test("when each way was met three times on average", () => {
    const [four, five] = [new Refusals(), new Refusals()];
    times(12, (index) => four.alone(`way ${index % 4}`));
    times(14, (index) => five.alone(`way ${index % 5}`));
    expect([four.isOfTheCall, five.isOfTheCall]).toEqual([true, false]);
  });

  test("no longer when one is accepted, and then not before a hundred in a row", () => {
    const refusals = new Refusals();
    times(12, () => refusals.alone("no"));
    refusals.accepted();
    expect(refusals.isOfTheCall).toBe(false);
    times(99, () => refusals.alone("no"));
    expect(refusals.isOfTheCall).toBe(false);
    refusals.alone("no");
    expect(refusals.isOfTheCall).toBe(true);
  });
});

test("words are known until a record is accepted", () => {
  const refusals = new Refusals();
  refusals.alone("no");
  expect([refusals.knows("no"), refusals.knows("never")]).toEqual([true, false]);
  refusals.accepted();
  expect(refusals.knows("no")).toBe(false);
});

test("looks are taken at many places, so often that nothing regular escapes them, and then no more", () => {
  const refusals = new Refusals();
  const places = Array.from({ length: 24 }, () => refusals.takeLook(100));
  expect(new Set(places.map((place) => place! % 10)).size).toBe(10);
  expect(places.every((place) => place! >= 0 && place! < 100)).toBe(true);
  expect(refusals.takeLook(100)).toBeUndefined();
  refusals.accepted();
  expect(refusals.takeLook(100)).toBeDefined();
});

describe("a turn", () => {
  test("comes to one batch after another, until it is known what the refusals are about", async () => {
    const refusals = new Refusals();
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
    const refusals = new Refusals();
    const first = await refusals.turn();
    const others = Promise.all([refusals.turn(), refusals.turn()]);
    refusals.accepted();
    for (const done of await others) done();
    // When the call counts as wrong after that, the turns are one after another again.
    times(100, () => refusals.alone("no"));
    const next = await refusals.turn();
    first();
    let came = false;
    const last = refusals.turn().then((done) => {
      came = true;
      return done;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(came).toBe(false);
    next();
    (await last)();
  });
});

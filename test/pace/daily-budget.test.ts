import { expect, test, vi } from "vitest";
import { DailyBudget } from "../../src/pace/daily-budget.js";
import { fakeTime } from "../helpers/fake-time.js";

fakeTime({ now: Date.UTC(2026, 2, 30, 9, 59) });

test("without a reserve there is no end to a day", () => {
  const day = new DailyBudget(undefined);
  day.answered(0, 1, 0, 0);
  for (const inFlight of [0, 1, 100]) expect(day.mayStart(inFlight)).toBe("now");
});

test("a day of which nothing is known is asked about by one request at a time", () => {
  const day = new DailyBudget(50);
  expect([0, 1].map((inFlight) => day.mayStart(inFlight))).toEqual(["now", "later"]);
  day.start(0, 0);
  expect(day.mayStart(1)).toBe("later");
  // No answer came.
  expect(day.mayStart(0)).toBe("now");
  day.start(0, 10);
  day.answered(60, 2, 0, 10);
  expect(day.mayStart(5)).toBe("now");
});

test("each request that starts is one less, until an answer tells anew", () => {
  const day = new DailyBudget(0);
  day.answered(2, 1, 0, 0);
  day.start(0, 1);
  day.start(1, 2);
  expect([2, 0].map((inFlight) => day.mayStart(inFlight))).toEqual(["later", "not-today"]);
  day.answered(5, 3, 1, 3);
  expect(day.mayStart(1)).toBe("now");
});

test("one that was never sent is one more", () => {
  const day = new DailyBudget(0);
  day.answered(1, 1, 0, 0);
  day.start(0, 1);
  day.undo();
  expect(day.mayStart(0)).toBe("now");
});

test("a late answer to an earlier request may tell of less, never of more", () => {
  const day = new DailyBudget(10);
  day.answered(10, 5, 0, 0);
  day.answered(12, 4, 0, 1);
  expect(day.mayStart(0)).toBe("not-today");
  day.answered(12, 6, 0, 2);
  day.answered(4, 3, 0, 3);
  expect(day.mayStart(0)).toBe("not-today");
});

test("requests on the way are left room", () => {
  const day = new DailyBudget(10);
  day.answered(14, 1, 4, 0);
  expect(day.mayStart(4)).toBe("later");
  day.answered(14, 2, 3, 1);
  expect(day.mayStart(3)).toBe("now");
});

test("a full hour later one request asks whether the day is another, and no more than one", () => {
  const day = new DailyBudget(10);
  day.answered(10, 1, 0, 0);
  expect(day.mayStart(0)).toBe("not-today");
  vi.setSystemTime(Date.UTC(2026, 2, 30, 10, 0));
  expect(day.mayStart(0)).toBe("now");
  day.start(0, 60_000);
  expect(day.mayStart(1)).toBe("later");
  day.answered(9, 2, 0, 60_000);
  expect(day.mayStart(0)).toBe("not-today");
  vi.setSystemTime(Date.UTC(2026, 2, 30, 11, 0));
  day.start(0, 3_660_000);
  day.answered(1_000, 3, 0, 3_660_000);
  expect(day.mayStart(3)).toBe("now");
});

test("what is known does not stand for ever while nothing is sent: others spend of it too", () => {
  const day = new DailyBudget(10);
  day.answered(1_000, 1, 0, 0);
  day.start(0, 60_000);
  expect(day.mayStart(1)).toBe("now");
  day.answered(999, 2, 0, 60_000);
  day.start(0, 120_001);
  expect(day.mayStart(1)).toBe("later");
  // It asks within what it knows.
  day.answered(11, 3, 0, 120_001);
  day.start(0, 190_000);
  expect(day.mayStart(0)).toBe("not-today");
});

test("an answer that tells nothing of the day, as OAuth's do not, opens it", () => {
  const day = new DailyBudget(10);
  day.start(0, 0);
  day.answered(undefined, 1, 0, 0);
  expect(day.mayStart(7)).toBe("now");
});

test("what is known stands for a minute from when it was told, and an answer that was lost asks again", () => {
  const day = new DailyBudget(10);
  day.answered(1_000, 1, 0, 70_000);
  day.start(0, 80_000);
  expect(day.mayStart(1)).toBe("now");
  day.start(0, 140_001);
  expect(day.mayStart(1)).toBe("later");
  // It was lost, within the hour, and there was something left.
  expect(day.mayStart(0)).toBe("now");
});

test("what is spent stays spent until the hour is full", () => {
  const day = new DailyBudget(10);
  day.answered(10, 1, 0, 0);
  vi.setSystemTime(Date.UTC(2026, 2, 30, 9, 59, 59, 999));
  expect(day.mayStart(0)).toBe("not-today");
});

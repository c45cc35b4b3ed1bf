import { expect, test } from "vitest";
import { DailyBudget } from "../../src/pace/daily-budget.js";

test("there is no end to a day of which nothing is known", () => {
  const today = new DailyBudget();
  today.start();
  expect(today.left).toBe(Infinity);
});

test("each request that starts is one less, until an answer tells anew", () => {
  const today = new DailyBudget();
  today.seen(10, 0);
  today.start();
  today.start();
  expect(today.left).toBe(8);
  today.seen(100, 1);
  expect(today.left).toBe(100);
});

test("a late answer to an earlier request may tell of less, never of more", () => {
  const today = new DailyBudget();
  today.seen(10, 1_000);
  today.seen(12, 500);
  expect(today.left).toBe(10);
  today.seen(4, 500);
  expect(today.left).toBe(4);
  today.seen(12, 1_001);
  expect(today.left).toBe(12);
});

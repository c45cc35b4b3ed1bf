import { expect, test } from "vitest";
import { OtherTraffic } from "../../src/pace/other-traffic.js";

test("nothing is known before an answer has shown something", () => {
  const others = new OtherTraffic();
  expect(others.spend(0)).toBe(undefined);
  others.keep(1_000);
  expect(others.spend(0)).toBe(undefined);
});

test("the most that was seen stands for its window and the next", () => {
  const others = new OtherTraffic();
  others.seen(30, 0, 1_000);
  others.seen(10, 500, 1_000);
  expect(others.spend(999)).toBe(30);
  others.seen(5, 1_000, 1_000);
  expect(others.spend(1_999)).toBe(30);
  others.seen(7, 2_000, 1_000);
  expect(others.spend(2_000)).toBe(7);
});

test("they are steady once they were seen for a window", () => {
  const others = new OtherTraffic();
  others.seen(30, 0, 1_000);
  expect(others.steady).toBe(false);
  others.seen(30, 1_000, 1_000);
  expect(others.steady).toBe(true);
  others.seen(0, 9_000, 1_000);
  expect(others.steady).toBe(false);
});

test("after two windows without a word nothing is known any more", () => {
  const others = new OtherTraffic();
  others.seen(30, 0, 1_000);
  expect(others.knownUntilMs).toBe(2_000);
  expect(others.spend(1_999)).toBe(30);
  expect(others.spend(2_000)).toBe(undefined);
  others.seen(0, 2_500, 1_000);
  expect(others.spend(2_500)).toBe(0);
});

test("what is known is kept while nothing can be seen", () => {
  const others = new OtherTraffic();
  others.seen(30, 0, 1_000);
  others.keep(10_000);
  expect(others.spend(10_999)).toBe(30);
  others.keep(5_000);
  expect(others.knownUntilMs).toBe(11_000);
});

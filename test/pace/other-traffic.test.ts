import { expect, test } from "vitest";
import { OtherTraffic } from "../../src/pace/other-traffic.js";

/** What an answer shows that leaves nothing open. */
const seen = (others: OtherTraffic, requests: number, now: number) => others.seen(requests, requests, now, 1_000);

test("nothing is known before an answer has shown something", () => {
  const others = new OtherTraffic();
  expect(others.spend(0)).toBe(undefined);
  others.keep(1_000);
  expect(others.spend(0)).toBe(undefined);
});

test("the most that was seen stands for its window and the next", () => {
  const others = new OtherTraffic();
  expect(seen(others, 30, 0)).toBe(false);
  expect(seen(others, 28, 500)).toBe(false);
  expect(others.spend(999)).toBe(30);
  seen(others, 25, 1_000);
  expect(others.spend(1_999)).toBe(30);
  seen(others, 27, 2_000);
  expect(others.spend(2_000)).toBe(27);
});

test("a fall by more than a quarter counts at once, where an answer leaves no doubt", () => {
  const others = new OtherTraffic();
  seen(others, 180, 0);
  expect(others.seen(0, 150, 500, 1_000)).toBe(false);
  expect(others.spend(500)).toBe(180);
  expect(seen(others, 5, 600)).toBe(true);
  expect(others.spend(600)).toBe(5);
  expect(seen(others, 4, 700)).toBe(false);
});

test("one should look once what was seen of them has left the window, and again a window after that", () => {
  const others = new OtherTraffic();
  expect(others.lookMs).toBe(Infinity);
  seen(others, 30, 100);
  expect(others.lookMs).toBe(1_100);
  seen(others, 29, 600);
  expect(others.lookMs).toBe(1_100);
  seen(others, 40, 800);
  expect(others.lookMs).toBe(1_800);
  seen(others, 40, 1_850);
  expect(others.lookMs).toBe(2_850);
  seen(others, 0, 2_900);
  expect(others.lookMs).toBe(Infinity);
});

test("they are steady once they were seen for a window", () => {
  const others = new OtherTraffic();
  seen(others, 30, 0);
  expect(others.steady).toBe(false);
  seen(others, 30, 1_000);
  expect(others.steady).toBe(true);
  seen(others, 0, 9_000);
  expect(others.steady).toBe(false);
});

test("after two windows without a word nothing is known any more", () => {
  const others = new OtherTraffic();
  seen(others, 30, 0);
  expect(others.knownUntilMs).toBe(2_000);
  expect(others.spend(1_999)).toBe(30);
  expect(others.spend(2_000)).toBe(undefined);
  seen(others, 0, 2_500);
  expect(others.spend(2_500)).toBe(0);
});

test("what is known is kept while nothing can be seen", () => {
  const others = new OtherTraffic();
  seen(others, 30, 0);
  others.keep(10_000);
  expect(others.spend(10_999)).toBe(30);
  others.keep(5_000);
  expect(others.knownUntilMs).toBe(11_000);
});

test("those who filled the window with us want a quarter of what we have more, for a window", () => {
  const others = new OtherTraffic();
  expect(others.wanted(0)).toBe(0);
  others.filled(10, 90, 500, 1_000);
  expect([others.wanted(1_499), others.wanted(1_500)]).toEqual([20, 0]);
  others.filled(90, 10, 2_000, 1_000);
  expect(others.wanted(2_000)).toBeLessThanOrEqual(0);
});

test("what they want is kept while nothing is sent", () => {
  const others = new OtherTraffic();
  others.keep(3_000);
  others.filled(10, 90, 2_500, 1_000);
  expect([others.wanted(3_999), others.wanted(4_000)]).toEqual([20, 0]);
});

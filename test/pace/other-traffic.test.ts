import { describe, expect, test } from "vitest";
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
  others.seen(30, 90, 0, 1_000);
  others.seen(28, 90, 500, 1_000);
  expect(others.spend(999)).toBe(30);
  others.seen(25, 90, 1_000, 1_000);
  expect(others.spend(1_999)).toBe(30);
  others.seen(27, 90, 2_000, 1_000);
  expect(others.spend(2_000)).toBe(27);
});

test("what was seen stands no longer than an answer allows, which bounds it from both sides", () => {
  const others = new OtherTraffic();
  others.seen(30, 90, 0, 1_000);
  expect(others.spend(0)).toBe(30);
  others.seen(0, 90, 100, 1_000);
  expect(others.spend(100)).toBe(30);
  others.seen(40, 90, 200, 1_000);
  expect(others.spend(200)).toBe(40);
  others.seen(0, 36, 300, 1_000);
  expect(others.spend(300)).toBe(36);
  // What says that it is more than it may be is off: it is no less than seen.
  others.seen(38, 20, 400, 1_000);
  expect(others.spend(400)).toBe(38);
});

test("a fall by more than a quarter is a stop, where an answer leaves no doubt", () => {
  const others = new OtherTraffic();
  seen(others, 180, 0);
  expect(others.seen(0, 180, 500, 1_000)).toBe(false);
  expect(seen(others, 135, 500)).toBe(false);
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

describe("those who filled the window with us", () => {
  /** Others who spent 10 where we spent 100, and were offered a third of the difference at 0. */
  const offered = () => {
    const others = new OtherTraffic();
    seen(others, 10, 0);
    others.filled(10, 100, 0, 1_000);
    return others;
  };

  test("are offered a third of what we have more, and no more than we have", () => {
    const others = offered();
    expect(others.offered).toBe(30);
    others.filled(90, 10, 100, 1_000);
    expect(others.offered).toBe(0);
  });

  test("are offered as much less as they take of it", () => {
    const others = offered();
    seen(others, 25, 500);
    expect(others.offered).toBe(15);
    seen(others, 50, 600);
    expect(others.offered).toBe(0);
  });

  test("are offered it until an answer shows after two windows how much they took", () => {
    const others = offered();
    others.filled(12, 100, 1_000, 1_000);
    seen(others, 12, 1_999);
    expect(others.offered).toBe(28);
    seen(others, 12, 2_100);
    expect(others.offered).toBe(0);
  });

  test("are offered more at once where they took half", () => {
    const others = offered();
    seen(others, 25, 2_000);
    others.filled(25, 85, 2_000, 1_000);
    expect(others.offered).toBe(20);
  });

  test("are offered more while the offer stands where they took all", () => {
    const others = offered();
    seen(others, 40, 500);
    others.filled(40, 70, 500, 1_000);
    expect(others.offered).toBe(10);
  });

  test("are offered more ever less often where they took little: after one, two, four windows, and four", () => {
    const others = new OtherTraffic();
    const at: number[] = [];
    for (let now = 0; now < 30_000; now += 100) {
      seen(others, 10, now);
      const before = others.offered;
      others.filled(10, 100, now, 1_000);
      if (before === 0 && others.offered > 0) at.push(now);
    }
    expect(at).toEqual([0, 3_000, 7_000, 13_000, 19_000, 25_000]);
  });

  test("are offered more at once again where they had stopped, for others may have come", () => {
    const others = offered();
    seen(others, 0, 2_000);
    seen(others, 10, 2_100);
    others.filled(10, 100, 2_100, 1_000);
    expect(others.offered).toBe(30);
  });

  test("are offered it for longer where nothing is sent", () => {
    const others = new OtherTraffic();
    seen(others, 10, 0);
    others.keep(3_000);
    others.filled(10, 100, 0, 1_000);
    seen(others, 10, 4_999);
    expect(others.offered).toBe(30);
    seen(others, 10, 5_000);
    expect(others.offered).toBe(0);
  });
});

import { expect, test } from "vitest";
import { Waits } from "../../src/run/waits.js";

test("of several waits the one that ends first is told, as long as there is one", () => {
  const waits = new Waits();
  expect(waits.next).toBeUndefined();
  const endBackoff = waits.begin({ reason: "backoff", untilMs: 500 });
  const endQuota = waits.begin({ reason: "quota", untilMs: 200 });
  const endHold = waits.begin({ reason: "rate-limited", untilMs: 300 });
  expect(waits.next).toEqual({ reason: "quota", untilMs: 200 });
  endQuota();
  expect(waits.next).toEqual({ reason: "rate-limited", untilMs: 300 });
  endHold();
  endHold();
  expect(waits.next).toEqual({ reason: "backoff", untilMs: 500 });
  endBackoff();
  expect(waits.next).toBeUndefined();
});

test("of two that end at once the one that began first is told", () => {
  const waits = new Waits();
  waits.begin({ reason: "quota", untilMs: 5 });
  waits.begin({ reason: "backoff", untilMs: 5 });
  expect(waits.next?.reason).toBe("quota");
});

test("two waits of one object are two", () => {
  const waits = new Waits();
  const wait = { reason: "quota", untilMs: 1 } as const;
  const [endOne, endOther] = [waits.begin(wait), waits.begin(wait)];
  endOne();
  expect(waits.next).toEqual(wait);
  endOther();
  expect(waits.next).toBeUndefined();
});

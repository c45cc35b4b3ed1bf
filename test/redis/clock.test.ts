import fc from "fast-check";
import { expect, test } from "vitest";
import { RedisClock } from "../../src/redis/clock.js";

/** Calls one after the other: how long after the last, and how long each way takes. */
const calls = fc.array(fc.record({ afterMs: fc.nat(5_000), thereMs: fc.nat(80), backMs: fc.nat(80) }), {
  minLength: 1,
  maxLength: 40,
});

test("no time is taken to be reached before it is, and none to be earlier than it may be, whatever calls take", () => {
  fc.assert(
    fc.property(calls, fc.integer({ min: -1_000_000, max: 1_000_000 }), (all, aheadMs) => {
      const clock = new RedisClock();
      let now = 0;
      for (const { afterMs, thereMs, backMs } of all) {
        const sentMs = now + afterMs;
        const redisMs = sentMs + thereMs + aheadMs;
        now = sentMs + thereMs + backMs;
        expect(clock.heard(redisMs, sentMs, now)).toBe(0);
        expect(clock.reached(redisMs + 100)).toBeGreaterThanOrEqual(sentMs + thereMs + 100);
        expect(clock.latest(now)).toBeGreaterThanOrEqual(now + aheadMs);
      }
      // The best of all calls counts.
      const quickestMs = Math.min(...all.map(({ backMs }) => backMs));
      expect(clock.reached(now + aheadMs) - now).toBeLessThanOrEqual(quickestMs + now * 0.0005 + 1e-6);
    }),
  );
});

test("before the first call no time is ever reached", () => {
  expect(new RedisClock().reached(0)).toBe(Infinity);
});

test("a step forward is told with its length, at least, and taken in", () => {
  const clock = new RedisClock();
  clock.heard(1_000, 0, 10);
  const stepped = clock.heard(1_000 + 5_000 + 60_000, 5_000, 5_010);
  expect(stepped).toBeGreaterThan(60_000 - 20);
  expect(stepped).toBeLessThanOrEqual(60_000);
  expect(clock.reached(66_100)).toBe(5_110);
});

test("a step back is taken in at once", () => {
  const clock = new RedisClock();
  clock.heard(100_000, 0, 10);
  expect(clock.heard(42_000, 1_000, 1_004)).toBe(0);
  expect(clock.reached(42_000)).toBe(1_004);
  expect(clock.latest(1_004)).toBe(42_005);
});

test("two clocks that part slowly have not stepped", () => {
  const clock = new RedisClock();
  for (let sentMs = 0; sentMs < 600_000; sentMs += 1_000)
    expect(clock.heard(50 + sentMs * 1.0001, sentMs, sentMs + 0.2)).toBe(0);
});

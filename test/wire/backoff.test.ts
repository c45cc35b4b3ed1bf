import { describe, expect, test } from "vitest";
import { backoff, retryAfterMs } from "../../src/wire/backoff.js";
import { RETRY } from "../helpers/retry.js";

describe("backoff", () => {
  test("doubles its upper bound with each retry, up to maxDelayMs", () => {
    const most = [1, 2, 3, 4, 5, 6, 7, 20].map((retry) => backoff(retry, RETRY, () => 1));
    expect(most).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  test("is spread over everything from nothing to its bound", () => {
    expect([0, 0.25, 0.5].map((luck) => backoff(3, RETRY, () => luck))).toEqual([0, 500, 1_000]);
    const drawn = Array.from({ length: 200 }, () => backoff(1, RETRY));
    expect(Math.min(...drawn)).toBeLessThan(100);
    expect(Math.max(...drawn)).toBeGreaterThan(400);
    expect(drawn.every((ms) => ms >= 0 && ms <= 500)).toBe(true);
  });

  test("of nothing is nothing", () => {
    expect(backoff(5, { ...RETRY, initialDelayMs: 0 }, () => 1)).toBe(0);
    expect(backoff(5, { ...RETRY, maxDelayMs: 0 }, () => 1)).toBe(0);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  test.each<[string | null, number | undefined]>([
    ["3", 3_000],
    ["0", 0],
    ["0.5", 500],
    [" 7 ", 7_000],
    ["-1", 0],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 23:59:00 GMT", 0],
    ["soon", undefined],
    ["Infinity", undefined],
    ["", undefined],
    ["  ", undefined],
    [null, undefined],
  ])("%j is %j ms", (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

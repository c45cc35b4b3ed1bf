import fc from "fast-check";
import { expect, test } from "vitest";
import { CallerError } from "../../src/outcome/errors.js";
import { readExpiry, renewalOf } from "../../src/wire/expiry.js";

const at = Date.parse("2026-11-26T15:00:00Z");

test.each([
  ["a Date", new Date(at)],
  ["ms since 1970", at],
  ["ISO 8601 in UTC", "2026-11-26T15:00:00Z"],
  ["ISO 8601 with an offset", "2026-11-26T17:00:00.000+02:00"],
  ["ISO 8601 with an offset without a colon", "2026-11-26T17:00:00.000+0200"],
])("%s is read", (_, expiresAt) => {
  expect(readExpiry(expiresAt)).toBe(at);
});

test.each([
  ["seconds since 1970", at / 1000, "in 1970: expected ms, got seconds?"],
  ["seconds until then, as `expires_in` has it", 1800, "in 1970: expected ms, got seconds?"],
  ["a Date that is none", new Date("never"), "ISO 8601 with an offset, got NaN"],
  ["no number", Number.NaN, "got NaN"],
  ["no end", Number.POSITIVE_INFINITY, "got Infinity"],
  ["nothing", 0, "got 0"],
  ["a text without an offset, which means another time on each machine", "2026-11-26T15:00:00", "a text that is none"],
  ["a text that may be a secret", "pat-na1-secret", "a text that is none"],
  ["a text of seconds", "1800", "a text that is none"],
  ["a text in a list", ["2026-11-26T15:00:00Z"], "got object"],
  ["nothing at all", undefined, "got undefined"],
  ["null", null, "got object"],
])("%s is refused", (_, expiresAt, message) => {
  expect(() => readExpiry(expiresAt)).toThrow(CallerError);
  expect(() => readExpiry(expiresAt)).toThrow(message);
  expect(() => readExpiry(expiresAt)).not.toThrow("secret");
});

test("the next token is asked for a minute before the end, or half way to it", () => {
  expect(renewalOf(at + 1_800_000, at)).toBe(at + 1_740_000);
  expect(renewalOf(at + 30_000, at)).toBe(at + 15_000);
  expect(renewalOf(at, at)).toBe(Number.POSITIVE_INFINITY);
  expect(renewalOf(Number.POSITIVE_INFINITY, at)).toBe(Number.POSITIVE_INFINITY);
});

test("one that comes back is asked for again a few times, never after its end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 * 86_400_000 }), (leftMs) => {
      let asked = 0;
      for (let now = renewalOf(at + leftMs, at); now < at + leftMs; now = renewalOf(at + leftMs, Math.ceil(now)))
        asked++;
      expect(asked).toBeLessThanOrEqual(18);
    }),
  );
});

import { expect, test } from "vitest";
import { isTimeZone, nextMidnight } from "../../src/bullmq/midnight.js";

test.each([
  ["UTC", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z"],
  ["UTC", "2026-11-27T23:59:59.999Z", "2026-11-28T00:00:00Z"],
  ["America/New_York", "2026-11-27T04:59:59Z", "2026-11-27T05:00:00Z"],
  ["America/New_York", "2026-11-27T05:00:00Z", "2026-11-28T05:00:00Z"],
  // Days of 23 and 25 hours.
  ["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
  ["Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
  // There was no midnight: clocks went from 23:59:59 to 01:00.
  ["America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T03:00:00Z"],
  // Midnight came twice: at 24:00 it was 23:00 again.
  ["America/Sao_Paulo", "2018-02-17T12:00:00Z", "2018-02-18T03:00:00Z"],
  // A date that was skipped.
  ["Pacific/Apia", "2011-12-29T12:00:00Z", "2011-12-30T10:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T12:00:00Z", "2026-10-03T13:30:00Z"],
  ["Asia/Kolkata", "2026-11-27T18:29:59Z", "2026-11-27T18:30:00Z"],
])("in %s, at %s, the next day begins at %s", (timeZone, now, midnight) => {
  expect(nextMidnight(timeZone, Date.parse(now))).toBe(Date.parse(midnight));
});

test("a time zone is one that the runtime knows", () => {
  for (const zone of ["UTC", "Europe/Berlin", "Asia/Kathmandu"]) expect(isTimeZone(zone)).toBe(true);
  for (const zone of ["", "Mars/Olympus", 1, undefined, null, {}]) expect(isTimeZone(zone)).toBe(false);
});

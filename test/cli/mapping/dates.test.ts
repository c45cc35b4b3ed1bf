import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDate } from "../../../src/cli/mapping/dates.js";
import { timeZone } from "../../../src/cli/mapping/zone.js";

const berlin = timeZone("Europe/Berlin");
const iso = (text: string, zone?: typeof berlin) => {
  const read = readDate(text, zone);
  return "ms" in read ? new Date(read.ms).toISOString() : read.expected;
};

describe("a date with an offset needs no time zone", () => {
  test.each([
    ["2026-05-06T15:57:00+02:00", "2026-05-06T13:57:00.000Z"],
    ["2026-05-06 15:57 +0200", "2026-05-06T13:57:00.000Z"],
    ["2026-05-06T15:57:00.1234567Z", "2026-05-06T15:57:00.123Z"],
    ["2026-05-06T15:57-05", "2026-05-06T20:57:00.000Z"],
    ["1778083020000", "2026-05-06T15:57:00.000Z"],
  ])("%s", (text, instant) => expect(iso(text)).toBe(instant));
});

describe("a date without one is the zone's, and without a zone nothing", () => {
  test.each([
    ["2026-05-06 15:57", "2026-05-06T13:57:00.000Z"],
    ["2026-05-06", "2026-05-05T22:00:00.000Z"],
    ["06.05.2026", "2026-05-05T22:00:00.000Z"],
    ["6.5.2026, 9:05", "2026-05-06T07:05:00.000Z"],
    ["2026-12-06T15:57:30", "2026-12-06T14:57:30.000Z"],
  ])("%s", (text, instant) => {
    expect(iso(text, berlin)).toBe(instant);
    expect(iso(text)).toContain("--time-zone is not given");
  });
});

test.each([
  ["soon", "a date and time as"],
  ["5/6/2026", "which of its numbers is the month can't be told"],
  ["2026-02-30", "a day and time that there are"],
  ["06.05.0026", "a day and time that there are"],
  ["2026-05-06T15:57+19:00", "a date and time as"],
  ["2026-05-06T15:57+02:60", "a date and time as"],
  ["2026-05-06T24:30Z", "a day and time that there are"],
  ["2026-03-29 02:30", "clocks are put forward over this one"],
  ["2026-10-25 02:30", "this time is there twice"],
  ["1778083020", "a date and time as"],
])("%s is not guessed", (text, expected) => {
  expect(iso(text, berlin)).toContain(expected);
});

test("a zone's local time of any instant is that instant, or one of the two that share it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC", "+05:30"),
      fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) }),
      (name, at) => {
        const instant = Math.floor(at / 1_000) * 1_000;
        const local = name.startsWith("+")
          ? new Date(instant + 330 * 60_000)
          : new Date(`${new Date(instant).toLocaleString("sv-SE", { timeZone: name })}Z`);
        expect(timeZone(name).instantsOf(local.getTime())).toContain(instant);
      },
    ),
  );
});

test("a zone that there is not is told", () => {
  expect(() => timeZone("+99:99")).toThrow("--time-zone is a name as Europe/Berlin");
  expect(() => timeZone("Europe/Berln")).toThrow("--time-zone is a name as Europe/Berlin");
});

/**
 * Dates as people write them, where what they mean can be told: what can't is never guessed. Parsers of dates guess which
 * number is the month, and put a time that clocks skip, or show twice, an hour further without a word.
 */
import type { TimeZone } from "./zone.js";

/** What a text means, or why it means nothing. */
export type ReadDate = { readonly ms: number } | { readonly expected: string };

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-](?:0\d|1[0-8])(?::?[0-5]\d)?)?$/i;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;
const SLASHED = /^\d{1,4}\/\d{1,2}\/\d{1,4}/;
/** Milliseconds since 1970 of the years 2001 to 2286. */
const MILLISECONDS = /^\d{13}$/;

const FORM = "a date and time as 2026-05-06T15:57:00+02:00";

/** Reads a date. */
export function readDate(text: string, zone: TimeZone | undefined): ReadDate {
  if (MILLISECONDS.test(text)) return { ms: Number(text) };
  const iso = ISO.exec(text);
  const dotted = iso === null ? DOTTED.exec(text) : null;
  if (SLASHED.test(text)) return { expected: `${FORM}: which of its numbers is the month can't be told` };
  const [year, month, day, hour, minute, second, fraction] =
    iso?.slice(1, 8) ?? (dotted ? [dotted[3], dotted[2], dotted[1], dotted[4], dotted[5], dotted[6]] : []);
  if (year === undefined) return { expected: FORM };
  const ms = Math.trunc(Number(`0.${fraction ?? "0"}`) * 1_000);
  const numbers = [year, month, day, hour, minute, second].map((part) => Number(part ?? 0));
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = numbers;
  const local = Date.UTC(y, mo - 1, d, h, mi, s, ms);
  const parts = new Date(local);
  // JavaScript takes the years before 100 for those of the twentieth century.
  const isDay = parts.getUTCFullYear() === y && parts.getUTCMonth() === mo - 1 && parts.getUTCDate() === d;
  const isReal = isDay && h < 24 && mi < 60 && s < 60;
  if (!isReal) return { expected: "a day and time that there are" };
  const offset = iso?.[8];
  if (offset !== undefined) return { ms: local - offsetMs(offset) };
  if (zone === undefined) return { expected: `${FORM}: it has no offset, and --time-zone is not given` };
  const [instant, second_] = zone.instantsOf(local);
  if (instant === undefined)
    return { expected: `a time that there is in ${zone.name}: clocks are put forward over this one` };
  if (second_ !== undefined)
    return { expected: `an offset: this time is there twice in ${zone.name}, as clocks are put back` };
  return { ms: instant };
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

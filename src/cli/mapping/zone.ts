/** Local times of a time zone, as instants. */
import { CommandError } from "../failure.js";

/** A time zone: a name as `Europe/Berlin`, `UTC`, or an offset as `+02:00`. */
export interface TimeZone {
  readonly name: string;
  /**
   * The instants, in ms since 1970, at which clocks show a local time: one; none where clocks are put forward over it; two
   * where they are put back. The local time is given as if it were UTC's.
   */
  instantsOf(localMs: number): readonly number[];
}

/** Makes a time zone. Throws a `CommandError` where there is none of the name. */
export function timeZone(name: string): TimeZone {
  const offset = /^([+-])(0\d|1[0-8]):?([0-5]\d)$/.exec(name);
  if (offset !== null) {
    const [, sign, hours, minutes] = offset;
    const ms = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    return { name, instantsOf: (localMs) => [localMs - ms] };
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
    });
  } catch (error) {
    throw new CommandError(`--time-zone is a name as Europe/Berlin, UTC, or an offset as +02:00, got \`${name}\``, {
      cause: error,
    });
  }
  const offsets = new Map<number, number>();
  /** What the zone's clocks are ahead of UTC at an instant; they change on the quarter of an hour, if at all. */
  const aheadAt = (instant: number): number => {
    const quarter = Math.floor(instant / 900_000);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const parts = Object.fromEntries(
      format.formatToParts(quarter * 900_000).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const ahead = Date.UTC(year, month - 1, day, hour, minute, second) - quarter * 900_000;
    if (offsets.size > 10_000) offsets.clear();
    offsets.set(quarter, ahead);
    return ahead;
  };
  return {
    name,
    instantsOf(localMs) {
      // Clocks before and after any change near it: none changes twice in two days.
      const aheads = new Set([aheadAt(localMs - 86_400_000), aheadAt(localMs + 86_400_000)]);
      return [...aheads].map((ahead) => localMs - ahead).filter((instant) => aheadAt(instant) === localMs - instant);
    },
  };
}

const HOUR_MS = 3_600_000;
/** The longest day, in hours: one in which clocks are set back, and a date that a country skips. */
const LONGEST_DAY = 50;

/** When the next day begins in a time zone, as a `Date.now()` time: not always at 00:00, which clocks may skip. */
export function nextMidnight(timeZone: string, nowMs: number): number {
  const dayOf = days(timeZone);
  const today = dayOf(nowMs);
  let [early, late] = [nowMs, nowMs + LONGEST_DAY * HOUR_MS];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (dayOf(middle) === today) early = middle;
    else late = middle;
  }
  return late;
}

/** Whether the runtime knows a time zone. */
export function isTimeZone(timeZone: unknown): timeZone is string {
  try {
    return typeof timeZone === "string" && days(timeZone)(0) !== "";
  } catch {
    return false;
  }
}

function days(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (ms) => format.format(ms);
}

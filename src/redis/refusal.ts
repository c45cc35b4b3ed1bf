/** Why nobody has a turn, in words: few programs ever need them. */
import { LimiterError } from "../outcome/limiter-error.js";

/** Nothing is left of the day, as Redis told, or nothing but so many. */
export function noneToday(day: "daily-limit" | "daily-reserve", daily: number): LimiterError {
  return day === "daily-reserve"
    ? new LimiterError(`Of the account's requests for today only the ${daily} of \`reserve.daily\` are left`, {
        reason: "daily-reserve",
      })
    : new LimiterError("The account's requests for today are used up", { reason: "daily-limit" });
}

/** Redis has been away for longer than is borne. */
export function noneLeft(awayForMs: number, cause: unknown): LimiterError {
  return new LimiterError(`Redis has been away for ${Math.round(awayForMs / 1_000)} s`, { cause });
}

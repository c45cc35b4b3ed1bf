import { CallerError } from "../outcome/errors.js";

/** A token and when it ends, as an OAuth grant gives them. */
export interface ExpiringToken {
  /** The access token. */
  readonly token: string;
  /**
   * When it ends: a Date, ms since 1970, or ISO 8601 with an offset. The next is asked for a minute before, or half way to it
   * where that is later.
   */
  readonly expiresAt: Date | number | string;
}

/** Asked for so long before the end, in ms: what clocks are off, and a request's way to HubSpot takes. */
const AHEAD_MS = 60_000;
/** 1973 in ms, 5138 in seconds: below it a time was given in seconds, as JWTs have it. */
const LEAST_MS = 1e11;
const ISO_WITH_OFFSET = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i;

/** When a token ends, in ms since 1970. Throws `CallerError`, which does not show what is no time: it may be a secret. */
export function readExpiry(expiresAt: unknown): number {
  const ms =
    expiresAt instanceof Date || (typeof expiresAt === "string" && ISO_WITH_OFFSET.test(expiresAt))
      ? new Date(expiresAt).getTime()
      : expiresAt;
  if (typeof ms === "number" && ms > 0 && ms < LEAST_MS)
    throw new CallerError(
      `The accessToken function gave an \`expiresAt\` in ${new Date(ms).getUTCFullYear()}: expected ms, got seconds?`,
    );
  if (typeof ms !== "number" || !Number.isFinite(ms) || ms <= 0) {
    const got = typeof ms === "number" ? `${ms}` : typeof ms === "string" ? "a text that is none" : typeof ms;
    throw new CallerError(
      `The accessToken function gave no usable \`expiresAt\`: expected a Date, ms since 1970 or ISO 8601 with an offset, got ${got}`,
    );
  }
  return ms;
}

/**
 * When to ask for the next token. One that has ended by this clock is good until HubSpot rejects it, whose clock counts;
 * and of one that comes back the rest is halved each time, so that a function which keeps it to its end is asked seldom.
 */
export function renewalOf(expiresAtMs: number, nowMs: number): number {
  const leftMs = expiresAtMs - nowMs;
  return leftMs <= 0 ? Number.POSITIVE_INFINITY : nowMs + Math.max(leftMs - AHEAD_MS, leftMs / 2);
}

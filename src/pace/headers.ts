import type { Quota } from "./pace.js";

/** The smallest burst limit HubSpot documents (Free and Starter accounts). Source: HubSpot, API usage guidelines. */
export const SMALLEST_QUOTA: Quota = { requests: 100, intervalMs: 10_000 };
/** Longest window that is believed, in ms: a day. */
const LONGEST_INTERVAL_MS = 86_400_000;

/** What an answer tells of the budgets it was counted against; each may be missing. */
export interface RateHeaders {
  readonly quota: Quota | undefined;
  readonly remaining: number | undefined;
  readonly today: number | undefined;
}

/** Reads HubSpot's rate limit headers; what is no number that makes sense, tells nothing. */
export function readRateHeaders(headers: Pick<Headers, "get">): RateHeaders {
  // Part of a request is none, and nobody counts to it.
  const requests = Math.floor(numberIn(headers, "X-HubSpot-RateLimit-Max") ?? 0);
  const intervalMs = numberIn(headers, "X-HubSpot-RateLimit-Interval-Milliseconds") ?? 0;
  const sound = intervalMs >= 1 && intervalMs <= LONGEST_INTERVAL_MS;
  return {
    quota: requests >= 1 ? { requests, intervalMs: sound ? intervalMs : SMALLEST_QUOTA.intervalMs } : undefined,
    remaining: numberIn(headers, "X-HubSpot-RateLimit-Remaining"),
    today: numberIn(headers, "X-HubSpot-RateLimit-Daily-Remaining"),
  };
}

function numberIn(headers: Pick<Headers, "get">, name: string): number | undefined {
  const text = headers.get(name);
  if (text === null || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

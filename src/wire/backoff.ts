/** Gives up or waits: how long, before which retry. */
export interface RetryOptions {
  /** Times a request is sent again, 0 to 20. Default 4; the first send is not counted. */
  readonly maxRetries: number;
  /** Upper bound of the first delay, in ms. Default 500; each further one doubles it. */
  readonly initialDelayMs: number;
  /** Upper bound of every delay of our own, in ms. Default 10,000; a wait that HubSpot asks for may be longer. */
  readonly maxDelayMs: number;
  /** Time a request may spend in attempts and delays, waiting for the quota apart, in ms. Default 120,000. */
  readonly maxElapsedMs: number;
}

/**
 * The delay before retry number `retry` (from 1), in ms: full jitter, so that clients that failed together come back apart.
 * Source: Exponential Backoff and Jitter, AWS Architecture Blog, 2015.
 */
export function backoff(retry: number, options: RetryOptions, random = Math.random): number {
  return random() * Math.min(options.maxDelayMs, options.initialDelayMs * 2 ** (retry - 1));
}

/** The wait that a `Retry-After` header asks for, in ms: seconds or an HTTP date; `undefined` where it has neither. */
export function retryAfterMs(header: string | null, now = Date.now()): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Pace: when a request may start, so that HubSpot refuses none and none of the quota is left unused. */

/** So many requests may start in any window of this length. */
export interface Quota {
  /** Requests per window, 1 to 1,000,000. */
  readonly requests: number;
  /** The window's length in ms, 1 to 86,400,000. HubSpot's is 10,000. */
  readonly intervalMs: number;
}

/** What to leave to the other users of the same account. */
export interface Reserve {
  /** Part of every window left unused, from 0 to below 1. Default 0. */
  readonly share?: number | undefined;
  /** Requests of the account's day left unused: a run halts with `daily-reserve` before they are touched. Default 0. */
  readonly daily?: number | undefined;
}

/** Why the next request can't start now, and until when (a `Date.now()` time). */
export interface Wait {
  readonly reason: "quota" | "rate-limited";
  readonly untilMs: number;
}

/** Decides when a request may start. One limiter stands for one budget at HubSpot: share it between clients that share that. */
export interface RateLimiter {
  /** Resolves with the time when a request may start, which it then must at once; rejects with the signal's reason. */
  acquire(signal: AbortSignal): Promise<number>;
  /**
   * Ends the request that `acquire` let start at `startedMs`, with the answer's headers where one came.
   * Returns false once the headers show that only the daily reserve is left.
   */
  release(startedMs: number, headers?: Pick<Headers, "get">): boolean;
  /** Holds every request for so long, in ms: HubSpot said 429. Without a length, for a window's. */
  pause(ms?: number): void;
  /** What the next request waits for, if it does. */
  waiting(): Wait | undefined;
}

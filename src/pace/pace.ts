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
  /**
   * Requests of the account's day left unused, over all runs of the limiter: each halts with `daily-reserve` before they are
   * touched. Then one request after each full hour asks whether the day is another. Without effect where answers don't tell
   * what is left of the day: OAuth's do not. Default 0.
   */
  readonly daily?: number | undefined;
}

/** Why the next request can't start now, and until when (a `Date.now()` time). */
export interface Wait {
  /** `quota`: the window is full. `rate-limited`: HubSpot said 429. `limiter`: a limiter of the caller's own holds it. */
  readonly reason: "quota" | "rate-limited" | "limiter";
  /** A `Date.now()` time. */
  readonly untilMs: number;
}

/** A request's turn. What else a limiter keeps of it is the limiter's own: each turn is an object of its own. */
export interface Turn {
  /** When it was given, a `performance.now()` time. */
  readonly startedMs: number;
}

/** How a turn ended. Times are `performance.now()` times. */
export type TurnEnd =
  /** HubSpot certainly never saw the request: its slot may be used again at once. */
  | { readonly how: "never-sent" }
  /** It was sent, for all that is known, and no answer came. */
  | { readonly how: "lost"; readonly writtenMs?: number | undefined }
  | {
      readonly how: "answered";
      readonly status: number;
      readonly headers: Pick<Headers, "get">;
      /** When the request's last byte was handed to the socket, where the wire shows it. */
      readonly writtenMs?: number | undefined;
      /** When the answer was there, to its end. */
      readonly answeredMs: number;
    };

/** HubSpot asked for a wait. */
export interface Hold {
  /** For how long, in ms; left out, for a window's length, or less where the turn tells that less will do. */
  readonly forMs?: number | undefined;
  /** The turn that was refused. */
  readonly turn?: Turn | undefined;
  /** Whether more came at once than HubSpot takes, whatever the window still allowed. Default false. */
  readonly tooFast?: boolean | undefined;
  /**
   * Whether the account's requests for today are used up: the run that was told so halts by itself, and a limiter that stands
   * for several processes may tell the others. Default false.
   */
  readonly today?: boolean | undefined;
}

/**
 * Decides when a request may start. One limiter stands for one budget at HubSpot: share it between clients that share that.
 * Whatever one of its functions throws, or rejects with, halts the run as `unavailable`, or for the reason of a `LimiterError`.
 */
export interface RateLimiter {
  /** Resolves with a turn when a request may start, which it then must at once; rejects with the signal's reason. */
  acquire(signal: AbortSignal): Promise<Turn>;
  /** Told, while the request is in flight, that it was written; left out where the wire does not show it. */
  written?(turn: Turn, atMs: number): void;
  /** Ends a turn; called once for each. */
  release(turn: Turn, end: TurnEnd): void | Promise<void>;
  /** Holds every request for a while. */
  pause(hold: Hold): void | Promise<void>;
  /** What the next request waits for, if it does. */
  waiting?(): Wait | undefined;
  /** What is known of the quota: while answers are slow, a run has no more batches in flight than that, and 32 where it is not told. */
  quota?(): Quota | undefined;
}

import type { ErrorBody } from "../outcome/envelope.js";
import type { HubSpotError } from "../outcome/errors.js";
import type { HaltReason } from "../outcome/outcome.js";
import type { HttpError } from "../outcome/refusals.js";
import type { RetryOptions } from "./backoff.js";
import type { Answer, Lost, Unanswered } from "./wire.js";

/** Why an attempt may have been written, though it was not answered as it should be. */
export interface AmbiguousAttempt {
  readonly error: HubSpotError;
  /** Whether HubSpot itself said that the attempt failed. Where its answer was lost, what it says later settles nothing. */
  readonly answered: boolean;
}

/** What came of a request, after all its attempts. */
export type Reply<T = unknown> =
  /** A 2xx, read. */
  | {
      readonly kind: "accepted";
      readonly value: T;
      readonly answer: Answer;
      /** Left by an earlier attempt. */
      readonly ambiguous?: AmbiguousAttempt;
    }
  /** HubSpot looked at it and wrote nothing. */
  | {
      readonly kind: "refused";
      readonly error: HttpError;
      readonly body: ErrorBody;
      readonly answer: Answer;
      /** Left by an earlier attempt. */
      readonly ambiguous?: AmbiguousAttempt;
    }
  /** It may have been written or not. */
  | ({ readonly kind: "lost"; readonly answer?: Answer } & AmbiguousAttempt)
  /** It was certainly not processed. */
  | {
      readonly kind: "unprocessed";
      readonly reason: HaltReason;
      readonly error?: HubSpotError;
      readonly answer?: Answer;
    };

/** What one attempt leads to. */
export type Verdict<T> =
  | { readonly then: "done"; readonly reply: Reply<T> }
  /** Nothing of this run will be answered any better. */
  | { readonly then: "halt"; readonly reason: HaltReason; readonly reply: Reply<T> }
  /** Another token may do. */
  | { readonly then: "renew"; readonly reply: Reply<T> }
  /** Worth another attempt; `reply` stands if there is none. */
  | { readonly then: "again"; readonly afterMs: number; readonly reply: Reply<T> }
  /** As `again`, for all requests of the limiter; without a length, for a window of the quota. */
  | {
      readonly then: "hold";
      readonly forMs: number | undefined;
      /** Whether more came at once than HubSpot takes, whatever the window still allowed. */
      readonly tooFast: boolean;
      readonly reply: Reply<T>;
    };

/** What judging an attempt needs to know of its request. */
export interface AttemptContext<T> {
  /** Whether it may be sent again after a failure that may have written it. */
  readonly idempotent: boolean;
  /** Reads a 2xx; `undefined` where it is no answer to this request. */
  readonly read: (answer: Answer) => T | undefined;
  /** The retry this would lead to, from 1. */
  readonly retry: number;
  readonly options: RetryOptions;
}

/** The reply that an attempt has led to where nothing went wrong; `undefined` where its result is to be judged. */
export function accepted<T>(
  result: Answer | Lost | Unanswered,
  read: AttemptContext<T>["read"],
): Extract<Reply<T>, { kind: "accepted" }> | undefined {
  if (!("text" in result) || result.status < 200 || result.status >= 300) return undefined;
  const value = read(result);
  return value === undefined ? undefined : { kind: "accepted", value, answer: result };
}

/** The worse of two ambiguous attempts; of two alike, the later. */
export function worse<D extends AmbiguousAttempt>(earlier: D | undefined, later: D): D {
  return earlier !== undefined && !earlier.answered && later.answered ? earlier : later;
}

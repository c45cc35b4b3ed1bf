import { type ErrorBody, readErrorBody } from "../outcome/envelope.js";
import { CallerError, HttpError, type HubSpotError, UnexpectedResponseError } from "../outcome/errors.js";
import type { HaltReason } from "../outcome/outcome.js";
import { backoff, type RetryOptions, retryAfterMs } from "./backoff.js";
import type { Answer, Lost } from "./wire.js";

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

/** Shortest wait for a lock. Source: HubSpot, error handling: locks last about 2 s. */
const LOCK_MS = 2_000;
/** Shortest wait after a limit that is not counted per window. */
const SECOND_MS = 1_000;

/** Statuses that others give for HubSpot, when they have lost its answer. Sources: RFC 9110, section 15.6; Cloudflare, 5xx errors. */
const GATEWAYS = new Set([408, 502, 504, 520, 521, 522, 523, 524]);

/** Decides what an attempt's result leads to: a ladder of early exits, most specific first. */
export function judge<T>(result: Answer | Lost, { idempotent, read, retry, options }: AttemptContext<T>): Verdict<T> {
  const delay = () => backoff(retry, options);
  const ambiguous = (error: HubSpotError, afterMs: number | undefined, answer?: Answer): Verdict<T> => {
    const answered = error instanceof HttpError && error.status >= 400 && !GATEWAYS.has(error.status);
    const reply: Reply<T> = { kind: "lost", error, answered, ...(answer && { answer }) };
    return idempotent ? { then: "again", afterMs: afterMs ?? delay(), reply } : { then: "done", reply };
  };

  // The next attempt would be answered alike.
  if (result instanceof UnexpectedResponseError || result instanceof CallerError)
    return { then: "done", reply: { kind: "lost", error: result, answered: false } };
  if (result instanceof Error) {
    if (!result.neverSent) return ambiguous(result, undefined);
    return { then: "again", afterMs: delay(), reply: { kind: "unprocessed", reason: "unavailable", error: result } };
  }

  const { status, headers, text } = result;
  if (status >= 200 && status < 300) {
    const value = read(result);
    if (value !== undefined) return { then: "done", reply: { kind: "accepted", value, answer: result } };
    return ambiguous(
      new UnexpectedResponseError(status, "without the body that the contract promises", text),
      undefined,
      result,
    );
  }

  const body = readErrorBody(parsed(text));
  const error = new HttpError(status, text, body);
  // Held against the answer's own clock, which need not be ours.
  const answeredMs = Date.parse(headers.get("Date") ?? "");
  const askedMs =
    retryAfterMs(headers.get("Retry-After"), Number.isNaN(answeredMs) ? undefined : answeredMs) || undefined;
  const unprocessed = (reason: HaltReason): Reply<T> => ({ kind: "unprocessed", reason, error, answer: result });
  const halt = (reason: HaltReason): Verdict<T> => ({ then: "halt", reason, reply: unprocessed(reason) });
  // Whatever it asks for, a backoff of our own is the least: to ask for no wait at all would switch it off.
  const atLeast = (ms: number) => Math.max(ms, askedMs ?? 0, delay());
  const impatient = askedMs !== undefined && askedMs > options.maxElapsedMs;

  if (status === 401) return { then: "renew", reply: unprocessed("unauthorized") };
  if (status === 403) return halt("forbidden");
  if (status === 423) return { then: "again", afterMs: atLeast(LOCK_MS), reply: unprocessed("unavailable") };
  if (status === 429 && body.policyName === "DAILY") return halt("daily-limit");
  if (status === 429) {
    if (impatient) return halt("unavailable");
    const rolling = body.policyName === "TEN_SECONDLY_ROLLING";
    return {
      then: "hold",
      forMs: rolling ? askedMs && atLeast(0) : atLeast(SECOND_MS),
      tooFast: !rolling,
      reply: unprocessed("unavailable"),
    };
  }
  if (status === 477) {
    if (impatient) return halt("migrating");
    return { then: "hold", forMs: atLeast(SECOND_MS), tooFast: false, reply: unprocessed("migrating") };
  }
  // Below 400 is no refusal either: an answer that a fetch made of an error has status 0.
  if (status >= 500 || status < 400 || status === 408 || status === 425) return ambiguous(error, atLeast(0), result);
  return { then: "done", reply: { kind: "refused", error, body, answer: result } };
}

/** The worse of two ambiguous attempts; of two alike, the later. */
export function worse<D extends AmbiguousAttempt>(earlier: D | undefined, later: D): D {
  return earlier !== undefined && !earlier.answered && later.answered ? earlier : later;
}

/** The text as JSON, or as it is: HTML stands under many a status. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim() === "" ? undefined : text;
  }
}

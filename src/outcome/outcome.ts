/** Outcomes: what became of each input. */
import type { HubSpotError } from "./hubspot-error.js";

/**
 * May this input be sent again? `safe`: yes, as it is, where no later input of its record was written since. `read-first`: it
 * may have been written, and writing it again would count twice, or put its values over a later input's. `pointless`: HubSpot,
 * or its contract, will refuse it again, for what it is or for what the whole call is.
 */
export type Resend = "safe" | "read-first" | "pointless";

/** What told that an input was written: see the contract's match rules; `count` that as many were as were sent, less those that are known. */
export type MatchedBy = "trace" | "id" | "echo" | "count";

/** Why a run ended before its inputs did. */
export type HaltReason =
  /** HubSpot says that the account's requests for today are used up. */
  | "daily-limit"
  /** The account's requests for today are down to `reserve.daily`. */
  | "daily-reserve"
  /** HubSpot answered 401, and no other token cured it. */
  | "unauthorized"
  /** HubSpot answered 403: the token lacks scopes, which the error names. */
  | "forbidden"
  /** Five batches in a row were given up, or HubSpot asks for a wait longer than `retry.maxElapsedMs`. */
  | "unavailable"
  /** HubSpot is moving the account (477), for longer than `retry.maxElapsedMs`. */
  | "migrating"
  /** The call's `signal` was aborted, or its iteration left early. */
  | "aborted"
  /** `run.stop()` was called. */
  | "stopped"
  /** The call's `totalTimeoutMs` has passed, or its `deadlineMs` leaves no time for another answer. */
  | "timed-out"
  /** The iterable of the inputs threw. */
  | "source-failed"
  /** A function of the caller's threw, `onProgress` for one. */
  | "callback-failed"
  /** The `accessToken` function threw, or gave no token. */
  | "token-failed";

/** Why the id of a record that was written is not known. */
export type WithoutId =
  /** HubSpot's answer may be another input's; `records: "required"` has them told apart. */
  | "look-alike"
  /** The requests that `isolate.maxRequests` allows are used up. */
  | "budget"
  /** To ask whose a record is means to write it again, which the operation would count twice. */
  | "not-idempotent"
  /** The run ended before it was asked. */
  | "halted"
  /** HubSpot's answer has no id, or there was none. */
  | "not-answered";

/** HubSpot confirmed that it wrote this input. */
export interface Succeeded<R> {
  /** It is written. */
  readonly status: "succeeded";
  /** What HubSpot returned; absent where it can't be told from another input's. */
  readonly record?: R;
  /** HubSpot's own id of the record. */
  readonly recordId?: string;
  /** What told that it was written. */
  readonly matchedBy: MatchedBy;
  /** With `records: "required"`: why the record's id is not known; absent where it is. */
  readonly withoutId?: WithoutId;
}

/**
 * Not written, by HubSpot's own word or its contract's. `record`: an error is this input's, or it was refused alone.
 * `batch`: its whole batch was refused; with `resend: "pointless"` it was for a call that is wrong, which others were refused
 * for one by one while nothing of the run was written. With `supersededBy`, all of this is said of the input that stands for
 * it: HubSpot never saw this one.
 */
export interface Failed {
  /** It is not written, and was refused. */
  readonly status: "failed";
  /** Whether this input was refused, or its whole batch. */
  readonly scope: "record" | "batch";
  /** Why. */
  readonly error: HubSpotError;
  /** Whether it may be sent again. */
  readonly resend: Resend;
  /** None is known. */
  readonly recordId?: undefined;
}

/**
 * It may have been written or not: an answer did not speak of this input, or was lost. Then a refusal that came later, as
 * `error`, does not say that the lost attempt wrote nothing.
 */
export interface Unknown {
  /** It may be written or not. */
  readonly status: "unknown";
  /** Why that is not known. */
  readonly error: HubSpotError;
  /** Whether it may be sent again: `safe` where the operation is idempotent. */
  readonly resend: Resend;
  /** None is known. */
  readonly recordId?: undefined;
}

/** Certainly not processed: never sent, or refused before HubSpot looked at it. */
export interface Unsent {
  /** It was not processed. */
  readonly status: "unsent";
  /** What went wrong, where something did. */
  readonly error?: HubSpotError;
  /** Why it was not. */
  readonly reason: HaltReason;
  /** It may be sent as if for the first time. */
  readonly resend: "safe";
  /** None is known. */
  readonly recordId?: undefined;
}

/** What became of an input. */
export type Fate<R> = Succeeded<R> | Failed | Unknown | Unsent;

/** What became of one input: `input` is the caller's own object, `index` its place in the source, from 0. */
export type Outcome<I = unknown, R = unknown, S = object> = {
  /** Its place in the source, from `firstIndex`. */
  readonly index: number;
  /** The caller's own object, the very one that was given. */
  readonly input: I;
  /** What the call's `map` made of the row that is `input`; absent without one, and where it threw. */
  readonly sent?: S;
  /**
   * The index of the input that stands for this one, with `sameRecord: "last"`: a later one of its record, which sets all
   * that it sets. This one was not sent; its fate is that one's, and its outcome comes after it. So it is `failed`, and its
   * `error` speaks of the other's values, where HubSpot refuses that one, though it might have taken this one: to have it
   * written then, send it again by itself. Absent where it was sent.
   */
  readonly supersededBy?: number;
} & Fate<R>;

/** The four fates. */
export type OutcomeStatus = Outcome["status"];

/** The outcomes that have one of these statuses, typed as such. */
export function withStatus<I, R, S extends OutcomeStatus, Sent = object>(
  from: { readonly outcomes: readonly Outcome<I, R, Sent>[] } | readonly Outcome<I, R, Sent>[],
  ...statuses: readonly S[]
): Extract<Outcome<I, R, Sent>, { status: S }>[] {
  const outcomes = "outcomes" in from ? from.outcomes : from;
  return outcomes.filter((outcome): outcome is Extract<Outcome<I, R, Sent>, { status: S }> =>
    (statuses as readonly OutcomeStatus[]).includes(outcome.status),
  );
}

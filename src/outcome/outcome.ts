/** Outcomes: what became of each input, and what a run tells of all of them. */
import type { StandardError } from "./envelope.js";
import { HubSpotError } from "./errors.js";

/**
 * May this input be sent again? `safe`: yes, as it is. `read-first`: it may have been written, and writing it twice
 * would count twice. `pointless`: HubSpot, or its contract, will refuse it again.
 */
export type Resend = "safe" | "read-first" | "pointless";

/** What told that an input was written: see the contract's match rules; `count` says that it was, but not which record it is. */
export type MatchedBy = "trace" | "id" | "echo" | "count";

/** Why a run ended before its inputs did. */
export type HaltReason =
  | "daily-limit"
  | "daily-reserve"
  | "unauthorized"
  | "forbidden"
  | "unavailable"
  | "migrating"
  | "aborted"
  | "stopped"
  | "timed-out"
  | "source-failed"
  | "callback-failed"
  | "token-failed";

/** HubSpot confirmed that it wrote this input. */
export interface Succeeded<R> {
  readonly status: "succeeded";
  /** What HubSpot returned; absent where it can't be told from another input's. */
  readonly record?: R;
  /** HubSpot's own id of the record. */
  readonly recordId?: string;
  readonly matchedBy: MatchedBy;
}

/**
 * Not written, by HubSpot's own word or its contract's. `record`: an error names this input, or it was refused alone.
 * `batch`: its whole batch was refused.
 */
export interface Failed {
  readonly status: "failed";
  readonly scope: "record" | "batch";
  readonly error: HubSpotError;
  readonly resend: Resend;
}

/**
 * It may have been written or not: an answer did not speak of this input, or was lost. Then a refusal that came later, as
 * `error`, does not say that the lost attempt wrote nothing.
 */
export interface Unknown {
  readonly status: "unknown";
  readonly error: HubSpotError;
  readonly resend: Resend;
}

/** Certainly not processed: never sent, or refused before HubSpot looked at it. */
export interface Unsent {
  readonly status: "unsent";
  readonly error?: HubSpotError;
  readonly reason: HaltReason;
  readonly resend: "safe";
}

/** What became of an input. */
export type Fate<R> = Succeeded<R> | Failed | Unknown | Unsent;

/** What became of one input: `input` is the caller's own object, `index` its place in the source, from 0. */
export type Outcome<I = unknown, R = unknown> = { readonly index: number; readonly input: I } & Fate<R>;

/** The four fates. */
export type OutcomeStatus = Outcome["status"];

/** How many inputs had which fate. */
export interface Counts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
  readonly unsent: number;
}

/** Requests, by what made them necessary. */
export interface RequestCounts {
  /** All that were sent, retries included. */
  readonly sent: number;
  /** Sent again after a failure. */
  readonly retried: number;
  /** Answered 429. */
  readonly rateLimited: number;
  /** Sent to find the bad records of a refused batch. */
  readonly isolating: number;
  /** Sent again because inputs that look alike shared a batch. */
  readonly lookAlike: number;
}

/** The counts of a run that still counts. */
export type MutableRequestCounts = { -readonly [K in keyof RequestCounts]: number };

/** One reason, however many inputs it struck. */
export interface MergedError<I = unknown> {
  readonly count: number;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  readonly category?: string;
  readonly subCategory?: string;
  readonly code?: string;
  /** The first input's message. */
  readonly message: string;
  /** The places of the first 100 inputs, ascending. */
  readonly indexes: readonly number[];
  /** The first 5 inputs. */
  readonly samples: readonly I[];
}

/** A run's report, less its outcomes. */
export interface BatchSummary<I = unknown> {
  /** True when every input of the source was read and succeeded. */
  readonly ok: boolean;
  readonly counts: Counts;
  /** Distinct reasons, most frequent first; at most 1,000. */
  readonly errors: readonly MergedError<I>[];
  /** Errors that name no input, kept as they came (the first 1,000) and never guessed onto one. */
  readonly unattributed: readonly StandardError[];
  /** How many of them there were. */
  readonly unattributedCount: number;
  readonly requests: RequestCounts;
  readonly source: {
    /** Inputs taken from the source. */
    readonly read: number;
    /** Whether all of the source was read; of an array, all is. */
    readonly exhausted: boolean;
    /** Every input below this index was settled by HubSpot or its contract; where a halted run may be resumed. */
    readonly settledUpTo: number;
  };
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601. */
  readonly completedAt: string;
  /** Present when the run ended before its inputs did. */
  readonly halted?: { readonly reason: HaltReason; readonly error?: HubSpotError };
}

/** What became of every input. */
export interface BatchReport<I = unknown, R = unknown> extends BatchSummary<I> {
  /** One outcome per input, in input order. */
  readonly outcomes: readonly Outcome<I, R>[];
  /** Records HubSpot returned that can't be tied to one input (see `matchedBy: "count"`), or came with an error for theirs. */
  readonly untied: readonly R[];
}

/** Where a run stands. */
export interface Progress {
  readonly read: number;
  readonly settled: number;
  readonly counts: Counts;
  readonly requests: RequestCounts;
  /** Present while the next request waits: for the quota, or after a failure. `untilMs` is a `Date.now()` time. */
  readonly waiting?: { readonly reason: "quota" | "rate-limited" | "limiter" | "backoff"; readonly untilMs: number };
}

/** The outcomes that have one of these statuses, typed as such. */
export function withStatus<I, R, S extends OutcomeStatus>(
  from: Pick<BatchReport<I, R>, "outcomes"> | readonly Outcome<I, R>[],
  ...statuses: readonly S[]
): Extract<Outcome<I, R>, { status: S }>[] {
  const outcomes = "outcomes" in from ? from.outcomes : from;
  return outcomes.filter((outcome): outcome is Extract<Outcome<I, R>, { status: S }> =>
    (statuses as readonly OutcomeStatus[]).includes(outcome.status),
  );
}

/** Thrown by `assertSucceeded`; the whole report is in `report`. */
export class BatchFailedError<I = unknown, R = unknown> extends HubSpotError {
  override readonly name = "BatchFailedError";
  declare readonly report: BatchReport<I, R>;

  constructor(report: BatchReport<I, R>) {
    const { total, succeeded, failed, unknown, unsent } = report.counts;
    const halted = report.halted === undefined ? "" : `; halted: ${report.halted.reason}`;
    const first = report.errors[0];
    const reason = first === undefined ? "" : `; most frequent: ${first.message}`;
    super(
      `${succeeded} of ${total} inputs succeeded (${failed} failed, ${unknown} unknown, ${unsent} unsent)${halted}${reason}`,
    );
    // Not enumerable: a log of the error is its message, not every record of the run.
    Object.defineProperty(this, "report", { value: report });
  }
}

/** Throws a `BatchFailedError` unless every input was read and succeeded. */
export function assertSucceeded<I, R>(report: BatchReport<I, R>): void {
  if (!report.ok) throw new BatchFailedError(report);
}

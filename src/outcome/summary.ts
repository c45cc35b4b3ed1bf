/** What a run tells of all its inputs. */
import type { StandardError } from "./envelope.js";
import { HubSpotError } from "./hubspot-error.js";
import type { MissingIds } from "./missing-ids.js";
import type { HaltReason, Outcome, OutcomeStatus, Resend } from "./outcome.js";
import { isToldBy } from "./told-by-name.js";

/** How many inputs had which fate. */
export interface Counts {
  /** All that were read. */
  readonly total: number;
  /** Written. */
  readonly succeeded: number;
  /** Refused. */
  readonly failed: number;
  /** Written or not. */
  readonly unknown: number;
  /** Not processed. */
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
  /** Sent to find the bad records of a refused batch, or whose the errors are that name none. */
  readonly isolating: number;
  /** Sent because inputs look alike: again, or with `records: "required"` in smaller batches, beyond what full ones take. */
  readonly lookAlike: number;
}

/** The counts of a run that still counts. */
export type MutableRequestCounts = { -readonly [K in keyof RequestCounts]: number };

/**
 * One reason, however many inputs it struck. Reasons are distinct by `name`, `status`, `category`, `subCategory`, `code`
 * and property; where code or property is missing, by their words too, less the values that they quote. An error that
 * names several properties, or codes, is a reason for each of them: its input counts in all of them, so that the counts
 * of all reasons may add up to more than the inputs that did not succeed.
 */
export interface MergedError<I = unknown, Sent = object> {
  /** The inputs that it struck. */
  readonly count: number;
  /** The error's literal name. */
  readonly name: string;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** HubSpot's category: `VALIDATION_ERROR` for one. */
  readonly category?: string;
  /** HubSpot's subcategory. */
  readonly subCategory?: string;
  /** HubSpot's code for the fault: `PROPERTY_DOESNT_EXIST` for one. */
  readonly code?: string;
  /** The property that it is about, as a list of one; empty where there is none. */
  readonly propertyNames: readonly string[];
  /** What is wrong, in the words of the first input's error: the property and the value first. */
  readonly message: string;
  /** How many of the inputs had which fate. */
  readonly statuses: Readonly<Partial<Record<Exclude<OutcomeStatus, "succeeded">, number>>>;
  /** May they be sent again? Where that differs from input to input, the advice that takes most care: `read-first`, then `pointless`. */
  readonly resend: Resend;
  /** HubSpot's ids of the answers, for its support: the first 5. */
  readonly correlationIds: readonly string[];
  /** The places of the first 100 inputs, ascending. */
  readonly indexes: readonly number[];
  /** The first 5 inputs. */
  readonly samples: readonly I[];
  /** What the call's `map` made of each sample, `undefined` where it threw; absent without one, and where it threw for all of them. */
  readonly sent?: readonly (Sent | undefined)[];
}

/** A run's report, less its outcomes. */
export interface BatchSummary<I = unknown, Sent = object> {
  /** What was called: `marketingEvents.upsert` for one. */
  readonly operation: string;
  /** The version of the API that it was called in. */
  readonly apiVersion: string;
  /** The parameters of the call's path, where it has some. */
  readonly path?: Readonly<Record<string, string>>;
  /** True when every input of the source was read and succeeded. */
  readonly ok: boolean;
  /** How many inputs had which fate. */
  readonly counts: Counts;
  /** How many of them were not sent, for a later input of their record stands for them; they have its fate. See `sameRecord`. */
  readonly superseded: number;
  /** How many were written and have no `recordId`, where the operation's records have one. */
  readonly withoutId: number;
  /** Which these are, and why, the most frequent reason first. */
  readonly missingIds: readonly MissingIds[];
  /** Of the inputs that did not succeed, how many may be sent again. */
  readonly resend: Readonly<Record<Resend, number>>;
  /** Distinct reasons, most frequent first; at most 1,000. */
  readonly errors: readonly MergedError<I, Sent>[];
  /** Errors that name no input, kept as they came (the first 1,000) and never guessed onto one. */
  readonly unattributed: readonly StandardError[];
  /** How many of them there were. */
  readonly unattributedCount: number;
  /** Requests, by what made them necessary. */
  readonly requests: RequestCounts;
  /** How far the source was read. */
  readonly source: {
    /** Inputs taken from the source. */
    readonly read: number;
    /** Whether all of the source was read; of an array, all is. */
    readonly exhausted: boolean;
    /**
     * Every input below this index is `succeeded` or `failed`, and its outcome was delivered: where a run may be resumed.
     * The first that is `unknown` or `unsent` stops it. Of a run that is iterated, it moves on with what is handed out.
     */
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
export interface BatchReport<I = unknown, R = unknown, Sent = object> extends BatchSummary<I, Sent> {
  /** One outcome per input, in input order. */
  readonly outcomes: readonly Outcome<I, R, Sent>[];
  /** Records HubSpot returned that can't be tied to one input (see `matchedBy: "count"`), or came with an error for theirs. */
  readonly untied: readonly R[];
}

/** Where a run stands. */
export interface Progress {
  /** Inputs taken from the source. */
  readonly read: number;
  /** Inputs that have an outcome. */
  readonly settled: number;
  /** As in the summary: every input below this index succeeded or failed, and its outcome was delivered. */
  readonly settledUpTo: number;
  /** How many inputs had which fate so far. */
  readonly counts: Counts;
  /** Requests so far, by what made them necessary. */
  readonly requests: RequestCounts;
  /** Present while the next request waits: for the quota, or after a failure. `untilMs` is a `Date.now()` time. */
  readonly waiting?: { readonly reason: "quota" | "rate-limited" | "limiter" | "backoff"; readonly untilMs: number };
}

/** Thrown by `assertSucceeded`; the whole report is in `report`. */
export class BatchFailedError<I = unknown, R = unknown> extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, BatchFailedError, "BatchFailedError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "BatchFailedError";
  /** The whole report; not enumerable, so that a log of the error is its message. */
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

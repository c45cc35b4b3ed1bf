import type { StandardError } from "./envelope.js";
import { HttpError, type HubSpotError, RefusedError, UnexpectedResponseError } from "./errors.js";
import type { Halt } from "./halt.js";
import type { BatchSummary, Counts, MergedError, MutableRequestCounts, Outcome } from "./outcome.js";

/** Distinct reasons kept apart, and errors without an input kept at all. */
const MOST_REASONS = 1_000;
const MOST_INDEXES = 100;
const MOST_SAMPLES = 5;
/** Names in an error's context that are looked for in its message. */
const MOST_NAMED = 20;
/** The key of all the reasons that there is no place for. */
const OTHERS = "";

interface Reason<I> {
  count: number;
  /** The error of the first input it struck: one, for each can be large. */
  error: HubSpotError;
  /** The first inputs it struck, ascending by index. */
  readonly first: { readonly index: number; readonly input: I }[];
}

/** Adds up a run while it goes on, in memory that does not grow with the number of inputs. */
export class ReportBuilder<I, R> {
  readonly startedAt = new Date().toISOString();
  readonly counts: { -readonly [K in keyof Counts]: number } = {
    total: 0,
    succeeded: 0,
    failed: 0,
    unknown: 0,
    unsent: 0,
  };
  readonly requests: MutableRequestCounts = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };
  readonly #reasons = new Map<string, Reason<I>>();
  readonly #unattributed: StandardError[] = [];
  #unattributedCount = 0;
  #firstUnsent = Infinity;
  /** One error often settles a whole batch. */
  #last: { readonly error: HubSpotError; readonly reason: Reason<I> } | undefined;

  add(outcome: Outcome<I, R>): void {
    this.counts.total++;
    this.counts[outcome.status]++;
    if (outcome.status === "unsent") this.#firstUnsent = Math.min(this.#firstUnsent, outcome.index);
    if ("error" in outcome && outcome.error !== undefined) this.#addError(outcome.error, outcome);
  }

  /** Keeps errors that name no input. */
  addUnattributed(errors: readonly StandardError[]): void {
    this.#unattributedCount += errors.length;
    this.#unattributed.push(...errors.slice(0, MOST_REASONS - this.#unattributed.length));
  }

  #addError(error: HubSpotError, { index, input }: Outcome<I, R>): void {
    const reason = this.#last?.error === error ? this.#last.reason : this.#reasonOf(error);
    this.#last = { error, reason };
    reason.count++;
    const { first } = reason;
    if (first.length === MOST_INDEXES && index > (first.at(-1)?.index ?? 0)) return;
    first.splice(first.findLastIndex((other) => other.index < index) + 1, 0, { index, input });
    if (first[0]?.index === index) reason.error = error;
    if (first.length > MOST_INDEXES) first.pop();
  }

  #reasonOf(error: HubSpotError): Reason<I> {
    const wanted = keyOf(error);
    // The last place is for all the reasons that there is no place for.
    const key = this.#reasons.has(wanted) || this.#reasons.size < MOST_REASONS - 1 ? wanted : OTHERS;
    let reason = this.#reasons.get(key);
    if (reason === undefined) this.#reasons.set(key, (reason = { count: 0, error, first: [] }));
    return reason;
  }

  summary(source: Omit<BatchSummary["source"], "settledUpTo">, halted: Halt | undefined): BatchSummary<I> {
    const { counts, requests } = this;
    const errors = [...this.#reasons]
      .map(([key, reason]) => merged(key, reason))
      .sort((one, other) => other.count - one.count || (one.indexes[0] ?? 0) - (other.indexes[0] ?? 0));
    const { read, exhausted } = source;
    // A halt that came when all was done has ended nothing.
    const undone = !exhausted || counts.unsent + counts.unknown > 0 || halted?.error !== undefined;
    return {
      ok: exhausted && counts.succeeded === counts.total && !(halted && undone),
      counts: { ...counts },
      errors,
      unattributed: this.#unattributed,
      unattributedCount: this.#unattributedCount,
      requests: { ...requests },
      source: { read, exhausted, settledUpTo: Math.min(read, this.#firstUnsent) },
      startedAt: this.startedAt,
      completedAt: new Date().toISOString(),
      ...(halted && undone && { halted: { reason: halted.reason, ...(halted.error && { error: halted.error }) } }),
    };
  }
}

function merged<I>(key: string, { count, error: firstError, first }: Reason<I>): MergedError<I> {
  const error = key === OTHERS ? undefined : firstError;
  const { status, category, subCategory, code } = error === undefined ? {} : traits(error);
  return {
    count,
    ...(status !== undefined && { status }),
    ...(category !== undefined && { category }),
    ...(subCategory !== undefined && { subCategory }),
    ...(code !== undefined && { code }),
    message: error?.message ?? `Other reasons: there were more than ${MOST_REASONS - 1}`,
    indexes: first.map(({ index }) => index),
    samples: first.slice(0, MOST_SAMPLES).map(({ input }) => input),
  };
}

/** Errors with one key are one reason: alike but for the ids and values that they quote. */
function keyOf(error: HubSpotError): string {
  const { status, category, subCategory, code } = traits(error);
  const named = error instanceof RefusedError ? Object.values(error.standardError.context ?? {}).flat() : [];
  const message = named
    .slice(0, MOST_NAMED)
    .reduce((text, name) => (name.length > 1 ? text.replaceAll(name, "#") : text), error.message)
    .replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""')
    .replace(/(?<!\S)[^\s@]+@\S+|[\w.-]*\d[\w.-]*/g, "#")
    .replace(/#(?:,\s*#)+/g, "#");
  return JSON.stringify([error.name, status, category, subCategory, code, message]);
}

function traits(error: HubSpotError): {
  status?: number;
  category?: string | undefined;
  subCategory?: string | undefined;
  code?: string | undefined;
} {
  if (error instanceof RefusedError)
    return { status: error.httpStatus, category: error.category, subCategory: error.subCategory, code: error.code };
  if (error instanceof HttpError)
    return { status: error.status, category: error.category, subCategory: error.subCategory };
  return error instanceof UnexpectedResponseError ? { status: error.status } : {};
}

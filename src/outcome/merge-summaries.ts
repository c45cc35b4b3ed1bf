import { checkTold } from "./check-told.js";
import { insert } from "./insert.js";
import type { MissingIds } from "./missing-ids.js";
import { sum } from "./passes.js";
import { printable } from "./printable.js";
import { CARE, keyOf, MOST_CORRELATION_IDS, MOST_INDEXES, MOST_REASONS, MOST_SAMPLES, THE_OTHERS } from "./reasons.js";
import { type Called, MOST_UNATTRIBUTED } from "./report.js";
import type { BatchSummary, MergedError } from "./summary.js";

/** How summaries are put together. */
export interface MergeOptions {
  /**
   * What is added to each summary's indexes: the place of its first input among all. Whole numbers from 0, one for each
   * summary. Default: nothing, as of runs that were begun with `firstIndex` and so count on by themselves.
   */
  readonly offsets?: readonly number[] | undefined;
}

/**
 * Puts the summaries of a source's slices together, as if one run had read them one after the other: they come in the order
 * of their inputs, and nothing is missing between them. Counts and requests are added up, one reason stands for the errors
 * that are alike, and `settledUpTo` is that of the first slice that has not settled all. `mergeReports` is for passes over
 * the same inputs. Throws a `TypeError` where there is none, or they are not of one operation, version and path.
 */
export function mergeSummaries<I, Sent = object>(
  summaries: readonly BatchSummary<I, Sent>[],
  { offsets }: MergeOptions = {},
): BatchSummary<I, Sent> {
  if (summaries.length === 0) throw new TypeError("Expected `summaries` to have one at least, got none");
  for (const [at, one] of summaries.entries()) checkTold(`summaries[${at}]`, one, "a report or a summary");
  const [call, ...calls] = summaries.map(callOf);
  for (const [at, other] of calls.entries())
    if (other !== call)
      throw new TypeError(
        `Expected \`summaries[${at + 1}]\` to be of ${printable(String(call))}, as the first is, got one of ${printable(other)}`,
      );
  const isPlace = (offset: number) => Number.isSafeInteger(offset) && offset >= 0;
  if (offsets !== undefined && !(offsets.length === summaries.length && offsets.every(isPlace)))
    throw new TypeError("Expected `offsets` to be whole numbers from 0, one for each summary");
  return addSummaries(summaries, offsets);
}

/** What is called: the operation, with its version and what stands in its path. */
function callOf({ operation, apiVersion, path = {} }: Pick<BatchSummary, Called>): string {
  const values = Object.entries(path).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return [operation, apiVersion, ...values.sort()].join(", ");
}

/** The same of summaries, one at least, that are known to be of one import: a version may have come while it ran. */
export function addSummaries<I, Sent>(
  summaries: readonly BatchSummary<I, Sent>[],
  offsets?: readonly number[],
): BatchSummary<I, Sent> {
  const { operation, apiVersion, path } = summaries[0] as BatchSummary<I, Sent>; // There is one at least.
  const parts = summaries.map((one, at) => shifted(one, offsets?.[at] ?? 0));
  const total = (countOf: (part: BatchSummary<I, Sent>) => number) => parts.reduce((all, one) => all + countOf(one), 0);
  const halted = parts.findLast((one) => one.halted !== undefined)?.halted;
  // What was not read before a halt is not counted as unsent either.
  const open = parts.find(({ counts, source }) => counts.unknown > 0 || counts.unsent > 0 || !source.exhausted);
  const exhausted = parts.every(({ source }) => source.exhausted);
  const undone = open !== undefined || halted?.error !== undefined;
  return {
    ...{ operation, apiVersion, ...(path && { path }) },
    ok: parts.every(({ ok }) => ok),
    counts: parts.map(({ counts }) => counts).reduce(sum),
    superseded: total((one) => one.superseded),
    withoutId: total((one) => one.withoutId),
    missingIds: missingIn(parts.flatMap((one) => one.missingIds)),
    resend: parts.map(({ resend }) => resend).reduce(sum),
    errors: errorsIn(parts.flatMap((one) => one.errors)),
    unattributed: parts.flatMap((one) => one.unattributed).slice(0, MOST_UNATTRIBUTED),
    unattributedCount: total((one) => one.unattributedCount),
    requests: parts.map(({ requests }) => requests).reduce(sum),
    source: {
      read: total(({ source }) => source.read),
      exhausted,
      settledUpTo: (open ?? parts.at(-1))?.source.settledUpTo ?? 0,
    },
    // In ISO 8601 the earlier is the lower; there is one at least.
    startedAt: parts.map((one) => one.startedAt).sort()[0] as string,
    completedAt: parts
      .map((one) => one.completedAt)
      .sort()
      .at(-1) as string,
    ...(halted && undone && { halted }),
  };
}

/** A summary, its indexes moved on. */
function shifted<I, Sent>(summary: BatchSummary<I, Sent>, offset: number): BatchSummary<I, Sent> {
  const moved = <T extends { readonly indexes: readonly number[] }>(one: T): T => ({
    ...one,
    indexes: one.indexes.map((index) => index + offset),
  });
  const { read, exhausted, settledUpTo } = summary.source;
  return {
    ...summary,
    missingIds: summary.missingIds.map(moved),
    errors: summary.errors.map(moved),
    source: { read, exhausted, settledUpTo: settledUpTo + offset },
  };
}

type Reason = Pick<MissingIds, "count" | "indexes">;

/** The most frequent reason first; of those alike, the one met first. */
function mostFrequent(one: Reason, other: Reason): number {
  return other.count - one.count || (one.indexes[0] ?? 0) - (other.indexes[0] ?? 0);
}

function missingIn(all: readonly MissingIds[]): MissingIds[] {
  const reasons = new Map<MissingIds["reason"], MissingIds>();
  for (const one of all) {
    const { count, indexes } = reasons.get(one.reason) ?? { count: 0, indexes: [] };
    reasons.set(one.reason, { ...one, count: count + one.count, indexes: lowest([...indexes, ...one.indexes]) });
  }
  return [...reasons.values()].sort(mostFrequent);
}

/** As in one run's summary: like errors are one. */
function errorsIn<I, Sent>(all: readonly MergedError<I, Sent>[]): MergedError<I, Sent>[] {
  const reasons = new Map<string, MergedError<I, Sent>>();
  for (const one of all) {
    const wanted = keyOf(one);
    const kept = reasons.has(wanted) || reasons.size < MOST_REASONS - 1;
    const key = kept ? wanted : keyOf(THE_OTHERS);
    const error = kept ? one : otherwise(one);
    const known = reasons.get(key);
    reasons.set(key, known === undefined ? error : together(known, error));
  }
  return [...reasons.values()].sort(mostFrequent);
}

/** A reason that there is no place for. */
function otherwise<I, Sent>({ count, statuses, resend, correlationIds, indexes, samples, sent }: MergedError<I, Sent>) {
  return { count, ...THE_OTHERS, statuses, resend, correlationIds, indexes, samples, ...(sent && { sent }) };
}

/** One reason of two that are alike, in the words of the first input's error. */
function together<I, Sent>(one: MergedError<I, Sent>, other: MergedError<I, Sent>): MergedError<I, Sent> {
  const first = (other.indexes[0] ?? Infinity) < (one.indexes[0] ?? Infinity) ? other : one;
  const samples = [...samplesOf(one), ...samplesOf(other)].sort((a, b) => a.index - b.index).slice(0, MOST_SAMPLES);
  const statuses: { -readonly [S in keyof typeof one.statuses]: number } = { ...one.statuses };
  for (const [status, count] of Object.entries(other.statuses) as [keyof typeof statuses, number][]) // Its own keys.
    statuses[status] = (statuses[status] ?? 0) + count;
  const ids = new Set([...one.correlationIds, ...other.correlationIds]);
  return {
    ...first,
    count: one.count + other.count,
    statuses,
    resend: CARE.indexOf(other.resend) > CARE.indexOf(one.resend) ? other.resend : one.resend,
    correlationIds: [...ids].slice(0, MOST_CORRELATION_IDS),
    indexes: lowest([...one.indexes, ...other.indexes]),
    samples: samples.map(({ input }) => input),
    ...((one.sent || other.sent) && { sent: samples.map(({ sent }) => sent) }),
  };
}

/** Samples are of the first inputs, whose places are the first of the indexes. */
function samplesOf<I, Sent>({ indexes, samples, sent }: MergedError<I, Sent>) {
  return samples.map((input, at) => ({ index: indexes[at] ?? Number.MAX_SAFE_INTEGER, input, sent: sent?.[at] }));
}

/** The lowest of some indexes, ascending, as many as are kept. */
function lowest(indexes: readonly number[]): number[] {
  const list: number[] = [];
  for (const index of indexes) insert(list, index, MOST_INDEXES, (one) => one);
  return list;
}

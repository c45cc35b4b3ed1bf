import { checkTold } from "./check-told.js";
import type { StandardError } from "./envelope.js";
import type { Halt } from "./halt.js";
import type { HaltReason, Outcome } from "./outcome.js";
import { ReportBuilder } from "./report.js";
import type { BatchReport, BatchSummary, Counts } from "./summary.js";

/** An outcome whose input may be sent again as it is. */
export type Resendable<I = unknown, R = unknown> = Extract<Outcome<I, R>, { resend: unknown }> & { resend: "safe" };

/**
 * The outcomes whose inputs may be sent again as they are, in index order: what a second pass takes. Those that a later
 * input of their record stands for are not among them: to send that one is enough, and leaves no older value after a newer.
 * Which inputs are of one record it can't tell: where a source may have several of one, an earlier one that is sent again
 * puts its values over those of a later one that was written. `resolveUnknown` tells, of those that are unknown; or have the
 * second pass take all inputs from the first of these on, so that the later one comes after it once more.
 */
export function resendable<I, R>(
  from: Pick<BatchReport<I, R>, "outcomes"> | readonly Outcome<I, R>[],
): Resendable<I, R>[] {
  const outcomes = "outcomes" in from ? from.outcomes : from;
  return outcomes
    .filter((outcome): outcome is Resendable<I, R> => isResendable(outcome))
    .sort((one, other) => one.index - other.index);
}

function isResendable(outcome: Outcome): boolean {
  return outcome.status !== "succeeded" && outcome.resend === "safe" && outcome.supersededBy === undefined;
}

/**
 * Puts the reports of passes over the same inputs together, the first pass first: each input has its last outcome, under
 * the index it had in the first. A later pass's outcomes are tied by the input itself, which may have been given several
 * times; or, where its source made all objects anew, by order, if they are as many as `resendable` gives of the passes before
 * (or fewer, where it was halted). Throws a `TypeError` where they can be tied in neither way, or one is no report.
 */
export function mergeReports<I, R>(
  first: BatchReport<I, R>,
  ...later: readonly BatchReport<I, R>[]
): BatchReport<I, R> {
  checkTold("first", first, "a report");
  for (const [at, one] of later.entries()) checkTold(`later[${at}]`, one, "a report");
  return later.reduce(merge, first);
}

function merge<I, R>(earlier: BatchReport<I, R>, later: BatchReport<I, R>): BatchReport<I, R> {
  const outcomes = mergedOutcomes(earlier, later);
  const builder = new ReportBuilder<I, R>(outcomes[0]?.index, [earlier, later].some(hasIds));
  for (const outcome of outcomes) {
    builder.add(outcome);
    builder.delivered(outcome);
    if (outcome.supersededBy !== undefined) builder.superseded++;
  }
  builder.addUnattributed([...earlier.unattributed, ...later.unattributed] satisfies StandardError[]);
  const { read, exhausted } = earlier.source;
  const { counts, ...summary } = builder.summary({ read, exhausted }, haltOf(builder.counts, earlier, later));
  const { operation, apiVersion, path } = earlier;
  return {
    ...{ operation, apiVersion, ...(path && { path }) },
    ...summary,
    counts,
    unattributedCount: earlier.unattributedCount + later.unattributedCount,
    requests: sum(earlier.requests, later.requests),
    startedAt: earlier.startedAt,
    completedAt: later.completedAt,
    outcomes,
    untied: [...earlier.untied, ...later.untied],
  };
}

/** Each input's last outcome; of one that was not sent again, that of the input which stands for it. */
function mergedOutcomes<I, R>(earlier: BatchReport<I, R>, later: BatchReport<I, R>): Outcome<I, R>[] {
  const outcomes = [...earlier.outcomes];
  const indexes = new Map<number, number>();
  const again = new Map<number, Outcome<I, R>>();
  for (const [at, place] of placesOf(earlier, later).entries()) {
    const outcome = later.outcomes[at] as Outcome<I, R>; // There is a place for each.
    const { index } = outcomes[place] as Outcome<I, R>; // A place of theirs.
    indexes.set(outcome.index, index);
    again.set(index, outcome);
  }
  // What an input of the later report is superseded by has a place there.
  const standing = ({ supersededBy }: Outcome<I, R>) =>
    supersededBy === undefined ? {} : { supersededBy: indexes.get(supersededBy) as number };
  return outcomes.map((outcome) => {
    const { index, input, sent, supersededBy } = outcome;
    const own = again.get(index);
    if (own !== undefined) return { ...own, index, input, ...standing(own) };
    const standIn = supersededBy === undefined ? undefined : again.get(supersededBy);
    if (supersededBy === undefined || standIn === undefined) return outcome;
    const { sent: _, ...fate } = standIn;
    return { ...fate, index, input, ...(sent !== undefined && { sent }), supersededBy, ...standing(standIn) };
  });
}

/** For each outcome of the later report the place of its input in the earlier one. */
function placesOf<I, R>(earlier: BatchReport<I, R>, later: BatchReport<I, R>): number[] {
  const open = earlier.outcomes.flatMap((outcome, place) => (isResendable(outcome) ? [place] : []));
  const times = new Map<I, number>();
  for (const { input } of later.outcomes) times.set(input, (times.get(input) ?? 0) + 1);
  // One input may have been given several times: of its places those are meant first that could be sent again.
  const meant = [...new Set([...open, ...earlier.outcomes.keys()])].filter((place) => {
    const { input } = earlier.outcomes[place] as Outcome<I, R>; // A place of theirs.
    const left = times.get(input) ?? 0;
    times.set(input, left - 1);
    return left > 0;
  });
  const { length } = later.outcomes;
  if (meant.length === length) return inTurn(meant, earlier, later);
  const inOrder = length === open.length || (length < open.length && later.halted !== undefined);
  if (meant.length > 0 || !inOrder)
    throw new TypeError(
      `Expected the later report to be of inputs of the first, got ${length} outcomes, of which ${meant.length} are of its inputs, where ${open.length} could be sent again`,
    );
  return open.slice(0, length);
}

/** For each outcome of the later report the next of these places that has its input. */
function inTurn<I, R>(places: number[], earlier: BatchReport<I, R>, later: BatchReport<I, R>): number[] {
  const left = new Map<I, number[]>();
  for (const place of places.sort((one, other) => other - one)) {
    const { input } = earlier.outcomes[place] as Outcome<I, R>; // A place of theirs.
    const same = left.get(input);
    if (same === undefined) left.set(input, [place]);
    else same.push(place);
  }
  return later.outcomes.flatMap(({ input }) => left.get(input)?.pop() ?? []);
}

/** Whether the records of a report have ids that can be known. */
function hasIds({ withoutId, outcomes }: BatchReport): boolean {
  return withoutId > 0 || outcomes.some((outcome) => outcome.status === "succeeded" && outcome.recordId !== undefined);
}

/** What ended the passes before their inputs did, if it left something undone: of the later pass its own summary has said so. */
function haltOf<I, R>({ unsent }: Counts, earlier: BatchReport<I, R>, later: BatchReport<I, R>): Halt | undefined {
  return later.halted ?? (unsent > 0 || !earlier.source.exhausted ? earlier.halted : undefined);
}

/** Adds up counts, each with its namesake. */
export function sum<T extends Readonly<Record<keyof T, number>>>(one: T, other: T): Record<keyof T, number> {
  const total: Record<keyof T, number> = { ...one };
  for (const key of Object.keys(total) as (keyof T)[]) total[key] += other[key]; // Its own keys.
  return total;
}

/** Halts that another token cures, and those by which the caller, or a person at the keyboard, ended the run. */
const REFUSED: readonly HaltReason[] = ["unauthorized", "forbidden", "token-failed"];
const INTERRUPTED: readonly HaltReason[] = ["aborted", "stopped"];

/**
 * The exit code of a program that did nothing else: 0 all written, 1 finished and some not, 3 halted, 4 no token or one
 * that HubSpot refuses, 130 interrupted.
 */
export function exitCode(report: Pick<BatchSummary, "ok" | "halted">): 0 | 1 | 3 | 4 | 130 {
  if (report.halted === undefined) return report.ok ? 0 : 1;
  const { reason } = report.halted;
  if (REFUSED.includes(reason)) return 4;
  return INTERRUPTED.includes(reason) ? 130 : 3;
}

/** Outcomes of a run, told as those of an import. */
import type { BatchSummary, Outcome } from "../index.js";
import { ReportBuilder } from "../outcome/report.js";
import { MARKS, type Mark } from "./packed.js";
import type { Places } from "./places.js";
import type { Slice } from "./slice.js";

/** What a summary counts of no outcome at all. Put together with others it keeps their halt: what is open, the ledger knows. */
export const NONE = {
  counts: { total: 0, succeeded: 0, failed: 0, unknown: 0, unsent: 0 },
  resend: { safe: 0, "read-first": 0, pointless: 0 },
  errors: [],
  source: { read: 0, exhausted: false, settledUpTo: 0 },
} as const;

/** An outcome under its place in the import. */
export function placed<I, R>(outcome: Outcome<I, R>, places: Places): Outcome<I, R> {
  const { index, supersededBy } = outcome;
  const own = places.indexOf(index);
  const standIn = supersededBy === undefined ? undefined : places.indexOf(supersededBy);
  if (own === index && standIn === supersededBy) return outcome;
  return { ...outcome, index: own, ...(standIn !== undefined && { supersededBy: standIn }) };
}

/** What the ledger is told of outcomes; of what was not sent, nothing. */
export function marksOf(outcomes: readonly Outcome[]): ReadonlyMap<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const { index, status } of outcomes) if (status !== "unsent") marks.set(index, MARKS[status]);
  return marks;
}

/** Why some of these outcomes are no success, as a summary; none where all are. */
export function failuresOf(outcomes: readonly Outcome[], slice: Slice): BatchSummary | undefined {
  const failures = outcomes.filter(({ status }) => status === "failed" || status === "unknown");
  if (failures.length === 0) return undefined;
  const builder = new ReportBuilder<unknown, unknown>(slice.from);
  for (const outcome of failures) builder.add(outcome);
  return bare({
    operation: slice.operation,
    apiVersion: "",
    ...builder.summary({ read: 0, exhausted: true }, undefined),
    source: { read: 0, exhausted: true, settledUpTo: 0 },
  });
}

/** What a run's summary tells beside its outcomes. */
export function restOf(summary: BatchSummary, places: Places): BatchSummary {
  const missingIds = summary.missingIds.map((one) => ({
    ...one,
    indexes: one.indexes.map((index) => places.indexOf(index)),
  }));
  return bare({ ...summary, ...NONE, missingIds });
}

/** A summary as it is kept: records are not, and an error is kept as its reason. */
function bare({ halted, errors, ...summary }: BatchSummary): BatchSummary {
  return {
    ...summary,
    errors: errors.map(({ sent: _, ...error }) => ({ ...error, samples: [] })),
    ...(halted && { halted: { reason: halted.reason } }),
  };
}

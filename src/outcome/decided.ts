import type { Fate, Outcome, Resend } from "./outcome.js";
import { sum } from "./passes.js";
import { ReportBuilder } from "./report.js";
import type { BatchReport, BatchSummary, Counts, RequestCounts } from "./summary.js";

/** A report, or a summary with as many of its outcomes as were kept. */
export type Reported<I, R, S = object> = BatchSummary<I, S> & {
  readonly outcomes: readonly Outcome<I, R, S>[];
  readonly untied?: readonly R[];
};

/** The report with other fates for some of its outcomes, and what it took to learn them. */
export function withFates<I, R, S extends object>(
  report: Reported<I, R, S>,
  fates: ReadonlyMap<Outcome<I, R, S>, Fate<R>>,
  requests: RequestCounts,
): BatchReport<I, R, S> {
  const builder = new ReportBuilder<I, R>(report.outcomes[0]?.index);
  const counts: Record<keyof Counts, number> = { ...report.counts };
  const resend: Record<Resend, number> = { ...report.resend };
  const outcomes = report.outcomes.map((outcome) => {
    const fate = fates.get(outcome);
    const next = fate === undefined ? outcome : decided(outcome, fate);
    counts[outcome.status]--;
    counts[next.status]++;
    if (outcome.status !== "succeeded") resend[outcome.resend]--;
    if (next.status !== "succeeded") resend[next.resend]++;
    builder.add(next);
    builder.delivered(next);
    return next;
  });
  const { read, exhausted } = report.source;
  const isWhole = outcomes.length === counts.total;
  const { ok, errors, source, halted } = builder.summary({ read, exhausted }, report.halted);
  const { halted: _, ...others } = report;
  return {
    ...others,
    ok: ok && isWhole,
    counts,
    resend,
    errors: errors as BatchSummary<I, S>["errors"], // Their samples are of these outcomes.
    source: isWhole ? source : { read, exhausted, settledUpTo: report.source.settledUpTo },
    requests: sum(report.requests, requests),
    completedAt: new Date().toISOString(),
    // What is not known of a summary's other outcomes may have been left undone by its halt.
    ...(isWhole ? halted && { halted } : report.halted && { halted: report.halted }),
    outcomes,
    untied: report.untied ?? [],
  };
}

/** An outcome is its input and its fate. */
function decided<I, R, S extends object>(outcome: Outcome<I, R, S>, fate: Fate<R>): Outcome<I, R, S> {
  const { index, input, sent, supersededBy } = outcome;
  return {
    index,
    input,
    ...(sent !== undefined && { sent }),
    ...(supersededBy !== undefined && { supersededBy }),
    ...fate,
  };
}

import type { Fate, Outcome, Resend } from "./outcome.js";
import { sum } from "./passes.js";
import { ReportBuilder } from "./report.js";
import type { BatchReport, BatchSummary, Counts, MergedError, RequestCounts } from "./summary.js";

/** A report, or a summary with as many of its outcomes as were kept, in input order. */
export type Reported<I, R, S = object> = BatchSummary<I, S> & {
  readonly outcomes: readonly Outcome<I, R, S>[];
  readonly untied?: readonly R[];
};

/**
 * The report with other fates for some of its outcomes, by their indexes, and what it took to learn them. What was not sent
 * has the fate of the one that stands for it.
 */
export function withFates<I, R, S extends object>(
  report: Reported<I, R, S>,
  fates: ReadonlyMap<number, Fate<R>>,
  requests: RequestCounts,
): BatchReport<I, R, S> {
  const builder = new ReportBuilder<I, R>(report.outcomes[0]?.index);
  const counts: Record<keyof Counts, number> = { ...report.counts };
  const resend: Record<Resend, number> = { ...report.resend };
  const count = (outcome: Outcome, by: number) => {
    counts[outcome.status] += by;
    if (outcome.status !== "succeeded") resend[outcome.resend] += by;
  };
  const outcomes = report.outcomes.map((outcome) => {
    const fate = fates.get(outcome.supersededBy ?? outcome.index);
    const next = fate === undefined ? outcome : decided(outcome, fate);
    count(outcome, -1);
    count(next, 1);
    builder.add(next);
    builder.delivered(next);
    return next;
  });
  // How it ended is told by what became of all, the outcomes that were not kept included.
  Object.assign(builder.counts, counts);
  const { ok, errors, source, halted } = builder.summary(report.source, report.halted);
  const { halted: _, ...others } = report;
  const decidedErrors = errors as BatchSummary<I, S>["errors"]; // Their samples are of these outcomes.
  const isWhole = outcomes.length === counts.total;
  return {
    ...others,
    ok,
    counts,
    resend,
    errors: [...decidedErrors, ...errorsBeside(report)].sort((one, other) => other.count - one.count),
    source: isWhole ? source : report.source,
    requests: sum(report.requests, requests),
    completedAt: new Date().toISOString(),
    ...(halted && { halted }),
    outcomes,
    untied: report.untied ?? [],
  };
}

/** The reasons of what was not kept: those that struck no fate which was. */
function errorsBeside<I, R, S>({ outcomes, errors }: Reported<I, R, S>): readonly MergedError<I, S>[] {
  const kept = new Set<string>(outcomes.map(({ status }) => status));
  return errors.filter(({ statuses }) => !Object.keys(statuses).some((status) => kept.has(status)));
}

/** An outcome is its input and its fate. */
function decided<I, R, S extends object>(outcome: Outcome<I, R, S>, fate: Fate<R>): Outcome<I, R, S> {
  const { index, input, sent, supersededBy } = outcome;
  return {
    index,
    input,
    ...(sent && { sent }),
    ...(supersededBy !== undefined && { supersededBy }),
    ...fate,
  };
}

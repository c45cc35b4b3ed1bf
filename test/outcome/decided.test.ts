import fc from "fast-check";
import { expect, test } from "vitest";
import { withFates } from "../../src/outcome/decided.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import type { Fate, Outcome } from "../../src/outcome/outcome.js";
import { ReportBuilder } from "../../src/outcome/report.js";
import type { BatchSummary } from "../../src/outcome/summary.js";

type Kept = Outcome<object, object>;
const error = new NetworkError("The connection failed: ECONNRESET");
const written: Fate<object> = { status: "succeeded", matchedBy: "id" };
const refused: Fate<object> = { status: "failed", scope: "record", error: new NetworkError("No"), resend: "pointless" };
const lost: Fate<object> = { status: "unknown", error, resend: "read-first" };
const unsent: Fate<object> = {
  status: "unsent",
  reason: "unavailable",
  error: new NetworkError("Gone"),
  resend: "safe",
};
const requests = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };

const outcomesOf = (fates: readonly Fate<object>[], firstIndex = 0): Kept[] =>
  fates.map((fate, at) => ({ index: firstIndex + at, input: { at }, ...fate }));

/** What a run says of them at its end. */
function summaryOf(outcomes: readonly Kept[], firstIndex = 0): BatchSummary<object> {
  const builder = new ReportBuilder<object, object>(firstIndex);
  for (const outcome of outcomes) {
    builder.add(outcome);
    builder.delivered(outcome);
  }
  const summary = builder.summary({ read: outcomes.length, exhausted: true }, undefined);
  return { operation: "listings.update", apiVersion: "2026-03", ...summary };
}

test("a report with other fates says what a run of these would have said, whichever fates were kept", () => {
  const fate = fc.constantFrom(written, refused, lost, unsent);
  const given = fc.record({
    fates: fc.array(fate, { minLength: 1, maxLength: 12 }),
    next: fc.func(fc.constantFrom(written, refused, lost, unsent)),
    kept: fc.subarray(["succeeded", "failed", "unsent"]),
    firstIndex: fc.nat(5),
  });
  fc.assert(
    fc.property(given, ({ fates, next, kept, firstIndex }) => {
      const outcomes = outcomesOf(fates, firstIndex);
      const isKept = ({ status }: Kept) => status === "unknown" || kept.includes(status);
      const open = outcomes.filter(({ status }) => status === "unknown");
      const decided = new Map(open.map(({ index }) => [index, next(index)]));
      const known = outcomes.filter(isKept);
      const summary = { ...summaryOf(outcomes, firstIndex), outcomes: known };
      const report = withFates(summary, decided, requests);
      const wanted = outcomes.map(({ index, input, ...was }) => ({ index, input, ...(decided.get(index) ?? was) }));
      const { ok, counts, resend, errors, source } = summaryOf(wanted, firstIndex);
      const isWhole = known.length === outcomes.length;
      const { settledUpTo } = isWhole ? source : summary.source;
      expect(report.source).toEqual({ read: fates.length, exhausted: true, settledUpTo });
      expect({ ok: report.ok, counts: report.counts, resend: report.resend }).toEqual({ ok, counts, resend });
      if (isWhole) expect(report.errors).toEqual(errors);
      expect(report.outcomes).toEqual(wanted.filter((_, at) => isKept(outcomes[at]!)));
    }),
  );
});

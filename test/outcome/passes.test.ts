import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import type { Fate, HaltReason, Outcome } from "../../src/outcome/outcome.js";
import { exitCode, mergeReports, resendable } from "../../src/outcome/passes.js";
import { ReportBuilder } from "../../src/outcome/report.js";
import type { BatchReport } from "../../src/outcome/summary.js";

type Report = BatchReport<object, object>;
const error = new NetworkError("The connection failed: ECONNRESET");
const written: Fate<object> = { status: "succeeded", matchedBy: "id" };
const refused: Fate<object> = { status: "failed", scope: "record", error, resend: "pointless" };
const refusedTogether: Fate<object> = { status: "failed", scope: "batch", error, resend: "safe" };
const lost: Fate<object> = { status: "unknown", error, resend: "safe" };
const lostCreate: Fate<object> = { status: "unknown", error, resend: "read-first" };
const unsent: Fate<object> = { status: "unsent", reason: "unavailable", resend: "safe" };

/** A report as a run makes it. */
function reportOf(
  inputs: readonly object[],
  fates: readonly Fate<object>[],
  { halted, exhausted = true, firstIndex = 0 }: { halted?: HaltReason; exhausted?: boolean; firstIndex?: number } = {},
): Report {
  const builder = new ReportBuilder<object, object>(firstIndex);
  const outcomes = inputs.map(
    (input, at): Outcome<object, object> => ({ index: firstIndex + at, input, ...fates[at]! }),
  );
  for (const outcome of outcomes) {
    builder.add(outcome);
    builder.delivered(outcome);
  }
  builder.requests.sent = 1;
  const summary = builder.summary({ read: inputs.length, exhausted }, halted && { reason: halted });
  return { operation: "listings.update", apiVersion: "2026-03", ...summary, outcomes, untied: [] };
}

const inputs = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));

describe("what a second pass takes", () => {
  test("is every input that may be sent again as it is, whatever its status, in index order", () => {
    const [a, b, c, d, e, f] = inputs(6) as [object, object, object, object, object, object];
    const report = reportOf([a, b, c, d, e, f], [written, refused, refusedTogether, lost, lostCreate, unsent]);
    expect(resendable(report).map(({ index }) => index)).toEqual([2, 3, 5]);
    expect(resendable([...report.outcomes].reverse()).map(({ input }) => input)).toEqual([c, d, f]);
  });
});

describe("merged reports", () => {
  test("give each input its last outcome under its first index", () => {
    const all = inputs(4);
    const first = reportOf(all, [written, lost, unsent, refused], { halted: "unavailable", firstIndex: 100 });
    const again = resendable(first).map(({ input }) => input);
    const merged = mergeReports(first, reportOf(again, [written, written]));
    expect(merged.outcomes.map(({ index, status }) => [index, status])).toEqual([
      [100, "succeeded"],
      [101, "succeeded"],
      [102, "succeeded"],
      [103, "failed"],
    ]);
    expect(merged.outcomes.map(({ input }) => input)).toEqual(all);
    expect(merged).toMatchObject({
      ok: false,
      counts: { total: 4, succeeded: 3, failed: 1, unknown: 0, unsent: 0 },
      requests: { sent: 2 },
    });
    expect(merged.errors).toMatchObject([{ count: 1, indexes: [103] }]);
    expect(merged).not.toHaveProperty("halted");
  });

  test("are in order when all was written in the end, in however many passes", () => {
    const all = inputs(3);
    const first = reportOf(all, [unsent, unsent, unsent], { halted: "unavailable" });
    const second = reportOf(all, [written, lost, unsent], { halted: "unavailable" });
    const third = reportOf(all.slice(1), [written, written]);
    expect(mergeReports(first, second, third)).toMatchObject({ ok: true, counts: { succeeded: 3 } });
    expect(mergeReports(first, second)).toMatchObject({ ok: false, halted: { reason: "unavailable" } });
    expect(mergeReports(first)).toBe(first);
  });

  test("stay halted where the first pass did not read its source to the end, or what it left was not passed on", () => {
    const all = inputs(2);
    const cut = reportOf(all, [written, unsent], { halted: "aborted", exhausted: false });
    expect(mergeReports(cut, reportOf(all.slice(1), [written]))).toMatchObject({
      ok: false,
      halted: { reason: "aborted" },
    });
    const left = reportOf(all, [unsent, unsent], { halted: "aborted" });
    expect(mergeReports(left, reportOf(all.slice(1), [written])).halted).toEqual({ reason: "aborted" });
  });

  test("tie one object that was given several times in order", () => {
    const one = { n: 1 };
    const first = reportOf([one, one, one], [lost, written, lost]);
    const merged = mergeReports(first, reportOf([one, one, one], [refused, written, written]));
    expect(merged.outcomes.map(({ status }) => status)).toEqual(["failed", "succeeded", "succeeded"]);
  });

  test("tie one object that was given several times to where it could be sent again", () => {
    const [one, other] = inputs(2) as [object, object];
    const first = reportOf([one, other, one, one], [written, lost, lost, unsent]);
    const merged = mergeReports(first, reportOf([one, other], [written, refused]));
    expect(merged.outcomes.map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded", "unsent"]);
    const again = resendable(merged).map(({ input }) => input);
    expect(mergeReports(merged, reportOf(again, [refused])).outcomes.map(({ status }) => status)).toEqual([
      "succeeded",
      "failed",
      "succeeded",
      "failed",
    ]);
  });

  test("give every outcome that could be sent again that of the pass over it, however often inputs repeat", () => {
    const rows = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(written, refused, lost, unsent)));
    fc.assert(
      fc.property(rows, fc.func(fc.constantFrom(written, refused, lost)), (given, next) => {
        const first = reportOf(
          given.map(([row]) => row as unknown as object), // A `map` takes texts too.
          given.map(([, fate]) => fate),
        );
        const again = resendable(first);
        const second = reportOf(
          again.map(({ input }) => input),
          again.map(({ index }) => next(index)),
        );
        const nowOf = new Map(again.map(({ index }) => [index, next(index).status]));
        expect(mergeReports(first, second).outcomes.map(({ status }) => status)).toEqual(
          first.outcomes.map(({ index, status }) => nowOf.get(index) ?? status),
        );
      }),
    );
  });

  test("tie objects that were made anew by the order in which they could be sent again", () => {
    const first = reportOf(inputs(4), [written, lost, refused, unsent]);
    const copies = resendable(first).map(({ input }) => ({ ...input }));
    const merged = mergeReports(first, reportOf(copies, [refused, written]));
    expect(merged.outcomes.map(({ status }) => status)).toEqual(["succeeded", "failed", "failed", "succeeded"]);
  });

  test("tie what a halted pass came to by order too", () => {
    const first = reportOf(inputs(4), [lost, lost, written, lost]);
    const copies = resendable(first).map(({ input }) => ({ ...input }));
    const merged = mergeReports(
      first,
      reportOf(copies.slice(0, 2), [written, written], { halted: "aborted", exhausted: false }),
    );
    expect(merged.outcomes.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded", "unknown"]);
    expect(merged.outcomes.map(({ input }) => input)).toEqual(first.outcomes.map(({ input }) => input));
  });

  test.each<[string, (all: readonly object[]) => Report]>([
    ["more", () => reportOf(inputs(3), [written, written, written])],
    ["fewer, of a pass that was not halted", () => reportOf(inputs(1), [written])],
    ["some that are of its inputs and some that are not", (all) => reportOf([all[1]!, { n: 77 }], [written, written])],
  ])("refuse a report of other inputs: %s", (_, later) => {
    const all = inputs(3);
    const first = reportOf(all, [lost, lost, refused]);
    expect(() => mergeReports(first, later(all))).toThrow(
      /^Expected the later report to be of inputs of the first, got \d outcomes, of which \d are of its inputs, where 2 could be sent again$/,
    );
  });

  test("have their checkpoint where the first pass began and all was settled since", () => {
    const all = inputs(3);
    const first = reportOf(all, [written, lost, unsent], { halted: "unavailable", firstIndex: 1_000 });
    expect(first.source.settledUpTo).toBe(1_001);
    const again = resendable(first).map(({ input }) => input);
    expect(mergeReports(first, reportOf(again, [written, lost])).source.settledUpTo).toBe(1_002);
    expect(mergeReports(first, reportOf(again, [written, written])).source.settledUpTo).toBe(1_003);
  });

  test("have the outcomes, counts and checkpoint that the last words on each input make", () => {
    const fate = fc.constantFrom(written, refused, refusedTogether, lost, lostCreate, unsent);
    fc.assert(
      fc.property(
        fc.array(fate, { maxLength: 30 }),
        fc.array(fate, { minLength: 30, maxLength: 30 }),
        (fates, next) => {
          const all = inputs(fates.length);
          const first = reportOf(all, fates);
          const again = resendable(first);
          const news = next.slice(0, again.length);
          const merged = mergeReports(
            first,
            reportOf(
              again.map(({ input }) => input),
              news,
            ),
          );
          const last = [...fates];
          again.forEach(({ index }, at) => (last[index] = news[at]!));
          const { outcomes, counts, source, ok, errors } = reportOf(all, last);
          expect({ ...merged }).toMatchObject({ outcomes, counts, source, ok, errors });
        },
      ),
    );
  });
});

describe("inputs that a later one stands for", () => {
  /** A first pass in which the third of four stands for the first two. */
  function superseding(fate: Fate<object>, all = inputs(4)): Report {
    const report = reportOf(all, [fate, fate, fate, written], { firstIndex: 10 });
    const outcomes = report.outcomes.map((outcome) =>
      outcome.index < 12 ? { ...outcome, supersededBy: 12 } : outcome,
    );
    return { ...report, superseded: 2, outcomes };
  }

  test("are not sent again beside it: to send that one is enough", () => {
    expect(resendable(superseding(unsent)).map(({ index }) => index)).toEqual([12]);
  });

  test("share what becomes of it in a later pass, whether it is tied by the input or by order", () => {
    const all = inputs(4);
    const first = superseding(lost, all);
    for (const again of [all[2]!, { ...all[2] }]) {
      const merged = mergeReports(first, reportOf([again], [{ ...written, recordId: "7" }]));
      expect(merged).toMatchObject({ ok: true, superseded: 2, source: { settledUpTo: 14 } });
      expect(merged.outcomes.map(({ index, supersededBy }) => [index, supersededBy])).toEqual([
        [10, 12],
        [11, 12],
        [12, undefined],
        [13, undefined],
      ]);
      expect(merged.outcomes.slice(0, 3)).toMatchObject([{ recordId: "7" }, { recordId: "7" }, { recordId: "7" }]);
      expect(merged.outcomes.map(({ input }) => input)).toEqual(all);
    }
  });

  test("keep what was sent of them, and are under the index that the one has which stands in the end", () => {
    const all = inputs(4);
    const first = superseding(lost, all);
    const sent = first.outcomes.map((outcome) => ({ ...outcome, sent: { was: outcome.index } }));
    const later = reportOf([all[2]!, all[3]!], [written, written]);
    const standing = later.outcomes.map((outcome) => (outcome.index === 0 ? { ...outcome, supersededBy: 1 } : outcome));
    const merged = mergeReports({ ...first, outcomes: sent }, { ...later, outcomes: standing });
    expect(merged.outcomes.map(({ supersededBy }) => supersededBy)).toEqual([13, 13, 13, undefined]);
    expect(merged.outcomes.slice(0, 2).map((outcome) => outcome.sent)).toEqual([{ was: 10 }, { was: 11 }]);
    expect(merged).toMatchObject({ ok: true, superseded: 3 });
  });

  test("are superseded no more where they were written by themselves later", () => {
    const all = inputs(4);
    const merged = mergeReports(superseding(lost, all), reportOf(all.slice(0, 3), [written, written, written]));
    expect(merged.outcomes.map(({ supersededBy }) => supersededBy)).toEqual(Array(4).fill(undefined));
    expect(merged.superseded).toBe(0);
  });
});

test.each<[name: string, given: unknown[], message: string]>([
  ["none", [], "Expected `first` to be a report, got undefined"],
  ["a list of them", [[reportOf([], [])]], "Expected `first` to be a report, got an array"],
  ["one that is not awaited", [Promise.resolve()], "Expected `first` to be a report, got an object (Promise)"],
  [
    "a summary",
    [reportOf([], []), { ...reportOf([], []), outcomes: undefined }],
    "Expected `later[0]` to be a report, got an object (Object)",
  ],
])("in place of reports %s is told by its place", (_, given, message) => {
  const merge = mergeReports as (...reports: unknown[]) => unknown;
  expect(() => merge(...given)).toThrow(new TypeError(message));
});

describe("the exit code is", () => {
  test.each<[HaltReason | undefined, Fate<object>, number]>([
    [undefined, written, 0],
    [undefined, refused, 1],
    ["unavailable", unsent, 3],
    ["timed-out", unsent, 3],
    ["daily-limit", unsent, 3],
    ["callback-failed", unsent, 3],
    ["unauthorized", unsent, 4],
    ["forbidden", unsent, 4],
    ["token-failed", unsent, 4],
    ["aborted", unsent, 130],
    ["stopped", unsent, 130],
  ])("of a run halted by %s, with an input %o", (halted, fate, code) => {
    expect(exitCode(reportOf(inputs(1), [fate], halted && { halted }))).toBe(code);
  });
});

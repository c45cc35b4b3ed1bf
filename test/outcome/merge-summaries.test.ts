import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HubSpotError, InvalidInputError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import { mergeSummaries } from "../../src/outcome/merge-summaries.js";
import type { Fate, HaltReason, Outcome } from "../../src/outcome/outcome.js";
import { HttpError, RefusedError } from "../../src/outcome/refusals.js";
import { ReportBuilder } from "../../src/outcome/report.js";
import type { BatchSummary, RequestCounts } from "../../src/outcome/summary.js";

const errors: readonly HubSpotError[] = [
  new NetworkError("The connection failed: ECONNRESET"),
  new HttpError(502, "", { message: "Bad gateway", correlationId: "b" }),
  new RefusedError(400, { category: "VALIDATION_ERROR", message: '"red" is not one of 1, 2', correlationId: "c" }),
  new RefusedError(400, { category: "VALIDATION_ERROR", message: '"blue" is not one of 3', correlationId: "d" }),
  new InvalidInputError([
    { path: "inputs[0].name", message: "Expected a text, got 1" },
    { path: "size", message: "Expected a number" },
  ]),
];

const error = fc.constantFrom(...errors);
const fate: fc.Arbitrary<Fate<object>> = fc.oneof(
  fc.constantFrom<Fate<object>>(
    { status: "succeeded", matchedBy: "id", recordId: "1" },
    { status: "succeeded", matchedBy: "count" },
    { status: "succeeded", matchedBy: "id", withoutId: "budget" },
    { status: "unsent", reason: "stopped", resend: "safe" },
  ),
  error.map((one) => ({ status: "failed", scope: "record", error: one, resend: "pointless" }) as const),
  error.map((one) => ({ status: "unknown", error: one, resend: "read-first" }) as const),
);

/** How a run went. */
interface Course {
  readonly firstIndex: number;
  readonly sent: number;
  readonly exhausted: boolean;
  readonly halted: HaltReason;
}

/** The summary of a run that had these fates. */
function summaryOf(
  fates: readonly Fate<object>[],
  { firstIndex = 0, sent = 0, exhausted = true, halted }: Partial<Course> = {},
  place = firstIndex,
): BatchSummary {
  const builder = new ReportBuilder<unknown, object>(firstIndex, true);
  fates.forEach((one, at) => {
    const outcome: Outcome<unknown, object> = { index: firstIndex + at, input: `input ${place + at}`, ...one };
    builder.add(outcome);
    builder.delivered(outcome);
  });
  builder.requests.sent = sent;
  builder.superseded = sent;
  const summary = builder.summary({ read: fates.length, exhausted }, halted && { reason: halted });
  return { operation: "listings.update", apiVersion: "2026-03", path: { a: "b" }, ...summary };
}

const untimed = ({ startedAt: _, completedAt: __, ...rest }: BatchSummary) => rest;

describe("summaries of slices", () => {
  test("are, put together, that of a run which read all of them", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fate, { maxLength: 40 }), { minLength: 1, maxLength: 6 }), (slices) => {
        const starts = slices.map((_, at) => slices.slice(0, at).flat().length);
        const whole = untimed(summaryOf(slices.flat(), { sent: slices.length }));
        const counted = slices.map((slice, at) => summaryOf(slice, { firstIndex: starts[at]!, sent: 1 }));
        expect(untimed(mergeSummaries(counted))).toEqual(whole);
        const fromNought = slices.map((slice, at) => summaryOf(slice, { sent: 1 }, starts[at]));
        expect(untimed(mergeSummaries(fromNought, { offsets: starts }))).toEqual(whole);
        // In whatever groups, and from JSON as well.
        const kept = JSON.parse(JSON.stringify(counted)) as BatchSummary[];
        const [first, ...rest] = kept;
        const grouped = [first!, ...(rest.length > 0 ? [mergeSummaries(rest)] : [])];
        expect(untimed(mergeSummaries(grouped))).toEqual(whole);
      }),
    );
  });

  test("keep the first hundred places and five samples of each reason, whichever came first", () => {
    const lost = (count: number): Fate<object>[] =>
      Array.from({ length: count }, () => ({ status: "unknown", error: errors[0]!, resend: "safe" }));
    const [late, early] = [summaryOf(lost(80), { firstIndex: 1_000 }), summaryOf(lost(80))];
    const [merged] = mergeSummaries([late, early]).errors;
    expect(merged).toMatchObject({ count: 160, samples: [0, 1, 2, 3, 4].map((place) => `input ${place}`) });
    expect(merged?.indexes).toEqual([...Array(80).keys(), ...Array.from({ length: 20 }, (_, at) => 1_000 + at)]);
  });

  test("have at most a thousand reasons: the others are one", () => {
    // Letters alone: numbers would make no difference.
    const letters = (number: number) => [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
    const refused = (from: number): Fate<object>[] =>
      Array.from({ length: 700 }, (_, at) => ({
        status: "failed",
        scope: "record",
        error: new RefusedError(400, { category: "X", message: letters(from + at) }),
        resend: "pointless",
      }));
    const slices = [refused(1_000), refused(5_000), refused(8_000)];
    const merged = mergeSummaries(slices.map((slice, at) => summaryOf(slice, { firstIndex: at * 700 })));
    expect(merged.errors).toEqual(summaryOf(slices.flat()).errors);
    expect(merged.errors[0]).toMatchObject({ count: 1_101, message: "Other reasons: there were more than 999" });
  });

  test("say what was halted, where something is left undone", () => {
    const written: Fate<object> = { status: "succeeded", matchedBy: "id", recordId: "1" };
    const unsent: Fate<object> = { status: "unsent", reason: "daily-limit", resend: "safe" };
    const good = summaryOf([written]);
    const cut = summaryOf([written, unsent], { firstIndex: 1, halted: "daily-limit" });
    expect(mergeSummaries([good, cut, summaryOf([written], { firstIndex: 3 })])).toMatchObject({
      ok: false,
      halted: { reason: "daily-limit" },
      source: { read: 4, exhausted: true, settledUpTo: 2 },
    });
    expect(mergeSummaries([good])).not.toHaveProperty("halted");
  });

  test("are settled up to where a source was left, though all that was read of it is", () => {
    const written: Fate<object> = { status: "succeeded", matchedBy: "id", recordId: "1" };
    const left = summaryOf([written, written], { exhausted: false, halted: "stopped" });
    const next = summaryOf([written], { firstIndex: 100 });
    const merged = mergeSummaries([left, next]);
    expect(merged).toMatchObject({
      ok: false,
      halted: { reason: "stopped" },
      counts: { total: 3, succeeded: 3 },
      source: { read: 3, exhausted: false, settledUpTo: 2 },
    });
    expect(mergeSummaries([next, left, next], { offsets: [0, 101, 200] }).source.settledUpTo).toBe(103);
  });

  test("last from the first's start to the last's end, and add up their requests", () => {
    const requests = (sent: number): RequestCounts => ({
      sent,
      retried: 1,
      rateLimited: 2,
      isolating: 3,
      lookAlike: 4,
    });
    const at = (startedAt: string, completedAt: string, sent: number) => ({
      ...summaryOf([]),
      ...{ startedAt, completedAt, requests: requests(sent) },
    });
    const merged = mergeSummaries([
      at("2026-02", "2026-03", 1),
      at("2026-01", "2026-02", 2),
      at("2026-03", "2026-04", 3),
    ]);
    expect(merged).toMatchObject({ startedAt: "2026-01", completedAt: "2026-04" });
    expect(merged.requests).toEqual({ sent: 6, retried: 3, rateLimited: 6, isolating: 9, lookAlike: 12 });
  });

  test.each<[string, Partial<BatchSummary>, string]>([
    ["another version", { apiVersion: "v3" }, 'v3, a "b"'],
    ["another path", { path: { a: "c" } }, '2026-03, a "c"'],
    ["a path that steers terminals", { path: { a: "\u009b" } }, '2026-03, a "\\u009b"'],
  ])("of %s are told by their place", (_, call, got) => {
    const summaries = [summaryOf([]), { ...summaryOf([]), ...call }];
    expect(() => mergeSummaries(summaries)).toThrow(
      new TypeError(
        `Expected \`summaries[1]\` to be of listings.update, 2026-03, a "b", as the first is, got one of listings.update, ${got}`,
      ),
    );
  });

  test("of one path are so in whatever order its values were given", () => {
    const of = (path: Record<string, string>) => ({ ...summaryOf([]), path });
    expect(mergeSummaries([of({ a: "1", b: "2" }), of({ b: "2", a: "1" })]).path).toEqual({ a: "1", b: "2" });
  });

  test("are of one operation, at least one, and each has its offset", () => {
    const [one, other] = [summaryOf([]), { ...summaryOf([]), operation: "contacts.create" }];
    expect(() => mergeSummaries([])).toThrow(new TypeError("Expected `summaries` to have one at least, got none"));
    expect(() => mergeSummaries([one, one, other])).toThrow(
      new TypeError(
        'Expected `summaries[2]` to be of listings.update, 2026-03, a "b", as the first is, got one of contacts.create, 2026-03, a "b"',
      ),
    );
    expect(() => mergeSummaries([one, undefined as never])).toThrow(
      new TypeError("Expected `summaries[1]` to be a report or a summary, got undefined"),
    );
    for (const offsets of [[0], [0, -1], [0, 0.5], [0, Number.NaN], [0, 0, 0]])
      expect(() => mergeSummaries([one, one], { offsets })).toThrow(/Expected `offsets` to be whole numbers from 0/);
  });
});

import { describe, expect, test, vi } from "vitest";
import { CallerError, type HubSpotError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import type { Fate, Outcome } from "../../src/outcome/outcome.js";
import { ReportBuilder } from "../../src/outcome/report.js";

const all = { read: 0, exhausted: true };

function failed(index: number, error: HubSpotError, input: unknown = index): Outcome {
  return { index, input, status: "failed", scope: "record", error, resend: "pointless" };
}

function summaryOf(outcomes: readonly Outcome[], source = { read: outcomes.length, exhausted: true }) {
  const tallies = new ReportBuilder<unknown, unknown>();
  for (const outcome of outcomes) {
    tallies.add(outcome);
    tallies.delivered(outcome);
  }
  return tallies.summary(source, undefined);
}

const written: Fate<unknown> = { status: "succeeded", matchedBy: "id" };

describe("a run went well", () => {
  test("when every input was read and succeeded", () => {
    expect(summaryOf([{ index: 0, input: "a", ...written }])).toMatchObject({
      ok: true,
      counts: { total: 1, succeeded: 1 },
    });
    expect(summaryOf([])).toMatchObject({ ok: true });
  });

  test("but not when one did not, when the source was not read to its end, or when it was halted", () => {
    const good: Outcome = { index: 0, input: "a", ...written };
    expect(summaryOf([good, failed(1, new NetworkError("x"))]).ok).toBe(false);
    expect(summaryOf([good], { read: 1, exhausted: false }).ok).toBe(false);
    const cut = new ReportBuilder().summary({ read: 1, exhausted: false }, { reason: "stopped" });
    expect(cut).toMatchObject({ ok: false, halted: { reason: "stopped" } });
    const broken = new ReportBuilder().summary(all, { reason: "callback-failed", error: new CallerError("x") });
    expect(broken).toMatchObject({ ok: false, halted: { reason: "callback-failed" } });
  });

  test("also when it was stopped after all was done, which ended nothing", () => {
    const summary = new ReportBuilder().summary(all, { reason: "stopped" });
    expect(summary.ok).toBe(true);
    expect(summary).not.toHaveProperty("halted");
  });
});

test("every fate is counted, and the time is told", () => {
  const error = new NetworkError("x");
  const summary = summaryOf([
    { index: 0, input: 0, ...written },
    failed(1, error),
    { index: 2, input: 2, status: "unknown", error, resend: "safe" },
    { index: 3, input: 3, status: "unsent", reason: "stopped", resend: "safe" },
    { index: 4, input: 4, ...written },
  ]);
  expect(summary.counts).toEqual({ total: 5, succeeded: 2, failed: 1, unknown: 1, unsent: 1 });
  expect(Date.parse(summary.startedAt)).toBeLessThanOrEqual(Date.parse(summary.completedAt));
  expect(summary).not.toHaveProperty("halted");
});

test("a run can be resumed from the first input that is unknown or unsent", () => {
  const unsent = (index: number): Outcome => ({
    index,
    input: index,
    status: "unsent",
    reason: "stopped",
    resend: "safe",
  });
  const outcomes: Outcome[] = [
    unsent(7),
    failed(3, new NetworkError("x")),
    unsent(5),
    { index: 9, input: 9, ...written },
    ...[4, 2, 0, 1].map((index): Outcome => ({ index, input: index, ...written })),
  ];
  expect(summaryOf(outcomes, { read: 10, exhausted: false }).source).toEqual({
    read: 10,
    exhausted: false,
    settledUpTo: 5,
  });
  expect(summaryOf([failed(0, new NetworkError("x"))]).source.settledUpTo).toBe(1);
});

test("errors that name no input are kept, the first thousand of them, and counted", () => {
  const tallies = new ReportBuilder<unknown, unknown>();
  for (let count = 0; count < 150; count++)
    tallies.addUnattributed(Array.from({ length: 10 }, () => ({ message: "x" })));
  expect(tallies.summary(all, undefined).unattributed).toHaveLength(1_000);
  expect(tallies.summary(all, undefined).unattributedCount).toBe(1_500);
});

test("nothing is settled past an input that is unknown, and a run counts from its first index", () => {
  const lost = (index: number): Outcome => ({
    index,
    input: index,
    status: "unknown",
    error: new NetworkError("x"),
    resend: "safe",
  });
  expect(summaryOf([0, 1, 2].map(lost)).source.settledUpTo).toBe(0);
  expect(
    summaryOf([{ index: 0, input: 0, ...written }, lost(1), failed(2, new NetworkError("x"))]).source.settledUpTo,
  ).toBe(1);
  const builder = new ReportBuilder(500);
  for (const index of [501, 500, 503]) builder.delivered({ index, input: index, ...written });
  expect(builder.summary(all, undefined).source.settledUpTo).toBe(502);
});

test("a summary's settledUpTo is of what was delivered, not settled, and moves on with it", () => {
  const builder = new ReportBuilder();
  const outcomes = [0, 1].map((index): Outcome => ({ index, input: index, ...written }));
  for (const outcome of outcomes) builder.add(outcome);
  const { source } = builder.summary({ read: 2, exhausted: true }, undefined);
  expect(source).toEqual({ read: 2, exhausted: true, settledUpTo: 0 });
  builder.delivered(outcomes[0]!);
  expect(builder.settledUpTo).toBe(1);
  expect(JSON.parse(JSON.stringify(source))).toEqual({ read: 2, exhausted: true, settledUpTo: 1 });
});

test.each(["unknown", "unsent"] as const)("a run that was cut and left nothing but %s is halted", (status) => {
  const builder = new ReportBuilder();
  const error = new NetworkError("aborted");
  builder.add({ index: 0, input: 0, status, error, reason: "aborted", resend: "safe" });
  expect(builder.summary({ read: 1, exhausted: true }, { reason: "aborted" })).toMatchObject({
    ok: false,
    halted: { reason: "aborted" },
    source: { settledUpTo: 0 },
  });
});

test("what may be sent again is counted, with an error or without", () => {
  const error = new NetworkError("x");
  const { resend } = summaryOf([
    failed(0, error),
    { index: 1, input: 1, status: "unknown", error, resend: "read-first" },
    { index: 2, input: 2, status: "unsent", reason: "stopped", resend: "safe" },
    { index: 3, input: 3, status: "unsent", reason: "stopped", error, resend: "safe" },
    { index: 4, input: 4, ...written },
  ]);
  expect(resend).toEqual({ safe: 2, "read-first": 1, pointless: 1 });
});

test("how long a run took does not depend on a clock that is set back", () => {
  vi.useFakeTimers({ now: Date.parse("2026-03-02T10:00:00Z") });
  const builder = new ReportBuilder();
  vi.advanceTimersByTime(1_500);
  vi.setSystemTime(Date.parse("2026-03-02T09:00:00Z"));
  expect(builder.summary(all, undefined)).toMatchObject({
    startedAt: "2026-03-02T10:00:00.000Z",
    completedAt: "2026-03-02T10:00:01.500Z",
  });
  vi.useRealTimers();
});

test("a summary does not change when the run's numbers do", () => {
  const tallies = new ReportBuilder<unknown, unknown>();
  const summary = tallies.summary(all, undefined);
  tallies.requests.sent++;
  tallies.add({ index: 0, input: 0, ...written });
  expect(summary).toMatchObject({ counts: { total: 0 }, requests: { sent: 0 } });
});

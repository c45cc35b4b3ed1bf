import { describe, expect, test } from "vitest";
import {
  CallerError,
  HttpError,
  type HubSpotError,
  InvalidInputError,
  NetworkError,
  RefusedError,
  UnexpectedResponseError,
} from "../../src/outcome/errors.js";
import type { Fate, Outcome } from "../../src/outcome/outcome.js";
import { ReportBuilder } from "../../src/outcome/report.js";

const all = { read: 0, exhausted: true };

function failed(index: number, error: HubSpotError, input: unknown = index): Outcome {
  return { index, input, status: "failed", scope: "record", error, resend: "pointless" };
}

function summaryOf(outcomes: readonly Outcome[], source = { read: outcomes.length, exhausted: true }) {
  const tallies = new ReportBuilder<unknown, unknown>();
  for (const outcome of outcomes) tallies.add(outcome);
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

test("a run can be resumed from the first input that was not sent", () => {
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
  ];
  expect(summaryOf(outcomes, { read: 10, exhausted: false }).source).toEqual({
    read: 10,
    exhausted: false,
    settledUpTo: 5,
  });
  expect(summaryOf([failed(0, new NetworkError("x"))]).source.settledUpTo).toBe(1);
});

describe("reasons", () => {
  const refused = (message: string, rest: object = {}) =>
    new RefusedError(400, { category: "VALIDATION_ERROR", message, ...rest });

  test("that differ only in ids and values are one", () => {
    const { errors } = summaryOf([
      failed(0, refused('Property "colour" is not one of 1001, 1002')),
      failed(1, refused('Property "size" is not one of 7')),
      failed(2, refused("Property 'a b' is not one of 3.14, x-9")),
      failed(3, refused("ada@example.com is taken", { context: { ids: ["ada@example.com"] } })),
      failed(4, refused("bob@example.com is taken", { context: { ids: ["bob@example.com"] } })),
      failed(5, refused("Something else")),
    ]);
    expect(errors.map(({ count, message, indexes }) => [count, message, indexes])).toEqual([
      [3, 'Property "colour" is not one of 1001, 1002', [0, 1, 2]],
      [2, "ada@example.com is taken", [3, 4]],
      [1, "Something else", [5]],
    ]);
  });

  test("that quote e-mail addresses are one, whatever stands in them", () => {
    const { errors } = summaryOf([
      failed(0, refused("Contact ada@mail.example.com already exists. Existing ID: 17")),
      failed(1, refused("Contact <bob.of@example.org> already exists. Existing ID: 4")),
      failed(2, refused("Contact eve+x@example.co.uk already exists. Existing ID: 391")),
      failed(3, refused("Contact already exists. Existing ID: 5")),
    ]);
    expect(errors.map(({ count }) => count)).toEqual([3, 1]);
  });

  test("that differ in kind, status, category or code are several", () => {
    const { errors } = summaryOf([
      failed(0, new HttpError(400, "", { message: "x" })),
      failed(1, new HttpError(404, "", { message: "x" })),
      failed(2, new HttpError(400, "", { message: "x", category: "C" })),
      failed(3, refused("x", { errors: [{ code: "A" }] })),
      failed(4, refused("x", { errors: [{ code: "B" }] })),
      failed(5, refused("x", { subCategory: "S" })),
      failed(6, new UnexpectedResponseError(302, "x", "")),
      failed(7, new InvalidInputError([{ path: "a", message: "x" }])),
    ]);
    expect(errors).toHaveLength(8);
    expect(errors[3]).toMatchObject({ status: 400, category: "VALIDATION_ERROR", code: "A" });
    expect(errors[5]).toMatchObject({ subCategory: "S" });
    expect(errors[6]).toMatchObject({ status: 302 });
    expect(errors[7]).not.toHaveProperty("status");
  });

  test("come most frequent first, then by their first input", () => {
    const [a, b, c] = [new NetworkError("a"), new NetworkError("b"), new NetworkError("c")];
    const { errors } = summaryOf([failed(4, c), failed(3, a), failed(2, b), failed(1, b), failed(0, c)]);
    expect(errors.map(({ message, indexes }) => [message, indexes])).toEqual([
      ["c", [0, 4]],
      ["b", [1, 2]],
      ["a", [3]],
    ]);
  });

  test("keep their first 100 places and 5 inputs, in whatever order they settle", () => {
    const error = new NetworkError("x");
    const order = Array.from({ length: 500 }, (_, index) => (index * 317) % 500);
    const [reason] = summaryOf(order.map((index) => failed(index, error, `input ${index}`))).errors;
    expect(reason).toMatchObject({ count: 500, indexes: Array.from({ length: 100 }, (_, index) => index) });
    expect(reason!.samples).toEqual(["input 0", "input 1", "input 2", "input 3", "input 4"]);
  });

  test("past a thousand distinct ones share one place, and none is lost", () => {
    const { errors, counts } = summaryOf(
      Array.from({ length: 3_000 }, (_, index) => failed(index, new NetworkError(letters(index)))),
    );
    expect(errors).toHaveLength(1_000);
    expect(errors.reduce((sum, { count }) => sum + count, 0)).toBe(counts.failed);
    expect(errors[0]).toMatchObject({ count: 2_001, message: expect.stringContaining("Other reasons") });
    expect(errors[0]).not.toHaveProperty("status");
  });

  test("are counted for what is unsent too, where there is an error", () => {
    const error = new HttpError(403, "", { message: "no" });
    const { errors } = summaryOf([
      { index: 0, input: 0, status: "unsent", reason: "forbidden", error, resend: "safe" },
    ]);
    expect(errors).toMatchObject([{ count: 1, status: 403 }]);
  });
});

/** A text of letters alone: numbers would make no difference. */
function letters(number: number): string {
  return [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}

test("errors that name no input are kept, the first thousand of them, and counted", () => {
  const tallies = new ReportBuilder<unknown, unknown>();
  for (let count = 0; count < 150; count++)
    tallies.addUnattributed(Array.from({ length: 10 }, () => ({ message: "x" })));
  expect(tallies.summary(all, undefined).unattributed).toHaveLength(1_000);
  expect(tallies.summary(all, undefined).unattributedCount).toBe(1_500);
});

test("a summary does not change when the run's numbers do", () => {
  const tallies = new ReportBuilder<unknown, unknown>();
  const summary = tallies.summary(all, undefined);
  tallies.requests.sent++;
  tallies.add({ index: 0, input: 0, ...written });
  expect(summary).toMatchObject({ counts: { total: 0 }, requests: { sent: 0 } });
});

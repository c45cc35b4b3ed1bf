import { describe, expect, test } from "vitest";
import { InvalidInputError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import type { Outcome } from "../../src/outcome/outcome.js";
import { HttpError, RefusedError } from "../../src/outcome/refusals.js";
import { toBatchResponse } from "../../src/outcome/response.js";
import type { BatchReport } from "../../src/outcome/summary.js";

function reportOf(outcomes: readonly Outcome[], rest: Partial<BatchReport> = {}): BatchReport {
  return {
    operation: "listings.update",
    apiVersion: "2026-03",
    ok: true,
    counts: { total: 0, succeeded: 0, failed: 0, unknown: 0, unsent: 0 },
    superseded: 0,
    withoutId: 0,
    missingIds: [],
    resend: { safe: 0, "read-first": 0, pointless: 0 },
    errors: [],
    unattributed: [],
    unattributedCount: 0,
    requests: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
    source: { read: 0, exhausted: true, settledUpTo: 0 },
    startedAt: "2026-01-01T00:00:00.000Z",
    completedAt: "2026-01-01T00:00:01.000Z",
    outcomes,
    untied: [],
    ...rest,
  };
}

const succeeded = (index: number, record?: unknown): Outcome => ({
  index,
  input: index,
  status: "succeeded",
  matchedBy: "id",
  ...(record !== undefined && { record }),
});

test("what a later input stands for was written, and is there, once", () => {
  const { results } = toBatchResponse(
    reportOf([{ ...succeeded(0, { id: "1" }), supersededBy: 1 }, succeeded(1, { id: "1" })]),
  );
  expect(results).toEqual([{ id: "1" }]);
});

test("results come in input order, then those that belong to no one input", () => {
  const report = reportOf([succeeded(0, { id: "1" }), succeeded(1), succeeded(2, { id: "3" })], {
    untied: [{ id: "2" }],
  });
  expect(toBatchResponse(report)).toEqual({
    status: "COMPLETE",
    startedAt: "2026-01-01T00:00:00.000Z",
    completedAt: "2026-01-01T00:00:01.000Z",
    results: [{ id: "1" }, { id: "3" }, { id: "2" }],
  });
});

describe("errors", () => {
  const failed = (index: number, error: HttpError | RefusedError | InvalidInputError): Outcome => ({
    index,
    input: index,
    status: "failed",
    scope: "record",
    error,
    resend: "pointless",
  });

  test("that name many inputs come once, with the places of their inputs", () => {
    const body = { category: "OBJECT_NOT_FOUND", message: "gone", context: { ids: ["7", "8"] }, id: "e" };
    const error = new RefusedError(207, body);
    const response = toBatchResponse(reportOf([failed(0, error), succeeded(1, {}), failed(2, error)]));
    expect(response).toMatchObject({ numErrors: 1, results: [{}] });
    expect(response.errors).toEqual([
      {
        status: "error",
        category: "OBJECT_NOT_FOUND",
        message: "gone",
        context: { ids: ["7", "8"], inputIndexes: ["0", "2"] },
        links: {},
        errors: [],
        id: "e",
      },
    ]);
    expect(body.context).not.toHaveProperty("inputIndexes");
  });

  test("keep the finer kind that HubSpot gives them", () => {
    const error = new RefusedError(207, { category: "OBJECT_ALREADY_EXISTS", subCategory: "Properties.NAME_EXISTS" });
    const unattributed = [{ subCategory: "S" }, { subCategory: { odd: true } }];
    const { errors } = toBatchResponse(reportOf([failed(0, error)], { unattributed, unattributedCount: 2 }));
    expect(errors?.map(({ subCategory }) => subCategory)).toEqual(["Properties.NAME_EXISTS", "S", undefined]);
  });

  test("of our own have HubSpot's form", () => {
    const error = new NetworkError("reset");
    const { errors } = toBatchResponse(
      reportOf([
        failed(0, new InvalidInputError([{ path: "a", message: "expected string" }])),
        failed(1, new HttpError(400, "", { message: "no", category: "VALIDATION_ERROR" })),
        { index: 2, input: 2, status: "unknown", error, resend: "safe" },
        { index: 3, input: 3, status: "unsent", reason: "daily-limit", resend: "safe" },
        { index: 4, input: 4, status: "unsent", reason: "daily-limit", resend: "safe" },
      ]),
    );
    expect(errors!.map(({ category, message, context }) => [category, message, context["inputIndexes"]])).toEqual([
      ["FAILED", "a: expected string", ["0"]],
      ["VALIDATION_ERROR", "HubSpot answered 400: no", ["1"]],
      ["UNKNOWN", "reset", ["2"]],
      ["DAILY_LIMIT", "The input was not sent: daily-limit", ["3", "4"]],
    ]);
    for (const one of errors!) expect(one).toMatchObject({ status: "error", links: {}, errors: [] });
  });

  test("that name no input follow, and count", () => {
    const unattributed = [
      {
        message: "odd",
        errors: [{ code: "C", subCategory: "S", context: { a: ["b"] } }, { subCategory: { odd: true } }],
      },
    ];
    const response = toBatchResponse(reportOf([succeeded(0, {})], { unattributed, unattributedCount: 1 }));
    expect(response.errors?.[0]?.errors[1]).toEqual({ message: "" });
    expect(response).toMatchObject({
      numErrors: 1,
      errors: [
        {
          category: "UNKNOWN",
          message: "odd",
          errors: [{ message: "", code: "C", subCategory: "S", context: { a: ["b"] } }, { message: "" }],
        },
      ],
    });
  });
});

test("of more errors without an input than are kept, the last one counts the rest", () => {
  const unattributed = Array.from({ length: 1_000 }, () => ({ message: "odd" }));
  const { errors, numErrors } = toBatchResponse(reportOf([], { unattributed, unattributedCount: 1_500 }));
  expect(errors).toHaveLength(1_001);
  expect(numErrors).toBe(1_001);
  expect(errors?.at(-1)).toMatchObject({ message: "500 more errors that name no input", context: {}, errors: [] });
});

test("a run that was halted is an answer that was cancelled", () => {
  expect(toBatchResponse(reportOf([], { halted: { reason: "aborted" } })).status).toBe("CANCELED");
});

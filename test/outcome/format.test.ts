import { describe, expect, it } from "vitest";
import {
  type BatchReport,
  type BatchSummary,
  formatReport,
  HttpError,
  InvalidInputError,
  type Outcome,
  RefusedError,
  UnaccountedError,
} from "../../src/index.js";

const nothing: BatchSummary = {
  ok: true,
  counts: { total: 0, succeeded: 0, failed: 0, unknown: 0, unsent: 0 },
  errors: [],
  unattributed: [],
  unattributedCount: 0,
  requests: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
  source: { read: 0, exhausted: true, settledUpTo: 0 },
  startedAt: "2026-03-02T09:00:00.000Z",
  completedAt: "2026-03-02T09:00:02.340Z",
};

const invalid = new InvalidInputError([{ path: "eventName", message: "expected string, got nothing" }]);
const refusedText =
  'Property values were not valid: [{"isValid":false,"message":"eventUrl is not a URL","error":"INVALID_URL","name":"eventUrl"}]';
const refused = new RefusedError(400, { category: "VALIDATION_ERROR", message: refusedText });
const silent = new UnaccountedError("HubSpot answered 200 without a word on this input");

const outcomes: Outcome[] = [
  { index: 0, input: {}, status: "succeeded", matchedBy: "echo" },
  { index: 1, input: {}, status: "unknown", error: silent, resend: "read-first" },
  { index: 2, input: {}, status: "failed", scope: "record", error: refused, resend: "pointless" },
  { index: 3, input: {}, status: "unsent", reason: "stopped", resend: "safe" },
  { index: 4, input: {}, status: "failed", scope: "record", error: invalid, resend: "pointless" },
  { index: 5, input: {}, status: "unknown", error: silent, resend: "read-first" },
];

const mixed: BatchReport = {
  ...nothing,
  ok: false,
  counts: { total: 6, succeeded: 1, failed: 2, unknown: 2, unsent: 1 },
  outcomes,
  untied: [],
  errors: [
    { count: 2, message: silent.message, indexes: [1, 5], samples: [] },
    { count: 1, message: invalid.message, indexes: [4], samples: [] },
    {
      count: 1,
      status: 400,
      category: "VALIDATION_ERROR",
      code: "INVALID_URL",
      message: refusedText,
      indexes: [2],
      samples: [],
    },
  ],
  requests: { sent: 1_234, retried: 3, rateLimited: 1, isolating: 8, lookAlike: 2 },
};

describe("formatReport", () => {
  it("says what became of the inputs, why, what may be sent again, and what it took", () => {
    expect(formatReport(mixed)).toBe(`1 of 6 inputs succeeded.

  succeeded  1  HubSpot confirmed the write
  failed     2  certainly not written
  unknown    2  may have been written or not
  unsent     1  certainly not processed

Why
  1 × HubSpot, 400 VALIDATION_ERROR INVALID_URL: eventUrl is not a URL
      failed, index 2
  1 × eventName: expected string, got nothing
      failed, index 4
  2 × HubSpot answered 200 without a word on this input
      unknown, index 1, 5

Sending again
  1  safe, as they are
  2  only after a look in HubSpot, where they may be already
  2  pointless until corrected

1,234 requests in 2.3 s: 3 sent again, 1 refused by a rate limit, 8 to find bad records, 2 to tell look-alikes apart`);
  });

  it("is short where all went well", () => {
    const counts = { ...nothing.counts, total: 2_500, succeeded: 2_500 };
    const report = { ...nothing, counts, requests: { ...nothing.requests, sent: 25 } };
    expect(formatReport(report)).toBe(`All 2,500 inputs succeeded.

  succeeded  2,500  HubSpot confirmed the write

25 requests in 2.3 s`);
  });

  it.each([
    [0, "There were no inputs."],
    [1, "The one input succeeded."],
  ])("has a sentence of its own for %i inputs", (total, sentence) => {
    expect(formatReport({ ...nothing, counts: { ...nothing.counts, total, succeeded: total } })).toMatch(
      new RegExp(`^${sentence}\n`),
    );
  });

  it("reads a summary, which knows no fates", () => {
    const { outcomes: _, untied: __, ...summary } = mixed;
    const text = formatReport(summary);
    expect(text).toContain("  2 × HubSpot answered 200 without a word on this input\n      index 1, 5\n");
    expect(text).not.toContain("Sending again");
  });

  it("names every fate that a reason led to", () => {
    const error = new HttpError(503, "", {});
    const halted: BatchReport = {
      ...mixed,
      outcomes: [
        { index: 0, input: {}, status: "unsent", reason: "unavailable", error, resend: "safe" },
        { index: 1, input: {}, status: "unknown", error, resend: "safe" },
      ],
      errors: [{ count: 2, status: 503, message: error.message, indexes: [0, 1], samples: [] }],
    };
    expect(formatReport(halted)).toContain(
      "  2 × HubSpot answered 503: no message\n      unknown or unsent, index 0, 1\n",
    );
  });

  it("says why a run was halted, and where it may be resumed", () => {
    const text = formatReport({
      ...mixed,
      source: { read: 1_200, exhausted: false, settledUpTo: 1_100 },
      halted: { reason: "forbidden", error: new HttpError(403, "", { message: "This app\nlacks a scope." }) },
    });
    expect(text).toMatch(/^1 of 6 inputs succeeded before the run was halted\.\n/);
    expect(text).toContain(
      "\nHalted (forbidden): HubSpot does not allow this. HubSpot answered 403: This app lacks a scope.\n",
    );
    expect(text).toContain("\nEvery input below index 1,100 is settled; the source was read up to index 1,200.\n");
  });

  it.each([
    [{ read: 1_200, exhausted: true, settledUpTo: 1_100 }, "\nEvery input below index 1,100 is settled.\n"],
    [{ read: 1_200, exhausted: true, settledUpTo: 1_200 }, "\nEvery input is settled.\n"],
    [{ read: 1_200, exhausted: false, settledUpTo: 0 }, "\nThe source was read up to index 1,200.\n"],
    [{ read: 0, exhausted: false, settledUpTo: 0 }, "\nThe source was not read.\n"],
    [{ read: 1_200, exhausted: true, settledUpTo: 0 }, "\nHalted (stopped): its caller ended it.\n\n"],
  ])("of a run that was halted with %j it says no more than is of use", (source, sentence) => {
    expect(formatReport({ ...mixed, source, halted: { reason: "stopped" } })).toContain(sentence);
  });

  it("counts what there is no room for", () => {
    const errors = Array.from({ length: 14 }, (_, at) => ({
      count: 25,
      message: `field${at}: wrong`,
      indexes: Array.from({ length: 25 }, (_, index) => index),
      samples: [],
    }));
    const unattributed = [{ category: "ODD", message: "something" }, {}];
    const text = formatReport({ ...nothing, ok: false, errors, unattributed, unattributedCount: 2 });
    expect(text).toContain("index 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 15 more\n");
    expect(text).toContain("  and 2 further reasons\n");
    expect(text).toContain("Errors that name no input\n  ODD: something\n  without a message\n");
    const many = Array.from({ length: 1_000 }, () => ({ message: "odd" }));
    const more = formatReport({ ...nothing, ok: false, errors, unattributed: many, unattributedCount: 1_500 });
    expect(more).toContain("  odd\n  and 1,488 more\n");
  });

  it("breaks long messages between words and cuts endless ones", () => {
    const message = `expected ${"one of the many options that HubSpot lists ".repeat(40)}`;
    const text = formatReport({ ...nothing, ok: false, errors: [{ count: 1, message, indexes: [0], samples: [] }] });
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect(text).toMatch(/\n {6}\S.*\(\d+ more characters\)\n/);
  });

  it("leaves a message alone that only looks like JSON", () => {
    const message = 'not valid: [{"isValid":false';
    const errors = ["}]", "}, 3]", "} oops}]"].map((end) => ({
      count: 1,
      status: 400,
      message: message + end,
      indexes: [0],
      samples: [],
    }));
    const text = formatReport({ ...nothing, ok: false, errors });
    for (const error of errors) expect(text).toContain(error.message);
  });

  it.each([
    ["2026-03-02T09:01:30.000Z", "90.0 s"],
    ["2026-03-02T09:12:10.000Z", "12 min"],
    ["2026-03-02T12:30:00.000Z", "3.5 h"],
  ])("gives a time in the unit that suits it: until %s, %s", (completedAt, took) => {
    expect(formatReport({ ...nothing, completedAt })).toMatch(new RegExp(`0 requests in ${took}$`));
  });
});

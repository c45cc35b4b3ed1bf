import { describe, expect, it, test } from "vitest";
import { formatReport } from "../../src/outcome/format.js";
import { HttpError } from "../../src/outcome/refusals.js";
import type { BatchReport, BatchSummary, MergedError } from "../../src/outcome/summary.js";

const nothing: BatchSummary = {
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
  startedAt: "2026-03-02T09:00:00.000Z",
  completedAt: "2026-03-02T09:00:02.340Z",
};

/** A reason that struck one input, unless it says otherwise. */
function reason(message: string, rest: Partial<MergedError> = {}): MergedError {
  return {
    count: 1,
    name: "RefusedError",
    message,
    propertyNames: [],
    statuses: { failed: 1 },
    resend: "pointless",
    correlationIds: [],
    indexes: [0],
    samples: [],
    ...rest,
  };
}

const mixed: BatchSummary = {
  ...nothing,
  ok: false,
  counts: { total: 6, succeeded: 1, failed: 2, unknown: 2, unsent: 1 },
  resend: { safe: 1, "read-first": 2, pointless: 2 },
  source: { read: 6, exhausted: true, settledUpTo: 1 },
  errors: [
    reason("HubSpot answered 200 without a word on this input", {
      count: 2,
      statuses: { unknown: 2 },
      indexes: [1, 5],
    }),
    reason("eventName: expected string, got nothing", { indexes: [4] }),
    reason("eventUrl: soon is not a URL (INVALID_URL)", {
      status: 400,
      category: "VALIDATION_ERROR",
      code: "INVALID_URL",
      propertyNames: ["eventUrl"],
      correlationIds: ["c-1", "c-2"],
      indexes: [2],
    }),
  ],
  requests: { sent: 1_234, retried: 3, rateLimited: 1, isolating: 8, lookAlike: 2 },
};

test.each<[given: unknown, got: string]>([
  [undefined, "undefined"],
  [[], "an array"],
  [Promise.resolve(), "an object (Promise)"],
  ["All succeeded.", '"All succeeded."'],
])("what is no report is told: %j", (given, got) => {
  const message = `Expected \`report\` to be a report or a summary, got ${got}`;
  expect(() => formatReport(given as BatchSummary)).toThrow(new TypeError(message));
});

test("inputs that a later one stands for are counted, beside the fates that they share", () => {
  const counts = { ...nothing.counts, total: 500, succeeded: 499, failed: 1 };
  const text = (superseded: number) => formatReport({ ...nothing, ok: false, counts, superseded });
  expect(text(498)).toContain(
    "  failed       1  certainly not written\n  498 inputs were not sent: they have the fate of a later input of the record\n",
  );
  expect(text(1)).toContain("  1 input was not sent: it has the fate of a later input of the record\n");
  expect(text(0)).not.toContain("later input");
});

it("ids that are not known are counted, with why", () => {
  const counts = { ...nothing.counts, total: 2_000, succeeded: 2_000 };
  const missingIds = [
    { reason: "look-alike", count: 2_000, indexes: [0] },
    { reason: "budget", count: 1, indexes: [7] },
  ] as const;
  expect(formatReport({ ...nothing, counts, withoutId: 2_001, missingIds })).toContain(
    '  2,000 ids not known: what HubSpot answered looks alike (`records: "required"` tells it apart)\n' +
      "  1 id not known: `isolate.maxRequests` is used up\n",
  );
});

describe("formatReport", () => {
  it("says what became of the inputs, why, what may be sent again, and what it took", () => {
    expect(formatReport(mixed)).toBe(`1 of 6 inputs succeeded.

Every input below index 1 is settled.

  succeeded  1  HubSpot confirmed the write
  failed     2  certainly not written
  unknown    2  may have been written or not
  unsent     1  certainly not processed

Why
  1 × eventUrl: soon is not a URL (INVALID_URL)
      failed, index 2
      HubSpot, 400 VALIDATION_ERROR, correlation id c-1
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

  it("says the same of a report, whose outcomes it does not need, and of its JSON", () => {
    const report: BatchReport = { ...mixed, outcomes: [], untied: [] };
    expect(formatReport(report)).toBe(formatReport(mixed));
    expect(formatReport(JSON.parse(JSON.stringify(mixed)) as BatchSummary)).toBe(formatReport(mixed));
  });

  it("counts the fates that one reason led to", () => {
    const errors = [
      reason("late", { count: 1_300, statuses: { unsent: 1_290, unknown: 10 }, indexes: [0, 1] }),
      reason("bad", { statuses: { failed: 1 } }),
    ];
    expect(formatReport({ ...mixed, errors })).toContain(
      "Why\n      1 × bad\n          failed, index 0\n  1,300 × late\n          10 unknown, 1,290 unsent, index 0, 1 and 1,298 more\n",
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
    expect(text).toContain("\nEvery input below index 1,100 is settled; 1,200 inputs of the source were read.\n");
  });

  it.each([
    [{ read: 1_200, exhausted: true, settledUpTo: 1_100 }, "\nEvery input below index 1,100 is settled.\n"],
    [
      { read: 1_200, exhausted: false, settledUpTo: 0 },
      "\nThe first input is not settled: it is unknown or unsent, or its outcome was not taken; 1,200 inputs of the source were read.\n",
    ],
    [
      { read: 1_200, exhausted: true, settledUpTo: 0 },
      "\nThe first input is not settled: it is unknown or unsent, or its outcome was not taken.\n\n",
    ],
  ])("says how far it is settled, halted or not: %j", (source, sentence) => {
    expect(formatReport({ ...mixed, source, halted: { reason: "stopped" } })).toContain(sentence);
    expect(formatReport({ ...mixed, source })).toContain(sentence);
  });

  it("says so too where nothing is left, or nothing was read", () => {
    const halted = { reason: "stopped" } as const;
    const counts = { total: 3, succeeded: 2, failed: 1, unknown: 0, unsent: 0 };
    const done = { ...mixed, counts, source: { read: 3, exhausted: true, settledUpTo: 3 } };
    expect(formatReport({ ...done, halted })).toContain("\nEvery input is settled.\n");
    expect(formatReport(done)).not.toContain("settled");
    const cut = { ...done, source: { ...done.source, exhausted: false } };
    expect(formatReport({ ...cut, halted })).toContain(
      "\nEvery input below index 3 is settled; 3 inputs of the source were read.\n",
    );
    expect(
      formatReport({ ...nothing, ok: false, source: { read: 0, exhausted: false, settledUpTo: 0 }, halted }),
    ).toContain("\nThe source was not read.\n");
  });

  it("prints nothing that steers a terminal, whoever wrote it", () => {
    const evil = "\u001b[2J\u001b]0;owned\u0007\u202E\r\u009b1m";
    const text = formatReport({
      ...mixed,
      errors: [reason(`a${evil}`, { category: evil, subCategory: evil, correlationIds: [evil], status: 400 })],
      unattributed: [{ category: evil, message: `b${evil}`, errors: [{ message: evil, in: evil, code: evil }] }],
      unattributedCount: 1,
      halted: { reason: "forbidden", error: new HttpError(403, "", { message: evil }) },
    });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(text).toContain("a\\u001b[2J");
  });

  it("is bounded, however long HubSpot's words are", () => {
    const long = "x".repeat(100_000);
    const errors = Array.from({ length: 900 }, () => reason(long, { category: long, correlationIds: [long, long] }));
    const unattributed = Array.from({ length: 900 }, () => ({ category: long, message: long }));
    expect(formatReport({ ...mixed, errors, unattributed, unattributedCount: 900 }).length).toBeLessThan(40_000);
  });

  it("counts what there is no room for", () => {
    const errors = Array.from({ length: 14 }, (_, at) =>
      reason(`field${at}: wrong`, { count: 25, indexes: Array.from({ length: 25 }, (_, index) => index) }),
    );
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
    const text = formatReport({ ...nothing, ok: false, errors: [reason(message)] });
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect(text).toMatch(/\n {6}\S.*\(\d+ more characters\)\n/);
  });

  it("says of errors that name no input what they say of properties", () => {
    const message = 'Property values were not valid: [{"message":"bad","error":"C","name":"size"}]';
    const text = formatReport({ ...mixed, unattributed: [{ category: "V", message }], unattributedCount: 1 });
    expect(text).toContain("Errors that name no input\n  V: size: bad (C)\n");
  });

  it.each([
    ["2026-03-02T09:01:30.000Z", "90.0 s"],
    ["2026-03-02T09:12:10.000Z", "12 min"],
    ["2026-03-02T12:30:00.000Z", "3.5 h"],
    ["2026-03-02T08:00:01.000Z", "0.0 s"],
  ])("gives a time in the unit that suits it: until %s, %s", (completedAt, took) => {
    expect(formatReport({ ...nothing, completedAt })).toMatch(new RegExp(`0 requests in ${took}$`));
  });
});

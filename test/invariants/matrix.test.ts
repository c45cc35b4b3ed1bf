/** Every answer that HubSpot is known to give, by every kind of operation: what is sent, and what becomes of each input. */
import { describe, expect, it } from "vitest";
import { bindClient } from "../../src/client.js";
import { contract } from "../fixtures/contract.js";
import { archive, create, type Subject, shippedSubjects, updateContact, updateEvent, upsert } from "./subjects.js";
import { type Answering, type Asked, ask, json, lost } from "./wire.js";

const six = shippedSubjects.map(
  (subject, index) => [`${index < 3 ? "v3" : "2026-03"} ${subject.name}`, subject] as const,
);
const all: readonly (readonly [string, Subject])[] = [...six, ["create", create], ["archive", archive]];

interface Expected {
  /** Requests where a lost answer may be sent again, and where not. */
  readonly sent: number;
  readonly sentOnce?: number;
  readonly status: "succeeded" | "failed" | "unknown" | "unsent";
  readonly reason?: string;
  readonly scope?: "record" | "batch";
  readonly error?: string;
  readonly halted?: string;
  /** Least time between two requests, in ms. */
  readonly gapMs?: number;
  readonly rateLimited?: number;
}

interface Row {
  readonly answer: Answering;
  readonly expected: Expected;
  readonly asked?: Asked;
  /** What an archive makes of it, where that differs: its success has no body. */
  readonly archive?: Expected;
  /** Where the operation may not be sent again. */
  readonly once?: Expected;
}

const status =
  (code: number, body: unknown = { status: "error", message: "no" }, headers = {}): Answering =>
  () =>
    json(code, body, headers);
const text =
  (body: string, code = 200): Answering =>
  () =>
    new Response(body, { status: code });
const page = "<!DOCTYPE html><html><body>Bad gateway</body></html>";

const refused: Expected = { sent: 0, status: "failed", scope: "record", error: "RefusedError" };
const doubtful: Expected = { sent: 5, sentOnce: 1, status: "unknown" };
const lostAnswer = { ...doubtful, error: "HttpError" };
const noAnswer = { ...doubtful, error: "UnexpectedResponseError" };
const silent: Expected = { sent: 1, status: "unknown", error: "UnaccountedError" };
const limited: Expected = { sent: 5, status: "unsent", reason: "unavailable", rateLimited: 5 };
const rolling = { status: "error", message: "limit", errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" };
const scopes = {
  category: "MISSING_SCOPES",
  errors: [{ message: "One or more", context: { requiredGranularScopes: ["crm.objects.deals.read"] } }],
};

const rows: Record<string, Row> = {
  "2xx with all results": {
    answer: (request, { write }) => write(request),
    expected: { sent: 1, status: "succeeded" },
  },
  "400": { answer: status(400), expected: refused },
  "400 without a body": { answer: text("", 400), expected: refused },
  "400 of wrong types": {
    answer: status(400, { message: 5, context: null, errors: "x", category: {}, subCategory: 4, links: [] }),
    expected: refused,
  },
  "404": { answer: status(404), expected: refused },
  "409": { answer: status(409), expected: refused },
  "413": { answer: text(page, 413), expected: refused },
  "414": { answer: text(page, 414), expected: refused },
  "401": {
    answer: status(401),
    expected: { sent: 1, status: "unsent", reason: "unauthorized", halted: "unauthorized" },
  },
  "403": {
    answer: status(403, scopes),
    expected: { sent: 1, status: "unsent", reason: "forbidden", halted: "forbidden" },
  },
  "405": { answer: status(405), expected: { sent: 1, status: "failed", scope: "batch", error: "HttpError" } },
  "423": { answer: status(423), expected: { sent: 5, status: "unsent", reason: "unavailable", gapMs: 2_000 } },
  "429 TEN_SECONDLY_ROLLING": { answer: status(429, rolling), expected: { ...limited, gapMs: 10_000 } },
  "429 SECONDLY": {
    answer: status(429, { ...rolling, policyName: "SECONDLY" }),
    expected: { ...limited, gapMs: 1_000 },
  },
  "429 of an unknown policy": { answer: text(page, 429), expected: { ...limited, gapMs: 1_000 } },
  "429 with Retry-After in seconds": {
    answer: status(429, rolling, { "retry-after": "3" }),
    expected: { ...limited, gapMs: 3_000 },
  },
  "429 with Retry-After as a date": {
    answer: () =>
      json(429, rolling, { "retry-after": new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 7_000).toUTCString() }),
    expected: { ...limited, gapMs: 7_000 },
  },
  "429 DAILY": {
    answer: status(429, { ...rolling, policyName: "DAILY" }),
    expected: { sent: 1, status: "unsent", reason: "daily-limit", halted: "daily-limit", rateLimited: 1 },
  },
  "477 with a long Retry-After": {
    answer: status(477, {}, { "retry-after": "3600" }),
    expected: { sent: 1, status: "unsent", reason: "migrating", halted: "migrating" },
  },
  "477 within the caller's patience": {
    answer: status(477, {}, { "retry-after": "50" }),
    expected: { sent: 3, status: "unsent", reason: "migrating", gapMs: 50_000 },
  },
  "477 with a patient caller": {
    answer: status(477, {}, { "retry-after": "3600" }),
    asked: { client: { retry: { maxElapsedMs: 8_000_000 } } },
    expected: { sent: 3, status: "unsent", reason: "migrating", gapMs: 3_600_000 },
  },
  ...Object.fromEntries(
    [500, 502, 503, 504, 521, 522, 523, 524].map((code) => [
      String(code),
      { answer: code % 2 === 0 ? text(page, code) : status(code), expected: lostAnswer },
    ]),
  ),
  "503 with Retry-After": {
    answer: status(503, {}, { "retry-after": "20" }),
    expected: { ...lostAnswer, gapMs: 20_000 },
  },
  "a connection never made": {
    answer: () => Promise.reject(lost("ECONNREFUSED")),
    expected: { sent: 5, status: "unsent", reason: "unavailable", error: "NetworkError" },
  },
  "a reset": { answer: () => Promise.reject(lost("ECONNRESET")), expected: { ...doubtful, error: "NetworkError" } },
  "a body cut short": {
    answer: () => new Response(new ReadableStream({ pull: (controller) => controller.error(lost("UND_ERR_SOCKET")) })),
    expected: { ...doubtful, error: "NetworkError" },
  },
  "no answer at all": {
    answer: () => new Promise<never>(() => {}),
    asked: { client: { timeoutMs: 1_000 } },
    expected: { ...doubtful, error: "TimeoutError" },
  },
  "a body that trickles without end": {
    answer: (_, { clock }) =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await clock.wait(100);
            controller.enqueue(new TextEncoder().encode(" "));
          },
        }),
      ),
    asked: { client: { timeoutMs: 1_000 } },
    expected: { ...doubtful, error: "TimeoutError" },
  },
  "a page under 200": { answer: text(page), expected: noAnswer },
  "nothing under 200": { answer: text(""), expected: noAnswer, archive: { sent: 1, status: "succeeded" } },
  "204": {
    answer: () => new Response(null, { status: 204 }),
    expected: noAnswer,
    archive: { sent: 1, status: "succeeded" },
  },
  "half of an envelope": { answer: text('{"status":"COMPLETE","results":[{"id":'), expected: noAnswer },
  ...Object.fromEntries(
    ["[]", "null", "5", '"COMPLETE"', "{}", '{"results":{},"errors":"none"}', '{"status":7}'].map((body) => [
      `${body} under 200`,
      { answer: text(body), expected: noAnswer },
    ]),
  ),
  "an envelope with nothing in it": {
    answer: status(207, { status: "COMPLETE", results: [] }),
    expected: silent,
    archive: { sent: 1, status: "succeeded" },
  },
  "an envelope of junk": {
    answer: status(200, { status: "COMPLETE", results: [null, 5, "x", []], errors: "x", numErrors: "many", links: 3 }),
    expected: silent,
    archive: { sent: 1, status: "succeeded" },
  },
  "errors without anything in them": {
    answer: status(207, { errors: [null, {}, 7, { context: [], errors: [null, "x"] }], numErrors: -3 }),
    expected: { sent: 0, status: "failed", scope: "record", error: "RefusedError" },
    // What may not be sent again can't be asked about.
    once: { sent: 1, status: "unknown", error: "UnaccountedError" },
  },
  "an error for each, without anything in it": {
    answer: status(207, { errors: [null, 7, { context: [] }], numErrors: -3 }),
    expected: { sent: 1, status: "failed", scope: "record", error: "RefusedError" },
    // Its success shows nothing, so that only who is asked alone is certainly meant.
    archive: refused,
  },
  ...Object.fromEntries(
    ["PENDING", "PROCESSING", "CANCELED", "QUEUED_FOR_LATER"].map((state) => [
      state,
      { answer: status(200, { status: state, results: [] }), expected: silent },
    ]),
  ),
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((code) => [
      `a redirect (${code})`,
      {
        answer: () => new Response(null, { status: code, headers: { location: "https://elsewhere.example/?t=1" } }),
        expected: { sent: 1, status: "unknown", error: "UnexpectedResponseError" } satisfies Expected,
      },
    ]),
  ),
};

describe.each(all)("%s", (_, subject) => {
  it.each(Object.entries(rows))("answered with %s", async (_name, { answer, asked, expected, archive: own, once }) => {
    const what = (subject === archive && own) || (!subject.idempotent && once) || expected;
    const { report, seen } = await ask(subject, answer, asked);
    const { counts, requests, halted, source, outcomes } = report;

    expect(outcomes.map(({ index }) => index)).toEqual([0, 1, 2]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: what.status,
        ...(what.reason && { reason: what.reason }),
        ...(what.scope && { scope: what.scope }),
        ...(what.error && { error: { name: what.error } }),
      });
      if (outcome.status === "unsent") expect(outcome.resend).toBe("safe");
      if (outcome.status === "unknown") expect(outcome.resend).toBe(subject.idempotent ? "safe" : "read-first");
      if (outcome.status === "failed") expect(outcome.resend).toBe(outcome.scope === "record" ? "pointless" : "safe");
    }
    const sent = subject.idempotent ? what.sent : (what.sentOnce ?? what.sent);
    if (sent > 0) {
      expect(seen.map(({ inputs }) => inputs.length)).toEqual(Array.from({ length: sent }, () => 3));
      expect(requests).toEqual({
        sent,
        retried: sent - 1,
        rateLimited: what.rateLimited ?? 0,
        isolating: 0,
        lookAlike: 0,
      });
    } else {
      // Refused: each is finally sent alone.
      for (const { index } of outcomes)
        expect(
          seen.filter(({ inputs }) => inputs.length === 1 && subject.seqOf(inputs[0] ?? {}) === index),
        ).toHaveLength(1);
      expect(requests).toMatchObject({ sent: seen.length, isolating: seen.length - 1, retried: 0 });
    }
    const gaps = seen.slice(1).map(({ atMs }, index) => atMs - (seen[index]?.atMs ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(what.gapMs ?? 0);
    expect(new Set(seen.map(({ token }) => token))).toEqual(new Set(["Bearer first-token"]));
    expect(new Set(seen.map(({ url }) => new URL(url).pathname)).size).toBe(1);

    expect(counts).toEqual({ total: 3, succeeded: 0, failed: 0, unknown: 0, unsent: 0, [what.status]: 3 });
    expect(halted?.reason).toBe(what.halted);
    expect(report.ok).toBe(what.status === "succeeded");
    expect(source).toEqual({
      read: 3,
      exhausted: true,
      settledUpTo: what.status === "succeeded" || what.status === "failed" ? 3 : 0,
    });
    if (what.status === "succeeded") expect(report.errors).toEqual([]);
    else expect(report.errors).toMatchObject([{ count: 3, indexes: [0, 1, 2] }]);
  });
});

/** The id that an operation's errors name an input by, and its key there. */
const naming: readonly (readonly [string, Subject, string, string])[] = [
  ["an upsert", upsert, "ids", "externalEventId"],
  ["an update of events", updateEvent, "ids", "objectId"],
  ["an update of contacts", updateContact, "ids", "id"],
  ["a shipped upsert", shippedSubjects[0] ?? upsert, "ids", "externalEventId"],
  ["a shipped update", shippedSubjects[1] ?? upsert, "ids", "objectId"],
  ["a shipped update of listings", shippedSubjects[2] ?? upsert, "ids", "id"],
  ["a shipped update of listings, by trace", shippedSubjects[2] ?? upsert, "objectWriteTraceId", "objectWriteTraceId"],
  ["a create", create, "objectWriteTraceId", "objectWriteTraceId"],
];

/** Writes all but some inputs, and says what `errors` makes of those. */
const partly =
  (
    bad: readonly number[],
    code: number,
    errors: (inputs: readonly Record<string, unknown>[]) => unknown,
    numErrors?: number,
  ): Answering =>
  async (request, { write }) => {
    const refusedInputs = request.inputs.filter((_, place) => bad.includes(place));
    const response = await write({ ...request, inputs: request.inputs.filter((_, place) => !bad.includes(place)) });
    const { results } = (await response.json()) as { results: object[] };
    const traced = results.map((result, place) => {
      const trace = request.inputs.filter((_, at) => !bad.includes(at)).map((input) => input["objectWriteTraceId"]);
      // The sandbox answers out of order; a create has nothing but its trace.
      const seq = (result as { properties?: { seq?: string } }).properties?.seq;
      const own = request.inputs.find((input) => (input["properties"] as { seq?: string } | undefined)?.seq === seq);
      return seq === undefined || own === undefined
        ? { place, trace, ...result }
        : { ...result, objectWriteTraceId: own["objectWriteTraceId"] };
    });
    return json(code, {
      status: "COMPLETE",
      results: traced,
      errors: errors(refusedInputs),
      ...(numErrors !== undefined && { numErrors }),
    });
  };

describe.each([200, 207])("a partial failure under %i", (code) => {
  it.each(naming)("of %s: an error names its input", async (_, subject, key, field) => {
    const error = (input: Record<string, unknown>) => ({
      status: "error",
      category: "VALIDATION_ERROR",
      message: "Bad one",
      context: { [key]: [input[field]] },
    });
    const { report, seen } = await ask(
      subject,
      partly([1], code, (inputs) => inputs.map(error), 1),
    );
    expect(seen).toHaveLength(1);
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["succeeded", "failed", "succeeded"]);
    expect(report.outcomes[1]).toMatchObject({
      scope: "record",
      resend: "pointless",
      error: { name: "RefusedError", category: "VALIDATION_ERROR", message: "Bad one", httpStatus: code },
    });
    expect(report.errors).toMatchObject([{ count: 1, status: code, category: "VALIDATION_ERROR", indexes: [1] }]);
    expect(report.unattributed).toEqual([]);
  });

  it.each(naming)("of %s: one error names many, whatever numErrors says", async (_, subject, key, field) => {
    const answer = partly(
      [0, 2],
      code,
      (inputs) => [{ category: "OBJECT_NOT_FOUND", context: { [key]: inputs.map((input) => input[field]) } }],
      7,
    );
    const { report } = await ask(subject, answer);
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["failed", "succeeded", "failed"]);
    expect(report.errors).toMatchObject([{ count: 2, category: "OBJECT_NOT_FOUND", indexes: [0, 2] }]);
  });

  it.each(naming)("of %s: an error in a detail's context names its input too", async (_, subject, key, field) => {
    const answer = partly([2], code, ([input = {}]) => [
      { errors: [{ message: "m", code: "C", context: { [key]: [input[field]] } }] },
    ]);
    const { report } = await ask(subject, answer);
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["succeeded", "succeeded", "failed"]);
    expect(report.outcomes[2]).toMatchObject({ error: { code: "C" } });
  });

  it.each(naming)(
    "of %s: an error that names nobody, or a stranger, is kept and guessed onto none of several",
    async (_, subject, key) => {
      const errors = [
        { message: "a", context: { [key]: [""] } },
        { message: "b", context: { [key]: ["stranger"] } },
        { message: "c" },
      ];
      const { report, seen } = await ask(
        subject,
        partly([1], code, () => errors),
      );
      // What it may be about is asked again, and this time written.
      expect(seen.map(({ inputs }) => inputs.length)).toEqual(subject.idempotent ? [3, 1] : [3]);
      const then = subject.idempotent ? "succeeded" : "unknown";
      expect(report.outcomes.map(({ status: is }) => is)).toEqual(["succeeded", then, "succeeded"]);
      if (!subject.idempotent)
        expect(report.outcomes[1]).toMatchObject({ error: { name: "UnaccountedError" }, resend: "read-first" });
      expect(report.unattributed.map(({ message }) => message)).toEqual(["a", "b", "c"]);
    },
  );

  it.each(naming)("of %s: an input that nothing speaks of is unknown", async (_, subject) => {
    const { report, seen } = await ask(
      subject,
      partly([1], code, () => []),
    );
    expect(seen).toHaveLength(1);
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["succeeded", "unknown", "succeeded"]);
    expect(report.ok).toBe(false);
  });

  it.each(naming)("of %s: an input with a result and an error is unknown", async (_, subject, key, field) => {
    const answer: Answering = async (request, wire) => {
      const error = [{ message: "contradiction", context: { [key]: [request.inputs[0]?.[field]] } }];
      return partly([], code, () => error)(request, wire);
    };
    const { report } = await ask(subject, answer);
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["unknown", "succeeded", "succeeded"]);
    expect(report.outcomes[0]).toMatchObject({ error: { name: "RefusedError", message: "contradiction" } });
  });

  it.each(naming)("of %s: what has no result in an unfinished answer is unknown", async (_, subject) => {
    const answer: Answering = async (request, wire) => {
      const response = await partly([1], code, () => [])(request, wire);
      return json(code, { ...((await response.json()) as object), status: "PROCESSING" });
    };
    const { report, seen } = await ask(subject, answer);
    expect(seen).toHaveLength(1);
    expect(report.outcomes[1]).toMatchObject({ status: "unknown" });
    expect(report.outcomes[1]).toMatchObject({ error: { message: expect.stringContaining("PROCESSING") } });
  });
});

describe("a record that is refused after an attempt that ended in", () => {
  const gone = (code: string) => () => Promise.reject(lost(code));
  const attempts: Record<string, { readonly by: Answering; readonly fate: "failed" | "unknown" }> = {
    "a reset": { by: gone("ECONNRESET"), fate: "unknown" },
    "no connection": { by: gone("ECONNREFUSED"), fate: "failed" },
    "a page under 200": { by: text(page), fate: "unknown" },
    "nothing under 200": { by: text(""), fate: "unknown" },
    "no answer": { by: () => new Promise<never>(() => {}), fate: "unknown" },
    ...Object.fromEntries(
      [408, 502, 504, 520, 521, 522, 523, 524].map((code) => [
        code,
        { by: text(page, code), fate: "unknown" as const },
      ]),
    ),
    // HubSpot itself said that these failed, or that it had not begun.
    ...Object.fromEntries(
      [425, 500, 501, 503, 423].map((code) => [code, { by: status(code), fate: "failed" as const }]),
    ),
  };
  const bad = ({ id }: Record<string, unknown>) => id === "5001";
  const refusals: Record<string, Answering> = {
    alone: (request, { write }) => (request.inputs.some(bad) ? json(400, { message: "bad" }) : write(request)),
    "by name": (request, { write }) =>
      request.inputs.some(bad) ? json(400, { message: "bad", context: { ids: ["5001"] } }) : write(request),
    "in a partial answer": partly([1], 207, () => [{ message: "bad", context: { ids: ["5001"] } }]),
  };
  const cases = Object.entries(attempts).flatMap(([what, attempt]) =>
    Object.entries(refusals).map(([how, refusal]) => [what, how, attempt, refusal] as const),
  );

  it.each(cases)("%s, %s", async (_, __, { by, fate }, refusal) => {
    const { report } = await ask(
      updateContact,
      (request, wire) => (wire.seen.length === 1 ? by(request, wire) : refusal(request, wire)),
      { client: { timeoutMs: 1_000 } },
    );
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["succeeded", fate, "succeeded"]);
    expect(report.outcomes[1]).toMatchObject({
      error: { name: "RefusedError", message: "bad" },
      resend: fate === "failed" ? "pointless" : "safe",
    });
  });
});

describe("an answer", () => {
  it.each(six)("to %s may have fields and values that nobody knows yet", async (_, subject) => {
    const { report } = await ask(subject, async (request, { write }) => {
      const body = (await (await write(request)).json()) as { results: object[] };
      const results = body.results.map((result) => ({
        ...result,
        novelty: { deep: [null] },
        status: "SOMETHING_NEW",
        appInfo: 7,
      }));
      return json(200, { ...body, results, newField: true, links: { next: "x" } });
    });
    expect(report.ok).toBe(true);
    expect(report.outcomes[0]).toMatchObject({ record: { novelty: { deep: [null] }, status: "SOMETHING_NEW" } });
  });

  it.each(all)("to %s whose results say nothing proves nothing", async (_, subject) => {
    const { report } = await ask(subject, status(200, { results: [{}, { id: null, objectId: [] }] }));
    expect(report.counts).toMatchObject({ unknown: 3 });
    if (!subject.idempotent) expect(report.requests.sent).toBe(1);
  });

  it("is not read past 64 million characters", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(4 * 1024 * 1024));
    let pulled = 0;
    let cancelled = false;
    const { report } = await ask(updateContact, ({ signal }) => {
      signal.addEventListener("abort", () => (cancelled = true));
      return new Response(
        new ReadableStream({
          pull(controller) {
            pulled++;
            controller.enqueue(chunk);
          },
        }),
      );
    });
    expect(report.outcomes[0]).toMatchObject({ status: "unknown", error: { name: "UnexpectedResponseError" } });
    expect(pulled).toBeLessThan(20);
    expect(cancelled).toBe(true);
  });

  it("that says a lot is kept short", async () => {
    const { report } = await ask(updateContact, status(400, { message: "x".repeat(100_000) }), { inputs: 1 });
    expect(JSON.stringify(report).length).toBeLessThan(15_000);
  });
});

describe("a run", () => {
  it.each([
    ["401", status(401), "unauthorized"],
    ["403", status(403), "forbidden"],
    ["429 DAILY", status(429, { policyName: "DAILY" }), "daily-limit"],
    ["477", status(477, {}, { "retry-after": "99999" }), "migrating"],
  ] as const)("after a %s in doubt calls it unknown, not unsent", async (_, then, halted) => {
    const { report } = await ask(updateContact, (request, wire) =>
      wire.seen.length === 1 ? Promise.reject(lost("ECONNRESET")) : then(request, wire),
    );
    expect(report.outcomes.map(({ status: is }) => is)).toEqual(["unknown", "unknown", "unknown"]);
    expect(report.outcomes[0]).toMatchObject({ error: { name: "NetworkError" } });
    expect(report.halted?.reason).toBe(halted);
  });

  it("halted by a missing scope names it", async () => {
    const { report } = await ask(updateContact, status(403, scopes), { inputs: 900 });
    expect(report.halted?.error?.message).toContain("crm.objects.deals.read");
    expect(report.halted?.error).toMatchObject({ requiredScopes: ["crm.objects.deals.read"] });
    expect(report.counts).toMatchObject({ total: 900, unsent: 900 });
    expect(report.requests.sent).toBeLessThanOrEqual(4);
  });

  it("that reaches the day's limit sends nothing more, and keeps what came before", async () => {
    const { report, seen } = await ask(
      updateContact,
      (request, wire) => (wire.seen.indexOf(request) < 3 ? wire.write(request) : json(429, { policyName: "DAILY" })),
      { inputs: 2_000, client: { concurrency: 1 } },
    );
    expect(seen).toHaveLength(4);
    expect(report.counts).toEqual({ total: 2_000, succeeded: 300, failed: 0, unknown: 0, unsent: 1_700 });
    expect(report.source.settledUpTo).toBe(300);
  });

  it.each([
    ["5xx", status(500), "unknown"],
    ["no connection", () => Promise.reject(lost("ENOTFOUND")), "unsent"],
  ] as const)("gives up after five batches in a row that ended in %s", async (_, answer, fate) => {
    const { report, seen } = await ask(updateContact, answer, {
      inputs: 3_000,
      client: { concurrency: 1, retry: { maxRetries: 1 } },
    });
    expect(seen).toHaveLength(10);
    expect(report.halted).toMatchObject({ reason: "unavailable", error: expect.any(Error) });
    expect(report.counts).toMatchObject({ [fate]: fate === "unsent" ? 3_000 : 500 });
  });

  it("goes on where one in five batches is given up", async () => {
    const { report } = await ask(
      updateContact,
      (request, { write }) =>
        request.inputs.some((input) => updateContact.seqOf(input) % 500 === 0) ? json(500, {}) : write(request),
      { inputs: 2_500, client: { concurrency: 1, retry: { maxRetries: 1 } } },
    );
    expect(report.halted).toBeUndefined();
    expect(report.counts).toMatchObject({ succeeded: 2_000, unknown: 500 });
  });

  it("outlives three tokens, and asks for each of them once", async () => {
    const asked: (string | undefined)[] = [];
    const uses = new Map<string, number>();
    const accessToken = async ({ rejected }: { rejected?: string }) => {
      asked.push(rejected);
      return `token-${asked.length}`;
    };
    const { report, seen } = await ask(
      updateContact,
      (request, { write }) => {
        const used = (uses.get(request.token) ?? 0) + 1;
        uses.set(request.token, used);
        return used > 6 ? json(401, { category: "EXPIRED_AUTHENTICATION" }) : write(request);
      },
      { inputs: 2_200, client: { accessToken, concurrency: 8 } },
    );
    expect(report.ok).toBe(true);
    expect(asked).toEqual([undefined, "token-1", "token-2", "token-3"]);
    expect(report.requests.sent).toBe(seen.length);
    expect(seen.length - 22).toBe(report.requests.retried);
  });

  it("whose token is refused anew, or given again, halts at once", async () => {
    for (const accessToken of [() => "the-same", ({ rejected = "" }) => `${rejected}x`]) {
      const { report, seen } = await ask(updateContact, status(401), {
        inputs: 200,
        client: { accessToken, concurrency: 1 },
      });
      expect(report.halted).toMatchObject({ reason: "unauthorized", error: { name: "HttpError", status: 401 } });
      expect(seen.length).toBeLessThanOrEqual(2);
      expect(report.counts).toMatchObject({ unsent: 200 });
    }
  });

  it("that is halted while it isolates asks for no more tokens", async () => {
    let asked = 0;
    const accessToken = () => `token-${asked++ === 0 ? "old" : "new"}`;
    const answer: Answering = (_, wire) => json(wire.seen.length === 1 ? 400 : 401, {});
    const { report, seen } = await ask(updateContact, answer, { inputs: 100, client: { accessToken } });
    expect(asked).toBe(2);
    expect(seen).toHaveLength(3);
    expect(report.halted?.reason).toBe("unauthorized");
    expect(report.requests).toMatchObject({ sent: 3, isolating: 1, retried: 1 });
    expect(report.counts).toMatchObject({ unsent: 100 });
  });

  it("needs no retry for a new token", async () => {
    const { report } = await ask(
      updateContact,
      (request, { write }) => (request.token === "Bearer 0" ? json(401, {}) : write(request)),
      { client: { accessToken: ({ rejected }) => (rejected === undefined ? "0" : "1"), retry: { maxRetries: 0 } } },
    );
    expect(report.ok).toBe(true);
  });

  it("that is told of one 429 holds every request", async () => {
    const { report, seen } = await ask(
      updateContact,
      (request, wire) => (wire.seen.indexOf(request) === 1 ? json(429, rolling) : wire.write(request)),
      { inputs: 2_000, client: { concurrency: 4 } },
    );
    expect(report.ok).toBe(true);
    // Those already on their way arrive; nothing starts before the window is over.
    const [first = 0] = seen.map(({ atMs }) => atMs).filter((atMs) => atMs > 5);
    expect(seen.filter(({ atMs }) => atMs > 5 && atMs < 10_000)).toEqual([]);
    expect(first).toBeGreaterThanOrEqual(10_000);
  });

  it("never sends a create twice that may have been written", async () => {
    for (const answer of [status(500), status(502), text(page), text(""), () => Promise.reject(lost("ECONNRESET"))]) {
      const { report, seen } = await ask(create, answer, { inputs: 250, client: { concurrency: 1 } });
      const seqs = seen.flatMap(({ inputs }) => inputs.map((input) => create.seqOf(input)));
      expect(new Set(seqs).size).toBe(seqs.length);
      for (const outcome of report.outcomes) expect(outcome).toMatchObject({ status: "unknown", resend: "read-first" });
    }
  });

  it("sends a create again that was certainly not processed", async () => {
    for (const answer of [
      status(423),
      status(429, rolling),
      status(477, {}),
      () => Promise.reject(lost("ECONNREFUSED")),
    ]) {
      const { report, seen } = await ask(create, (request, wire) =>
        wire.seen.length === 1 ? answer(request, wire) : wire.write(request),
      );
      expect(seen).toHaveLength(2);
      expect(report.counts).toMatchObject({ succeeded: 3 });
    }
  });

  it("that is stopped asks its source for nothing more, while what is in flight comes to its end", async () => {
    let asked = 0;
    let askedAfter = 0;
    async function* source() {
      for (let seq = 0; seq < 50; seq++) {
        asked++;
        // The next one is always asked for when the run is stopped.
        await Promise.resolve();
        yield updateContact.make(seq, seq, seq);
      }
    }
    const { method } = updateContact.bind({
      accessToken: "token",
      fetch: async (_, init) => {
        run.stop();
        askedAfter = asked;
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
        const { inputs } = JSON.parse(String(init.body)) as { inputs: object[] };
        return json(200, { results: inputs });
      },
    });
    const run = method(source(), { batchSize: 1 });
    const report = await run;
    expect(asked).toBe(askedAfter);
    expect(report.counts).toMatchObject({ total: report.source.read, succeeded: 1 });
    expect(report.halted?.reason).toBe("stopped");
  });

  it("whose look-alikes may have been written calls none of them unsent", async () => {
    const alike = [0, 1, 2, 3].map((seq) => upsert.make(seq, seq, 0));
    for (const then of [
      status(403, scopes),
      status(429, { policyName: "DAILY" }),
      status(477, {}, { "retry-after": "99999" }),
    ]) {
      const { report, seen } = await ask(
        upsert,
        (request, wire) =>
          wire.seen.length === 1
            ? partly([1], 207, () => [{ message: "one of them" }])(request, wire)
            : then(request, wire),
        { inputs: alike },
      );
      expect(seen.map(({ inputs }) => inputs.length)).toEqual([4, 2]);
      expect(report.counts).toMatchObject({ total: 4, unknown: 4 });
      expect(report.requests).toMatchObject({ sent: 2, lookAlike: 1 });
    }
  });

  it("takes no empty name for that of an input whose own is empty", async () => {
    const { report, seen } = await ask(
      updateContact,
      status(207, { results: [], errors: [{ context: { ids: ["", "undefined"] } }] }),
      {
        inputs: [{ id: "", properties: { seq: "0" } }, { properties: { seq: "1" } }],
      },
    );
    // Each is asked again by itself: then it can only be meant.
    expect(seen.map(({ inputs }) => inputs.length)).toEqual([2, 1, 1]);
    expect(report.counts).toMatchObject({ total: 2, failed: 2 });
  });

  it("whose contract's `send` fails sends nothing, and gives each input an outcome", async () => {
    const { contacts } = contract.versions.v1.operations;
    const send: typeof contacts.update.send = () => {
      throw new Error("The generated code is broken");
    };
    const { v1 } = contract.versions;
    const operations = { ...v1.operations, contacts: { ...contacts, update: { ...contacts.update, send } } };
    const broken: typeof contract = { versions: { ...contract.versions, v1: { ...v1, operations } } };
    let sent = 0;
    const client = bindClient(broken)({
      apiVersion: "v1",
      accessToken: "token",
      fetch: async () => {
        sent++;
        return json(200, { results: [] });
      },
    });
    const inputs = Array.from({ length: 10 }, (_, index) => ({ id: String(index), properties: {} }));
    const report = await client.contacts.update(inputs);
    expect(sent).toBe(0);
    expect(report.counts).toMatchObject({ total: 10, unsent: 10 });
    expect(report.halted).toMatchObject({
      error: { name: "CallerError", message: expect.stringContaining("The generated code is broken") },
    });
  });
});

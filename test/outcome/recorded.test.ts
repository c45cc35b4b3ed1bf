/** Answers as they were recorded in public projects, ids and names replaced: what HubSpot said reaches the caller. */
import { describe, expect, test } from "vitest";
import { formatReport, toBatchResponse, withStatus } from "../../src/index.js";
import { answer, fakeFetch, hang, refusal, respond } from "../helpers/http.js";
import { updateRun, upsertRun } from "../helpers/run.js";

const said = [
  {
    isValid: false,
    message: "abc was not a valid number.",
    error: "INVALID_INTEGER",
    name: "hs_price",
    propertyValue: "abc",
  },
  {
    isValid: false,
    message: "soon was not a valid long. Portal 1",
    error: "INVALID_LONG",
    name: "closedate",
    propertyValue: "soon",
  },
];
const details = said.map(({ message, error: code, name }) => ({ message, code, context: { propertyName: [name] } }));
const twoFaults = {
  category: "VALIDATION_ERROR",
  correlationId: "c-1",
  message: `Property values were not valid: ${JSON.stringify(said)}`,
  errors: details,
};

describe("a refusal", () => {
  test("of two properties names both, with their codes and values, in the error, the report and its words", async () => {
    const { fetch } = fakeFetch(({ inputs }) =>
      inputs.some(({ eventName }) => eventName === "soon")
        ? refusal(400, twoFaults)
        : answer(inputs.map(({ objectId }) => ({ objectId }))),
    );
    const report = await updateRun(
      [
        { objectId: "1", eventName: "soon" },
        { objectId: "2", eventName: "fine" },
      ],
      { fetch },
    );
    expect(report.outcomes.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
    expect(withStatus(report, "failed")[0]?.error).toMatchObject({
      message:
        "hs_price: abc was not a valid number (INVALID_INTEGER); closedate: soon was not a valid long. Portal 1 (INVALID_LONG)",
      propertyNames: ["hs_price", "closedate"],
    });
    const shared = {
      count: 1,
      status: 400,
      category: "VALIDATION_ERROR",
      statuses: { failed: 1 },
      resend: "pointless",
    };
    expect(report.errors).toMatchObject([
      {
        ...shared,
        name: "RefusedError",
        code: "INVALID_INTEGER",
        propertyNames: ["hs_price"],
        correlationIds: ["c-1"],
      },
      { ...shared, name: "RefusedError", code: "INVALID_LONG", propertyNames: ["closedate"], correlationIds: ["c-1"] },
    ]);
    const words = formatReport(report);
    expect(words).toContain("\n  1 × hs_price: abc was not a valid number (INVALID_INTEGER)\n      failed, index 0\n");
    expect(words).toContain("\n  1 × closedate: soon was not a valid long. Portal 1 (INVALID_LONG)\n");
    expect(words).toContain("HubSpot, 400 VALIDATION_ERROR, correlation id c-1\n");
  });

  test("of a whole call names the property too, of all its inputs", async () => {
    const { fetch } = fakeFetch(() => refusal(400, twoFaults));
    const summary = await updateRun([{ objectId: "1" }, { objectId: "2" }], { fetch, isolate: false }).summary();
    expect(summary.errors).toMatchObject([
      { count: 2, name: "HttpError", propertyNames: ["hs_price"], statuses: { failed: 2 }, resend: "safe" },
      { count: 2, name: "HttpError", propertyNames: ["closedate"], statuses: { failed: 2 }, resend: "safe" },
    ]);
    expect(summary.resend).toEqual({ safe: 2, "read-first": 0, pointless: 0 });
    expect(formatReport(summary)).toContain("Sending again\n  2  safe, as they are\n");
  });

  test("of one option among 147 has some of them, and no JSON", async () => {
    const options = `NOPE was not one of the allowed options: [${Array.from({ length: 147 }, (_, at) => `TYPE_${at}`).join(", ")}]`;
    const entry = {
      isValid: false,
      message: options,
      error: "INVALID_OPTION",
      name: "hs_property_type",
      localizedErrorMessage: options,
      propertyValue: "NOPE",
      portalId: 1,
    };
    const error = {
      status: "error",
      category: "VALIDATION_ERROR",
      message: `Property values were not valid: [${JSON.stringify(entry)}]`,
      context: { ids: ["1"] },
    };
    const { fetch } = fakeFetch(() => answer([{ objectId: "2" }], [error], 207));
    const words = formatReport(await updateRun([{ objectId: "1" }, { objectId: "2" }], { fetch }));
    expect(words.replace(/\n +/g, " ")).toContain(
      "1 × hs_property_type: NOPE was not one of the allowed options (INVALID_OPTION): TYPE_0, TYPE_1, TYPE_2, TYPE_3, TYPE_4 … (147 in all)",
    );
    expect(words).not.toMatch(/[{}]|TYPE_9/);
  });

  test("of a marketing event in the older shape has its category, property and the record in its way", async () => {
    const old = {
      status: "error",
      message:
        "Cannot set PropertyValueCoordinates{portalId=1, propertyName=hs_unique_id, value=13-1-acct-1} on 194235157366. 194235510142 already has that value.",
      errorType: "UNIQUE_VALUE_CONFLICT",
      errorTokens: {
        propertyName: ["hs_unique_id"],
        existingObjectId: ["194235510142"],
        conflictingValue: ["13-1-acct-1"],
      },
      correlationId: "c-1",
    };
    const { fetch } = fakeFetch(({ inputs }) =>
      inputs.some(({ externalEventId }) => externalEventId === "1")
        ? respond(400, old)
        : answer(inputs.map(({ externalEventId }) => ({ id: "7", externalEventId }))),
    );
    const events = ["1", "2"].map((id) => ({ externalAccountId: "a", externalEventId: id, eventName: `Event ${id}` }));
    const report = await upsertRun(events, { fetch });
    expect(report.outcomes).toMatchObject([
      {
        status: "failed",
        error: {
          category: "UNIQUE_VALUE_CONFLICT",
          propertyNames: ["hs_unique_id"],
          existingId: "194235510142",
          message: expect.stringMatching(/^hs_unique_id: Cannot set /),
        },
      },
      { status: "succeeded" },
    ]);
    expect(report.errors).toMatchObject([{ category: "UNIQUE_VALUE_CONFLICT", propertyNames: ["hs_unique_id"] }]);
  });

  test("for want of scopes names them, though their context is a text", async () => {
    const body = {
      category: "MISSING_SCOPES",
      message: "This app hasn't been granted all required scopes to make this call.",
      errors: [{ message: "One or more scopes are required.", context: "{missingScopes=[scope1, scope2]}" }],
    };
    const { fetch } = fakeFetch(() => refusal(403, body));
    const report = await updateRun([{ objectId: "1" }], { fetch });
    expect(report.halted).toMatchObject({ reason: "forbidden", error: { requiredScopes: ["scope1", "scope2"] } });
    expect(formatReport(report).replace(/\s+/g, " ")).toContain("(missing: scope1, scope2)");
  });
});

describe("what the caller's own functions threw is told", () => {
  const cause = new Error("vault sealed");
  const fail = () => {
    throw cause;
  };
  const { fetch } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId }) => ({ objectId }))));
  function* rows() {
    yield { objectId: "1" };
    throw new RangeError("Invalid time value");
  }

  test("by the token function", async () => {
    const report = await updateRun([{ objectId: "1" }], { fetch, accessToken: fail });
    expect(report.halted?.error?.message).toBe("The accessToken function threw: vault sealed");
    expect(JSON.stringify(report.halted)).toContain("vault sealed");
    expect(formatReport(report)).toContain("The accessToken function threw: vault sealed");
    expect(report.errors).toMatchObject([{ name: "CallerError", statuses: { unsent: 1 }, resend: "safe" }]);
  });

  test("by the source and by onProgress", async () => {
    expect(formatReport(await updateRun(rows(), { fetch }))).toContain("Invalid time value");
    expect(formatReport(await updateRun([{ objectId: "1" }], { fetch, onProgress: fail }))).toContain("vault sealed");
  });
});

test.each(["signal", "time"])(
  "a run cut by a %s with all in flight is halted, and settled up to nothing",
  async (how) => {
    const inputs = Array.from({ length: 300 }, (_, id) => ({ objectId: String(id) }));
    const control = new AbortController();
    const hung = fakeFetch((request, count) => {
      if (count === 3 && how === "signal") setTimeout(() => control.abort());
      return hang(request, count);
    });
    const cut = how === "signal" ? { signal: control.signal } : { totalTimeoutMs: 50 };
    const report = await updateRun(inputs, { fetch: hung.fetch, ...cut });
    expect(report).toMatchObject({
      counts: { unknown: 300 },
      source: { exhausted: true, settledUpTo: 0 },
      halted: { reason: how === "signal" ? "aborted" : "timed-out" },
    });
    expect(toBatchResponse(report).status).toBe("CANCELED");
    expect(formatReport(report)).not.toContain("Every input is settled");
  },
);

test("a first batch that stays locked is settled up to nothing, and that is said", async () => {
  const { fetch } = fakeFetch(({ inputs }) =>
    inputs[0]?.["objectId"] === "0" ? refusal(423) : answer(inputs.map(({ objectId }) => ({ objectId }))),
  );
  const inputs = Array.from({ length: 4 }, (_, id) => ({ objectId: String(id) }));
  const report = await updateRun(inputs, { fetch, batchSize: 2, retry: { maxRetries: 0 } });
  expect(report).toMatchObject({ counts: { succeeded: 2, unsent: 2 }, source: { read: 4, settledUpTo: 0 } });
  expect(formatReport(report)).toContain(
    "The first input is not settled: it is unknown or unsent, or its outcome was not taken.",
  );
});

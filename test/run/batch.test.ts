import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { UnaccountedError } from "../../src/outcome/errors.js";
import { withStatus } from "../../src/outcome/outcome.js";
import { toBatchResponse } from "../../src/outcome/response.js";
import { contactCreates, contacts } from "../helpers/entries.js";
import { fakeTime } from "../helpers/fake-time.js";
import { answer, connectionError, fakeFetch, type Handler, refusal, respond, updated } from "../helpers/http.js";
import { updates, upserts } from "../helpers/inputs.js";
import { archiveRun, runOf, updateRun, upsertRun } from "../helpers/run.js";

fakeTime();

const objectIds = (inputs: readonly Record<string, unknown>[]) => inputs.map((input) => input["objectId"]);

describe("an answer that does not speak of everyone", () => {
  test("leaves the others unknown, and asks no more", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      answer(
        objectIds(inputs)
          .slice(2)
          .map((objectId) => ({ objectId })),
        [],
        207,
      ),
    );
    const report = await updateRun(updates(5), { fetch });
    expect(sent).toHaveLength(1);
    expect(withStatus(report, "unknown").map(({ index }) => index)).toEqual([0, 1]);
    expect(report.outcomes[0]).toMatchObject({ resend: "safe", error: expect.any(UnaccountedError) });
    expect(report.outcomes[0]).toMatchObject({
      error: {
        message:
          "HubSpot answered 207 without a word on this input: was it merged or deleted? Sent again, it may be passed over again",
      },
    });
  });

  test("because HubSpot has not finished says so", async () => {
    const { fetch } = fakeFetch(() => respond(200, { status: "PENDING", results: [] }));
    const report = await updateRun(updates(1), { fetch });
    expect(report.outcomes[0]).toMatchObject({
      error: { message: expect.stringContaining("(its status is PENDING)") },
    });
  });

  test("an input with a result and an error is unknown", async () => {
    const { fetch } = fakeFetch(({ inputs }) =>
      answer(
        objectIds(inputs).map((objectId) => ({ objectId })),
        [{ message: "no", context: { ids: ["1"] } }],
        207,
      ),
    );
    const report = await updateRun(updates(3), { fetch });
    expect(report.outcomes.map(({ status }) => status)).toEqual(["succeeded", "unknown", "succeeded"]);
    expect(report.outcomes[1]).toMatchObject({ error: { message: "no" } });
    expect(report.untied).toEqual([{ objectId: "1" }]);
    expect(toBatchResponse(report)).toMatchObject({ results: [{}, {}, { objectId: "1" }], numErrors: 1 });
  });

  test("errors that name nobody are kept in the report", async () => {
    const error = { category: "INTERNAL", message: "something", context: { ids: [""] } };
    const { fetch } = fakeFetch((request) =>
      answer(
        objectIds(request.inputs).map((objectId) => ({ objectId })),
        [error],
      ),
    );
    const report = await updateRun(updates(3), { fetch });
    expect(report.counts.succeeded).toBe(3);
    expect(report.unattributed).toEqual([error]);
  });

  test("errors that name nobody are bounded when they are kept", async () => {
    const ids = Array.from({ length: 50_000 }, (_, id) => `id-${id}`);
    const { fetch } = fakeFetch((request) =>
      answer(
        objectIds(request.inputs).map((objectId) => ({ objectId })),
        [{ message: "x".repeat(100_000), context: { ids } }],
      ),
    );
    const report = await updateRun(updates(3), { fetch });
    expect(report.counts.succeeded).toBe(3);
    expect(report.unattributedCount).toBe(1);
    expect(JSON.stringify(report.unattributed).length).toBeLessThan(40_000);
  });

  describe("and whose errors name nobody", () => {
    /** Writes all but `bad`, of which each has an error of its own that does not say whose it is. */
    const partly =
      (bad: Readonly<Record<string, string>>, more: readonly object[] = []): Handler =>
      ({ inputs }) => {
        const ids = objectIds(inputs).map(String);
        const errors = ids.flatMap((id) => (bad[id] === undefined ? [] : [{ category: "BAD", message: bad[id] }]));
        const results = ids.filter((id) => bad[id] === undefined).map((objectId) => ({ objectId }));
        return answer(results.reverse(), [...errors.reverse(), ...more], 207);
      };

    test("has the one error for the one input that is left", async () => {
      const { fetch, sent } = fakeFetch(partly({ 3: "three" }));
      const report = await updateRun(updates(10), { fetch });
      expect(sent).toHaveLength(1);
      expect(report.outcomes[3]).toMatchObject({
        status: "failed",
        scope: "record",
        resend: "pointless",
        error: { name: "RefusedError", message: "three", category: "BAD", httpStatus: 207 },
      });
      expect(report.counts).toMatchObject({ succeeded: 9, failed: 1 });
      expect(report.unattributed).toEqual([]);
    });

    test("is asked again for each of several that are left, whose own error that is then", async () => {
      const { fetch, sent } = fakeFetch(partly({ 1: "one", 4: "four", 8: "eight" }));
      const report = await updateRun(updates(10), { fetch });
      expect(sent.map(({ inputs }) => objectIds(inputs).length)).toEqual([10, 1, 1, 1]);
      for (const [index, message] of [
        [1, "one"],
        [4, "four"],
        [8, "eight"],
      ] as const)
        expect(report.outcomes[index]).toMatchObject({ status: "failed", scope: "record", error: { message } });
      expect(report.counts).toMatchObject({ succeeded: 7, failed: 3 });
      expect(report.unattributed).toEqual([]);
    });

    test("is not asked again where all say the same", async () => {
      const { fetch, sent } = fakeFetch(partly({ 1: "no", 4: "no", 8: "no" }));
      const report = await updateRun(updates(10), { fetch });
      expect(sent).toHaveLength(1);
      expect(withStatus(report, "failed").map(({ index }) => index)).toEqual([1, 4, 8]);
    });

    test("is asked again in halves where there are fewer errors than inputs that are left", async () => {
      const { fetch } = fakeFetch((request, count) => {
        const inputs = request.inputs.filter(({ objectId }) => count > 1 || objectId !== "2");
        return partly({ 1: "one" })({ ...request, inputs }, count);
      });
      const report = await updateRun(updates(10), { fetch });
      expect(report.outcomes[2]).toMatchObject({ status: "succeeded" });
      expect(report.outcomes[1]).toMatchObject({ status: "failed", error: { message: "one" } });
    });

    test("asks no more than maxRequests, and says what was said of those that are left", async () => {
      const { fetch, sent } = fakeFetch(partly({ 1: "one", 4: "four", 8: "eight" }));
      const report = await updateRun(updates(10), { fetch, isolate: { maxRequests: 2 } });
      expect(sent).toHaveLength(3);
      expect(report.counts).toMatchObject({ succeeded: 7, failed: 2, unknown: 1 });
      expect(report.outcomes[8]).toMatchObject({
        error: {
          name: "UnaccountedError",
          message:
            "HubSpot answered 207 with 3 errors that name none of the inputs that they may be about: eight; four; one",
        },
      });
    });

    test("is not asked again where that could write a record twice", async () => {
      const { fetch, sent } = fakeFetch(() => answer([], [{ message: "one" }, { message: "other" }], 207));
      const report = await runOf(contactCreates, [{ properties: {} }, { properties: {} }], { fetch });
      expect(sent).toHaveLength(1);
      expect(report.counts).toMatchObject({ unknown: 2 });
      expect(report.unattributed).toHaveLength(2);
      expect(report.outcomes[0]).toMatchObject({
        resend: "read-first",
        error: { message: expect.stringContaining("2 errors that name none of the inputs") },
      });
    });

    test("has all of them for an input sent alone", async () => {
      const { fetch } = fakeFetch(() => answer([], [{ category: "VALIDATION_ERROR", message: "Enter a number" }], 207));
      const report = await upsertRun(upserts(1), { fetch });
      expect(report.outcomes[0]).toMatchObject({
        status: "failed",
        scope: "record",
        resend: "pointless",
        error: { message: "Enter a number", category: "VALIDATION_ERROR" },
      });
    });
  });

  test("whose errors count more than they list asks again for those that are left", async () => {
    const { fetch, sent } = fakeFetch(
      () => respond(207, { status: "COMPLETE", results: [{ objectId: "0" }, { objectId: "2" }], numErrors: 1 }),
      () => answer([], [{ message: "one" }], 207),
    );
    const report = await updateRun(updates(3), { fetch });
    expect(sent.map(({ inputs }) => objectIds(inputs))).toEqual([["0", "1", "2"], ["1"]]);
    expect(report.outcomes[1]).toMatchObject({ error: { message: "one" } });
  });

  test("whose errors end in the value of a unique property takes those out", async () => {
    const missing = new Set(["T7", "T23", "T58"]);
    const { fetch, sent } = fakeFetch(({ inputs }) => {
      const texts = inputs.flatMap(({ id }) => (missing.has(String(id)) ? [`0-420 tenant_id:${String(id)}`] : []));
      if (texts.length > 0)
        return refusal(404, { message: "Not found", context: { missingObjectPropertyValueCoordinates: texts } });
      return answer(inputs.map(({ id }) => ({ id: `9${String(id)}`, properties: { tenant_id: id } })).reverse());
    });
    const inputs = Array.from({ length: 100 }, (_, index) => ({ id: `T${index}`, idProperty: "tenant_id" }));
    const report = await runOf(contacts, inputs, { fetch });
    expect(sent).toHaveLength(2);
    expect(withStatus(report, "failed").map(({ index }) => index)).toEqual([7, 23, 58]);
    expect(report.counts.succeeded).toBe(97);
  });

  test("one error that names a thousand inputs is one object for all of them", async () => {
    const { fetch } = fakeFetch(({ inputs }) =>
      answer([], [{ message: "gone", context: { ids: objectIds(inputs) } }], 207),
    );
    const report = await updateRun(updates(100), { fetch });
    expect(new Set(withStatus(report, "failed").map(({ error }) => error)).size).toBe(1);
    expect(report.outcomes[0]).toMatchObject({ scope: "record", error: { httpStatus: 207, message: "gone" } });
  });
});

describe("inputs that look alike", () => {
  const results: Handler = ({ inputs }) =>
    answer(
      inputs
        .map(({ eventName, externalEventId }) => ({ eventName, objectId: `for ${String(externalEventId)}` }))
        .reverse(),
    );

  test("and are all answered are proven by count, with their records left untied", async () => {
    const { fetch, sent } = fakeFetch(results);
    const report = await upsertRun(
      upserts(3, (index) => (index < 2 ? "same" : "other")),
      { fetch },
    );
    expect(sent).toHaveLength(1);
    expect(report.ok).toBe(true);
    expect(report.outcomes.map((outcome) => outcome.status === "succeeded" && outcome.matchedBy)).toEqual([
      "count",
      "count",
      "echo",
    ]);
    expect(report.untied).toHaveLength(2);
    expect(report.outcomes[0]).not.toHaveProperty("record");
  });

  test("and are not all answered are sent again apart", async () => {
    const { fetch, sent } = fakeFetch((request, count) =>
      count === 1 ? answer([{ objectId: "for external-1", eventName: "same" }]) : results(request, count),
    );
    const report = await upsertRun(
      upserts(2, () => "same"),
      { fetch },
    );
    expect(sent.map(({ inputs }) => inputs.length)).toEqual([2, 1, 1]);
    expect(report.outcomes).toMatchObject([
      { status: "succeeded", record: { objectId: "for external-0" } },
      { status: "succeeded", record: { objectId: "for external-1" } },
    ]);
    expect(report.requests).toMatchObject({ lookAlike: 2, isolating: 0 });
    expect(report.untied).toEqual([]);
  });

  test("are told apart though a stop has come: they may have been written", async () => {
    const { fetch, sent } = fakeFetch((request, count) => {
      if (count > 1) return results(request, count);
      run.stop();
      return answer([{ objectId: "for external-1", eventName: "same" }]);
    });
    const run = upsertRun(
      upserts(2, () => "same"),
      { fetch },
    );
    expect((await run).counts).toMatchObject({ total: 2, succeeded: 2 });
    expect(sent.map(({ inputs }) => inputs.length)).toEqual([2, 1, 1]);
  });

  test("and whose second answer is lost keep what the first one returned, untied", async () => {
    const given = [
      { objectId: "for external-0", eventName: "same" },
      { objectId: "for external-1", eventName: "same" },
    ];
    const { fetch, sent } = fakeFetch(
      () => answer(given, [{ message: "one of them" }], 207),
      (request, count) => {
        if (count === 2) throw connectionError("ECONNRESET");
        return results(request, count);
      },
    );
    const report = await upsertRun(
      upserts(4, () => "same"),
      { fetch, retry: { maxRetries: 0 } },
    );
    expect(sent.map(({ inputs }) => inputs.map(({ externalEventId }) => externalEventId))).toEqual([
      ["external-0", "external-1", "external-2", "external-3"],
      ["external-0", "external-2"],
      ["external-1", "external-3"],
    ]);
    expect(report.counts).toMatchObject({ succeeded: 2, unknown: 2 });
    // The second answer replaces what the first one had of the same records.
    expect(report.untied).toEqual([
      { objectId: "for external-3", eventName: "same" },
      { objectId: "for external-1", eventName: "same" },
      { objectId: "for external-0", eventName: "same" },
    ]);
  });

  test("and whose results share an id keep all of them, where the second answers are lost", async () => {
    const twice = [
      { objectId: "1", eventName: "same", eventType: "first" },
      { objectId: "1", eventName: "same", eventType: "second" },
    ];
    const { fetch } = fakeFetch(
      () => answer(twice, [{ message: "one of them" }], 207),
      () => {
        throw connectionError("ECONNRESET");
      },
    );
    const report = await upsertRun(
      upserts(4, () => "same"),
      { fetch, retry: { maxRetries: 0 } },
    );
    expect(report.counts).toMatchObject({ unknown: 4 });
    expect(report.untied).toEqual(twice);
  });

  test("a thousand of them take ten requests", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      answer(inputs.map((input, index) => ({ ...input, externalEventId: null, objectId: `${sent.length}-${index}` }))),
    );
    const report = await upsertRun(
      upserts(1_000, () => "same"),
      { fetch },
    );
    expect(report.ok).toBe(true);
    expect(sent).toHaveLength(10);
    expect(withStatus(report, "succeeded").every(({ matchedBy }) => matchedBy === "count")).toBe(true);
  });

  test("are unknown, and not sent again, where the operation is not idempotent", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      answer(inputs.slice(1).map((_, index) => ({ id: String(index), properties: {} }))),
    );
    const report = await runOf(contactCreates, [{ properties: {} }, { properties: {} }], { fetch });
    expect(sent).toHaveLength(1);
    expect(report.outcomes).toMatchObject(Array(2).fill({ status: "unknown", resend: "read-first" }));
  });
});

describe("an operation that is not idempotent", () => {
  test("is not sent again after a lost answer, whose inputs are to be looked up first", async () => {
    const { fetch, sent } = fakeFetch(() => {
      throw connectionError("ECONNRESET");
    });
    const report = await runOf(contactCreates, [{ properties: {} }], { fetch });
    expect(sent).toHaveLength(1);
    expect(report.outcomes).toMatchObject([
      { status: "unknown", resend: "read-first", error: { name: "NetworkError" } },
    ]);
  });
});

describe("an operation whose success has no content", () => {
  const ids = [{ id: "1" }, { id: "2" }];

  test("has succeeded for all when it is answered with nothing", async () => {
    const { fetch } = fakeFetch(() => new Response(null, { status: 204 }));
    const report = await archiveRun(ids, { fetch });
    expect(report.outcomes).toMatchObject(Array(2).fill({ status: "succeeded", matchedBy: "count" }));
  });

  test("has failed for those whom an error names", async () => {
    const { fetch } = fakeFetch(() =>
      respond(207, { status: "COMPLETE", errors: [{ message: "no", context: { ids: ["2"] } }] }),
    );
    const report = await archiveRun(ids, { fetch });
    expect(report.outcomes).toMatchObject([
      { status: "succeeded", matchedBy: "count" },
      { status: "failed", error: { message: "no" } },
    ]);
  });

  test("has succeeded where its answer has results to show, and none", async () => {
    const { fetch } = fakeFetch(() => answer([]));
    const report = await archiveRun(ids, { fetch });
    expect(report.outcomes).toMatchObject(Array(2).fill({ status: "succeeded", matchedBy: "count" }));
  });

  test("is asked again, in halves, for an error that names nobody", async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ id: String(index) }));
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      inputs.some(({ id }) => id === "42") ? answer([], [{ message: "no" }], 207) : new Response(null, { status: 204 }),
    );
    const report = await archiveRun(many, { fetch });
    expect(report.counts).toMatchObject({ succeeded: 99 });
    expect(report.outcomes[42]).toMatchObject({ error: { message: "no" } });
    expect(sent.length).toBeLessThanOrEqual(16);
  });
});

describe("trace ids", () => {
  test("are stamped on what is sent, one for each input, and not on the caller's objects", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      answer(inputs.map(({ objectWriteTraceId }, index) => ({ id: `9${index}`, objectWriteTraceId })).reverse()),
    );
    const inputs = Array.from({ length: 3 }, (_, index) =>
      Object.freeze({ id: `key ${index}`, idProperty: "sku", properties: {} }),
    );
    const report = await runOf(contacts, inputs, { fetch });
    const traces = sent[0]!.inputs.map((input) => input["objectWriteTraceId"]);
    expect(new Set(traces).size).toBe(3);
    expect(
      report.outcomes.map((outcome) => outcome.status === "succeeded" && [outcome.recordId, outcome.matchedBy]),
    ).toEqual([
      ["90", "trace"],
      ["91", "trace"],
      ["92", "trace"],
    ]);
    expect(report.outcomes[0]!.input).toBe(inputs[0]);
    expect(inputs[0]).not.toHaveProperty("objectWriteTraceId");
  });
});

test("a contract's `send` is asked once for a run, so that it can't fail half way", async () => {
  const { fetch, sent } = fakeFetch(
    () => refusal(400, { message: "no", context: { ids: ["1"] } }),
    () => answer([{ id: "2" }]),
  );
  let sends = 0;
  const send: Operation["send"] = (...given) => {
    if (sends++ > 0) throw new Error("no such path");
    return contacts.send(...given);
  };
  const report = await runOf({ ...contacts, send }, [{ id: "1" }, { id: "2" }], { fetch });
  expect(report.outcomes).toMatchObject([{ status: "failed", error: { message: "no" } }, { status: "succeeded" }]);
  expect(sent.map(({ inputs }) => inputs.length)).toEqual([2, 1]);
});

test("a contract whose `send` does not send leaves its inputs unsent, and the run ends", async () => {
  const { fetch } = fakeFetch(updated);
  for (const send of [async () => ({ response: new Response() }), () => Promise.reject(new Error("no such path"))]) {
    const report = await runOf({ ...contacts, send }, [{ id: "1" }], { fetch });
    expect(report.outcomes).toMatchObject([{ status: "unsent", error: { name: "CallerError" } }]);
    expect(report.halted).toMatchObject({ reason: "callback-failed", error: { name: "CallerError" } });
  }
});

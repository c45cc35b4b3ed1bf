import { describe, expect, test } from "vitest";
import { withStatus } from "../../src/outcome/outcome.js";
import { HttpError, RefusedError } from "../../src/outcome/refusals.js";
import { fakeTime } from "../helpers/fake-time.js";
import { connectionError, fakeFetch, type Handler, refusal, updated } from "../helpers/http.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

const objectIds = (inputs: readonly Record<string, unknown>[]) => inputs.map((input) => input["objectId"]);

/** Refuses batches that hold one of `bad`, without a word on which. */
const refusing =
  (bad: readonly string[], status = 400, then: Handler = updated): Handler =>
  (request, count) =>
    objectIds(request.inputs).some((id) => bad.includes(String(id)))
      ? refusal(status, { category: "VALIDATION_ERROR", message: `one of ${request.inputs.length} is bad` })
      : then(request, count);

describe("a refused batch", () => {
  test("whose error names inputs is sent again without them", async () => {
    const { fetch, sent } = fakeFetch(
      () => refusal(400, { category: "VALIDATION_ERROR", message: "no", context: { ids: ["3", "7"] } }),
      updated,
    );
    const report = await updateRun(updates(10), { fetch });
    expect(sent).toHaveLength(2);
    expect(objectIds(sent[1]!.inputs)).toEqual(["0", "1", "2", "4", "5", "6", "8", "9"]);
    expect(withStatus(report, "failed").map(({ index }) => index)).toEqual([3, 7]);
    expect(withStatus(report, "failed")[0]).toMatchObject({
      scope: "record",
      resend: "pointless",
      error: { name: "RefusedError", httpStatus: 400, category: "VALIDATION_ERROR", cause: expect.any(HttpError) },
    });
    expect(report.counts.succeeded).toBe(8);
    expect(report.requests).toMatchObject({ sent: 2, isolating: 1, retried: 0 });
  });

  test.each([400, 404, 409, 422])(
    "with a %d that names nobody is searched: each culprit is refused alone",
    async (status) => {
      const { fetch, sent } = fakeFetch(refusing(["13", "77"], status));
      const report = await updateRun(updates(100), { fetch });
      const failed = withStatus(report, "failed");
      expect(failed.map(({ input }) => input.objectId)).toEqual(["13", "77"]);
      for (const { error, scope } of failed) {
        expect(scope).toBe("record");
        expect(error).toBeInstanceOf(RefusedError);
        expect(error.message).toBe("one of 1 is bad");
      }
      expect(report.counts.succeeded).toBe(98);
      expect(sent.length).toBeLessThanOrEqual(20);
      expect(report.requests.isolating).toBe(sent.length - 1);
      const written = sent.filter(({ inputs }) => !objectIds(inputs).some((id) => id === "13" || id === "77"));
      expect(written.flatMap(({ inputs }) => inputs)).toHaveLength(98);
    },
  );

  test("of nothing but bad records, each refused in words of its own, takes hardly more requests than it has records", async () => {
    const word = (id: unknown) => String(id).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      refusal(400, { message: `bad as ${word(inputs[0]?.["objectId"])}` }),
    );
    const report = await updateRun(updates(100), { fetch });
    expect(withStatus(report, "failed").every(({ scope }) => scope === "record")).toBe(true);
    expect(report.counts.failed).toBe(100);
    expect(sent.length).toBeLessThanOrEqual(112);
  });

  test("of nothing but records that are refused in the same words is one call that is wrong", async () => {
    const { fetch, sent } = fakeFetch(refusing(updates(100).map(({ objectId }) => objectId)));
    const report = await updateRun(updates(100), { fetch });
    expect(withStatus(report, "failed")).toHaveLength(100);
    for (const { scope, resend, error } of withStatus(report, "failed"))
      expect({ scope, resend, name: error.name }).toEqual({ scope: "batch", resend: "pointless", name: "HttpError" });
    expect(report.errors).toHaveLength(1);
    expect(sent.length).toBeLessThanOrEqual(20);
  });

  test("with a hundred and fifty alike before many good ones: what the budget leaves unseen may be sent again", async () => {
    const bad = updates(150).map(({ objectId }) => objectId);
    for (const length of [400, 1_200]) {
      const { fetch, sent } = fakeFetch(refusing(bad));
      const report = await updateRun(updates(length), { fetch, batchSize: 400 });
      const alone = new Set(sent.flatMap(({ inputs }) => (inputs.length === 1 ? objectIds(inputs) : [])));
      const failed = withStatus(report, "failed");
      for (const { input, scope, resend } of failed) {
        if (bad.includes(input.objectId) && alone.has(input.objectId)) expect(resend).toBe("pointless");
        else expect({ scope, resend }).toEqual({ scope: "batch", resend: "safe" });
      }
      expect(failed.some(({ resend }) => resend === "safe")).toBe(true);
      expect(report.counts.succeeded).toBeGreaterThanOrEqual(length - 400);
    }
  });

  test.each([413, 414])("with a %d is halved, which infers nothing of its records", async (status) => {
    const { fetch, sent } = fakeFetch((request, count) =>
      request.inputs.length > 30 ? refusal(status) : updated(request, count),
    );
    const report = await updateRun(updates(100), { fetch });
    expect(report.ok).toBe(true);
    expect(sent.map(({ inputs }) => inputs.length)).toEqual([100, 50, 25, 25, 50, 25, 25]);
  });

  test("that is still too large with one record is that record's failure", async () => {
    const { fetch } = fakeFetch(refusing(["1"], 413));
    const report = await updateRun(updates(3), { fetch });
    expect(withStatus(report, "failed")).toMatchObject([{ index: 1, scope: "record", error: { httpStatus: 413 } }]);
    expect(report.counts.succeeded).toBe(2);
  });

  test("with a status that is about no record fails as a whole, and may be sent again", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(405));
    const report = await updateRun(updates(10), { fetch });
    expect(sent).toHaveLength(1);
    expect(withStatus(report, "failed")).toHaveLength(10);
    expect(report.outcomes[0]).toMatchObject({
      scope: "batch",
      resend: "safe",
      error: { name: "HttpError", status: 405 },
    });
  });

  test("of one record is that record's failure, at once", async () => {
    const { fetch, sent } = fakeFetch(refusing(["0"]));
    const report = await updateRun(updates(1), { fetch });
    expect(sent).toHaveLength(1);
    expect(report.outcomes).toMatchObject([{ status: "failed", scope: "record", resend: "pointless" }]);
  });

  test("is not searched with isolate: false", async () => {
    const { fetch, sent } = fakeFetch(refusing(["3"]));
    const report = await updateRun(updates(100), { fetch, isolate: false });
    expect(sent).toHaveLength(1);
    expect(withStatus(report, "failed").every(({ scope }) => scope === "batch")).toBe(true);
    expect(report.counts.failed).toBe(100);
  });

  test("costs no more than maxRequests; what is left undecided fails as a batch", async () => {
    const bad = Array.from({ length: 50 }, (_, index) => String(index * 2));
    const { fetch, sent } = fakeFetch(refusing(bad));
    const report = await updateRun(updates(100), { fetch, isolate: { maxRequests: 10 } });
    expect(sent).toHaveLength(11);
    expect(report.counts.succeeded + report.counts.failed).toBe(100);
    const failed = withStatus(report, "failed");
    expect(failed.some(({ scope }) => scope === "batch")).toBe(true);
    for (const { scope, input } of failed) if (scope === "record") expect(bad).toContain(input.objectId);
    for (const { input } of withStatus(report, "succeeded")) expect(bad).not.toContain(input.objectId);
  });

  test("maxRefusals bounds the refusals of all batches together", async () => {
    const bad = Array.from({ length: 200 }, (_, place) => `${place * 5}`);
    let refused = 0;
    const { fetch } = fakeFetch((request, count) => {
      const answer = refusing(bad)(request, count) as Response;
      if (answer.status === 400) refused++;
      return answer;
    });
    const report = await updateRun(updates(1_000), { fetch, concurrency: 1, isolate: { maxRefusals: 30 } });
    expect(refused).toBe(30 + 9);
    expect(report.counts.failed).toBeGreaterThan(900);
  });

  test("of nothing but bad records is searched no further than shows that maxRefusals would not do", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) =>
      refusal(400, { message: `bad as ${"x".repeat(Number(inputs[0]?.["objectId"]) % 50)}` }),
    );
    const report = await updateRun(updates(1_000), { fetch, concurrency: 3, isolate: { maxRefusals: 30 } });
    expect(sent.length).toBeLessThan(30 + 9);
    expect(report.counts.failed).toBe(1_000);
    expect(report.resend).toMatchObject({ safe: 1_000 - 12, pointless: 12 });
  });

  test("half of whose beginning is bad is searched to its end, though nothing else was sent before", async () => {
    const bad = Array.from({ length: 20 }, (_, index) => `${index * 2}`);
    const { fetch } = fakeFetch(refusing(bad));
    const report = await updateRun(updates(3_000), { fetch, concurrency: 1 });
    expect(withStatus(report, "failed").map(({ index }) => String(index))).toEqual(bad);
    expect(report.counts.succeeded).toBe(2_980);
  });

  test("whose search is lost on the way leaves unknown only what was lost", async () => {
    const { fetch } = fakeFetch(refusing(["0"]), (request, count) => {
      if (objectIds(request.inputs).includes("99")) throw connectionError("ECONNRESET");
      return refusing(["0"])(request, count);
    });
    const report = await updateRun(updates(100), { fetch, retry: { maxRetries: 0 } });
    expect(withStatus(report, "failed").map(({ index }) => index)).toEqual([0]);
    const unknown = withStatus(report, "unknown").map(({ index }) => index);
    expect(unknown).toContain(99);
    expect(report.counts.succeeded).toBe(99 - unknown.length);
  });

  test("whose search meets the daily limit is unsent from there, and nothing more is sent", async () => {
    const { fetch, sent } = fakeFetch(refusing(["0"]), refusing(["0"]), () => refusal(429, { policyName: "DAILY" }));
    const report = await updateRun(updates(300), { fetch, concurrency: 1 });
    expect(sent).toHaveLength(3);
    expect(report.halted).toMatchObject({ reason: "daily-limit" });
    expect(report.counts.unknown).toBe(0);
    expect(report.counts.succeeded + report.counts.failed + report.counts.unsent).toBe(300);
    expect(report.requests.isolating).toBe(2);
  });

  test("whose search is overtaken by a stop is let go of: it was not processed, and its refusal says why", async () => {
    const written: string[] = [];
    const { fetch, sent } = fakeFetch(async (request, count) => {
      if (count === 3) run.stop();
      const reply = await refusing(["42"])(request, count);
      if (reply.status === 200) written.push(...objectIds(request.inputs).map(String));
      return reply;
    });
    const run = updateRun(updates(300), { fetch, concurrency: 1 });
    const report = await run;
    expect(sent).toHaveLength(3);
    expect(written.length).toBeGreaterThan(0);
    expect(withStatus(report, "succeeded").map(({ input }) => input.objectId)).toEqual(written);
    expect(report.counts).toMatchObject({ total: 300, failed: 0, unknown: 0, unsent: 300 - written.length });
    const [first, last] = withStatus(report, "unsent").filter(({ index }) => index === 42 || index === 299);
    expect(first).toMatchObject({ reason: "stopped", resend: "safe", error: { name: "HttpError", status: 400 } });
    expect(last).not.toHaveProperty("error");
  });
});

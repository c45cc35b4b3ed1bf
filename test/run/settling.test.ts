import { describe, expect, test, vi } from "vitest";
import { withStatus } from "../../src/outcome/outcome.js";
import { fakeTime } from "../helpers/fake-time.js";
import { answer, fakeFetch, type Handler, refusal, updated } from "../helpers/http.js";
import { updates, upserts } from "../helpers/inputs.js";
import { updateRun, upsertRun } from "../helpers/run.js";

fakeTime();

/** Refuses batches that hold one of `bad`, without a word on which. */
const refusing =
  (bad: readonly string[], status = 400, then: Handler = updated): Handler =>
  (request, count) =>
    request.inputs.some(({ objectId }) => bad.includes(String(objectId)))
      ? refusal(status, { category: "VALIDATION_ERROR", message: `one of ${request.inputs.length} is bad` })
      : then(request, count);

describe("what an earlier request may have written", () => {
  const quick = { retry: { initialDelayMs: 0, maxDelayMs: 0 } };
  const lost: Handler = () => refusal(502, { message: "lost" });

  test("is unknown where the whole batch is refused after it", async () => {
    const { fetch } = fakeFetch(lost, () => refusal(413, { message: "large" }));
    const run = updateRun(updates(3), { fetch, ...quick, isolate: false }).then((report) => report);
    await vi.runAllTimersAsync();
    const report = await run;
    expect(report.counts).toMatchObject({ unknown: 3, failed: 0 });
    for (const { error, resend } of withStatus(report, "unknown")) {
      expect(error).toMatchObject({ name: "HttpError", status: 502 });
      expect(resend).toBe("safe");
    }
  });

  test("is unknown where nothing more may be sent after it", async () => {
    const { fetch } = fakeFetch(
      lost,
      () => refusal(409, { message: "conflict" }),
      () => refusal(403, { message: "no" }),
    );
    const run = updateRun(updates(2), { fetch, ...quick }).then((report) => report);
    await vi.runAllTimersAsync();
    const report = await run;
    expect(report.halted?.reason).toBe("forbidden");
    expect(report.counts).toMatchObject({ unknown: 2, unsent: 0 });
  });

  test("is unknown where HubSpot refuses the record itself, with its refusal", async () => {
    const { fetch } = fakeFetch(lost, refusing(["1"]));
    const run = updateRun(updates(3), { fetch, ...quick }).then((report) => report);
    await vi.runAllTimersAsync();
    const report = await run;
    expect(report.counts).toMatchObject({ succeeded: 2, unknown: 1 });
    expect(report.outcomes[1]).toMatchObject({
      status: "unknown",
      resend: "safe",
      error: { name: "RefusedError", httpStatus: 400 },
    });
  });

  test("is failed where HubSpot itself said before that the attempt failed", async () => {
    const { fetch } = fakeFetch(() => refusal(503), refusing(["1"]));
    const run = updateRun(updates(3), { fetch, ...quick }).then((report) => report);
    await vi.runAllTimersAsync();
    const report = await run;
    expect(withStatus(report, "failed").map(({ index, scope }) => ({ index, scope }))).toEqual([
      { index: 1, scope: "record" },
    ]);
    expect(report.counts.succeeded).toBe(2);
  });

  test("stays unknown though HubSpot says of a later request that it failed", async () => {
    const anew = () => {
      let alone = 0;
      const handler: Handler = (request, count) => {
        if (count === 1) return lost(request, count);
        const bad = request.inputs.some(({ objectId }) => objectId === "1");
        if (!bad) return updated(request, count);
        if (request.inputs.length === 1 && alone++ === 0) return refusal(503);
        return refusal(400);
      };
      return handler;
    };
    const run = updateRun(updates(3), { fetch: fakeFetch(anew()).fetch, ...quick }).then((report) => report);
    await vi.runAllTimersAsync();
    expect((await run).outcomes[1]).toMatchObject({ status: "unknown", error: { name: "RefusedError" } });
  });

  test("is unknown for look-alikes of which an answer wrote some, though each is refused after it", async () => {
    const inputs = upserts(3).map((input) => ({ ...input, eventName: "Same" }));
    const { fetch } = fakeFetch(
      () =>
        answer(
          ["1", "2"].map((id) => ({ id, eventName: "Same" })),
          [{ message: "x" }],
          207,
        ),
      () => refusal(400, { message: "no" }),
    );
    const report = await upsertRun(inputs, { fetch });
    expect(report.counts).toMatchObject({ unknown: 3, failed: 0 });
  });
});

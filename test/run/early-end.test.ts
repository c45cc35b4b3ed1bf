import { describe, expect, test, vi } from "vitest";
import { fakeTime } from "../helpers/fake-time.js";
import { after, connectionError, fakeFetch, type Handler, hang, refusal, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { counting, slowly, updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

describe("an early end", () => {
  test("leaving the loop stops the sending, aborts what is in flight, and closes the source", async () => {
    const { fetch, sent } = fakeFetch(updated, hang);
    const seen = { read: 0, closed: false };
    const run = updateRun(counting(100_000, seen), { fetch, concurrency: 4 });
    const leaving = (async () => {
      for await (const outcome of run) {
        expect(outcome.status).toBe("succeeded");
        break;
      }
    })();
    await inTime(leaving);
    expect(seen.closed).toBe(true);
    expect(sent.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
    const before = sent.length;
    const { counts, halted, source } = await run.summary();
    expect(halted?.reason).toBe("aborted");
    expect(counts).toMatchObject({ total: seen.read, succeeded: 100 });
    expect(counts.unknown).toBe((before - 1) * 100);
    expect(counts.unsent).toBe(seen.read - before * 100);
    expect(source).toMatchObject({ read: seen.read, exhausted: false });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sent).toHaveLength(before);
  });

  test("an error in the loop's body leaves it in the same way, and is the caller's", async () => {
    const { fetch, sent } = fakeFetch(updated, hang);
    const seen = { read: 0, closed: false };
    const run = updateRun(counting(10_000, seen), { fetch });
    const leaving = (async () => {
      for await (const outcomes of run.batches()) throw new Error(`no more than ${outcomes.length}`);
    })();
    await expect(inTime(leaving)).rejects.toThrow("no more than 100");
    expect(seen.closed).toBe(true);
    expect(sent.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
    expect((await run.summary()).counts.total).toBe(seen.read);
  });

  test("a stop reads no more, begins no batch, and waits for those in flight", async () => {
    const { fetch, sent } = fakeFetch(after(500, updated));
    const run = updateRun(updates(5_000), { fetch });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(4);
    run.stop();
    const { counts, halted, outcomes, source } = await report;
    expect(halted).toEqual({ reason: "stopped" });
    expect(counts).toEqual({ total: 5_000, succeeded: 400, failed: 0, unknown: 0, unsent: 4_600 });
    expect(outcomes.map(({ index }) => index)).toEqual(outcomes.map((_, index) => index));
    expect(outcomes[4_999]).toMatchObject({ status: "unsent", reason: "stopped", resend: "safe" });
    expect(source).toEqual({ read: 5_000, exhausted: true, settledUpTo: 400 });
    expect(sent).toHaveLength(4);
    expect(sent.some(({ signal }) => signal.aborted)).toBe(false);
  });

  const refusedConnection: Handler = () => {
    throw connectionError("ECONNREFUSED");
  };
  test.each<[string, Handler, object]>([
    ["locked", () => refusal(423), { name: "HttpError", status: 423 }],
    ["limited", () => refusal(429, {}, { "retry-after": "60" }), { name: "HttpError", status: 429 }],
    ["without a connection", refusedConnection, { name: "NetworkError" }],
  ])("a stop lets go at once of what is %s: it is unsent", async (_, handler, error) => {
    const { fetch, sent } = fakeFetch(handler);
    const run = updateRun(updates(3), { fetch, retry: { initialDelayMs: 60_000, maxDelayMs: 60_000 } });
    vi.spyOn(Math, "random").mockReturnValue(1);
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(1);
    run.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    const { outcomes, halted } = await report;
    expect(outcomes).toMatchObject(
      [0, 1, 2].map(() => ({ status: "unsent", reason: "stopped", resend: "safe", error })),
    );
    expect(halted).toEqual({ reason: "stopped" });
    expect(sent).toHaveLength(1);
  });

  const bad: Handler = ({ inputs }) => (inputs.some(({ objectId }) => objectId === "0") ? refusal(400) : refusal(423));
  const forEver = () => new Promise<never>(() => {});
  test.each<[string, Omit<Parameters<typeof updateRun>[1], "fetch"> & { readonly handler?: Handler }, number]>([
    ["a search for bad records in backoff", { handler: bad }, 4],
    [
      "a search for bad records that waits for the quota",
      { handler: bad, quota: { requests: 1, intervalMs: 60_000 } },
      1,
    ],
    [
      "a batch that waits for what another's search finds",
      { handler: () => refusal(400), batchSize: 2, quota: { requests: 2, intervalMs: 60_000 } },
      2,
    ],
    ["a wait for the first token", { accessToken: forEver }, 0],
    [
      "a wait for another token",
      { handler: () => refusal(401), accessToken: ({ rejected }) => (rejected ? forEver() : "first") },
      1,
    ],
    ["a request that is not heard yet", { beforeSend: forEver }, 0],
    ["a source that gives nothing", { handler: updated }, 0],
  ])("a stop lets go at once of %s", async (what, { handler = updated, ...options }, requests) => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { fetch, sent } = fakeFetch(handler);
    const source = what.startsWith("a source") ? { [Symbol.asyncIterator]: () => ({ next: forEver }) } : updates(4);
    const retry = { initialDelayMs: 60_000, maxDelayMs: 60_000 };
    const run = updateRun(source, { fetch, retry, ...options });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(requests);
    run.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    const { counts, halted } = await report;
    expect(halted).toEqual({ reason: "stopped" });
    // What was refused alone is decided.
    expect(counts.unsent).toBe(counts.total - (what.endsWith("in backoff") ? 1 : 0));
    expect(sent).toHaveLength(requests);
  });

  test("a stop with graceMs waits so long for what is in flight, then cuts it", async () => {
    const { fetch, sent } = fakeFetch(after(500, updated), hang);
    const run = updateRun(updates(5_000), { fetch });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    const stoppedMs = performance.now();
    let abortedMs = 0;
    sent[1]?.signal.addEventListener("abort", () => (abortedMs = performance.now()));
    run.stop({ graceMs: 2_000 });
    const { counts, halted, outcomes } = await report;
    expect(sent).toHaveLength(4);
    expect(abortedMs - stoppedMs).toBe(2_000);
    expect(halted).toEqual({ reason: "stopped" });
    expect(counts).toMatchObject({ succeeded: 100, unknown: 300, unsent: 4_600 });
    expect(outcomes[100]).toMatchObject({ status: "unknown", resend: "safe", error: { name: "NetworkError" } });
  });

  test("the graceMs of a stop counts though the run is still being made, and so does a loop that is left then", async () => {
    const onProgress = () => new Promise<void>(() => {});
    const stopped = updateRun(updates(1), { fetch: fakeFetch(updated).fetch, onProgress });
    const report = inTime(stopped);
    stopped.stop({ graceMs: 50 });
    expect(await report).toMatchObject({ halted: { reason: "stopped" }, counts: { unsent: 1 } });
    const left = updateRun(updates(1), { fetch: fakeFetch(updated).fetch, onProgress });
    const batches = left.batches();
    left.stop();
    await inTime(batches.return!());
    expect((await left.summary()).halted).toEqual({ reason: "stopped" });
  });

  test("a second stop may be more impatient; what is over before its grace leaves no timer", async () => {
    const { fetch } = fakeFetch(hang);
    const run = updateRun(updates(10), { fetch });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    run.stop({ graceMs: 60_000 });
    run.stop({ graceMs: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect((await report).counts).toMatchObject({ unknown: 10 });
    run.stop({ graceMs: 60_000 });
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    [{ graceMs: -1 }, "Expected `graceMs` to be a whole number from 0 to 2147483647, got -1"],
    [{ grace: 1 }, "Expected `options` to have only graceMs, got `grace`"],
    [5_000, "Expected `options` to be an object, got 5000"],
  ])("a stop with %j is a mistake, and stops nothing", async (options, message) => {
    const { fetch } = fakeFetch(updated);
    const run = updateRun(updates(10), { fetch });
    // The types refuse it.
    expect(() => run.stop(options as object)).toThrow(new TypeError(message));
    expect((await inTime(run)).ok).toBe(true);
  });

  test("a stop lets go of what waits for the quota, and waits for what is in flight", async () => {
    const { fetch, sent } = fakeFetch(after(500, updated));
    const run = updateRun(updates(5), { fetch, batchSize: 1, quota: { requests: 2, intervalMs: 60_000 } });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    run.stop();
    const { counts } = await report;
    expect(counts).toMatchObject({ succeeded: 2, unsent: 3 });
    expect(sent).toHaveLength(2);
  });

  test("a stop brings to its end what may have been written", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(503), updated);
    const run = updateRun(updates(3), { fetch });
    vi.spyOn(Math, "random").mockReturnValue(1);
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(100);
    run.stop();
    expect((await report).counts).toMatchObject({ succeeded: 3 });
    expect(sent).toHaveLength(2);
  });

  test("a stop leaves the source where it is, and closes it", async () => {
    for (const slow of [false, true]) {
      const { fetch, sent } = fakeFetch(after(5_000, updated));
      const seen = { read: 0, closed: false };
      const source = counting(5_000, seen);
      const run = updateRun(slow ? slowly(source) : source, { fetch });
      const report = inTime(run);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(sent.length).toBeGreaterThan(0);
      const { read } = seen;
      run.stop();
      const { source: summary } = await report;
      // One that was asked for already may still come.
      expect(summary.read - read).toBeLessThanOrEqual(slow ? 1 : 0);
      expect(seen).toEqual({ read: summary.read, closed: true });
    }
  });

  test.each([
    ["a generator", () => counting(400, { read: 0, closed: false })],
    ["an asynchronous one", () => slowly(updates(400), 0)],
    ["a set", () => new Set(updates(400))],
    ["an array", () => updates(400)],
  ])("a stop ends nothing where all was sent that %s has", async (_, source) => {
    const { fetch, sent } = fakeFetch(after(5_000, updated));
    const run = updateRun(source(), { fetch });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toHaveLength(4);
    run.stop();
    const { ok, halted, counts, source: read } = await report;
    expect({ ok, halted, counts, read }).toMatchObject({
      ok: true,
      halted: undefined,
      counts: { total: 400, succeeded: 400 },
      read: { read: 400, exhausted: true },
    });
  });

  test("inputs of one record that wait for each other are unsent when the run ends", async () => {
    const { fetch, sent } = fakeFetch(after(500, updated));
    const inputs = Array.from({ length: 300 }, (_, index) => ({ objectId: "1", eventName: `Name ${index}` }));
    const run = updateRun(inputs, { fetch });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(700);
    run.stop();
    const { counts, outcomes } = await report;
    expect(sent).toHaveLength(2);
    expect(counts).toEqual({ total: 300, succeeded: 2, failed: 0, unknown: 0, unsent: 298 });
    expect(outcomes.map(({ index, input }) => [index, input])).toEqual(inputs.map((input, index) => [index, input]));
  });

  test("a stop before the first use sends nothing", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const run = updateRun(updates(250), { fetch });
    run.stop();
    const report = await inTime(run);
    expect(report).toMatchObject({ ok: false, counts: { total: 250, unsent: 250 }, halted: { reason: "stopped" } });
    expect(sent).toHaveLength(0);
  });

  test("a signal aborted beforehand sends nothing, and settles every input of an array", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const report = await inTime(updateRun(updates(250), { fetch, signal: AbortSignal.abort() }));
    expect(report).toMatchObject({ counts: { total: 250, unsent: 250 }, halted: { reason: "aborted" } });
    expect(report.source).toEqual({ read: 250, exhausted: true, settledUpTo: 0 });
    const seen = { read: 0, closed: false };
    const other = await inTime(updateRun(counting(250, seen), { fetch, signal: AbortSignal.abort() }));
    expect(other).toMatchObject({ counts: { total: 0 }, source: { read: 0, exhausted: false } });
    expect(seen.read).toBe(0);
    expect(sent).toHaveLength(0);
  });

  test("a signal cuts: what is in flight is unknown, what was read is unsent", async () => {
    const { fetch, sent } = fakeFetch(hang);
    const controller = new AbortController();
    const report = inTime(updateRun(updates(1_000), { fetch, signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(50);
    controller.abort();
    const { counts, halted, outcomes } = await report;
    expect(counts).toMatchObject({ total: 1_000, unknown: 400, unsent: 600 });
    expect(halted).toEqual({ reason: "aborted" });
    expect(sent.every(({ signal }) => signal.aborted)).toBe(true);
    expect(outcomes[0]).toMatchObject({ status: "unknown", resend: "safe", error: { name: "NetworkError" } });
  });

  test("the caller's own signal has no listener of a run's, before its end or after", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    await inTime(updateRun(updates(500), { fetch: fakeFetch(updated).fetch, signal }));
    expect(added).not.toHaveBeenCalled();
  });

  test("totalTimeoutMs cuts, wherever the run is", async () => {
    const { fetch, sent } = fakeFetch(hang);
    const report = await inTime(updateRun(updates(600), { fetch, totalTimeoutMs: 3_000 }));
    expect(report).toMatchObject({ halted: { reason: "timed-out" }, counts: { unknown: 400, unsent: 200 } });
    expect(sent).toHaveLength(4);

    const stuck = updateRun(updates(3), { fetch, totalTimeoutMs: 3_000, accessToken: () => new Promise(() => {}) });
    expect(await inTime(stuck)).toMatchObject({ halted: { reason: "timed-out" }, counts: { unsent: 3 } });

    const silent: AsyncIterable<never> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
    const waiting = updateRun(silent, { fetch, totalTimeoutMs: 3_000 });
    expect(await inTime(waiting)).toMatchObject({ halted: { reason: "timed-out" }, counts: { total: 0 } });
  });

  test("totalTimeoutMs leaves no timer behind a run that is faster", async () => {
    await inTime(updateRun(updates(3), { fetch: fakeFetch(updated).fetch, totalTimeoutMs: 1_000_000 }));
    expect(vi.getTimerCount()).toBe(0);
  });

  test("five batches given up in a row are enough", async () => {
    const { fetch, sent } = fakeFetch(() => {
      throw connectionError("ECONNREFUSED");
    });
    const report = await inTime(updateRun(updates(2_000), { fetch, retry: { maxRetries: 1 } }));
    expect(report).toMatchObject({ halted: { reason: "unavailable", error: { name: "NetworkError" } } });
    expect(report.counts).toMatchObject({ total: 2_000, unsent: 2_000 });
    expect(sent.length).toBeLessThanOrEqual(12);
  });

  test("an answer in between starts the count of batches given up anew", async () => {
    const { fetch } = fakeFetch((request, count) => {
      if (count % 3 === 0) return updated(request, count);
      throw connectionError("ECONNRESET");
    });
    const run = updateRun(updates(300), { fetch, retry: { maxRetries: 0 }, batchSize: 10, concurrency: 1 });
    const report = await inTime(run);
    expect(report.halted).toBeUndefined();
    expect(report.counts).toMatchObject({ succeeded: 100, unknown: 200 });
  });
});

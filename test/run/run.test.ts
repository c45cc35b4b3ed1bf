import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import type { ComingRequest } from "../../src/options/options.js";
import { CallerError } from "../../src/outcome/errors.js";
import { withStatus } from "../../src/outcome/outcome.js";
import type { Progress } from "../../src/outcome/summary.js";
import { fakeTime } from "../helpers/fake-time.js";
import {
  after,
  answer,
  connectionError,
  deferred,
  fakeFetch,
  type Handler,
  hang,
  refusal,
  updated,
} from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

/** Answers every batch after another while, the first ones last. */
function outOfOrder(handler: Handler = updated): Handler {
  return (request, count) => after(((count * 7) % 13) * 30, handler)(request, count);
}

/** A generator that says how far it was read, and whether it was closed. */
function* counting(count: number, seen: { read: number; closed: boolean }) {
  try {
    for (let index = 0; index < count; index++) {
      seen.read++;
      yield* updates(1, index);
    }
  } finally {
    seen.closed = true;
  }
}

async function* slowly<T>(inputs: Iterable<T>, ms = 5) {
  for (const input of inputs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield input;
  }
}

describe("outcomes", () => {
  test("every input has its own outcome, in input order, though answers come late and out of order", async () => {
    const { fetch, sent } = fakeFetch(outOfOrder());
    const inputs = updates(1_234);
    const report = await inTime(updateRun(inputs, { fetch }));
    expect(report.outcomes).toHaveLength(1_234);
    expect(report.outcomes).toMatchObject(
      inputs.map((_, index) => ({ index, status: "succeeded", matchedBy: "id", recordId: String(index) })),
    );
    expect(report.outcomes.every(({ input }, index) => input === inputs[index])).toBe(true);
    expect(report).toMatchObject({ ok: true, counts: { total: 1_234, succeeded: 1_234 }, errors: [], untied: [] });
    expect(report.source).toEqual({ read: 1_234, exhausted: true, settledUpTo: 1_234 });
    expect(sent.map(({ inputs }) => inputs.length).sort((a, b) => a - b)).toEqual([34, ...Array<number>(12).fill(100)]);
  });

  test("iteration gives each outcome once, as it settles", async () => {
    const { fetch } = fakeFetch(outOfOrder());
    const indexes: number[] = [];
    const reading = (async () => {
      for await (const { index } of updateRun(updates(1_000), { fetch })) indexes.push(index);
    })();
    await inTime(reading);
    expect(indexes).not.toEqual([...indexes].sort((a, b) => a - b));
    expect([...indexes].sort((a, b) => a - b)).toEqual(updates(1_000).map((_, index) => index));
  });

  test("no inputs are no requests, and a success", async () => {
    const { fetch, sent } = fakeFetch(updated);
    for (const empty of [[], new Set<never>(), slowly([])]) {
      expect(await inTime(updateRun(empty, { fetch }))).toMatchObject({ ok: true, counts: { total: 0 }, outcomes: [] });
    }
    expect(sent).toHaveLength(0);
  });

  test("any iterable is read, synchronous or not, to its end", async () => {
    const { fetch } = fakeFetch(outOfOrder());
    const seen = { read: 0, closed: false };
    const sources = [updates(250), new Set(updates(250)), counting(250, seen), slowly(updates(250))];
    for (const source of sources) {
      const report = await inTime(updateRun(source, { fetch }));
      expect(report.counts).toMatchObject({ total: 250, succeeded: 250 });
      expect(report.source).toMatchObject({ read: 250, exhausted: true });
    }
    const stream = Readable.from(updates(250));
    expect((await inTime(updateRun(stream, { fetch }))).counts.succeeded).toBe(250);
  });
});

describe("a record's inputs", () => {
  test("are written one after the other, in input order", async () => {
    const { fetch, sent } = fakeFetch(outOfOrder());
    const inputs = Array.from({ length: 600 }, (_, index) => ({
      objectId: String(index % 7),
      eventName: String(index),
    }));
    let inFlight = new Set<unknown>();
    const watched: typeof fetch = async (url, init) => {
      const ids = (JSON.parse(init.body as string) as { inputs: { objectId: string }[] }).inputs.map(
        (one) => one.objectId,
      );
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => inFlight.has(id))).toEqual([]);
      for (const id of ids) inFlight.add(id);
      const response = await fetch(url, init);
      inFlight = new Set([...inFlight].filter((id) => !ids.includes(id as string)));
      return response;
    };
    const report = await inTime(updateRun(inputs, { fetch: watched }));
    expect(report.ok).toBe(true);
    for (let id = 0; id < 7; id++) {
      const written = sent.flatMap((request) => request.inputs.filter((input) => input["objectId"] === String(id)));
      expect(written).toEqual(inputs.filter((input) => input.objectId === String(id)));
    }
  });
});

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

describe("a source that fails", () => {
  const broken = new Error("disk is gone");

  test("while it is read: what was read is settled, and the run says why it ended", async () => {
    function* failing() {
      yield* updates(250);
      throw broken;
    }
    for (const source of [failing(), slowly(failing())]) {
      const { fetch, sent } = fakeFetch(outOfOrder());
      const { halted, counts, source: read } = await inTime(updateRun(source, { fetch }));
      expect(halted).toEqual({ reason: "source-failed", error: expect.any(CallerError) });
      expect(halted?.error?.cause).toBe(broken);
      expect(counts.total).toBe(250);
      expect(counts.succeeded + counts.unsent).toBe(250);
      expect(counts.succeeded).toBe(sent.length * 100);
      expect(read).toMatchObject({ read: 250, exhausted: false });
    }
  });

  test("when it is opened, and when it gives no iterator", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const failing = {
      [Symbol.iterator](): Iterator<never> {
        throw broken;
      },
    };
    expect(await inTime(updateRun(failing, { fetch }))).toMatchObject({
      halted: { reason: "source-failed", error: { cause: broken } },
      counts: { total: 0 },
      outcomes: [],
    });
    const junk = { [Symbol.iterator]: () => undefined } as unknown as Iterable<never>;
    expect(await inTime(updateRun(junk, { fetch }))).toMatchObject({ halted: { reason: "source-failed" } });
    const nothing = { [Symbol.iterator]: () => ({ next: () => undefined }) } as unknown as Iterable<never>;
    expect(await inTime(updateRun(nothing, { fetch }))).toMatchObject({ halted: { reason: "source-failed" } });
    expect(sent).toHaveLength(0);
  });

  test("when it is opened, or stops the run then, leaves neither a timer nor a listener", async () => {
    for (const reason of ["source-failed", "stopped"]) {
      const { signal } = new AbortController();
      const seen = { read: 0, closed: false };
      const opened = {
        [Symbol.iterator]() {
          if (reason === "source-failed") throw broken;
          run.stop();
          return { next: () => ({ done: false, value: updates(1)[0]! }), return: () => close() };
        },
      };
      const close = () => {
        seen.closed = true;
        return { done: true as const, value: undefined };
      };
      const run = updateRun(opened, { fetch: fakeFetch(updated).fetch, signal, totalTimeoutMs: 1_000_000 });
      expect(await inTime(run)).toMatchObject({ halted: { reason }, counts: { total: 0 } });
      expect(seen.closed).toBe(reason === "stopped");
      expect(vi.getTimerCount()).toBe(0);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
    }
  });

  test("though it is an array: the run ends, and says why", async () => {
    const inputs = Object.defineProperty(updates(3), 1, {
      get() {
        throw broken;
      },
    });
    const report = await inTime(updateRun(inputs, { fetch: fakeFetch(updated).fetch }));
    expect(report).toMatchObject({ counts: { total: 1 }, source: { read: 1, exhausted: false } });
    expect(report.halted).toMatchObject({ reason: "source-failed", error: { cause: broken } });
  });

  test("while it is closed: nobody cares", async () => {
    const closing = (close: () => never) => ({
      [Symbol.iterator]: () => ({
        ...counting(10_000, { read: 0, closed: false }),
        next: () => ({ done: false, value: updates(1)[0]! }),
        return: close,
      }),
    });
    for (const close of [
      () => {
        throw broken;
      },
      () => Promise.reject(broken) as never,
    ]) {
      const controller = new AbortController();
      const report = inTime(updateRun(closing(close), { fetch: fakeFetch(hang).fetch, signal: controller.signal }));
      await vi.advanceTimersByTimeAsync(50);
      controller.abort();
      expect((await report).halted).toEqual({ reason: "aborted" });
    }
  });

  test("an input that comes after the run has ended is not counted, nor written", async () => {
    const late = deferred<IteratorResult<{ objectId: string }>>();
    const inputs = updates(2);
    const source: AsyncIterable<{ objectId: string }> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          const value = inputs.shift();
          return value === undefined ? late.promise : { done: false, value };
        },
      }),
    };
    const { fetch, sent } = fakeFetch(updated);
    const progress: Progress[] = [];
    const run = updateRun(source, {
      fetch,
      onProgress: async (one) => {
        progress.push(one);
        late.resolve({ done: false, value: { objectId: "late" } });
        await new Promise((resolve) => setTimeout(resolve, 100));
      },
    });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(10);
    run.stop();
    const { counts, outcomes, source: read } = await report;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(counts).toMatchObject({ total: 2, unsent: 2 });
    expect(outcomes).toHaveLength(2);
    expect(read).toMatchObject({ read: 2, exhausted: false });
    expect(progress.at(-1)).toMatchObject({ settled: 2 });
    expect(sent).toHaveLength(0);
  });
});

describe("a source of nothing but inputs that are refused unsent", () => {
  /** Long enough that a run which nobody can end is seen to be one. */
  const most = 50_000;
  function* bad() {
    for (let count = 0; count < most; count++) yield null as never;
  }
  async function* badOnes() {
    yield* bad();
  }
  const uses = {
    summarised: (run: ReturnType<typeof updateRun>) => run.summary(),
    awaited: (run: ReturnType<typeof updateRun>) => run,
    iterated: async (run: ReturnType<typeof updateRun>) => {
      const statuses = new Set<string>();
      for await (const { status } of run) statuses.add(status);
      expect([...statuses]).toEqual(["failed"]);
      return run.summary();
    },
  };

  test.each(
    Object.keys(uses).flatMap((use) => [
      [use, "synchronous", bad],
      [use, "asynchronous", badOnes],
    ]) as [keyof typeof uses, string, typeof bad | typeof badOnes][],
  )("%s, lets an abort end the run (%s)", async (use, _, source) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const { fetch, sent } = fakeFetch(updated);
    const run = updateRun(source(), { fetch, signal: controller.signal });
    const { counts, halted, source: read } = await inTime(uses[use](run));
    expect(halted).toEqual({ reason: "aborted" });
    expect(counts.failed).toBe(counts.total);
    expect(counts.total).toBe(read.read);
    expect(counts.total).toBeGreaterThan(0);
    expect(counts.total).toBeLessThan(most);
    expect(sent).toHaveLength(0);
  });

  test("is read to its end all the same, good ones among them written", async () => {
    const { fetch, sent } = fakeFetch(updated);
    function* mixed() {
      yield* updates(1);
      for (let count = 0; count < 3_000; count++) yield null as never;
      yield* updates(1, 1);
    }
    const report = await inTime(updateRun(mixed(), { fetch }));
    expect(report.counts).toMatchObject({ total: 3_002, succeeded: 2, failed: 3_000 });
    expect(report.source).toEqual({ read: 3_002, exhausted: true, settledUpTo: 3_002 });
    expect(sent.flatMap(({ inputs }) => inputs)).toHaveLength(2);
  });
});

describe("onProgress", () => {
  test("is told after each batch, one call at a time, and last of all that everything is settled", async () => {
    const { fetch } = fakeFetch(outOfOrder());
    const told: Progress[] = [];
    let calls = 0;
    const onProgress = async (progress: Progress) => {
      expect(++calls).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      calls--;
      told.push(progress);
    };
    const report = await inTime(updateRun(updates(850), { fetch, onProgress }));
    expect(told.map(({ settled }) => settled)).toEqual(told.map(({ settled }) => settled).sort((a, b) => a - b));
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(told.at(-1)).toEqual({
      read: 850,
      settled: 850,
      settledUpTo: 850,
      counts: report.counts,
      requests: report.requests,
    });
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("display is gone");
      },
    ],
    ["rejects", () => Promise.reject(new Error("display is gone"))],
  ])("that %s halts the run, is not called again, and what is in flight comes to its end", async (_, fail) => {
    const { fetch, sent } = fakeFetch(outOfOrder());
    const onProgress = vi.fn(fail);
    const report = await inTime(updateRun(updates(2_000), { fetch, onProgress }));
    expect(report.halted).toMatchObject({
      reason: "callback-failed",
      error: { cause: { message: "display is gone" } },
    });
    expect(onProgress).toHaveBeenCalledTimes(1);
    expect(report.counts).toMatchObject({ total: 2_000, unknown: 0, succeeded: sent.length * 100 });
    expect(sent.length).toBeLessThanOrEqual(8);
  });

  test("that never ends is let go of by a cut", async () => {
    const { fetch } = fakeFetch(updated);
    const run = updateRun(updates(1_000), { fetch, onProgress: () => new Promise(() => {}), totalTimeoutMs: 5_000 });
    expect((await inTime(run)).halted).toEqual({ reason: "timed-out" });
  });

  test("is told what the run waits for, and until when", async () => {
    const { fetch } = fakeFetch(() => {
      throw connectionError("ECONNRESET");
    }, updated);
    vi.spyOn(Math, "random").mockReturnValue(1);
    const told: Progress[] = [];
    const start = Date.now();
    await inTime(updateRun(updates(3), { fetch, onProgress: (progress) => void told.push(progress) }));
    expect(told).toMatchObject([
      { settled: 0, waiting: { reason: "backoff", untilMs: start + 500 } },
      { settled: 3, requests: { sent: 2, retried: 1 } },
    ]);
    expect(told[1]).not.toHaveProperty("waiting");
  });

  test("is told of a wait as long as any batch waits", async () => {
    const answers = [() => refusal(423, {}, { "retry-after": "1" }), () => refusal(423, {}, { "retry-after": "3" })];
    let requests = 0;
    const { fetch } = fakeFetch((request, count) => (answers[requests++] ?? updated)(request, count));
    const told: Progress[] = [];
    const options = { fetch, batchSize: 1, retry: { initialDelayMs: 0 } };
    await inTime(updateRun(updates(2), { ...options, onProgress: (progress) => void told.push(progress) }));
    // The first batch has settled, and the second still waits.
    expect(told.find(({ settled }) => settled === 1)).toMatchObject({ waiting: { reason: "backoff" } });
    expect(told.at(-1)).not.toHaveProperty("waiting");
  });

  test("is told of a wait for the quota", async () => {
    const { fetch } = fakeFetch(updated);
    const told: Progress[] = [];
    const quota = { requests: 2, intervalMs: 1_000 };
    await inTime(updateRun(updates(500), { fetch, quota, onProgress: (progress) => void told.push(progress) }));
    expect(told.find(({ waiting }) => waiting?.reason === "quota")).toBeDefined();
    expect(told.at(-1)).not.toHaveProperty("waiting");
  });
});

describe("what a run holds", () => {
  test("is bounded by concurrency and batch size, however long the source", async () => {
    const seen = { read: 0, closed: false };
    const { fetch, sent } = fakeFetch((request, count) =>
      count <= 60 ? updated(request, count) : hang(request, count),
    );
    const run = updateRun(counting(1_000_000, seen), { fetch, concurrency: 8, batchSize: 10 });
    const controller = run.batches();
    let settled = 0;
    const reading = (async () => {
      for await (const outcomes of controller) settled += outcomes.length;
    })();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(68);
    expect(settled).toBe(600);
    expect(seen.read - settled).toBeLessThanOrEqual(8 * 10 + 4 * 10);
    await controller.return?.();
    await reading;
  });

  test("is read when it can be sent, and one more; a batch ahead where inputs have to be waited for", async () => {
    const read = async (slow: boolean) => {
      const seen = { read: 0, closed: false };
      const source = counting(1_000, seen);
      const options = { fetch: fakeFetch(hang).fetch, concurrency: 2, batchSize: 10 };
      const run = updateRun(slow ? slowly(source) : source, { ...options, totalTimeoutMs: 20_000 });
      const summary = run.summary();
      await vi.advanceTimersByTimeAsync(10_000);
      const { read: before } = seen;
      await inTime(summary);
      return before;
    };
    expect([await read(false), await read(true)]).toEqual([21, 30]);
  });

  test("a slow consumer slows the source", async () => {
    const seen = { read: 0, closed: false };
    const { fetch } = fakeFetch(updated);
    const most = 4 * 10 + 4 * 10;
    let taken = 0;
    const reading = (async () => {
      for await (const outcomes of updateRun(counting(1_000, seen), {
        fetch,
        concurrency: 4,
        batchSize: 10,
      }).batches()) {
        expect(seen.read - taken).toBeLessThanOrEqual(most);
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(seen.read - taken).toBeLessThanOrEqual(most);
        taken += outcomes.length;
      }
    })();
    await inTime(reading);
    expect(taken).toBe(1_000);
  });

  test("an asynchronous source is asked for one input at a time, and no more than are wanted", async () => {
    let asked = 0;
    let most = 0;
    let read = 0;
    const source: AsyncIterable<{ objectId: string }> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          most = Math.max(most, ++asked);
          await new Promise((resolve) => setTimeout(resolve, 1));
          asked--;
          return read < 5_000 ? { done: false, value: { objectId: String(read++) } } : { done: true, value: undefined };
        },
      }),
    };
    const { fetch } = fakeFetch(hang);
    const run = updateRun(source, { fetch, concurrency: 2, totalTimeoutMs: 20_000 });
    const { counts } = await inTime(run);
    expect(most).toBe(1);
    expect(counts.total).toBeLessThanOrEqual(2 * 100 + 4 * 100);
  });

  test("few batches are out before the first answer, then as many as may be", async () => {
    const { fetch, sent } = fakeFetch(after(100, updated));
    const report = inTime(updateRun(updates(600), { fetch, batchSize: 10, concurrency: 16 }));
    await vi.advanceTimersByTimeAsync(50);
    expect(sent).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(20);
    await report;
    expect(sent).toHaveLength(60);
  });

  test("is no leak in Node's eyes, however many requests listen for its end", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    const { fetch } = fakeFetch(after(100, updated));
    const { signal } = new AbortController();
    await inTime(updateRun(updates(120), { fetch, batchSize: 1, concurrency: 60, signal }));
    expect(warned).not.toHaveBeenCalled();
  });

  test("no more batches are in flight than concurrency says", async () => {
    let inFlight = 0;
    let most = 0;
    const { fetch } = fakeFetch(async (request, count) => {
      most = Math.max(most, ++inFlight);
      const response = await outOfOrder()(request, count);
      inFlight--;
      return response;
    });
    await inTime(updateRun(updates(300), { fetch, batchSize: 10, concurrency: 3 }));
    expect(most).toBe(3);
  });
});

test("an answer that holds results of another batch ties none of them", async () => {
  const { fetch } = fakeFetch(({ inputs }) => answer(inputs.map((_, index) => ({ objectId: `other-${index}` }))));
  const report = await inTime(updateRun(updates(3), { fetch }));
  expect(withStatus(report, "unknown")).toHaveLength(3);
  expect(report.untied).toHaveLength(3);
});

describe("beforeSend", () => {
  test("is awaited before each request, with the inputs it is of and the attempt", async () => {
    const log: unknown[] = [];
    const answers: Handler[] = [() => refusal(503), updated, updated];
    const { fetch } = fakeFetch((request, count) => {
      log.push(["sent", ...request.inputs.map(({ objectId }) => objectId)]);
      return answers[count - 1]!(request, count);
    });
    const inputs = updates(3);
    const beforeSend = async ({ indexes, inputs: own, attempt }: ComingRequest) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(own).toEqual(indexes.map((index) => inputs[index - 10]));
      log.push([...indexes, attempt]);
    };
    await inTime(updateRun(inputs, { fetch, beforeSend, batchSize: 2, concurrency: 1, firstIndex: 10 }));
    expect(log).toEqual([
      [10, 11, 1],
      ["sent", "0", "1"],
      [10, 11, 2],
      ["sent", "0", "1"],
      [12, 1],
      ["sent", "2"],
    ]);
  });

  test("is told of what the quota lets go, and of nothing that still waits for it", async () => {
    const controller = new AbortController();
    const { fetch, sent } = fakeFetch(updated);
    const told: number[] = [];
    const beforeSend = ({ indexes }: ComingRequest) => void told.push(...indexes);
    const quota = { requests: 2, intervalMs: 10_000 };
    setTimeout(() => controller.abort(), 5_000);
    const run = updateRun(updates(10), { fetch, quota, beforeSend, batchSize: 1, signal: controller.signal });
    const { counts } = await inTime(run);
    expect(sent).toHaveLength(2);
    expect(told).toEqual([0, 1]);
    expect(counts).toMatchObject({ succeeded: 2, unsent: 8 });
  });

  test("that takes long has its request wait for the quota once more, and is told of it once", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const told: number[] = [];
    const beforeSend = async ({ indexes }: ComingRequest) => {
      told.push(...indexes);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    };
    const quota = { requests: 1, intervalMs: 10_000 };
    const { counts } = await inTime(updateRun(updates(2), { fetch, quota, beforeSend, batchSize: 1, concurrency: 1 }));
    expect(told).toEqual([0, 1]);
    expect(sent).toHaveLength(2);
    expect(counts).toMatchObject({ succeeded: 2 });
  });

  test("may give what is asked when its request is sent, however long that waited again: where it throws, nothing is sent", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const asked: number[] = [];
    let isMine = true;
    setTimeout(() => (isMine = false), 14_000);
    const beforeSend = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return () => {
        asked.push(sent.length);
        if (!isMine) throw new Error("not mine");
      };
    };
    const quota = { requests: 1, intervalMs: 10_000 };
    const run = updateRun(updates(2), { fetch, quota, beforeSend, batchSize: 1, concurrency: 1 });
    const { counts, halted } = await inTime(run);
    expect(asked).toEqual([0, 1]);
    expect(sent).toHaveLength(1);
    expect(counts).toMatchObject({ succeeded: 1, unsent: 1 });
    expect(halted).toMatchObject({ reason: "callback-failed", error: { message: "beforeSend threw: not mine" } });
  });

  test("that throws sends nothing, and ends the run", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const beforeSend = ({ indexes }: ComingRequest) => {
      if (indexes.includes(2)) throw new Error("disk full");
    };
    const run = updateRun(updates(5), { fetch, beforeSend, batchSize: 2, concurrency: 1 });
    const { outcomes, halted } = await inTime(run);
    expect(sent).toHaveLength(1);
    expect(outcomes.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "unsent", "unsent", "unsent"]);
    expect(halted).toMatchObject({ reason: "callback-failed", error: { message: "beforeSend threw: disk full" } });
  });

  test("that throws before a further attempt leaves unknown what the first may have written", async () => {
    const { fetch, sent } = fakeFetch(() => refusal(502));
    const beforeSend = ({ attempt }: ComingRequest) => {
      if (attempt > 1) throw new Error("disk full");
    };
    const { counts, halted } = await inTime(updateRun(updates(2), { fetch, beforeSend }));
    expect(sent).toHaveLength(1);
    expect(counts).toMatchObject({ unknown: 2 });
    expect(halted?.reason).toBe("callback-failed");
  });

  test("that never ends is cut by the signal", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const controller = new AbortController();
    const run = updateRun(updates(2), { fetch, signal: controller.signal, beforeSend: () => new Promise(() => {}) });
    const report = inTime(run);
    await vi.advanceTimersByTimeAsync(50);
    controller.abort();
    expect((await report).counts).toMatchObject({ unsent: 2 });
    expect(sent).toHaveLength(0);
  });
});

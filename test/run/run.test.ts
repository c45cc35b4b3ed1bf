import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import type { ComingRequest } from "../../src/options/options.js";
import { withStatus } from "../../src/outcome/outcome.js";
import type { Progress } from "../../src/outcome/summary.js";
import { fakeTime } from "../helpers/fake-time.js";
import {
  after,
  answer,
  connectionError,
  fakeFetch,
  type Handler,
  hang,
  outOfOrder,
  refusal,
  updated,
} from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { counting, slowly, updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

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

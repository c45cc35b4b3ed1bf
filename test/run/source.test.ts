import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { CallerError } from "../../src/outcome/errors.js";
import type { Progress } from "../../src/outcome/summary.js";
import { fakeTime } from "../helpers/fake-time.js";
import { deferred, fakeFetch, hang, outOfOrder, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { counting, slowly, updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

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

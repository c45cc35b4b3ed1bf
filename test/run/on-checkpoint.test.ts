/** What a run tells of how far it has got: when, and what becomes of it where that is slow, throws or never ends. */
import { describe, expect, test, vi } from "vitest";
import { fakeTime } from "../helpers/fake-time.js";
import { after, answer, deferred, fakeFetch, type Handler, hang, refusal, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

describe("onCheckpoint of a run", () => {
  const slow: Handler = (request, count) => after(((count * 7) % 5) * 90, updated)(request, count);

  test("counts from firstIndex, goes on with what settled without a gap, and ends at settledUpTo", async () => {
    const told: number[] = [];
    const { fetch } = fakeFetch(slow);
    const report = await inTime(
      updateRun(updates(3_000), {
        fetch,
        concurrency: 2,
        firstIndex: 500,
        onCheckpoint: (next) => void told.push(next),
      }),
    );
    expect(report.ok).toBe(true);
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.at(-1)).toBe(3_500);
    expect(report.source.settledUpTo).toBe(3_500);
  });

  test("stops at the first that is unknown", async () => {
    const told: number[] = [];
    const { fetch } = fakeFetch(updated, hang, updated);
    const options = { fetch, concurrency: 1, timeoutMs: 100, retry: { maxRetries: 0 } };
    const onCheckpoint = (next: number) => void told.push(next);
    await inTime(updateRun(updates(300), { ...options, onCheckpoint }));
    expect(told.at(-1)).toBe(100);
  });

  test.each(["outcomes", "batches"] as const)("of one iterated by %s tells what was taken, and no more", async (by) => {
    const told: number[] = [];
    let taken = 0;
    const early: number[] = [];
    const { fetch } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId }) => ({ objectId }))));
    const run = updateRun(updates(400), {
      fetch,
      concurrency: 1,
      onCheckpoint: (next) => {
        told.push(next);
        if (next > taken) early.push(next);
      },
    });
    const iterate = async () => {
      for await (const outcomes of by === "batches" ? run.batches() : run) {
        taken += Array.isArray(outcomes) ? outcomes.length : 1;
        if (taken % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1_500));
        if (taken >= 300) break;
      }
    };
    await inTime(iterate());
    expect(early).toEqual([]);
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]).toBe(100);
    expect(told.at(-1)).toBe(taken);
    expect((await run.summary()).source.settledUpTo).toBe(taken);
  });

  test("is awaited at the end, after an abort too, and before the report is there", async () => {
    const controller = new AbortController();
    const written = deferred();
    const { fetch } = fakeFetch(updated, hang);
    const told: number[] = [];
    let ended = false;
    const run = updateRun(updates(200), {
      fetch,
      concurrency: 1,
      signal: controller.signal,
      onCheckpoint: (next) => {
        told.push(next);
        return told.length === 1 ? undefined : written.promise;
      },
    });
    const report = run.then((report) => {
      ended = true;
      return report;
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([100]);
    const { fetch: other } = fakeFetch(hang);
    const lost = Promise.resolve(
      updateRun(updates(1), { fetch: other, signal: controller.signal, onCheckpoint: () => written.promise }),
    );
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    // Where the run has got to was told already.
    expect(ended).toBe(true);
    expect((await report).counts).toMatchObject({ succeeded: 100, unknown: 100 });
    let lostEnded = false;
    void lost.then(() => void (lostEnded = true));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lostEnded).toBe(false);
    written.resolve();
    expect((await lost).halted?.reason).toBe("aborted");
  });

  test("holds back who would begin more while it writes", async () => {
    const written = deferred();
    const { fetch, sent } = fakeFetch(after(100, updated));
    const onCheckpoint = () => written.promise;
    const report = inTime(updateRun(updates(5_000), { fetch, concurrency: 2, onCheckpoint }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.length).toBeLessThanOrEqual(4);
    written.resolve();
    expect((await report).ok).toBe(true);
  });

  test("that throws halts the run, with what it threw", async () => {
    const { fetch, sent } = fakeFetch(after(100, updated));
    const onCheckpoint = vi.fn(() => Promise.reject(new Error("disk full")));
    const { halted, counts } = await inTime(updateRun(updates(5_000), { fetch, concurrency: 1, onCheckpoint }));
    expect(halted).toMatchObject({ reason: "callback-failed", error: { message: "onCheckpoint threw: disk full" } });
    expect(sent.length).toBeLessThan(5);
    expect(counts.succeeded).toBe(100 * sent.length);
    expect(counts.unsent).toBe(5_000 - counts.succeeded);
    expect(onCheckpoint).toHaveBeenCalledTimes(1);
  });

  test.each(["awaited", "summarised", "iterated", "by batches", "left"] as const)(
    "that throws at the end of a run that is %s is told in its summary",
    async (how) => {
      const { fetch } = fakeFetch(updated);
      const run = updateRun(updates(3), {
        fetch,
        onCheckpoint: () => {
          throw new Error("disk full");
        },
      });
      if (how === "iterated" || how === "left") for await (const _ of run) if (how === "left") break;
      if (how === "by batches") for await (const _ of run.batches()) continue;
      const { ok, halted, counts } = how === "awaited" ? await run : await run.summary();
      expect({ ok, halted, counts }).toMatchObject({
        ok: false,
        halted: { reason: "callback-failed", error: { message: "onCheckpoint threw: disk full" } },
        counts: { succeeded: 3 },
      });
    },
  );

  test("of an empty source is called once, with where it began", async () => {
    const told: number[] = [];
    const { fetch } = fakeFetch(() => refusal(400));
    await updateRun([], { fetch, firstIndex: 7, onCheckpoint: (next) => void told.push(next) });
    expect(told).toEqual([7]);
  });

  test.each(["signal", "totalTimeoutMs", "deadlineMs", "graceMs"] as const)(
    "that never resolves is not waited for long past a cut by %s, while the run goes on or at its end",
    async (by) => {
      for (const length of [300, 5_000]) {
        const { fetch } = fakeFetch(after(50, updated));
        const controller = new AbortController();
        const startMs = performance.now();
        const run = updateRun(updates(length), {
          fetch,
          concurrency: 1,
          onCheckpoint: () => new Promise<void>(() => {}),
          ...(by === "signal" && { signal: controller.signal }),
          ...(by === "totalTimeoutMs" && { totalTimeoutMs: 1_000 }),
          ...(by === "deadlineMs" && { deadlineMs: Date.now() + 1_000 }),
        });
        setTimeout(() => {
          if (by === "signal") controller.abort();
          if (by === "graceMs") run.stop({ graceMs: 500 });
        }, 500);
        const { counts } = await inTime(run);
        expect(counts.total).toBe(length);
        expect(performance.now() - startMs).toBeLessThan(by === "deadlineMs" ? 1_000 : 3_100);
      }
    },
  );
});

import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { Outcome } from "../../src/outcome/outcome.js";
import { collectGarbage } from "../helpers/gc.js";
import { answer, deferred, fakeFetch, hang, updated } from "../helpers/http.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

const runOfTen = () => {
  const { fetch, sent } = fakeFetch(updated);
  return { run: updateRun(updates(10), { fetch }), sent };
};

const settle = () => setImmediate();

describe("nothing is sent before the first use", () => {
  test.each(["made", "asked for an iterator", "stopped"])("when a run is %s", async (how) => {
    const { run, sent } = runOfTen();
    if (how === "asked for an iterator") run[Symbol.asyncIterator]();
    if (how === "stopped") run.stop();
    await settle();
    expect(sent).toHaveLength(0);
  });

  test("and the source is not touched", async () => {
    const opened = vi.fn(() => updates(1)[Symbol.iterator]());
    const run = updateRun({ [Symbol.iterator]: opened }, { fetch: fakeFetch(updated).fetch });
    await settle();
    expect(opened).not.toHaveBeenCalled();
    await run;
    expect(opened).toHaveBeenCalledTimes(1);
  });
});

describe("a run is a promise", () => {
  test("that gives its report to all who wait, and is sent once", async () => {
    const { run, sent } = runOfTen();
    const [one, other, third] = await Promise.all([run, run.then((report) => report), run.finally(() => {})]);
    expect(one).toBe(other);
    expect(one).toBe(third);
    expect(await run.catch(() => "never")).toBe(one);
    expect(sent).toHaveLength(1);
    expect(Object.prototype.toString.call(run)).toBe("[object BatchRun]");
  });

  test("whose summary is the report less its outcomes", async () => {
    const { run } = runOfTen();
    const { outcomes, untied, ...rest } = await run;
    expect(outcomes).toHaveLength(10);
    expect(untied).toEqual([]);
    expect(await run.summary()).toEqual(rest);
  });
});

test("a report shares its texts with the inputs where it is long: what settles after 10,000 others", async () => {
  const { fetch } = fakeFetch(({ inputs }) =>
    answer(inputs.map(({ objectId, eventName }) => ({ objectId, eventName }))),
  );
  const reads = { first: 0, last: 0 };
  const counted = (objectId: string, which: "first" | "last") => ({
    objectId,
    get eventName() {
      reads[which]++;
      return "Open day";
    },
  });
  const inputs = [counted("first", "first"), ...updates(10_000), counted("last", "last")];
  const { counts } = await updateRun(inputs, { fetch, concurrency: 1 });
  expect(counts.succeeded).toBe(10_002);
  expect(reads.last).toBe(reads.first + 1);
});

describe("a summary", () => {
  test("by itself runs the run, and keeps no outcomes", async () => {
    const { run, sent } = runOfTen();
    const summary = await run.summary();
    expect(summary).toMatchObject({ ok: true, counts: { succeeded: 10 } });
    expect(summary).not.toHaveProperty("outcomes");
    expect(await run.summary()).toBe(summary);
    expect(sent).toHaveLength(1);
  });

  test("can be asked for while the run is iterated, and after", async () => {
    const { run } = runOfTen();
    let early: Promise<unknown> | undefined;
    for await (const _ of run) early ??= run.summary();
    expect(await early).toBe(await run.summary());
    expect(await run.summary()).toMatchObject({ counts: { succeeded: 10 } });
  });
});

describe("iteration", () => {
  test("by batches gives the outcomes of each together", async () => {
    const { fetch } = fakeFetch(updated);
    const sizes: number[] = [];
    for await (const outcomes of updateRun(updates(250), { fetch, concurrency: 1 }).batches())
      sizes.push(outcomes.length);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(250);
    expect(sizes.length).toBeLessThanOrEqual(3);
  });

  test("by hand, calls that do not wait for each other included, loses nothing", async () => {
    const { fetch } = fakeFetch(updated);
    const iterator = updateRun(updates(250), { fetch }).batches();
    const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
    const outcomes: Outcome[] = [];
    for (const result of results) if (result.done !== true) outcomes.push(...result.value);
    expect(outcomes.map(({ index }) => index).sort((a, b) => a - b)).toEqual(updates(250).map((_, index) => index));
    expect(results.at(-1)).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("that is left while it waits ends at once", async () => {
    const answer = deferred<Response>();
    const { fetch, sent } = fakeFetch(() => answer.promise);
    const iterator = updateRun(updates(250), { fetch }).batches();
    const next = iterator.next();
    await settle();
    expect(sent).toHaveLength(3);
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    const { value } = await next;
    expect((value as Outcome[] | undefined)?.every(({ status }) => status === "unknown") ?? true).toBe(true);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    answer.resolve(new Response());
  });

  test("by one outcome at a time is what batches give, one after another", async () => {
    const { run } = runOfTen();
    const indexes: number[] = [];
    for await (const { index } of run) indexes.push(index);
    expect(indexes.sort((a, b) => a - b)).toEqual(updates(10).map((_, index) => index));
  });
});

describe("a run that is left while it waits for an answer", () => {
  const hanging = (signal?: AbortSignal) => {
    const { fetch, sent } = fakeFetch(hang);
    return { run: updateRun(updates(250), { fetch, signal }), sent };
  };

  test("by return() on its own iterator is cut at once, and gives no more", async () => {
    const { run, sent } = hanging();
    const iterator = run[Symbol.asyncIterator]();
    const next = iterator.next();
    await settle();
    expect(sent).toHaveLength(3);
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    const { value } = await next;
    expect(value === undefined || value.status === "unknown").toBe(true);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(sent.every(({ signal }) => signal.aborted)).toBe(true);
    expect((await run.summary()).halted?.reason).toBe("aborted");
  });

  test("by the end of a stream that is made of it is cut too", async () => {
    const { run, sent } = hanging();
    const stream = Readable.from(run);
    stream.on("data", () => {});
    await settle();
    expect(sent).toHaveLength(3);
    stream.destroy();
    await settle();
    expect(sent.every(({ signal }) => signal.aborted)).toBe(true);
    expect((await run.summary()).counts).toMatchObject({ unknown: 250 });
  });

  test("before it has begun never begins", async () => {
    const { run, sent } = runOfTen();
    const iterator = run[Symbol.asyncIterator]();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await settle();
    expect(sent).toHaveLength(0);
  });
});

test("a run that is left keeps nothing of what nobody will take", async () => {
  const inputs: WeakRef<object>[] = [];
  function* source() {
    for (const input of updates(20)) {
      inputs.push(new WeakRef(input));
      yield input;
    }
  }
  const run = updateRun(source(), { fetch: fakeFetch(updated).fetch, batchSize: 10, concurrency: 2 });
  const leave = async () => {
    for await (const _ of run) break;
  };
  await leave();
  // A WeakRef holds on until the turn in which it was made is over.
  await setImmediate();
  collectGarbage();
  expect(inputs.length).toBeGreaterThanOrEqual(10);
  expect(inputs.filter((input) => input.deref() !== undefined)).toEqual([]);
  expect((await run.summary()).counts.total).toBe(inputs.length);
});

describe("a summary that is waited for inside the loop", () => {
  test.each([
    ["outcomes", (run: ReturnType<typeof updateRun>) => run],
    ["batches", (run: ReturnType<typeof updateRun>) => run.batches()],
  ])("of %s comes when the run has ended, however many outcomes are still to be taken", async (_, iterate) => {
    const { fetch, sent } = fakeFetch(updated);
    const run = updateRun(updates(1_000), { fetch, batchSize: 10, concurrency: 1 });
    let taken = 0;
    let first: Awaited<ReturnType<typeof run.summary>> | undefined;
    for await (const outcomes of iterate(run)) {
      first ??= await run.summary();
      taken += Array.isArray(outcomes) ? outcomes.length : 1;
    }
    expect(first).toMatchObject({ ok: true, counts: { succeeded: 1_000 } });
    expect(taken).toBe(1_000);
    expect(sent).toHaveLength(100);
    expect(await run.summary()).toBe(first);
  });
});

describe("settledUpTo", () => {
  test("of an awaited run counts what has settled", async () => {
    const { run } = runOfTen();
    expect((await run).source.settledUpTo).toBe(10);
    expect((await runOfTen().run.summary()).source.settledUpTo).toBe(10);
  });

  test("of an iterated run counts what was taken, one by one", async () => {
    const { fetch } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId }) => ({ objectId }))));
    const run = updateRun(updates(30), { fetch, batchSize: 10, concurrency: 1 });
    let taken = 0;
    for await (const { index } of run) {
      expect(index).toBe(taken++);
      if (taken === 15) break;
    }
    const { source, counts } = await run.summary();
    expect(counts.succeeded).toBeGreaterThanOrEqual(20);
    expect(source.settledUpTo).toBe(15);
  });

  test("of a run iterated by batches counts the batches that were taken", async () => {
    const { fetch } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId }) => ({ objectId }))));
    const told: number[] = [];
    const run = updateRun(updates(30), {
      fetch,
      batchSize: 10,
      concurrency: 1,
      onProgress: ({ settledUpTo }) => void told.push(settledUpTo),
    });
    const batches = run.batches();
    let taken = 0;
    for (let turn = 0; turn < 2; turn++) {
      const { value } = await batches.next();
      taken += value?.length ?? 0;
    }
    await settle();
    await batches.return?.();
    expect((await run.summary()).source.settledUpTo).toBe(taken);
    expect(told.every((settledUpTo, turn) => settledUpTo <= 10 * (turn + 1))).toBe(true);
    expect(told.at(-1)).toBeGreaterThan(0);
  });
});

test("eleven runs on one signal, of clients of their own, are no leak in Node's eyes, and all are cut by it", async () => {
  const warned = vi.fn();
  process.on("warning", warned);
  const controller = new AbortController();
  const runs = Array.from({ length: 11 }, () => {
    const { fetch } = fakeFetch(hang);
    return Promise.resolve(updateRun(updates(1), { fetch, signal: controller.signal }));
  });
  await settle();
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  controller.abort();
  for (const report of await Promise.all(runs)) expect(report.halted?.reason).toBe("aborted");
  await settle();
  process.off("warning", warned);
  expect(warned).not.toHaveBeenCalled();
});

describe("a second use of another kind is a TypeError, and changes nothing", () => {
  const uses = {
    awaited: (run: ReturnType<typeof updateRun>) => Promise.resolve(run),
    iterated: async (run: ReturnType<typeof updateRun>) => {
      for await (const _ of run) continue;
    },
    "iterated by batches": async (run: ReturnType<typeof updateRun>) => {
      for await (const _ of run.batches()) continue;
    },
  };

  test.each([
    ["awaited", "iterated"],
    ["awaited", "iterated by batches"],
    ["iterated", "awaited"],
    ["iterated", "iterated"],
    ["iterated by batches", "iterated by batches"],
  ] as const)("%s, then %s", async (first, second) => {
    const { run, sent } = runOfTen();
    const used = uses[first](run);
    await settle();
    await expect(uses[second](run)).rejects.toThrow(TypeError);
    await expect(uses[second](run)).rejects.toThrow(
      /^Expected a run to be used once, got a second use of one that was /,
    );
    await used;
    expect((await run.summary()).counts.succeeded).toBe(10);
    expect(sent).toHaveLength(1);
  });

  test("thrown at once, by whatever name a promise is waited for", async () => {
    const { run } = runOfTen();
    for await (const _ of run) continue;
    for (const use of [() => run.then(), () => run.catch(() => {}), () => run.finally(() => {}), () => run.batches()])
      expect(use).toThrow(new TypeError("Expected a run to be used once, got a second use of one that was iterated"));
  });

  test("summarised, then awaited", async () => {
    const { run } = runOfTen();
    const summary = run.summary();
    await expect(Promise.resolve(run)).rejects.toThrow("that was summarised");
    expect((await summary).counts.succeeded).toBe(10);
  });
});

test("a stop after the end changes nothing", async () => {
  const { run } = runOfTen();
  const report = await run;
  run.stop();
  expect(await run).toBe(report);
  expect(report).not.toHaveProperty("halted");
});

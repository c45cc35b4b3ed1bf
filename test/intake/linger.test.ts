import { describe, expect, test, vi } from "vitest";
import { Linger } from "../../src/intake/linger.js";
import { fakeTime } from "../helpers/fake-time.js";
import { deferred, fakeFetch, hang, updated } from "../helpers/http.js";
import { updateRun, upsertRun } from "../helpers/run.js";

fakeTime();

const event = (id: number, eventName = `Event ${id}`) => ({ objectId: String(id), eventName });

/** A source that gives what is pushed, when it is pushed. */
function pushed<T>() {
  const waiting: T[] = [];
  let more = deferred();
  let ended = false;
  return {
    push: (...items: readonly T[]) => {
      waiting.push(...items);
      more.resolve();
    },
    end: () => {
      ended = true;
      more.resolve();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()!;
        if (ended) return;
        more = deferred();
        await more.promise;
      }
    },
  };
}

describe("a batch that is not full", () => {
  const begin = (options: { concurrency?: number; batchSize?: number; lingerMs?: number } = {}, handler = updated) => {
    const source = pushed<ReturnType<typeof event>>();
    const { fetch, sent } = fakeFetch(handler);
    const run = updateRun(source, { fetch, lingerMs: 1_000, batchSize: 3, ...options });
    const ids = () => sent.map(({ inputs }) => inputs.map(({ objectId }) => Number(objectId)).join());
    const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
    return { source, run, ids, pass };
  };

  test("goes so long after its first input came, and a full one at once", async () => {
    const { source, run, ids, pass } = begin();
    const report = run.then((given) => given);
    await pass(5);
    source.push(event(1));
    await pass(600);
    source.push(event(2));
    await pass(399);
    expect(ids()).toEqual([]);
    await pass(1);
    expect(ids()).toEqual(["1,2"]);
    source.push(event(3));
    await pass(900);
    source.push(event(4), event(5), event(6));
    await pass(0);
    expect(ids()).toEqual(["1,2", "3,4,5"]);
    await pass(999);
    expect(ids()).toHaveLength(2);
    await pass(1);
    expect(ids()).toEqual(["1,2", "3,4,5", "6"]);
    source.end();
    await pass(0);
    expect(await report).toMatchObject({ ok: true, counts: { succeeded: 6 } });
  });

  test("waits for the end of the source without it, and no longer with it", async () => {
    const { source, run, ids, pass } = begin({ lingerMs: undefined! });
    const report = run.then((given) => given);
    source.push(event(1));
    await pass(3_600_000);
    expect(ids()).toEqual([]);
    source.end();
    await pass(0);
    expect(ids()).toEqual(["1"]);
    await report;
    const lingering = begin();
    const other = lingering.run.then((given) => given);
    lingering.source.push(event(1));
    await pass(10);
    lingering.source.end();
    await pass(0);
    expect(lingering.ids()).toEqual(["1"]);
    await other;
  });

  test("goes at once where 0 ms are to be waited, with all that has come", async () => {
    const { source, run, ids, pass } = begin({ lingerMs: 0 });
    const report = run.then((given) => given);
    source.push(event(1), event(2));
    await pass(0);
    await pass(1);
    expect(ids()).toEqual(["1,2"]);
    source.end();
    await pass(0);
    await report;
  });

  test("is unsent when the run is stopped, and keeps no timer", async () => {
    const { source, run, ids, pass } = begin();
    const report = run.then((given) => given);
    source.push(event(1));
    await pass(500);
    run.stop();
    await pass(0);
    expect(await report).toMatchObject({ counts: { unsent: 1 }, halted: { reason: "stopped" } });
    expect([ids(), vi.getTimerCount()]).toEqual([[], 0]);
  });

  test("goes while another input of its record is on its way, and that one's next after it", async () => {
    const gate = deferred();
    const { source, run, ids, pass } = begin({}, async (request, count) => {
      if (count === 1) await gate.promise;
      return updated(request, count);
    });
    const report = run.then((given) => given);
    source.push(event(1), event(1, "later"), event(2));
    await pass(1_000);
    source.push(event(3));
    await pass(1_000);
    expect(ids()).toEqual(["1,2", "3"]);
    gate.resolve();
    await pass(1_000);
    expect(ids()).toEqual(["1,2", "3", "1"]);
    source.end();
    await pass(0);
    expect(await report).toMatchObject({ ok: true });
  });

  test("goes as soon as there is room for it, where its time is up", async () => {
    const gate = deferred();
    const { source, run, ids, pass } = begin({ concurrency: 1 }, async (request, count) => {
      await gate.promise;
      return updated(request, count);
    });
    const report = run.then((given) => given);
    source.push(event(1), event(2), event(3), event(4));
    await pass(5_000);
    expect(ids()).toEqual(["1,2,3"]);
    gate.resolve();
    await pass(0);
    expect(ids()).toEqual(["1,2,3", "4"]);
    source.end();
    await pass(0);
    await report;
  });

  test("goes though its consumer takes nothing, and no more is read than may be held", async () => {
    const source = pushed<ReturnType<typeof event>>();
    const { fetch, sent } = fakeFetch(updated);
    const run = updateRun(source, { fetch, lingerMs: 100, batchSize: 10, concurrency: 1 });
    const batches = run.batches();
    source.push(...Array.from({ length: 200 }, (_, id) => event(id)));
    await batches.next();
    await vi.advanceTimersByTimeAsync(10_000);
    const inputs = sent.flatMap((request) => request.inputs);
    // One batch in flight and four ahead.
    expect(inputs.length).toBeLessThanOrEqual(60);
    expect(inputs.length).toBeGreaterThanOrEqual(40);
    await batches.return!();
  });
});

test("a source that gives no more before it has outcomes comes to its end", async () => {
  const taken: number[] = [];
  let heard = deferred();
  async function* asking() {
    for (let id = 0; id < 5; id++) {
      yield event(id);
      await heard.promise;
      heard = deferred();
    }
  }
  const { fetch } = fakeFetch(updated);
  const reading = (async () => {
    for await (const { index } of updateRun(asking(), { fetch, lingerMs: 20 })) {
      taken.push(index);
      heard.resolve();
    }
  })();
  await vi.advanceTimersByTimeAsync(1_000);
  await reading;
  expect(taken).toEqual([0, 1, 2, 3, 4]);
});

test("look-alikes that have waited long enough all go, apart where that is worth it", async () => {
  const source = pushed<object>();
  const { fetch, sent } = fakeFetch(hang);
  const run = upsertRun(source as never, { fetch, lingerMs: 50, batchSize: 4 });
  const report = run.then((given) => given);
  const alike = (id: number) => ({ externalAccountId: "a", externalEventId: String(id), eventName: "Untitled" });
  source.push(...[1, 2, 3].map(alike));
  await vi.advanceTimersByTimeAsync(50);
  expect(sent.map(({ inputs }) => inputs.length)).toEqual([1, 1, 1]);
  run.stop();
  source.end();
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  await vi.runAllTimersAsync();
  await report;
});

test("a look-alike that a batch left behind goes when its own time has come", async () => {
  const source = pushed<object>();
  const { fetch, sent } = fakeFetch(hang);
  const run = upsertRun(source as never, { fetch, lingerMs: 1_000, batchSize: 2 });
  const report = run.then((given) => given);
  const named = (id: string, eventName: string) => ({ externalAccountId: "a", externalEventId: id, eventName });
  const ids = () => sent.map(({ inputs }) => inputs.map(({ externalEventId }) => externalEventId).join());
  source.push(named("1", "Untitled"));
  await vi.advanceTimersByTimeAsync(600);
  source.push(named("2", "Untitled"));
  await vi.advanceTimersByTimeAsync(100);
  source.push(named("3", "Open day"));
  // Until it is known what else there is, the two that differ wait for a better batch, and no longer than the first may.
  await vi.advanceTimersByTimeAsync(300);
  expect(ids()).toEqual(["1,3"]);
  await vi.advanceTimersByTimeAsync(599);
  expect(ids()).toEqual(["1,3"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ids()).toEqual(["1,3", "2"]);
  run.stop();
  await vi.runAllTimersAsync();
  await report;
});

test("a record that comes again and again goes when its first time has come", async () => {
  const source = pushed<ReturnType<typeof event>>();
  const { fetch, sent } = fakeFetch(updated);
  const run = updateRun(source, { fetch, lingerMs: 1_000, batchSize: 3, sameRecord: "last" });
  const report = run.then((given) => given);
  for (let at = 0; at < 10; at++) {
    source.push(event(1, `Name ${at}`));
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(50);
  expect(sent.map(({ inputs }) => inputs)).toMatchObject([[{ eventName: "Name 9" }]]);
  source.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(await report).toMatchObject({ ok: true, superseded: 9 });
});

describe("a linger", () => {
  test("is over for as long as the first that could go has waited so long", async () => {
    let pending: object[] = [];
    const over = vi.fn();
    const linger = new Linger(100, () => pending, over);
    const [a, b, c] = [{}, {}, {}];
    linger.wait();
    expect(vi.getTimerCount()).toBe(0);
    pending = [a, b];
    linger.wait();
    linger.wait();
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(60);
    pending = [a, b, c];
    linger.wait();
    await vi.advanceTimersByTimeAsync(40);
    expect([linger.isOver, over.mock.calls.length]).toEqual([true, 1]);
    pending = [b, c];
    linger.end();
    expect(linger.isOver).toBe(true);
    linger.wait();
    expect(vi.getTimerCount()).toBe(0);
    pending = [c];
    linger.end();
    expect(linger.isOver).toBe(false);
    linger.wait();
    await vi.advanceTimersByTimeAsync(59);
    expect(over).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect([linger.isOver, over.mock.calls.length]).toEqual([true, 2]);
    pending = [{}];
    linger.end();
    linger.wait();
    linger.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

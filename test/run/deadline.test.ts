import { afterEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/run/deadline.js";
import { createRandom } from "../../src/sandbox/random.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, fakeFetch, type Handler, hang, refusal, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

/** A deadline in so many ms, and when it said what. */
function inMs(ms: number) {
  const startMs = performance.now();
  const said = { late: undefined as number | undefined, over: undefined as number | undefined };
  const sinceStart = () => performance.now() - startMs;
  const deadline = new Deadline(Date.now() + ms, {
    late: () => (said.late = sinceStart()),
    over: () => {
      said.over = sinceStart();
      deadline.end();
    },
  });
  deadline.look();
  return { deadline, said };
}

/** Sends one request after another, each of which takes so long, until it is late. */
async function play({ deadline, said }: ReturnType<typeof inMs>, tookMs: () => number): Promise<void> {
  while (said.late === undefined) {
    const turn = {};
    deadline.began(turn);
    const ms = tookMs();
    await vi.advanceTimersByTimeAsync(ms);
    deadline.ended(turn, ms, "fine");
  }
}

test("without a request it is late and over shortly before its time", async () => {
  const { said } = inMs(10_000);
  await vi.advanceTimersByTimeAsync(9_899);
  expect(said).toEqual({ late: undefined, over: undefined });
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual({ late: 9_900, over: 9_900 });
});

test.each([0, -5_000])("one that is %i ms away is late and over at once", (ms) => {
  expect(inMs(ms).said).toEqual({ late: 0, over: 0 });
});

test("a short one leaves a twentieth of its time", async () => {
  const { said } = inMs(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said).toEqual({ late: 950, over: 950 });
});

test("one further away than a timer can wait is waited for", async () => {
  const { said, deadline } = inMs(2 ** 32);
  await vi.advanceTimersByTimeAsync(2 ** 31);
  expect(said).toEqual({ late: undefined, over: undefined });
  await vi.advanceTimersByTimeAsync(2 ** 31);
  expect(said.over).toBe(2 ** 32 - 100);
  deadline.end();
});

test("it is late when an answer takes as long as the longest, with room for a longer one where few are known", async () => {
  const one = inMs(60_000);
  await play(one, () => 2_000);
  expect(one.said.late).toBeGreaterThan(56_000);
  expect(one.said.late).toBeLessThanOrEqual(57_900);
  one.deadline.end();

  const few = inMs(10_000);
  await play(few, () => 1_000);
  expect(few.said.late).toBeLessThanOrEqual(8_900 - 1_000 / Math.sqrt(10));
  few.deadline.end();
});

test("what was fast before does not hide that those in flight are slow", async () => {
  const run = inMs(60_000);
  for (let sent = 0; sent < 100; sent++) {
    run.deadline.began(run);
    await vi.advanceTimersByTimeAsync(100);
    run.deadline.ended(run, 100, "fine");
  }
  for (let sent = 0; sent < 9; sent++) run.deadline.began({});
  await vi.advanceTimersByTimeAsync(50_000);
  expect(run.said.late).toBeCloseTo((10_000 + 59_900) / 2, -1);
  run.deadline.end();
});

test("one that hangs among others that don't is not taken for all", async () => {
  const run = inMs(60_000);
  run.deadline.began({});
  await play(run, () => 100);
  expect(run.said.late).toBeGreaterThan(59_500);
  run.deadline.end();
});

test("which of those in flight has ended is told by its turn, however long its answer was in being judged", async () => {
  const run = inMs(60_000);
  const [old, young] = [{}, {}];
  run.deadline.began(old);
  await vi.advanceTimersByTimeAsync(30_000);
  run.deadline.began(young);
  await vi.advanceTimersByTimeAsync(10_000);
  // It took 100 ms, and was told 9,900 ms later.
  run.deadline.ended(young, 100, "congested");
  await vi.advanceTimersByTimeAsync(10_000);
  // The one that is left has waited for half of the time there was.
  expect(run.said.late).toBeLessThanOrEqual(50_000);
  run.deadline.end();
});

test("of those in flight the one that was answered is no longer looked at", async () => {
  for (const [first, left, lateMs] of [
    [10_000, 0, 29_950],
    [0, 10_000, 34_950],
  ] as const) {
    const run = inMs(60_000);
    const [old, young] = [{}, {}];
    run.deadline.began(old);
    await vi.advanceTimersByTimeAsync(10_000);
    run.deadline.began(young);
    await vi.advanceTimersByTimeAsync(1_000);
    run.deadline.ended(left === 0 ? young : old, 11_000 - first, "congested");
    await vi.advanceTimersByTimeAsync(40_000);
    expect({ left, lateMs: run.said.late }).toEqual({ left, lateMs });
    run.deadline.end();
  }
});

test("an answer that shows that it is late already is heard at once", async () => {
  const run = inMs(10_000);
  run.deadline.began(run);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(run.said.late).toBeUndefined();
  run.deadline.ended(run, 4_000, "fine");
  expect(run.said.late).toBe(4_000);
  run.deadline.end();
});

test("the longest of the latest answers counts, and no longer when 128 others came after it", async () => {
  const answered = async (...times: number[]) => {
    const run = inMs(600_000);
    for (const ms of times) {
      run.deadline.began(run);
      await vi.advanceTimersByTimeAsync(ms);
      run.deadline.ended(run, ms, "fine");
    }
    await vi.advanceTimersByTimeAsync(600_000);
    return run.said.late;
  };
  const fast = Array.from({ length: 128 }, () => 100);
  expect(await answered(20_000, ...fast.slice(1))).toBeCloseTo(599_900 - 20_000 * (1 + 1 / Math.sqrt(128)), -1);
  expect(await answered(20_000, ...fast)).toBeCloseTo(599_900 - 100 * (1 + 1 / Math.sqrt(128)), -1);
});

test("one that hangs alone is no sign where another was answered", async () => {
  const run = inMs(60_000);
  run.deadline.began(run);
  await vi.advanceTimersByTimeAsync(100);
  run.deadline.ended(run, 100, "fine");
  run.deadline.began(run);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(run.said.late).toBe(59_700);
});

test("once the run has ended, nothing is waited for", () => {
  const run = inMs(60_000);
  run.deadline.end();
  run.deadline.began(run);
  run.deadline.ended(run, 0, "fine");
  expect(vi.getTimerCount()).toBe(0);
});

/** A process that is busy with other work: time passes, and what is due meanwhile is heard at its end. */
function busyProcess() {
  const now = performance.now.bind(performance);
  let untilMs: number | undefined;
  vi.spyOn(performance, "now").mockImplementation(() => untilMs ?? now());
  return (ms: number) => {
    untilMs = now() + ms;
    vi.advanceTimersByTime(ms);
    untilMs = undefined;
  };
}

describe("in a process that is busy", () => {
  afterEach(() => void vi.restoreAllMocks());

  test.each([
    ["2 s of every 5", 3_000, 2_000],
    ["0.3 s of every 0.4", 100, 300],
    ["all of the time, but for a moment every 2 s", 1, 2_000],
  ])("%s it is over before its time, whenever that is", async (_, idleMs, workMs) => {
    for (let tries = 0; tries < 7; tries++) {
      const busy = busyProcess();
      const allMs = 40_000 + tries * 731;
      const { deadline, said } = inMs(allMs);
      deadline.began({});
      while (said.over === undefined) {
        await vi.advanceTimersByTimeAsync(idleMs);
        busy(workMs);
      }
      expect(said.over).toBeLessThan(allMs);
      expect(said.over).toBeGreaterThan(allMs * 0.7);
      vi.restoreAllMocks();
    }
  });

  test("what came meanwhile is read before what is in flight is cut", async () => {
    const { deadline, said } = inMs(10_000);
    const turns = [{}, {}, {}];
    for (const turn of turns) deadline.began(turn);
    await vi.advanceTimersByTimeAsync(4_000);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 7_000);
    for (const turn of turns) {
      deadline.ended(turn, 5_000, "fine");
      expect(said.over).toBeUndefined();
    }
    await vi.advanceTimersByTimeAsync(1);
    expect(said.over).toBe(11_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("refusals of the load tell nothing of how long answers take", async () => {
  const run = inMs(60_000);
  run.deadline.began(run);
  await vi.advanceTimersByTimeAsync(20_000);
  run.deadline.ended(run, 20_000, "congested");
  await vi.advanceTimersByTimeAsync(38_000);
  expect(run.said.late).toBeUndefined();
  run.deadline.end();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(run.said.late).toBeUndefined();
});

/** Lets it run until it has ended, and tells how long that took. */
async function timed<T>(promise: PromiseLike<T>): Promise<{ result: T; tookMs: number }> {
  const startMs = performance.now();
  const result = await inTime(promise, 100);
  return { result, tookMs: performance.now() - startMs };
}

function* endless() {
  for (let from = 0; ; from += 100) yield* updates(100, from);
}

describe("deadlineMs of a run", () => {
  test.each([
    ["2 to 3 s", 2_000, 3_000],
    ["0.3 to 2.3 s", 300, 2_300],
    ["0.2 to 8 s", 200, 8_000],
  ])(
    "under answers of %s ends before it, with next to nothing unknown, and most of the time used",
    async (_, min, max) => {
      const random = createRandom(1);
      const { fetch, sent } = fakeFetch((request, count) =>
        after(min + random() * (max - min), updated)(request, count),
      );
      const startMs = performance.now();
      let lastMs = 0;
      const run = updateRun(endless(), {
        fetch: (url, init) => {
          lastMs = performance.now() - startMs;
          return fetch(url, init);
        },
        batchSize: 10,
        quota: { requests: 10, intervalMs: 1_000 },
        deadlineMs: Date.now() + 30_000,
      });
      const { result, tookMs } = await timed(run.summary());
      expect(tookMs).toBeLessThan(30_000);
      expect(result.halted).toEqual({ reason: "timed-out" });
      expect(result.counts.unknown / result.counts.total).toBeLessThan(0.01);
      expect(result.counts.succeeded).toBe(sent.length * 10 - result.counts.unknown);
      expect(lastMs).toBeGreaterThan(30_000 - 2 * max - 500);
    },
  );

  test("that no answer comes up to cuts what is in flight: it is unknown, and the rest was never sent", async () => {
    const { fetch, sent } = fakeFetch(hang);
    const { result, tookMs } = await timed(updateRun(updates(1_000), { fetch, deadlineMs: Date.now() + 10_000 }));
    expect(tookMs).toBeLessThanOrEqual(10_000);
    expect(tookMs).toBeGreaterThan(9_800);
    expect(sent).toHaveLength(4);
    expect(result).toMatchObject({ halted: { reason: "timed-out" }, counts: { unknown: 400, unsent: 600 } });
  });

  test("that has passed sends nothing", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const { result } = await timed(updateRun(updates(10), { fetch, deadlineMs: Date.now() - 1 }));
    expect(sent).toHaveLength(0);
    expect(result).toMatchObject({ ok: false, halted: { reason: "timed-out" }, counts: { unsent: 10 } });
    expect(result.outcomes[0]).toMatchObject({ reason: "timed-out", resend: "safe" });
  });

  test("that is not met changes nothing", async () => {
    const { fetch } = fakeFetch(after(100, updated));
    const { result, tookMs } = await timed(updateRun(updates(300), { fetch, deadlineMs: Date.now() + 60_000 }));
    expect(result).toMatchObject({ ok: true, counts: { succeeded: 300 } });
    expect(result.halted).toBeUndefined();
    expect(tookMs).toBeLessThan(1_000);
  });

  const waiting: [string, Handler][] = [
    ["a backoff", () => refusal(423)],
    ["a wait that HubSpot asks for", () => refusal(429, {}, { "retry-after": "100" })],
  ];
  test.each(waiting)("ends %s that would end after it", async (_, handler) => {
    const { fetch, sent } = fakeFetch(handler);
    vi.spyOn(Math, "random").mockReturnValue(1);
    const options = { fetch, retry: { initialDelayMs: 60_000, maxDelayMs: 60_000 }, deadlineMs: Date.now() + 10_000 };
    const { result, tookMs } = await timed(updateRun(updates(3), options));
    expect(tookMs).toBeLessThanOrEqual(10_000);
    expect(sent).toHaveLength(1);
    expect(result).toMatchObject({ halted: { reason: "timed-out" }, counts: { unsent: 3 } });
  });
});

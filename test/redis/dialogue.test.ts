import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Dialogue, type Grant, type Report } from "../../src/redis/dialogue.js";
import { FakeRedis } from "./fake-redis.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const move = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const grant = (slot: number, epoch = 1): Grant => ({ slot, epoch, startMs: 0 });

function setup(marginMs = 20) {
  const redis = new FakeRedis();
  const dialogue = new Dialogue({
    send: redis.send,
    key: "a",
    me: "me",
    quota: { requests: 0, intervalMs: 0 },
    share: 0,
    daily: 0,
    marginMs,
  });
  const ask = async (want = 0, ms = 10) => {
    const heard = dialogue.ask(want, -Infinity).catch((thrown: unknown) => thrown as Error);
    await move(ms);
    return heard;
  };
  const holds = () => redis.asked.map(({ args }) => args.slice(9, 12));
  return { redis, dialogue, ask, holds };
}

test("what could not be told is told at the next call, and no more once it was", async () => {
  const { redis, dialogue, ask, holds } = setup();
  await ask();
  dialogue.report(grant(1), []);
  dialogue.add(700, 0, 1);
  redis.away = new Error("read ECONNRESET");
  expect(await ask()).toBe(redis.away);
  redis.away = undefined;
  dialogue.report(grant(2), []);
  dialogue.add(300);
  expect(dialogue.isHolding).toBe(true);
  await ask();
  await ask();
  expect(redis.reports.map(({ slot }) => slot)).toEqual(["1", "1", "2"]);
  expect(holds()).toEqual([
    ["0", "0", "0"],
    ["700", "0", "1"],
    ["700", "0", "1"],
    ["0", "0", "0"],
  ]);
  expect(dialogue.isHolding).toBe(false);
});

test("what is said anew of a slot during a call goes with the next one, as does a hold", async () => {
  const { redis, dialogue, holds } = setup();
  dialogue.report(grant(1, 0), [1]);
  const asked = dialogue.ask(0, -Infinity);
  dialogue.report(grant(1, 0), []);
  dialogue.add(400);
  await move(10);
  await asked;
  const again = dialogue.ask(0, -Infinity);
  await move(10);
  await again;
  // The first answer told of a state that is new, in which nothing is known of the slot.
  expect(redis.reports.map(({ slot, countedMs }) => [slot, countedMs > 0])).toEqual([["1", true]]);
  expect(holds().map(([holdMs]) => holdMs)).toEqual(["0", "400"]);
});

test("another state: what was given and what was to be told of the one before is nothing any more", async () => {
  const { redis, dialogue, ask } = setup();
  expect(await ask(1)).toMatchObject({ grants: [{ slot: 1, epoch: 1 }] });
  await ask(1);
  dialogue.report(grant(1), []);
  redis.away = new Error("read ECONNRESET");
  await ask();
  redis.away = undefined;
  redis.epoch = 2;
  expect(await ask(1)).toMatchObject({ epoch: 2, steppedMs: 0, grants: [{ epoch: 2 }] });
  const before = redis.reports.length;
  await ask();
  expect(redis.reports).toHaveLength(before);
});

test("an answer that comes too late gives its slots back", async () => {
  const { redis, dialogue, ask } = setup();
  await ask();
  redis.away = "hangs";
  expect(await ask(2, 3_000)).toMatchObject({ message: "Redis gave no answer within 3000 ms" });
  redis.away = undefined;
  await move(60_000);
  await ask();
  expect(redis.reports.map(({ slot, countedMs }) => [slot, countedMs])).toEqual(
    [...redis.given.keys()].map((slot) => [slot, -1]),
  );
  expect(redis.given.size).toBe(2);
  expect(dialogue.isHolding).toBe(false);
});

test("an answer that comes so late that Redis has lost its state meanwhile gives nobody else's slots back", async () => {
  const { redis, ask } = setup();
  await ask();
  redis.lateMs = 5_000;
  expect(await ask(2, 3_000)).toMatchObject({ message: "Redis gave no answer within 3000 ms" });
  redis.lateMs = 0;
  redis.epoch = 2;
  expect(await ask()).toMatchObject({ epoch: 2 });
  await move(5_000);
  await ask();
  expect(redis.reports).toEqual([]);
});

test("a clock that has stepped is told of once, with what time it was by the right one", async () => {
  const { redis, dialogue, ask } = setup();
  await ask();
  redis.aheadMs += 3_000;
  expect(await ask()).toMatchObject({ steppedMs: expect.closeTo(3_000, -1) });
  dialogue.report(grant(1), [performance.now()]);
  const rightMs = performance.now() + redis.aheadMs - 3_000;
  expect(await ask()).toMatchObject({ steppedMs: 0 });
  expect(Number(redis.asked.at(-1)!.args[12])).toBeCloseTo(3_000, -1);
  expect(Math.abs(redis.reports[0]!.countedMs - rightMs)).toBeLessThan(10);
  redis.aheadMs -= 3_000;
  expect(await ask()).toMatchObject({ steppedMs: 0 });
  expect(redis.asked.at(-1)!.args.slice(9, 13)).toEqual(["0", "0", "0", "0"]);
});

test("of the quota the last answer that tells of it is told", async () => {
  const { redis, dialogue, ask } = setup();
  const answer = (requests?: number): Report => {
    const quota = requests === undefined ? undefined : { requests, intervalMs: 10_000 };
    return [1, performance.now(), { quota, remaining: undefined, today: undefined }];
  };
  await ask();
  dialogue.report(grant(1), answer());
  await ask();
  dialogue.report(grant(2), answer(150));
  dialogue.report(grant(3), answer(190));
  dialogue.report(grant(4), answer());
  await ask();
  expect(redis.asked.map(({ args }) => args.slice(14, 16))).toEqual([
    ["0", "0"],
    ["0", "0"],
    ["190", "10000"],
  ]);
});

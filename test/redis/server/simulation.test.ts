/** The pace of many processes over ten minutes, and what becomes of it when Redis misbehaves; in virtual time. */
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Dialogue } from "../../../src/redis/dialogue.js";
import { createRandom } from "../../../src/sandbox/random.js";
import type { Course } from "../../bench/simulate-world.js";
import { inVirtualTime } from "../../invariants/clock.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import { argsAt, simulateOnRedis, type Told, VIRTUAL } from "./simulation.js";

const quota = { requests: 190, intervalMs: 10_000 };
const course = { quota, workMs: [20, 170], wayMs: [0, 10], shown: true, windows: 8 } satisfies Course;

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedis();
  // Its timers would be the simulation's: it has none.
  redis = new Redis({ host: "127.0.0.1", port: server.port });
});
afterAll(async () => {
  redis.disconnect();
  await server.remove();
});

const least = ({ turns }: Told) => (Math.min(...turns) * turns.length) / turns.reduce((sum, one) => sum + one, 0);

/** How many commands Redis has run so far, those of scripts among them. */
async function commandsRun(): Promise<number> {
  const info = String(await redis.call("INFO", "commandstats"));
  return [...info.matchAll(/calls=(\d+)/g)].reduce((sum, [, calls]) => sum + Number(calls), 0);
}

describe("over 60 windows", () => {
  test.each([
    [1, 0.3],
    [2, 0.6],
    [4, 0.9],
    [8, 1.3],
    [40, 4],
  ])(
    "by %i processes 99 in a hundred are used, and none is refused; a request costs %d calls at most",
    async (clients, calls) => {
      const told = await simulateOnRedis(redis, { ...course, clients, windows: 60 });
      expect(told.refused).toHaveLength(0);
      expect(told.sustained).toBeGreaterThanOrEqual(0.99);
      expect(told.calls / told.accepted.length).toBeLessThanOrEqual(calls);
      expect(least(told)).toBeGreaterThan(1 / 3);
    },
  );
});

test("a call has Redis run three commands, and what is kept goes within a minute", async () => {
  await redis.call("FLUSHALL");
  const before = await commandsRun();
  const { calls } = await simulateOnRedis(redis, { ...course, clients: 8, windows: 6 });
  expect(((await commandsRun()) - before) / calls).toBeLessThan(4.1);
  const keys = (await redis.call("KEYS", "*")) as string[];
  expect(keys).toHaveLength(1);
  for (const key of keys) {
    const ttl = Number(await redis.call("PTTL", key));
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(60_000);
  }
});

test.each([1, 8, 40])("a portal that %i processes write to takes 16 kB at most, at any time", async (clients) => {
  const { bytes, refused } = await simulateOnRedis(redis, { ...course, clients }, { weighed: true });
  expect(refused).toHaveLength(0);
  expect(bytes).toBeGreaterThan(2_000);
  expect(bytes).toBeLessThanOrEqual(16_000);
});

describe("beside an app that takes 60 of 190", () => {
  test.each([
    ["begins together", 0, 0, 1],
    ["begins together", 0, 0, 8],
    ["was there before", 10_000, 0, 4],
    ["comes later", 0, 30_000, 1],
    ["comes later", 0, 30_000, 8],
  ])("which %s, it is left its part, and the rest is used", async (_, fromMs, foreignMs, clients) => {
    const foreign = { requests: 60, fromMs: foreignMs };
    const told = await simulateOnRedis(redis, { ...course, clients, fromMs, foreign });
    const { accepted, refused } = told.foreign;
    expect(refused / (accepted + refused)).toBeLessThan(0.03);
    expect(told.refused.length / told.accepted.length).toBeLessThan(0.05);
    const beganMs = Math.max(fromMs, foreignMs) + quota.intervalMs;
    const windows = course.windows - beganMs / quota.intervalMs;
    const own = told.accepted.filter((atMs) => atMs >= beganMs && atMs < course.windows * quota.intervalMs).length;
    expect((own + 60 * windows) / (quota.requests * windows)).toBeGreaterThanOrEqual(0.9);
  });
});

test("an answer that comes after Redis has lost all gives back no slot of what it has since", async () => {
  await inVirtualTime(createRandom(1), async (clock) => {
    let lateMs = 0;
    const send = async (args: string[]) => {
      const afterMs = lateMs;
      const reply = await clock.real(redis.call("EVAL", VIRTUAL, ...argsAt(clock.now, args)));
      await clock.wait(afterMs);
      return reply;
    };
    const five = { requests: 5, intervalMs: 10_000 };
    const begin = (me: string) =>
      new Dialogue({ send, key: "late", me, quota: five, share: 0, daily: 0, marginMs: 20 });
    // What has just begun gives less than its quota at first.
    const begun = async (me: string) => {
      const dialogue = begin(me);
      for (let ms = 0; ms < 12_000; ms += 3_000) {
        for (const grant of (await dialogue.ask(5, -Infinity)).grants) dialogue.report(grant, []);
        await clock.wait(3_000);
      }
      await dialogue.ask(0, -Infinity);
      return dialogue;
    };
    const one = await begun("one");
    lateMs = 20_000;
    const late = expect(one.ask(5, -Infinity)).rejects.toThrow("Redis gave no answer");
    await clock.wait(1);
    lateMs = 0;
    await clock.real(redis.call("DEL", "late"));
    const other = await begun("other");
    await late;
    await one.ask(0, -Infinity);
    await clock.wait(6_000);
    const { grants } = await other.ask(5, -Infinity);
    expect(grants).toHaveLength(5);
    await clock.wait(3_000);
    await one.ask(0, -Infinity);
    expect((await other.ask(5, clock.now)).grants).toEqual([]);
    await clock.wait(10_000);
    expect((await other.ask(5, clock.now)).grants).toHaveLength(5);
  });
});

describe("at most one window is lost, and no request refused, where Redis", () => {
  test.each<[string, Parameters<typeof simulateOnRedis>[2], lostWindows: number]>([
    ["steps its clock by a minute forward", { trouble: { steps: [{ atMs: 25_000, byMs: 60_000 }] } }, 1],
    ["steps its clock by an hour forward", { trouble: { steps: [{ atMs: 25_000, byMs: 3_600_000 }] } }, 1],
    ["steps its clock by 3 s forward", { trouble: { steps: [{ atMs: 25_000, byMs: 3_000 }] } }, 1],
    ["steps its clock by an hour back", { trouble: { steps: [{ atMs: 25_000, byMs: -3_600_000 }] } }, 1],
    [
      "steps its clock forward, and back again",
      {
        trouble: {
          steps: [
            { atMs: 25_000, byMs: 60_000 },
            { atMs: 45_000, byMs: -60_000 },
          ],
        },
      },
      2,
    ],
    ["is away for 3 s", { trouble: { away: { fromMs: 25_000, untilMs: 28_000 } } }, 1.4],
    ["is away for 12 s", { trouble: { away: { fromMs: 25_000, untilMs: 37_000 } } }, 2.3],
    [
      "is away for 3 s, and has lost all",
      { trouble: { away: { fromMs: 25_000, untilMs: 28_000 }, losesAllAtMs: 28_000 } },
      1.4,
    ],
    ["loses all", { trouble: { losesAllAtMs: 25_000 } }, 1],
    ["never sends a twentieth of its answers", { trouble: { losesAnswers: 0.05 } }, 3],
  ])("%s", async (_, options, lostWindows) => {
    const told = await simulateOnRedis(redis, { ...course, clients: 4 }, options);
    expect(told.refused).toHaveLength(0);
    expect((1 - told.sustained) * (course.windows - 1)).toBeLessThanOrEqual(lostWindows);
    expect(least(told)).toBeGreaterThan(1 / 3);
  });
});

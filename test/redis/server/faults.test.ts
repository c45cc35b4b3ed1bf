/**
 * What becomes of a fleet when processes and Redis die, in real time and with real processes; windows of three seconds. The
 * quota is given where Redis forgets it: a window of ten seconds would be held otherwise, which is HubSpot's own.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPrograms, type Fleet, withFleet } from "./fleet.js";
import { connect, STEP } from "./redis-server.js";
import { countOf, mostInWindow, say, waysOf } from "./tally.js";

const quota = { requests: 60, intervalMs: 3_000 };
const MARGIN_MS = 20;
const WRITERS = 3;

let programs: Awaited<ReturnType<typeof buildPrograms>>;
beforeAll(async () => {
  programs = await buildPrograms();
});
afterAll(() => programs.remove());

interface Fault {
  readonly aof?: boolean;
  readonly steps?: boolean;
  readonly options?: object;
  /** When it strikes, and when all is over. */
  readonly strikesMs?: number;
  readonly endsMs?: number;
  readonly strike: (fleet: Fleet) => Promise<unknown>;
  /** Time that may be lost at most, in ms. */
  readonly lostMs: number;
  /** Requests beyond the quota in a window, at most: what was in flight and granted, where Redis lost all its state. */
  readonly beyond?: number;
  /** Writers that tell how they ended. */
  readonly live?: number;
}

const away =
  (ms: number) =>
  async ({ redis }: Fleet) => {
    await redis.kill();
    await sleep(ms);
    await redis.start();
  };

const tellRedis =
  (...args: [string, ...string[]]) =>
  async ({ redis }: Fleet) => {
    const connection = connect(redis.port);
    await new Promise((resolve) => connection.once("ready", resolve));
    await connection.call(...args);
    connection.disconnect();
  };

const faults: readonly (readonly [string, Fault])[] = [
  [
    "a process is killed",
    { strike: async ({ writers }) => writers[0]?.process.kill("SIGKILL"), lostMs: quota.intervalMs, live: WRITERS - 1 },
  ],
  [
    "a process stands still for 3 s",
    {
      strike: async ({ writers }) => {
        writers[0]?.process.kill("SIGSTOP");
        await sleep(3_000);
        writers[0]?.process.kill("SIGCONT");
      },
      lostMs: quota.intervalMs,
    },
  ],
  [
    "Redis dies, and is back after 3 s with nothing",
    { options: { quota }, strike: away(3_000), lostMs: 3_000 + quota.intervalMs, beyond: 48 },
  ],
  [
    "Redis dies, and is back after 3 s with its file",
    { aof: true, strike: away(3_000), lostMs: 3_000 + quota.intervalMs },
  ],
  [
    "Redis dies, and is back after 12 s with nothing",
    { options: { quota }, strike: away(12_000), lostMs: 12_000 + quota.intervalMs, endsMs: 25_000 },
  ],
  [
    "Redis dies, and is back after 12 s with its file",
    { aof: true, strike: away(12_000), lostMs: 12_000 + quota.intervalMs, endsMs: 25_000 },
  ],
  [
    "Redis dies, and is back after 12 s, and its processes share meanwhile",
    {
      options: { quota, whenAway: "share" },
      strikesMs: 10_500,
      strike: away(12_000),
      // A window and a second until they go by themselves, and one once it is back.
      lostMs: 1_000 + 2 * quota.intervalMs,
      endsMs: 30_000,
    },
  ],
  ["all keys are flushed", { options: { quota }, strike: tellRedis("FLUSHALL"), lostMs: quota.intervalMs, beyond: 48 }],
  [
    "the clock of Redis steps forward by a minute",
    { steps: true, strike: tellRedis("SET", STEP, "60"), lostMs: quota.intervalMs },
  ],
  [
    "the clock of Redis steps back by a minute",
    { steps: true, strike: tellRedis("SET", STEP, "-60"), lostMs: quota.intervalMs },
  ],
];

describe.concurrent("no request is refused, and at most a window is lost, where", () => {
  test.each(faults)("%s", async (title, fault) => {
    const { aof = false, steps = false, options = {}, strikesMs = 4_500, endsMs = 15_000, live = WRITERS } = fault;
    await withFleet(programs.folder, { quota, writers: WRITERS, aof, steps, options }, async (fleet) => {
      await fleet.until(strikesMs);
      await fault.strike(fleet);
      await fleet.until(endsMs);
      const told = (await fleet.stop()).flatMap((one) => one ?? []);
      const requests = await fleet.received();
      const firstMs = requests[0]![1];
      const { accepted, refused } = countOf(requests, firstMs, firstMs + endsMs);
      const turns = told.flatMap((one) => one.turns);
      const late = waysOf(turns).filter((ms) => ms > MARGIN_MS).length;
      const lostMs = endsMs - (accepted * quota.intervalMs) / quota.requests;
      const most = mostInWindow(turns, quota);
      say(
        `${title}: ${refused} refused, at most ${most} in a window, ` +
          `${(lostMs / quota.intervalMs).toFixed(1)} windows lost, ${late} came late`,
      );
      expect(most).toBeLessThanOrEqual(quota.requests + (fault.beyond ?? 0));
      expect(refused).toBeLessThanOrEqual(late + (fault.beyond ?? 0));
      expect(lostMs).toBeLessThanOrEqual(fault.lostMs + 0.07 * endsMs);
      expect(told.map(({ halted }) => halted.reason)).toEqual(Array.from({ length: live }, () => "stopped"));
      // All write on.
      expect(countOf(requests, firstMs + endsMs - quota.intervalMs, Infinity).accepted).toBeGreaterThan(
        quota.requests / 2,
      );
    });
  });

  test("Redis stays away for longer than is borne, and each run ends as unavailable", async () => {
    const options = { patienceMs: 2_000 };
    await withFleet(programs.folder, { quota, writers: 2, options }, async ({ until, redis, writers }) => {
      await until(2_000);
      await redis.kill();
      const told = await Promise.all(writers.map(({ ended }) => ended));
      for (const one of told) {
        expect(one?.halted).toMatchObject({ reason: "unavailable", name: "LimiterError" });
        expect(one?.halted.message).toMatch(/^Redis has been away for \d+ s$/);
        expect(one?.counts.unknown).toBe(0);
      }
    });
  });
});

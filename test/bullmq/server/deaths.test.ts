/** What becomes of lanes where a worker, or Redis, dies or stands still. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, type RedisServer, startRedis } from "../../redis/server/redis-server.js";
import { expectNothingLost } from "./expectations.js";
import { startPostgres } from "./postgres-server.js";
import { type Backing, CONCURRENCY, inWorld, underWay, unknownBut, type WorldOptions, writtenIn } from "./world.js";

let redis: RedisServer;
let backing: Backing;
beforeEach(async () => {
  redis = await startRedis({ aof: true });
  backing = { connection: { host: "127.0.0.1", port: redis.port }, isPostgres: false };
});
afterEach(() => redis.remove());

const UNDER_WAY = underWay(CONCURRENCY);
const options: WorldOptions = { portals: 4, workers: 3, records: 1_000, versions: 3 };

test("a worker that is killed with lanes of its own loses nothing, and what it had under way is written again", async () => {
  await inWorld(backing, options, async (world) => {
    await world.untilTold(2_000);
    world.workers[0]!.kill("SIGKILL");
    const lanesOfOne = 4;
    expect(await unknownBut(world)).toBeLessThanOrEqual(UNDER_WAY * options.portals);
    await world.untilDone();
    await expectNothingLost(world, options, UNDER_WAY * lanesOfOne);
  });
});

test("Redis that is killed, and back after 12 s, with a worker killed meanwhile, loses nothing", async () => {
  await inWorld(backing, options, async (world) => {
    await world.untilTold(2_000);
    await redis.kill();
    await sleep(1_000);
    world.workers[0]!.kill("SIGKILL");
    const before = world.sandbox.requests.length;
    await sleep(11_000);
    // While nothing can be kept, next to nothing is sent.
    expect(world.sandbox.requests.length - before).toBeLessThanOrEqual(2 * CONCURRENCY * options.portals);
    await redis.start();
    await world.untilDone();
    await expectNothingLost(world, options, 2 * UNDER_WAY * options.portals);
  });
});

test("Redis that is killed, and back after 3 s with its file, loses nothing", async () => {
  await inWorld(backing, options, async (world) => {
    await world.untilTold(2_000);
    await redis.kill();
    await sleep(3_000);
    await redis.start();
    await world.untilDone();
    await expectNothingLost(world, options, UNDER_WAY * options.portals);
  });
});

test("Redis' clock that steps forward, by which all that has a time is over, locks among it, does no harm", async () => {
  await inWorld(backing, options, async (world) => {
    await world.untilTold(2_000);
    const connection = connect(redis.port);
    await new Promise((resolve) => connection.once("ready", resolve));
    let gone = 0;
    for (const key of await connection.keys("*"))
      if ((await connection.pttl(key)) > 0) gone += await connection.del(key);
    connection.disconnect();
    // One lock at the least.
    expect(gone).toBeGreaterThan(0);
    await world.untilDone();
    await expectNothingLost(world, options, UNDER_WAY * options.portals);
  });
});

test.each([
  ["as long as its lock holds", 3_000],
  ["longer, and so loses its lanes: its jobs run twice", 6_000],
])("a worker that stands still %s does no harm when it goes on", async (_, ms) => {
  await inWorld(backing, { ...options, workers: 2 }, async (world) => {
    await world.untilTold(1_000);
    const [still] = world.workers;
    still!.kill("SIGSTOP");
    try {
      await sleep(ms);
    } finally {
      still!.kill("SIGCONT");
    }
    await world.untilDone();
    await expectNothingLost(world, options, UNDER_WAY * options.portals);
  });
});

test("on Postgres, a worker that is killed while Postgres is away for 3 s loses nothing either", async () => {
  const postgres = await startPostgres();
  try {
    await inWorld({ connection: postgres.connection, isPostgres: true }, { ...options, portals: 2 }, async (world) => {
      await world.untilTold(1_000);
      await postgres.kill();
      world.workers[0]!.kill("SIGKILL");
      await sleep(3_000);
      await postgres.start();
      await world.untilDone();
      await expectNothingLost(world, options, 2 * UNDER_WAY * 2);
    });
  } finally {
    await postgres.remove();
  }
});

test("of what is not idempotent nothing is sent twice: what was under way where a worker died is unknown", async () => {
  const create: WorldOptions = { ...options, versions: 1, operation: "contacts.create", workers: 2, portals: 2 };
  await inWorld(backing, create, async (world) => {
    await world.untilTold(300);
    world.workers[0]!.kill("SIGKILL");
    await world.untilDone();
    let unknown = 0;
    for (const portal of world.portals) {
      const written = writtenIn(world.sandbox, portal);
      expect(new Set(written).size).toBe(written.length);
      const counts = (await world.lanes.progress(portal))!.counts;
      expect(counts).toMatchObject({ total: 1_000, failed: 0, unsent: 0 });
      expect(counts.succeeded).toBeLessThanOrEqual(written.length);
      expect(counts.succeeded + counts.unknown).toBe(1_000);
      unknown += counts.unknown;
      const report = await world.lanes.report(portal);
      expect(report?.errors.reduce((sum, { count }) => sum + count, 0)).toBe(counts.unknown);
      // Each outcome that was told last is what is kept.
      const last = new Map(
        world.told.filter((one) => one.import === portal).map(({ index, status }) => [index, status]),
      );
      expect([...last.values()].filter((status) => status === "unknown")).toHaveLength(counts.unknown);
    }
    expect(unknown).toBeLessThanOrEqual(UNDER_WAY * create.portals);
  });
});

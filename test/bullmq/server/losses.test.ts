/** What becomes of lanes where Redis loses all that it had: who queues the imports again has them written to their end. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, type RedisServer, startRedis } from "../../redis/server/redis-server.js";
import { expectNothingLost } from "./expectations.js";
import { CONCURRENCY, inWorld, underWay, type WorldOptions, writtenIn } from "./world.js";

let redis: RedisServer;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(() => redis.remove());

const options: WorldOptions = { portals: 3, workers: 2, records: 1_000, versions: 2 };

/** All keys are flushed, with the jobs of runs that go on. */
async function flush(): Promise<void> {
  const connection = connect(redis.port);
  await new Promise((resolve) => connection.once("ready", resolve));
  await connection.call("FLUSHALL");
  connection.disconnect();
}

/** Redis dies without a file, and is back after 3 s. */
async function die(): Promise<void> {
  await redis.kill();
  await sleep(3_000);
  await redis.start();
}

test.each([
  ["all keys are flushed", flush],
  ["Redis has no file, dies, and is back after 3 s", die],
])("where %s, what is queued again is known to its end, and in order", async (_, lose) => {
  const backing = { connection: { host: "127.0.0.1", port: redis.port }, isPostgres: false };
  await inWorld(backing, options, async (world) => {
    await world.untilTold(1_500);
    await lose();
    // What was written before is written again, and nothing but that, and what was under way.
    const before = world.portals.reduce((sum, portal) => sum + writtenIn(world.sandbox, portal).length, 0);
    expect(await world.lanes.progress(world.portals[0]!)).toBeUndefined();
    await world.enqueue();
    await world.untilDone();
    await expectNothingLost(world, options, before + 2 * underWay(CONCURRENCY) * options.portals);
  });
});

/** The stores in a real Redis and a real Postgres do as the one that tests of lanes stand on. */
import { createPostgresBackend, Queue } from "bullmq";
import { afterAll, beforeAll, describe } from "vitest";
import { connectionOf, storeOf } from "../../../src/bullmq/connect.js";
import type { LaneStore } from "../../../src/bullmq/store.js";
import { type RedisServer, startRedis } from "../../redis/server/redis-server.js";
import { testStore } from "../store-contract.js";
import { type PostgresServer, startPostgres } from "./postgres-server.js";

let redis: RedisServer;
let postgres: PostgresServer;
const opened: Queue[] = [];
const stores: LaneStore[] = [];
beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
});
afterAll(async () => {
  for (const store of stores) store.close();
  await Promise.all(opened.map((queue) => queue.close()));
  await Promise.all([redis.remove(), postgres.remove()]);
});

/** A store of a queue of its own. */
async function make(connection: object, backend: typeof createPostgresBackend | undefined): Promise<LaneStore> {
  const name = `store-${opened.length}`;
  const settings = {
    ...{ connection, backend, name, onError: () => {} },
    ...{ concurrency: 1, lockMs: 1, stalledMs: 1, keepMs: 60_000 },
  };
  const queue = new Queue(name, { connection: connectionOf(settings) }, backend as undefined);
  opened.push(queue);
  const store = await storeOf(queue, settings);
  stores.push(store);
  return store;
}

describe("in Redis", () => testStore(() => make({ host: "127.0.0.1", port: redis.port }, undefined)));
describe("in Postgres", () => testStore(() => make(postgres.connection, createPostgresBackend)));

/** The stores in a real Redis and a real Postgres do as the one that tests of lanes stand on. */
import { createPostgresBackend, type PostgresQueueBackend, Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

/** Whether it is settled when an import goes, at its end, where its slices are queued again, and where others are. */
async function whenItGoes(store: LaneStore, isSettled: () => Promise<boolean>): Promise<boolean[]> {
  const slice = (from: number) => ({ import: "a", operation: "contacts.upsert", from, to: from + 10 });
  await store.enqueue("p", [slice(0)]);
  await store.finish("p", "t", (await store.begin("p", "t")).head!);
  const settled = [await isSettled()];
  for (const from of [0, 10]) {
    await store.enqueue("p", [slice(from)]);
    settled.push(await isSettled());
  }
  return settled;
}

describe("in Redis", () => {
  testStore(() => make({ host: "127.0.0.1", port: redis.port }, undefined));

  test("an import whose slices are queued once more is kept no longer for that", async () => {
    const store = await make({ host: "127.0.0.1", port: redis.port }, undefined);
    const key = `hubspot-batch:{${opened.at(-1)!.name}}:import:a`;
    const client = new Redis({ port: redis.port });
    expect(await whenItGoes(store, async () => (await client.pttl(key)) > 0)).toEqual([true, true, false]);
    await client.quit();
  });

  test("an import that is forgotten before its end leaves no key behind", async () => {
    const store = await make({ host: "127.0.0.1", port: redis.port }, undefined);
    await store.enqueue("p", [{ import: "a:b", operation: "contacts.create", from: 0, to: 10 }]);
    const { head } = await store.begin("p", "t");
    await store.intend("p", "t", "a:b", "first", [0]);
    await store.forget("a:b");
    await store.intend("p", "t", "a:b", "second", [1]).catch(() => {});
    await store.record(head!, { marks: new Map([[1, 3]]), heard: ["second"] });
    await store.finish("p", "t", head!);
    const client = new Redis({ port: redis.port });
    expect(await client.keys(`hubspot-batch:{${opened.at(-1)!.name}}:*`)).toEqual([]);
    await client.quit();
  });
});
describe("in Postgres", () => {
  testStore(() => make(postgres.connection, createPostgresBackend));

  test("an import whose slices are queued once more is kept no longer for that", async () => {
    const store = await make(postgres.connection, createPostgresBackend);
    const queue = opened.at(-1)!;
    const { pool } = (queue.getBackend() as unknown as PostgresQueueBackend).connection; // What the factory makes.
    const expiry = "SELECT expires_ms FROM hubspot_batch.imports WHERE name = $1 AND expires_ms > 0";
    const isSettled = async () => (await pool.query(expiry, [queue.name])).rows.length === 1;
    expect(await whenItGoes(store, isSettled)).toEqual([true, true, false]);
  });
});

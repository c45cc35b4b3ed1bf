/** The stores in a real Redis and a real Postgres do as the one that tests of lanes stand on. */
import { setTimeout as sleep } from "node:timers/promises";
import { createPostgresBackend, type PostgresQueueBackend, Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionOf, storeOf } from "../../../src/bullmq/connect.js";
import type { Pool } from "../../../src/bullmq/postgres.js";
import type { Head, LaneStore } from "../../../src/bullmq/store.js";
import { type RedisServer, startRedis } from "../../redis/server/redis-server.js";
import { testStore } from "../store-contract.js";
import { interleaved } from "./interleaved.js";
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
async function make(
  connection: object,
  backend: typeof createPostgresBackend | undefined,
  keepMs = 60_000,
): Promise<LaneStore> {
  const name = `store-${opened.length}`;
  const settings = {
    ...{ connection, backend, name, onError: () => {} },
    ...{ concurrency: 1, lockMs: 1, stalledMs: 1, keepMs },
  };
  const queue = new Queue(name, { connection: connectionOf(settings) }, backend as undefined);
  opened.push(queue);
  const store = await storeOf(queue, settings);
  stores.push(store);
  return store;
}

const slice = (from: number) => ({ import: "a", operation: "contacts.upsert", from, to: from + 10 });

/** Whether it is settled when an import goes, at its end, where its slices are queued again, and where others are. */
async function whenItGoes(store: LaneStore, isSettled: () => Promise<boolean>): Promise<boolean[]> {
  await store.enqueue("p", [slice(0)]);
  await store.finish("p", "t", (await store.begin("p", "t")).head!);
  const settled = [await isSettled()];
  for (const from of [0, 10]) {
    await store.enqueue("p", [slice(from)]);
    settled.push(await isSettled());
  }
  return settled;
}

/** What is known of slices that are queued again when their import was kept for as long as it is. */
async function knownAgain(store: LaneStore): Promise<unknown[]> {
  await store.enqueue("p", [slice(0)]);
  const { head } = await store.begin("p", "t");
  await store.record(head!, { marks: new Map([[0, 3]]), heard: [] });
  await store.finish("p", "t", head!);
  await sleep(20);
  await store.enqueue("p", [{ ...slice(0), operation: "contacts.create" }]);
  return (await drained(store)).map(({ slice, cancelled, known }) => [slice.operation, cancelled, known.marks[0]]);
}

/** Has a lane's slices done; gives them in their import's order. */
async function drained(store: LaneStore): Promise<Head[]> {
  const heads: Head[] = [];
  let head: Head | "taken" | undefined = (await store.begin("p", "last")).head;
  for (; head !== undefined && head !== "taken"; head = await store.finish("p", "last", head)) heads.push(head);
  return heads.sort((one, other) => one.slice.from - other.slice.from);
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

  test("an import that is queued again when it was kept for as long as it is begins anew", async () => {
    const store = await make({ host: "127.0.0.1", port: redis.port }, undefined, 1);
    expect(await knownAgain(store)).toEqual([["contacts.create", false, 0]]);
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
  const pooled = async () => {
    const store = await make(postgres.connection, createPostgresBackend);
    const queue = opened.at(-1)!;
    const { pool } = (queue.getBackend() as unknown as PostgresQueueBackend).connection; // What the factory makes.
    return { store, name: queue.name, pool: pool as unknown as Pool };
  };
  const EXPIRY = "SELECT expires_ms FROM hubspot_batch.imports WHERE name = $1 AND expires_ms >= 0";
  const isSettled = async (pool: Pool, name: string) => (await pool.query(EXPIRY, [name])).rows.length === 1;

  testStore(() => make(postgres.connection, createPostgresBackend));

  test("an import whose slices are queued once more is kept no longer for that", async () => {
    const { store, name, pool } = await pooled();
    expect(await whenItGoes(store, () => isSettled(pool, name))).toEqual([true, true, false]);
  });

  test("an import that is queued again when it was kept for as long as it is begins anew, though nobody has swept", async () => {
    const store = await make(postgres.connection, createPostgresBackend, 1);
    expect(await knownAgain(store)).toEqual([["contacts.create", false, 0]]);
  });

  const begun = async (store: LaneStore) => {
    await store.enqueue("p", [slice(0)]);
    return (await store.begin("p", "t")).head!;
  };
  type Call = (store: LaneStore, head: Head) => Promise<unknown>;
  const forget: Call = (store) => store.forget("a");
  const enqueue: Call = (store) => store.enqueue("p", [slice(10)]);
  const record: Call = (store, head) => store.record(head, { marks: new Map([[0, 3]]), heard: [] });
  const intend: Call = (store) =>
    store.intend("p", "t", "a", "late", [1]).then(
      () => true,
      () => false,
    );
  const finish: Call = (store, head) => store.finish("p", "t", head);

  test.each([
    ["a request is announced", forget, intend],
    ["a request ends", forget, record],
    ["it is queued", forget, enqueue],
    ["it is being queued", enqueue, forget],
    ["a request is about to end", record, forget],
    ["its slice is about to be over", finish, forget],
  ])(
    "of an import that is forgotten while %s nothing is left that would be taken for another's",
    async (_, held, meanwhile) => {
      const { pool } = await pooled();
      let times = 0;
      for await (const { store } of interleaved(pool, 60_000, { before: begun, held, meanwhile })) {
        const queued = await drained(store);
        await store.enqueue("p", [slice(0), slice(10)]);
        const known = { marks: new Uint8Array(10), intents: new Map() };
        expect([...(await drained(store)), ...queued]).toMatchObject([
          { slice: slice(0), cancelled: false, known },
          { slice: slice(10), cancelled: false, known },
        ]);
        expect(await store.import("a")).toMatchObject({ slices: 2, slicesDone: 2, succeeded: 0 });
        expect(await store.lanes()).toEqual([]);
        times++;
      }
      expect(times).toBeGreaterThan(5);
    },
  );

  test.each([
    ["swept", "queued"],
    ["queued", "swept"],
  ] as const)(
    "what is queued of an import that was kept for long enough is sent: it is being %s, and %s",
    async (first, second) => {
      const { pool } = await pooled();
      const before = async (store: LaneStore) => {
        const head = await begun(store);
        await finish(store, head);
        return head;
      };
      const act = { swept: (store: LaneStore) => store.sweeps(60_000), queued: enqueue };
      let times = 0;
      for await (const { store } of interleaved(pool, 0, { before, held: act[first], meanwhile: act[second] })) {
        expect(await store.import("a")).toMatchObject({ slices: 1, slicesDone: 0 });
        expect(await drained(store)).toMatchObject([{ slice: slice(10), cancelled: false }]);
        times++;
      }
      expect(times).toBeGreaterThan(5);
    },
  );

  test("what a turn announces while the next one begins is refused, or known to that", async () => {
    const { pool } = await pooled();
    const held = async (store: LaneStore) => (await store.begin("p", "u")).head?.known.intents.has("late");
    const announced: unknown[] = [];
    for await (const both of interleaved(pool, 60_000, { before: begun, held, meanwhile: intend })) {
      expect(both.held).toBe(both.meanwhile);
      announced.push(both.meanwhile);
    }
    expect(new Set(announced)).toEqual(new Set([true, false]));
  });

  test("an import goes when its last slices end at once, and stays when more is queued while its last one ends", async () => {
    const { pool } = await pooled();
    const before = async (store: LaneStore) => {
      await store.enqueue("q", [slice(20)]);
      const { head } = await store.begin("q", "t");
      return { own: await begun(store), other: head! };
    };
    type Both = Awaited<ReturnType<typeof before>>;
    const held = (store: LaneStore, { own }: Both) => finish(store, own);
    const ends = (store: LaneStore, { other }: Both) => store.finish("q", "t", other);
    for await (const { name } of interleaved(pool, 60_000, { before, held, meanwhile: ends }))
      expect(await isSettled(pool, name)).toBe(true);
    for await (const { name } of interleaved(pool, 60_000, { before: begun, held: finish, meanwhile: enqueue }))
      expect(await isSettled(pool, name)).toBe(false);
  });
});

import type { ConnectionOptions, PostgresQueueBackend, Queue } from "bullmq";
import type { QueueSettings } from "./lane-options.js";
import type { Pool } from "./postgres.js";
import type { Client } from "./redis-store.js";
import type { LaneStore } from "./store.js";

/** Longest time between two trials to connect to Redis, in ms. BullMQ's own grows to 20 s, in which locks are lost. */
const RETRY_MS = 1_000;

/** The connection as BullMQ takes it: options for Redis wait for it while it is away, and try often. */
export function connectionOf({ connection, backend }: QueueSettings): ConnectionOptions {
  // A client, or what Postgres takes, is the caller's as it is.
  const given = connection as ConnectionOptions & { readonly on?: unknown };
  if (backend !== undefined || typeof given.on === "function") return given;
  const retryStrategy = (times: number) => Math.min(times * 100, RETRY_MS);
  return { retryStrategy, ...given, maxRetriesPerRequest: null };
}

/** Makes what keeps lanes, beside the queue's own, in the same Redis or Postgres. */
export async function storeOf(queue: Queue, { name, backend, keepMs }: QueueSettings): Promise<LaneStore> {
  const own: unknown = queue.getBackend();
  if (backend !== undefined) {
    const { PostgresStore } = await import("./postgres-store.js");
    const { connection } = own as PostgresQueueBackend; // What the factory makes.
    return new PostgresStore(connection.pool as unknown as Pool, name, keepMs); // As `pg` has it: BullMQ's types name a part of it.
  }
  const { RedisStore } = await import("./redis-store.js");
  // What there is without a factory.
  return new RedisStore(await (own as { readonly client: Promise<Client> }).client, name, keepMs);
}

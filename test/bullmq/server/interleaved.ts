/** Two calls at once to what is kept in Postgres, one of which stands still in the middle of its transaction. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "../../../src/bullmq/postgres.js";
import { PostgresStore } from "../../../src/bullmq/postgres-store.js";

/** A call that stands still, what is called meanwhile, and what both get: what was there before. */
export interface Calls<P, H, M> {
  readonly before: (store: PostgresStore) => Promise<P>;
  readonly held: (store: PostgresStore, before: P) => Promise<H>;
  readonly meanwhile: (store: PostgresStore, before: P) => Promise<M>;
}

/** What came of both. */
interface Both<H, M> {
  readonly store: PostgresStore;
  readonly name: string;
  readonly held: H;
  readonly meanwhile: M;
}

/**
 * Does both again and again, in a store that is empty: with the first statement to wait before, the second one, up to the last.
 * The held call goes on when the other one is over, or waits for it. Throws where they wait for each other.
 */
export async function* interleaved<P, H, M>(
  pool: Pool,
  keepMs: number,
  calls: Calls<P, H, M>,
): AsyncGenerator<Both<H, M>> {
  for (let at = 1; ; at++) {
    const name = `interleaved-${crypto.randomUUID()}`;
    let left = Infinity;
    let reach = () => {};
    let letGo = () => {};
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const store = new PostgresStore(
      watched(pool, async () => {}),
      name,
      keepMs,
    );
    const standing = watched(pool, async () => {
      if (--left > 0) return;
      left = Infinity;
      reach();
      await gate;
    });
    const first = new PostgresStore(standing, name, keepMs);
    const before = await calls.before(store);
    await first.lanes(); // With the first call it looks for its tables.
    left = at;
    const held = calls.held(first, before);
    const isHeld = await Promise.race([reached.then(() => true), held.then(() => false)]);
    if (!isHeld) return;
    let isOver = false;
    const meanwhile = calls.meanwhile(store, before).finally(() => (isOver = true));
    while (!isOver && (await pool.query("SELECT 1 FROM pg_locks WHERE NOT granted")).rows.length === 0) await sleep(1);
    letGo();
    yield { store, name, held: await held, meanwhile: await meanwhile };
  }
}

/** A pool that calls back before each statement of a transaction. One that is ended for another's sake would be tried again. */
function watched(pool: Pool, before: () => Promise<void>): Pool {
  const told = (thrown: Error & { readonly code?: string }) => {
    throw thrown.code === "40P01" ? new Error("Two calls wait for each other") : thrown;
  };
  return {
    query: (text, values) => pool.query(text, values).catch(told),
    connect: async () => {
      const connection = await pool.connect();
      return {
        on: (event, listener) => connection.on(event, listener),
        off: (event, listener) => connection.off(event, listener),
        release: (broken) => connection.release(broken),
        query: async (text, values) => {
          await before();
          return connection.query(text, values).catch(told);
        },
      };
    },
  };
}

/** Postgres, while it is there and while it is not: a statement by itself, or several of which all are done or none. */
import { setTimeout as sleep } from "node:timers/promises";

/** What is used of a `pg.Pool`. */
export interface Pool {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Row[] }>;
  connect(): Promise<Connection>;
}

interface Connection extends Pick<Pool, "query"> {
  on(event: "error", listener: () => void): unknown;
  off(event: "error", listener: () => void): unknown;
  release(broken?: boolean): void;
}

/** A row, by its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement. */
export type Query = (text: string, ...values: unknown[]) => Promise<readonly Row[]>;

const AGAIN_MS = 500;

/** A pool whose calls wait for as long as Postgres is away. */
export class Postgres {
  readonly #pool: Pool;
  readonly #tables: string;
  #ready: Promise<unknown> | undefined;
  #isClosed = false;

  /** `tables` makes what is not there yet, before anything else is asked. */
  constructor(pool: Pool, tables: string) {
    this.#pool = pool;
    this.#tables = tables;
  }

  /** Runs a statement by itself. */
  readonly query: Query = (text, ...values) => this.#whenThere(() => runOn(this.#pool, text, values));

  /** Does all of it, or none. */
  all<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.#whenThere(() => this.#transact(work));
  }

  /** Waits for nothing any more. */
  close(): void {
    this.#isClosed = true;
  }

  async #whenThere<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        this.#ready ??= this.#transact((query) => query(this.#tables));
        await this.#ready;
        return await call();
      } catch (thrown) {
        if (!isAway(thrown) || this.#isClosed) throw thrown;
        this.#ready = undefined;
        await sleep(AGAIN_MS);
      }
    }
  }

  async #transact<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const connection = await this.#pool.connect();
    // A connection that goes between two queries says so by an event, which would end the process if nobody heard it.
    connection.on("error", unheard);
    let broken = true;
    try {
      await connection.query("BEGIN");
      try {
        const result = await work((text, ...values) => runOn(connection, text, values));
        await connection.query("COMMIT");
        broken = false;
        return result;
      } catch (thrown) {
        // A connection that is lost refuses this too, in other words: its first ones tell that Postgres is away.
        await connection.query("ROLLBACK").then(
          () => (broken = false),
          () => {},
        );
        throw thrown;
      }
    } finally {
      if (!broken) connection.off("error", unheard);
      connection.release(broken);
    }
  }
}

async function runOn(on: Pick<Pool, "query">, text: string, values: unknown[]): Promise<readonly Row[]> {
  // A text of several commands takes no values.
  const { rows } = await (values.length === 0 ? on.query(text) : on.query(text, values));
  return rows;
}

/** What went wrong with a connection is told by the next query. */
const unheard = () => {};

/** Whether Postgres could not be reached, went, or is about to. */
function isAway(thrown: unknown): boolean {
  const { code = "", message = "" } = thrown as { code?: string; message?: string };
  return (
    /^(08|57P|53|40|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code) || /^Connection terminated|timeout/i.test(message)
  );
}

/**
 * What lanes keep in Postgres, in the schema `hubspot_batch`, which is made with the first use: `lanes`, `slices`, `imports`,
 * `ledger` (what is known of 3,072 records a row, in up to 1,024 bytes), `intents`, `notes` and `sweeps`, as the Redis store
 * has them. What an import has is removed `keepMs` after its last slice. While Postgres is away, calls wait for it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { BatchSummary } from "../index.js";
import { mergeSummaries } from "../outcome/merge-summaries.js";
import { PER_CHARACTER, pack, type Stretch, stretchesOf, tell, unpack } from "./packed.js";
import { TABLES } from "./postgres-tables.js";
import type { Slice } from "./slice.js";
import type { Head, ImportState, Known, LaneRecord, LaneStore, Noted, Pause, Told } from "./store.js";

/** What is used of a `pg.Pool`. */
export interface Pool {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: Row[] }>;
  connect(): Promise<Connection>;
}

interface Connection extends Pick<Pool, "query"> {
  on(event: "error", listener: () => void): unknown;
  off(event: "error", listener: () => void): unknown;
  release(broken?: boolean): void;
}

type Row = Readonly<Record<string, unknown>>;
type Query = (text: string, ...values: unknown[]) => Promise<readonly Row[]>;

const PER_CHUNK = PER_CHARACTER * 2 ** 10;
const MANY_NOTES = 32;
/** Chunks that are read at once. */
const MANY_CHUNKS = 1_000;
const AGAIN_MS = 500;

/** Keeps lanes in Postgres. */
export class PostgresStore implements LaneStore {
  readonly #pool: Pool;
  readonly #name: string;
  readonly #keepMs: number;
  #ready: Promise<unknown> | undefined;
  #isClosed = false;

  constructor(pool: Pool, name: string, keepMs: number) {
    this.#pool = pool;
    this.#name = name;
    this.#keepMs = keepMs;
  }

  async enqueue(portal: string, slices: readonly Slice[]): Promise<void> {
    const [first] = slices;
    if (first === undefined) return;
    await this.#all(async (query) => {
      const [known] = await query(
        `INSERT INTO hubspot_batch.imports AS it (name, import, operation, queued_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name, import) DO UPDATE SET operation = it.operation RETURNING it.operation`,
        ...[this.#name, first.import, first.operation, Date.now()],
      );
      if (known?.["operation"] !== first.operation)
        throw new Error(`SLICE the import calls ${String(known?.["operation"])}`);
      const columns = [
        slices.map(({ from }) => from),
        slices.map(({ to }) => to),
        slices.map((one) => JSON.stringify(one)),
      ];
      const other = await query(
        `SELECT s.from_index, s.to_index FROM hubspot_batch.slices s
         JOIN unnest($3::bigint[], $4::bigint[]) AS t(f, e) ON s.from_index = t.f AND s.to_index <> t.e
         WHERE s.name = $1 AND s.import = $2 LIMIT 1`,
        ...[this.#name, first.import, ...columns.slice(0, 2)],
      );
      const [ends] = other;
      if (ends !== undefined)
        throw new Error(`SLICE the one from ${String(ends["from_index"])} ends at ${String(ends["to_index"])}`);
      const added = await query(
        `INSERT INTO hubspot_batch.slices (name, portal, import, from_index, to_index, slice)
         SELECT $1, $2, $3, t.f, t.e, t.s FROM unnest($4::bigint[], $5::bigint[], $6::text[]) WITH ORDINALITY AS t(f, e, s, n)
         ORDER BY t.n ON CONFLICT (name, import, from_index) DO NOTHING RETURNING id`,
        ...[this.#name, portal, first.import, ...columns],
      );
      if (added.length === 0) return;
      await query(
        `UPDATE hubspot_batch.imports SET expires_ms = NULL WHERE name = $1 AND import = $2`,
        ...[this.#name, first.import],
      );
      await query(
        `INSERT INTO hubspot_batch.lanes (name, portal) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
        ...[this.#name, portal],
      );
    });
  }

  begin(portal: string, turn: string): Promise<Pause | undefined> {
    return this.#all(async (query) => {
      const [lane] = await query(
        `INSERT INTO hubspot_batch.lanes AS it (name, portal, turn) VALUES ($1, $2, $3)
         ON CONFLICT (name, portal) DO UPDATE
         SET turn = CASE WHEN it.pause IS NULL THEN $3 ELSE it.turn END, until_ms = 0, waits_for = ''
         RETURNING it.pause, it.message`,
        ...[this.#name, portal, turn],
      );
      return pauseOf(lane ?? {});
    });
  }

  async leave(portal: string): Promise<void> {
    await this.#query(
      `DELETE FROM hubspot_batch.lanes l WHERE name = $1 AND portal = $2 AND pause IS NULL AND NOT EXISTS
       (SELECT 1 FROM hubspot_batch.slices s WHERE s.name = l.name AND s.portal = l.portal AND NOT s.done)`,
      ...[this.#name, portal],
    );
  }

  async head(portal: string): Promise<Head | undefined> {
    const [row] = await this.#query(
      `SELECT s.id, s.slice, i.cancelled FROM hubspot_batch.slices s
       JOIN hubspot_batch.imports i ON i.name = s.name AND i.import = s.import
       WHERE s.name = $1 AND s.portal = $2 AND NOT s.done ORDER BY s.id LIMIT 1`,
      ...[this.#name, portal],
    );
    if (row === undefined) return undefined;
    const slice = JSON.parse(String(row["slice"])) as Slice; // As it was queued.
    return { key: String(row["id"]), slice, cancelled: row["cancelled"] === true };
  }

  async finish(_portal: string, { key, slice }: Head): Promise<void> {
    await this.#all(async (query) => {
      await query(`UPDATE hubspot_batch.slices SET done = true WHERE id = $1`, key);
      await query(
        `UPDATE hubspot_batch.imports i SET expires_ms = $3 WHERE name = $1 AND import = $2 AND NOT EXISTS
         (SELECT 1 FROM hubspot_batch.slices s WHERE s.name = i.name AND s.import = i.import AND NOT s.done)`,
        ...[this.#name, slice.import, Date.now() + this.#keepMs],
      );
    });
  }

  async isOpen(portal: string): Promise<boolean> {
    const [row] = await this.#query(
      `SELECT EXISTS (SELECT 1 FROM hubspot_batch.slices WHERE name = $1 AND portal = $2 AND NOT done) AND NOT EXISTS
         (SELECT 1 FROM hubspot_batch.lanes WHERE name = $1 AND portal = $2 AND pause IS NOT NULL) AS open`,
      ...[this.#name, portal],
    );
    return row?.["open"] === true;
  }

  async look(portal: string, importId: string): Promise<"paused" | "cancelled" | undefined> {
    const [row] = await this.#query(
      `SELECT (SELECT pause IS NOT NULL FROM hubspot_batch.lanes WHERE name = $1 AND portal = $2) AS paused,
              coalesce((SELECT cancelled FROM hubspot_batch.imports WHERE name = $1 AND import = $3), true) AS cancelled`,
      ...[this.#name, portal, importId],
    );
    if (row?.["paused"] === true) return "paused";
    return row?.["cancelled"] === true ? "cancelled" : undefined;
  }

  async known({ import: id, from, to }: Slice): Promise<Known> {
    const marks = new Uint8Array(to - from);
    const chunks = stretchesOf(from, to, PER_CHUNK).map(({ chunk }) => chunk);
    for (const stretch of await this.#stretches(id, chunks)) unpack(stretch, PER_CHUNK, from, marks);
    const rows = await this.#query(
      `SELECT id, places FROM hubspot_batch.intents WHERE name = $1 AND import = $2`,
      ...[this.#name, id],
    );
    const intents = rows.map((row): [string, number[]] => [
      String(row["id"]),
      JSON.parse(String(row["places"])) as number[],
    ]);
    const within = (index: number) => index >= from && index < to;
    return { marks, intents: new Map(intents.filter(([, indexes]) => indexes.some(within))) };
  }

  async intend(portal: string, turn: string, importId: string, id: string, indexes: readonly number[]): Promise<void> {
    const ours = await this.#query(
      `INSERT INTO hubspot_batch.intents (name, import, id, places)
       SELECT name, $3, $4, $5 FROM hubspot_batch.imports WHERE name = $1 AND import = $3 AND EXISTS
         (SELECT 1 FROM hubspot_batch.lanes WHERE name = $1 AND portal = $2 AND turn = $6)
       ON CONFLICT (name, import, id) DO UPDATE SET places = excluded.places RETURNING id`,
      ...[this.#name, portal, importId, id, JSON.stringify(indexes), turn],
    );
    if (ours.length === 0) throw new Error("The lane has another turn, or the import is forgotten");
  }

  async record(importId: string, { marks, heard, summary }: Told): Promise<void> {
    const stretches = pack(marks, PER_CHUNK);
    const many = await this.#all(async (query) => {
      const key = [this.#name, importId];
      const [known] = await query(
        `SELECT 1 FROM hubspot_batch.imports WHERE name = $1 AND import = $2 FOR UPDATE`,
        ...key,
      );
      if (known === undefined) return 0;
      await query(`DELETE FROM hubspot_batch.intents WHERE name = $1 AND import = $2 AND id = ANY($3)`, ...key, heard);
      const chunks = new Map<number, string>();
      for (const { chunk, text } of await this.#stretches(
        importId,
        stretches.map(({ chunk }) => chunk),
        query,
      ))
        chunks.set(chunk, text);
      const more = [0, 0, 0, 0];
      for (const stretch of stretches) {
        const told = tell(chunks.get(stretch.chunk) ?? "", stretch);
        chunks.set(stretch.chunk, told.chunk);
        told.more.forEach((count, mark) => (more[mark] = (more[mark] ?? 0) + count));
      }
      await query(
        `INSERT INTO hubspot_batch.ledger (name, import, chunk, marks)
         SELECT $1, $2, * FROM unnest($3::int[], $4::text[])
         ON CONFLICT (name, import, chunk) DO UPDATE SET marks = excluded.marks`,
        ...[...key, [...chunks.keys()], [...chunks.values()]],
      );
      const [, failed, unknown, succeeded] = more;
      await query(
        `UPDATE hubspot_batch.imports SET failed = failed + $3, unknown = unknown + $4, succeeded = succeeded + $5
         WHERE name = $1 AND import = $2`,
        ...[...key, failed, unknown, succeeded],
      );
      if (summary === undefined || (marks.size > 0 && more.every((count) => count === 0))) return 0;
      await query(
        `INSERT INTO hubspot_batch.notes (name, import, note_id, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        ...[...key, summary.id, JSON.stringify(summary)],
      );
      const [count] = await query(
        `SELECT count(*)::int AS many FROM hubspot_batch.notes WHERE name = $1 AND import = $2`,
        ...key,
      );
      return Number(count?.["many"]);
    });
    if (many >= MANY_NOTES) await this.#condense(importId);
  }

  async pause(portal: string, { reason, message }: Pause): Promise<void> {
    await this.#query(
      `INSERT INTO hubspot_batch.lanes (name, portal, pause, message) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name, portal) DO UPDATE SET pause = $3, message = $4, until_ms = 0, waits_for = ''`,
      ...[this.#name, portal, reason, message],
    );
  }

  async resume(portal: string): Promise<void> {
    await this.#query(
      `UPDATE hubspot_batch.lanes SET pause = NULL, message = '', failures = 0 WHERE name = $1 AND portal = $2`,
      ...[this.#name, portal],
    );
  }

  async wait(portal: string, untilMs: number, waitsFor: string): Promise<void> {
    await this.#query(
      `UPDATE hubspot_batch.lanes SET until_ms = $3, waits_for = $4 WHERE name = $1 AND portal = $2`,
      ...[this.#name, portal, untilMs, waitsFor],
    );
  }

  async failed(portal: string, kind: "away" | "trouble"): Promise<number> {
    const [row] = await this.#query(
      `UPDATE hubspot_batch.lanes SET failures = CASE WHEN kind = $3 THEN failures + 1 ELSE 1 END, kind = $3
       WHERE name = $1 AND portal = $2 RETURNING failures`,
      ...[this.#name, portal, kind],
    );
    return Number(row?.["failures"] ?? 1);
  }

  async succeeded(portal: string): Promise<void> {
    await this.#query(
      `UPDATE hubspot_batch.lanes SET failures = 0 WHERE name = $1 AND portal = $2 AND failures > 0`,
      ...[this.#name, portal],
    );
  }

  async cancel(importId: string): Promise<void> {
    await this.#query(
      `UPDATE hubspot_batch.imports SET cancelled = true WHERE name = $1 AND import = $2`,
      ...[this.#name, importId],
    );
  }

  async import(importId: string): Promise<ImportState | undefined> {
    const [row] = await this.#query(
      `SELECT i.operation, i.queued_ms, i.cancelled, i.failed, i.unknown, i.succeeded, count(s.id) AS slices,
              count(s.id) FILTER (WHERE s.done) AS done, coalesce(min(s.from_index), 0) AS first,
              coalesce(sum(s.to_index - s.from_index), 0) AS total
       FROM hubspot_batch.imports i LEFT JOIN hubspot_batch.slices s ON s.name = i.name AND s.import = i.import
       WHERE i.name = $1 AND i.import = $2 GROUP BY i.name, i.import`,
      ...[this.#name, importId],
    );
    if (row === undefined) return undefined;
    const count = (name: string) => Number(row[name]);
    return {
      operation: String(row["operation"]),
      queuedMs: count("queued_ms"),
      cancelled: row["cancelled"] === true,
      ...{ slices: count("slices"), slicesDone: count("done"), first: count("first"), total: count("total") },
      ...{ failed: count("failed"), unknown: count("unknown"), succeeded: count("succeeded") },
    };
  }

  async marks(importId: string, from: number): Promise<Uint8Array> {
    const chunk = Math.floor(from / PER_CHUNK);
    const chunks = Array.from({ length: MANY_CHUNKS }, (_, next) => chunk + next);
    const stretches = await this.#stretches(importId, chunks);
    const end = Math.max(from, ...stretches.map((one) => one.chunk * PER_CHUNK + one.text.length * PER_CHARACTER));
    const marks = new Uint8Array(end - from);
    for (const stretch of stretches) unpack(stretch, PER_CHUNK, from, marks);
    return marks;
  }

  async notes(importId: string): Promise<readonly BatchSummary[]> {
    return summariesIn(await this.#notes(importId));
  }

  async lanes(): Promise<readonly LaneRecord[]> {
    const rows = await this.#query(
      `SELECT l.portal, l.pause, l.message, l.until_ms, l.waits_for, count(s.id) AS slices FROM hubspot_batch.lanes l
       LEFT JOIN hubspot_batch.slices s ON s.name = l.name AND s.portal = l.portal AND NOT s.done
       WHERE l.name = $1 GROUP BY l.name, l.portal ORDER BY l.portal`,
      this.#name,
    );
    return rows.map((row) => ({
      portal: String(row["portal"]),
      slices: Number(row["slices"]),
      pause: pauseOf(row),
      untilMs: Number(row["until_ms"]),
      waitsFor: String(row["waits_for"]),
    }));
  }

  async sweeps(forMs: number): Promise<boolean> {
    const now = Date.now();
    const [row] = await this.#query(
      `INSERT INTO hubspot_batch.sweeps AS it (name, until_ms) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET until_ms = $2 WHERE it.until_ms <= $3 RETURNING it.name`,
      ...[this.#name, now + forMs, now],
    );
    if (row === undefined) return false;
    const old = await this.#query(
      `SELECT import FROM hubspot_batch.imports WHERE name = $1 AND expires_ms <= $2`,
      ...[this.#name, now],
    );
    for (const { import: id } of old) await this.forget(String(id));
    return true;
  }

  async forget(importId: string): Promise<void> {
    await this.#all(async (query) => {
      for (const table of ["slices", "ledger", "intents", "notes", "imports"])
        await query(`DELETE FROM hubspot_batch.${table} WHERE name = $1 AND import = $2`, this.#name, importId);
    });
  }

  close(): void {
    this.#isClosed = true;
  }

  async #stretches(importId: string, chunks: readonly number[], query: Query = this.#query): Promise<Stretch[]> {
    const rows = await query(
      `SELECT chunk, marks FROM hubspot_batch.ledger WHERE name = $1 AND import = $2 AND chunk = ANY($3)`,
      ...[this.#name, importId, chunks],
    );
    return rows.map((row) => ({ chunk: Number(row["chunk"]), at: 0, text: String(row["marks"]) }));
  }

  #notes(importId: string, query: Query = this.#query): Promise<readonly Row[]> {
    return query(
      `SELECT id, note FROM hubspot_batch.notes WHERE name = $1 AND import = $2 ORDER BY id`,
      ...[this.#name, importId],
    );
  }

  /** Puts an import's notes together. */
  async #condense(importId: string): Promise<void> {
    await this.#all(async (query) => {
      await query(
        `SELECT 1 FROM hubspot_batch.imports WHERE name = $1 AND import = $2 FOR UPDATE`,
        this.#name,
        importId,
      );
      const rows = await this.#notes(importId, query);
      const [first] = rows;
      if (first === undefined || rows.length < MANY_NOTES) return;
      const all: Noted = { id: crypto.randomUUID(), summary: mergeSummaries(summariesIn(rows)) };
      await query(
        `DELETE FROM hubspot_batch.notes WHERE id = ANY($1) AND id <> $2`,
        rows.map(({ id }) => id),
        first["id"],
      );
      await query(
        `UPDATE hubspot_batch.notes SET note_id = $2, note = $3 WHERE id = $1`,
        first["id"],
        all.id,
        JSON.stringify(all),
      );
    });
  }

  readonly #query: Query = (text, ...values) => this.#all((query) => query(text, ...values));

  /** Does all of it, or none; again, as long as Postgres is away. */
  async #all<T>(work: (query: Query) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        this.#ready ??= this.#once((query) => query(TABLES));
        await this.#ready;
        return await this.#once(work);
      } catch (thrown) {
        if (!isAway(thrown) || this.#isClosed) throw thrown;
        this.#ready = undefined;
        await sleep(AGAIN_MS);
      }
    }
  }

  async #once<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    // A connection that goes between two queries says so by an event, which would end the process if nobody heard it.
    client.on("error", unheard);
    let broken = true;
    try {
      const query: Query = async (text, ...values) => {
        // A text of several commands takes no values.
        const { rows } = await (values.length === 0 ? client.query(text) : client.query(text, values));
        return rows;
      };
      await query("BEGIN");
      try {
        const result = await work(query);
        await query("COMMIT");
        broken = false;
        return result;
      } catch (thrown) {
        // A connection that is lost refuses this too, in other words: its first ones tell that Postgres is away.
        await query("ROLLBACK").then(
          () => (broken = false),
          () => {},
        );
        throw thrown;
      }
    } finally {
      if (!broken) client.off("error", unheard);
      client.release(broken);
    }
  }
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

function pauseOf({ pause, message }: Row): Pause | undefined {
  if (pause === null || pause === undefined) return undefined;
  return { reason: pause as Pause["reason"], message: String(message) }; // As it was kept.
}

function summariesIn(rows: readonly Row[]): BatchSummary[] {
  return rows.map(({ note }) => (JSON.parse(String(note)) as Noted).summary); // As it was kept.
}

/** What is known of an import's records, in Postgres: rows of 3,072 records, and what is under way, or said of some of them. */
import type { BatchSummary } from "../index.js";
import { joined, MANY_NOTES, summariesIn } from "./notes.js";
import { PER_CHARACTER, pack, type Stretch, stretchesOf, tell, unpack } from "./packed.js";
import type { Postgres, Query, Row } from "./postgres.js";
import type { Slice } from "./slice.js";
import type { Known, Queued, Told } from "./store.js";

const PER_CHUNK = PER_CHARACTER * 2 ** 10;
/** Chunks that are read at once. */
const MANY_CHUNKS = 1_000;

/** The ledgers of a queue's imports. */
export class PostgresLedger {
  readonly #postgres: Postgres;
  readonly #name: string;

  constructor(postgres: Postgres, name: string) {
    this.#postgres = postgres;
    this.#name = name;
  }

  async known({ import: id, from, to }: Slice, query: Query = this.#postgres.query): Promise<Known> {
    const marks = new Uint8Array(to - from);
    const chunks = stretchesOf(from, to, PER_CHUNK).map(({ chunk }) => chunk);
    for (const stretch of await this.#stretches(id, chunks, query)) unpack(stretch, PER_CHUNK, from, marks);
    const rows = await query(
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
    const ours = await this.#postgres.query(
      `INSERT INTO hubspot_batch.intents (name, import, id, places)
       SELECT name, $3, $4, $5 FROM hubspot_batch.imports i JOIN hubspot_batch.lanes l USING (name)
       WHERE name = $1 AND import = $3 AND portal = $2 AND turn = $6 FOR KEY SHARE OF i FOR SHARE OF l
       ON CONFLICT (name, import, id) DO UPDATE SET places = excluded.places RETURNING id`,
      ...[this.#name, portal, importId, id, JSON.stringify(indexes), turn],
    );
    if (ours.length === 0) throw new Error("The lane has another turn, or the import is forgotten");
  }

  async record({ key: id, slice }: Queued, { marks, heard, summary }: Told): Promise<void> {
    const importId = slice.import;
    const stretches = pack(marks, PER_CHUNK);
    const many = await this.#postgres.all(async (query) => {
      const key = [this.#name, importId];
      const known = await query(IMPORT, ...key);
      const queued = await query(`SELECT 1 FROM hubspot_batch.slices WHERE id = $1`, id);
      if (known.length === 0 || queued.length === 0) return 0;
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
    return summariesIn(textsOf(await this.#notes(importId)));
  }

  async #stretches(
    importId: string,
    chunks: readonly number[],
    query: Query = this.#postgres.query,
  ): Promise<Stretch[]> {
    const rows = await query(
      `SELECT chunk, marks FROM hubspot_batch.ledger WHERE name = $1 AND import = $2 AND chunk = ANY($3)`,
      ...[this.#name, importId, chunks],
    );
    return rows.map((row) => ({ chunk: Number(row["chunk"]), at: 0, text: String(row["marks"]) }));
  }

  #notes(importId: string, query: Query = this.#postgres.query): Promise<readonly Row[]> {
    return query(
      `SELECT id, note FROM hubspot_batch.notes WHERE name = $1 AND import = $2 ORDER BY id`,
      ...[this.#name, importId],
    );
  }

  /** Puts an import's notes together. */
  async #condense(importId: string): Promise<void> {
    await this.#postgres.all(async (query) => {
      await query(IMPORT, this.#name, importId);
      const rows = await this.#notes(importId, query);
      const [first] = rows;
      if (first === undefined || rows.length < MANY_NOTES) return;
      const all = joined(textsOf(rows));
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
}

/**
 * Has an import to itself, until the transaction ends, but for requests that are announced. Imports come before lanes, wherever
 * both are held: no two wait for each other.
 */
export const IMPORT = `SELECT 1 FROM hubspot_batch.imports WHERE name = $1 AND import = $2 FOR NO KEY UPDATE`;

function textsOf(rows: readonly Row[]): string[] {
  return rows.map(({ note }) => String(note));
}

/**
 * What lanes keep in Postgres, in the schema `hubspot_batch`, which is made with the first use: `lanes`, `slices`, `imports`,
 * `ledger` (what is known of 3,072 records a row, in up to 1,024 bytes), `intents`, `notes` and `sweeps`, as the Redis store
 * has them. What an import has is removed `keepMs` after its last slice. While Postgres is away, calls wait for it.
 */
import type { BatchSummary } from "../index.js";
import { callsAnother, overlaps } from "./conflicts.js";
import { type Pool, Postgres, type Query, type Row } from "./postgres.js";
import { IMPORT, PostgresLedger } from "./postgres-ledger.js";
import { TABLES } from "./postgres-tables.js";
import type { Slice } from "./slice.js";
import type { Begun, Head, ImportState, Known, LaneRecord, LaneStore, Pause, Queued, Told } from "./store.js";

/** Keeps lanes in Postgres. */
export class PostgresStore implements LaneStore {
  readonly #postgres: Postgres;
  readonly #ledger: PostgresLedger;
  readonly #name: string;
  readonly #keepMs: number;

  constructor(pool: Pool, name: string, keepMs: number) {
    this.#postgres = new Postgres(pool, TABLES);
    this.#ledger = new PostgresLedger(this.#postgres, name);
    this.#name = name;
    this.#keepMs = keepMs;
  }

  async enqueue(portal: string, slices: readonly Slice[]): Promise<void> {
    const [first] = slices;
    if (first === undefined) return;
    await this.#postgres.all(async (query) => {
      const its = [this.#name, first.import];
      // Of one that is over nothing is known, whether or not anybody has swept since.
      await this.#forget(query, "import = $2 AND expires_ms <= $3", first.import, Date.now());
      const [known] = await query(
        `INSERT INTO hubspot_batch.imports AS it (name, import, operation, queued_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name, import) DO UPDATE SET operation = it.operation RETURNING it.operation`,
        ...[...its, first.operation, Date.now()],
      );
      const operation = String(known?.["operation"]);
      if (operation !== first.operation) throw callsAnother(first, operation);
      const places = [slices.map(({ from }) => from), slices.map(({ to }) => to)];
      // None of the import's have records in common: of those that begin before an end, the last one reaches furthest.
      const [other] = await query(
        `SELECT t.f, t.e, s.from_index, s.to_index FROM unnest($3::bigint[], $4::bigint[]) AS t(f, e) CROSS JOIN LATERAL
         (SELECT from_index, to_index FROM hubspot_batch.slices WHERE name = $1 AND import = $2 AND from_index < t.e
          ORDER BY from_index DESC LIMIT 1) s
         WHERE s.to_index > t.f AND NOT (s.from_index = t.f AND s.to_index = t.e) LIMIT 1`,
        ...[...its, ...places],
      );
      if (other !== undefined) {
        const [from, to, otherFrom, otherTo] = ["f", "e", "from_index", "to_index"].map((name) => Number(other[name]));
        throw overlaps({ ...first, from: from ?? 0, to: to ?? 0 }, { from: otherFrom ?? 0, to: otherTo ?? 0 });
      }
      const added = await query(
        `INSERT INTO hubspot_batch.slices (name, import, portal, from_index, to_index, slice)
         SELECT $1, $2, $6, t.f, t.e, t.s FROM unnest($3::bigint[], $4::bigint[], $5::text[]) WITH ORDINALITY AS t(f, e, s, n)
         ORDER BY t.n ON CONFLICT (name, import, from_index) DO NOTHING RETURNING id`,
        ...[...its, ...places, slices.map((one) => JSON.stringify(one)), portal],
      );
      if (added.length === 0) return;
      await query(`UPDATE hubspot_batch.imports SET expires_ms = NULL WHERE name = $1 AND import = $2`, ...its);
      // Who is about to find the lane empty waits, or has removed it.
      await query(
        `INSERT INTO hubspot_batch.lanes (name, portal) VALUES ($1, $2)
         ON CONFLICT (name, portal) DO UPDATE SET portal = excluded.portal`,
        ...[this.#name, portal],
      );
    });
  }

  begin(portal: string, turn: string): Promise<Begun> {
    return this.#postgres.all(async (query) => {
      // What the turn before is about to announce is known from here on, or refused.
      const [lane = {}] = await query(
        `INSERT INTO hubspot_batch.lanes AS it (name, portal, turn) VALUES ($1, $2, $3)
         ON CONFLICT (name, portal) DO UPDATE
         SET turn = CASE WHEN it.pause IS NULL THEN $3 ELSE it.turn END, until_ms = 0, waits_for = ''
         RETURNING it.pause, it.message`,
        ...[this.#name, portal, turn],
      );
      const pause = pauseOf(lane);
      return pause === undefined ? { head: await this.#head(portal, query) } : { pause };
    });
  }

  finish(portal: string, turn: string, { key, slice }: Queued): Promise<Head | "taken" | undefined> {
    return this.#postgres.all(async (query) => {
      const [others] = await query(
        `SELECT 1 FROM hubspot_batch.lanes WHERE name = $1 AND portal = $2 AND turn IS DISTINCT FROM $3`,
        ...[this.#name, portal, turn],
      );
      if (others !== undefined) return "taken";
      // Whoever queues more of the import, or ends its last slice but this one, comes before or after.
      await query(IMPORT, this.#name, slice.import);
      await query(`UPDATE hubspot_batch.slices SET done = true WHERE id = $1`, key);
      await query(
        `UPDATE hubspot_batch.imports i SET expires_ms = $3 WHERE name = $1 AND import = $2 AND NOT EXISTS
         (SELECT 1 FROM hubspot_batch.slices s WHERE s.name = i.name AND s.import = i.import AND NOT s.done)`,
        ...[this.#name, slice.import, Date.now() + this.#keepMs],
      );
      const [lane] = await query(
        `UPDATE hubspot_batch.lanes SET failures = 0 WHERE name = $1 AND portal = $2 AND turn = $3 RETURNING pause, message`,
        ...[this.#name, portal, turn],
      );
      return lane === undefined || pauseOf(lane) !== undefined ? undefined : this.#head(portal, query);
    });
  }

  async open(portals: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#postgres.query(
      `SELECT DISTINCT s.portal FROM hubspot_batch.slices s LEFT JOIN hubspot_batch.lanes l USING (name, portal)
       WHERE s.name = $1 AND s.portal = ANY($2) AND NOT s.done AND l.pause IS NULL`,
      ...[this.#name, portals],
    );
    return rows.map(({ portal }) => String(portal));
  }

  async look(portal: string, turn: string, importId: string): Promise<"paused" | "cancelled" | "taken" | undefined> {
    const [row] = await this.#postgres.query(
      `SELECT (SELECT pause IS NOT NULL FROM hubspot_batch.lanes WHERE name = $1 AND portal = $2) AS paused,
              (SELECT turn FROM hubspot_batch.lanes WHERE name = $1 AND portal = $2) AS turn,
              coalesce((SELECT cancelled FROM hubspot_batch.imports WHERE name = $1 AND import = $3), true) AS cancelled`,
      ...[this.#name, portal, importId],
    );
    if (row?.["paused"] === true) return "paused";
    if (row?.["cancelled"] === true) return "cancelled";
    return row?.["turn"] === turn ? undefined : "taken";
  }

  known(slice: Slice): Promise<Known> {
    return this.#ledger.known(slice);
  }

  intend(portal: string, turn: string, importId: string, id: string, indexes: readonly number[]): Promise<void> {
    return this.#ledger.intend(portal, turn, importId, id, indexes);
  }

  record(queued: Queued, told: Told): Promise<void> {
    return this.#ledger.record(queued, told);
  }

  marks(importId: string, from: number): Promise<Uint8Array> {
    return this.#ledger.marks(importId, from);
  }

  notes(importId: string): Promise<readonly BatchSummary[]> {
    return this.#ledger.notes(importId);
  }

  async pause(portal: string, { reason, message }: Pause): Promise<void> {
    await this.#postgres.query(
      `INSERT INTO hubspot_batch.lanes (name, portal, pause, message) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name, portal) DO UPDATE SET pause = $3, message = $4, until_ms = 0, waits_for = ''`,
      ...[this.#name, portal, reason, message],
    );
  }

  async resume(portal: string): Promise<void> {
    await this.#postgres.query(
      `UPDATE hubspot_batch.lanes SET pause = NULL, message = '', failures = 0 WHERE name = $1 AND portal = $2`,
      ...[this.#name, portal],
    );
  }

  async wait(portal: string, untilMs: number, waitsFor: string): Promise<void> {
    await this.#postgres.query(
      `UPDATE hubspot_batch.lanes SET until_ms = $3, waits_for = $4 WHERE name = $1 AND portal = $2`,
      ...[this.#name, portal, untilMs, waitsFor],
    );
  }

  async failed(portal: string, kind: "away" | "trouble"): Promise<number> {
    const [row] = await this.#postgres.query(
      `UPDATE hubspot_batch.lanes SET failures = CASE WHEN kind = $3 THEN failures + 1 ELSE 1 END, kind = $3
       WHERE name = $1 AND portal = $2 RETURNING failures`,
      ...[this.#name, portal, kind],
    );
    return Number(row?.["failures"] ?? 1);
  }

  async succeeded(portal: string): Promise<void> {
    await this.#postgres.query(
      `UPDATE hubspot_batch.lanes SET failures = 0 WHERE name = $1 AND portal = $2 AND failures > 0`,
      ...[this.#name, portal],
    );
  }

  async cancel(importId: string): Promise<void> {
    await this.#postgres.query(
      `UPDATE hubspot_batch.imports SET cancelled = true WHERE name = $1 AND import = $2`,
      ...[this.#name, importId],
    );
  }

  async import(importId: string): Promise<ImportState | undefined> {
    const [row] = await this.#postgres.query(
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

  async lanes(): Promise<readonly LaneRecord[]> {
    const rows = await this.#postgres.query(
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
    const [row] = await this.#postgres.query(
      `INSERT INTO hubspot_batch.sweeps AS it (name, until_ms) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET until_ms = $2 WHERE it.until_ms <= $3 RETURNING it.name`,
      ...[this.#name, now + forMs, now],
    );
    if (row === undefined) return false;
    await this.#postgres.all((query) => this.#forget(query, "expires_ms <= $2", now));
    return true;
  }

  forget(importId: string): Promise<void> {
    return this.#postgres.all((query) => this.#forget(query, "import = $2", importId));
  }

  close(): void {
    this.#postgres.close();
  }

  /** Forgets imports, themselves first: who adds to one has done so, or waits, and finds none. */
  async #forget(query: Query, which: string, ...values: unknown[]): Promise<void> {
    const gone = await query(
      `DELETE FROM hubspot_batch.imports WHERE name = $1 AND ${which} RETURNING import`,
      ...[this.#name, ...values],
    );
    if (gone.length === 0) return;
    const ids = gone.map((row) => row["import"]);
    for (const table of ["slices", "ledger", "intents", "notes"])
      await query(`DELETE FROM hubspot_batch.${table} WHERE name = $1 AND import = ANY($2)`, this.#name, ids);
  }

  /** The next slice of a lane, of which nothing is kept where there is none. */
  async #head(portal: string, query: Query): Promise<Head | undefined> {
    const [row] = await query(
      `SELECT s.id, s.slice, coalesce(i.cancelled, true) AS cancelled FROM hubspot_batch.slices s
       LEFT JOIN hubspot_batch.imports i ON i.name = s.name AND i.import = s.import
       WHERE s.name = $1 AND s.portal = $2 AND NOT s.done ORDER BY s.id LIMIT 1`,
      ...[this.#name, portal],
    );
    if (row === undefined) {
      await query(EMPTY, this.#name, portal);
      return undefined;
    }
    const slice = JSON.parse(String(row["slice"])) as Slice; // As it was queued.
    const known = await this.#ledger.known(slice, query);
    return { key: String(row["id"]), slice, cancelled: row["cancelled"] === true, known };
  }
}

/** Who queued meanwhile has its lane. */
const EMPTY = `
DELETE FROM hubspot_batch.lanes l WHERE name = $1 AND portal = $2 AND pause IS NULL AND NOT EXISTS
  (SELECT 1 FROM hubspot_batch.slices s WHERE s.name = l.name AND s.portal = l.portal AND NOT s.done)`;

function pauseOf({ pause, message }: Row): Pause | undefined {
  if (pause === null || pause === undefined) return undefined;
  return { reason: pause as Pause["reason"], message: String(message) }; // As it was kept.
}

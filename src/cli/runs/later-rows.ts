/**
 * Rows that are not sent again, for a later row of their record was written meanwhile: sent now, they would put older values
 * over newer ones, and nobody would see it. A pass keeps a record's rows in order; between passes this does.
 */
import { fieldOf, identityOf, reverseOf } from "../../match/identity.js";
import type { Row } from "../rows/row.js";
import type { Detail, Settled } from "./entry.js";
import type { Journal } from "./journal.js";
import { DOUBTS, type Ledger, type RowFate } from "./ledger.js";
import { limited } from "./pass.js";
import type { Prepared } from "./prepare.js";
import type { DetailReader } from "./replay.js";
import { reasonOf } from "./row-files.js";

/** A later row of the same record. */
export interface LaterRow {
  /** The line of the file on which it begins. */
  readonly line: number;
  /** Whether HubSpot confirmed it; if not, it may be written or not. */
  readonly isWritten: boolean;
}

/** What a row that is not sent again has as its code. */
export const LATER_ROW = "LATER_ROW_WRITTEN";

/** The fates of rows that stand in HubSpot. */
const WRITTEN: ReadonlySet<RowFate> = new Set<RowFate>(["succeeded", "unchanged"]);

interface Candidate {
  readonly index: number;
  readonly sets: ReadonlySet<string>;
}

/**
 * Finds, of the rows that are chosen, those that set something that a later row of their record has set, where that row is
 * not chosen itself and was or may be written. Reads the file only where the fates allow that there are such rows.
 */
export async function findLaterRows(
  { operation, rows, settings, toInput }: Pick<Prepared, "operation" | "rows" | "settings" | "toInput">,
  ledger: Ledger,
  chosen: (index: number) => boolean,
): Promise<ReadonlyMap<number, LaterRow>> {
  const found = new Map<number, LaterRow>();
  const { identity } = operation;
  const stands = (index: number) => {
    const fate = ledger.fateOf(index);
    return (WRITTEN.has(fate) || DOUBTS.has(fate)) && !chosen(index);
  };
  let last = ledger.length - 1;
  while (last >= 0 && !stands(last)) last--;
  let first = 0;
  while (first < last && !chosen(first)) first++;
  if (identity.length === 0 || first >= last) return found;

  const reverse = reverseOf(operation);
  const waiting = new Map<string, Candidate[]>();
  const setsOf = fieldSets(identity);
  for await (const row of limited(rows, settings.limit)) {
    const { index, line } = row;
    if (index > last) break;
    const isCandidate = index >= first && chosen(index);
    if (!isCandidate && !(index > first && stands(index))) continue;
    const input = inputOf(row, toInput);
    const record = input && identityOf(input, identity, reverse);
    if (input === undefined || record === undefined) continue;
    const sets = setsOf(input);
    const earlier = waiting.get(record) ?? [];
    if (isCandidate) {
      // What says nothing but which record it is, puts nothing over anything.
      if (sets.size > 0) {
        earlier.push({ index, sets });
        waiting.set(record, earlier);
      }
      continue;
    }
    const isWritten = WRITTEN.has(ledger.fateOf(index));
    const others = earlier.filter((one) => {
      const isOver = overlap(one.sets, sets);
      if (isOver) found.set(one.index, { line, isWritten });
      return !isOver;
    });
    if (others.length < earlier.length) waiting.set(record, others);
  }
  return found;
}

/** Has the journal say of rows why they are not sent again; what was known of them stays said. */
export async function noteLaterRows(
  found: ReadonlyMap<number, LaterRow>,
  {
    ledger,
    journal,
    details,
    idempotent,
  }: { ledger: Ledger; journal: Journal; details: DetailReader; idempotent: boolean },
): Promise<void> {
  for (const [index, later] of found) {
    const fate = ledger.fateOf(index);
    const known = await reasonOf(index, fate, { ledger, details, idempotent });
    if (known?.code === LATER_ROW) continue;
    const status = fate === "waiting" ? "unsent" : fate === "sending" ? "unknown" : fate;
    const entry: Settled = {
      settled: { [status]: String(index) },
      details: [{ rows: String(index), ...detailOf(later, known) }],
    };
    ledger.set(index, status, journal.add(entry));
  }
}

function detailOf({ line, isWritten }: LaterRow, known: Detail | undefined): Detail {
  const before = known === undefined ? "" : `. Before: ${known.message}${known.code ? ` (${known.code})` : ""}`;
  return {
    name: "LaterRow",
    code: LATER_ROW,
    ...(known?.property !== undefined && { property: known.property }),
    message: `not sent again: a later row of its record, line ${line}, ${isWritten ? "was" : "may be"} written, and this one would put older values over it${before}`,
    ...(known?.doubt !== undefined && { doubt: known.doubt }),
    resend: "read-first",
  };
}

/** Of a row that can't be read nothing is sent. */
function inputOf(row: Row, toInput: (row: Row) => object): object | undefined {
  try {
    return toInput(row);
  } catch {
    return undefined;
  }
}

/** Says which fields and properties an input sets beside its identity; one set for all that set the same. */
function fieldSets(identity: readonly string[]): (input: object) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (input) => {
    const paths = [...pathsIn(input, "")].filter(
      (path) => !identity.some((field) => path === field || path.startsWith(`${field}.`)),
    );
    const key = paths.join("\n");
    const sets = known.get(key) ?? new Set(paths);
    known.set(key, sets);
    return sets;
  };
}

/** The paths at which values stand: of lists whose items have names, by those; of others, the list's own. */
function* pathsIn(value: unknown, path: string): Generator<string, void, void> {
  const within = (name: string) => (path === "" ? name : `${path}.${name}`);
  if (typeof value !== "object" || value === null) yield path;
  else if (!Array.isArray(value)) for (const [name, one] of Object.entries(value)) yield* pathsIn(one, within(name));
  else {
    const names = value.map((item: unknown) => fieldOf(Object(item) as object, "name"));
    if (names.every((name) => typeof name === "string")) for (const name of names) yield within(name);
    else yield path;
  }
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const path of one) if (other.has(path)) return true;
  return false;
}

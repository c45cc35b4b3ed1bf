/**
 * Fields that another file has the values of: HubSpot's ids, that are in the succeeded.csv of an earlier load beside the keys
 * by which people know their records.
 */
import { hint } from "../../options/closest.js";
import { CommandError } from "../failure.js";
import { RECORD_ID, textOf } from "../rows/row.js";
import { openRows, type Reading } from "../rows/rows.js";
import { shown } from "../terminal.js";
import type { Coerced } from "./coerce.js";

/** A file that values are looked up in. */
export interface LookUpFile extends Pick<Reading, "encoding"> {
  readonly path: string;
  /** What it was called. */
  readonly name: string;
  readonly sha256: string;
}

/** What a person says of a field: the column whose values are looked up, and where. */
export interface LookUpWish {
  readonly field: string;
  /** A column that both files have, or the one of either: `contact:email`. */
  readonly by: string;
  readonly file: LookUpFile;
}

/** Where a column's values are looked up. */
export interface LookUp {
  /** The other file's column that has them. */
  readonly key: string;
  readonly file: LookUpFile;
}

/** Gives what a key stands for, or what was expected in its place. */
export type Find = (key: string) => Coerced;

/** What is kept of a key that several records have. */
const SEVERAL = null;

/** Reads a file that values are looked up in: all of its keys are kept. Throws a `CommandError` where it has no such columns. */
export async function openLookUp({ key, file }: LookUp): Promise<Find> {
  const name = shown(file.name);
  const rows = await openRows(file.path, file.name, { encoding: file.encoding });
  const placeOf = (column: string, advice: string) => {
    const at = rows.columns.indexOf(column);
    if (at < 0)
      throw new CommandError(
        `${name} has no column \`${shown(column)}\`${hint(column, rows.columns) || `: there are ${rows.columns.map(shown).join(", ")}`}\n${advice}`,
      );
    return at;
  };
  const keyAt = placeOf(key, "Where it is called otherwise there, say so: --lookup field=column:theirs@file");
  const idAt = placeOf(RECORD_ID, "A field is looked up in the succeeded.csv of a load, which has it");
  const ids = new Map<string, string | typeof SEVERAL>();
  for await (const { cells, problem } of rows.read()) {
    const one = textOf(cells[keyAt]).trim();
    if (problem !== undefined || one === "") continue;
    const id = textOf(cells[idAt]).trim();
    const known = ids.get(one);
    ids.set(one, known === undefined || known === "" || known === id ? id : id === "" ? known : SEVERAL);
  }
  return (one) => {
    const id = ids.get(one);
    if (id === undefined) return { expected: `a \`${shown(key)}\` that is in ${name}` };
    if (id === SEVERAL) return { expected: `a \`${shown(key)}\` of one record: in ${name} several have it` };
    return id === "" ? { expected: `a record whose id is in ${name}: it is there without` } : { value: id };
  };
}

/**
 * Fields that a row of JSON does not have, in a reject file. A file of columns has no such thing: their cells would pass for
 * blank ones, and `--blank clear` would clear what the row said nothing of.
 */
import { ABSENT, isOwnColumn, type Row, textOf } from "./row.js";

/** What a reject file says of the fields that a row does not have. */
export function absentIn({ cells }: Row, columns: readonly string[]): string {
  const names = columns.filter((column, at) => !isOwnColumn(column) && cells[at] === undefined);
  return names.length === 0 ? "" : JSON.stringify(names);
}

/** A row of a reject file as it is to be taken: without the fields that it did not have, unless they were filled in. */
export function withoutAbsent(row: Row, columns: readonly string[]): Row {
  const names = namesIn(textOf(row.cells[columns.indexOf(ABSENT)]));
  if (names.length === 0) return row;
  const isAbsent = (at: number) => names.includes(columns[at]) && textOf(row.cells[at]).trim() === "";
  return { ...row, cells: row.cells.map((cell, at) => (isAbsent(at) ? undefined : cell)) };
}

function namesIn(text: string): readonly unknown[] {
  if (text === "") return [];
  try {
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) ? names : [];
  } catch {
    // Somebody's own column of this name.
    return [];
  }
}

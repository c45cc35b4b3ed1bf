/**
 * Rows that can't be read, in a reject file. Their cells were made to fit its columns, and would pass for those of a good
 * row: so their message has a mark of the cells, and while these are as they were, the row fails again.
 */
import { createHash } from "node:crypto";
import { beginningOf, isOwnColumn, type Row, textOf } from "./row.js";

/** Longest problem that is repeated, in characters: with its mark it is to stay whole wherever it is shown. */
const LONGEST = 200;

/** What a reject file says of a row that can't be read, whose cells it has as these texts. */
export function markedProblem(problem: string, texts: readonly string[]): string {
  return `${beginningOf(problem, LONGEST)} [as read: ${markOf(texts)}]`;
}

/** A row of a reject file as it is to be taken: one that couldn't be read and was not corrected has its problem still. */
export function stillUnreadable(row: Row, columns: readonly string[]): Row {
  if (row.problem !== undefined) return row;
  const message = textOf(row.cells[columns.indexOf("_message")]);
  const [, problem, mark] = /^(.*) \[as read: ([0-9a-f]{8})\]$/s.exec(message) ?? [];
  if (problem === undefined) return row;
  const texts = columns.flatMap((column, at) => (isOwnColumn(column) ? [] : [textOf(row.cells[at])]));
  return markOf(texts) === mark ? { ...row, problem } : row;
}

function markOf(texts: readonly string[]): string {
  const trimmed = texts.map((text) => text.trim());
  return createHash("sha256").update(JSON.stringify(trimmed)).digest("hex").slice(0, 8);
}

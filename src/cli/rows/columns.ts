/** The names of a file's columns. */
import { CommandError } from "../failure.js";
import { shown } from "../terminal.js";
import { LOST } from "./encoding.js";
import { beginningOf } from "./row.js";

/** Longest name that a message repeats, in characters. */
const LONGEST_NAME = 20;

/** The columns, as long as they can be told apart. Throws a `CommandError` where they can't. */
export function checkColumns(columns: readonly string[]): readonly string[] {
  const named = columns.filter((column) => column !== "");
  if (named.length === 0) throw new CommandError("its first line has no columns' names");
  const strange = named.find((column) => column.includes("\0") || column.includes(LOST));
  if (strange !== undefined)
    throw new CommandError(
      `it is no text, or written otherwise than it was read, in its first line \`${shown(beginningOf(strange, LONGEST_NAME))}\`; --encoding and --format say what it is`,
    );
  const twice = named.find((column, at) => named.indexOf(column) !== at);
  if (twice !== undefined) throw new CommandError(`two columns are called \`${twice}\``);
  return columns;
}

/** Rows of a sheet of a workbook. */
import { readFile } from "node:fs/promises";
import { CommandError } from "../failure.js";
import { checkColumns } from "./columns.js";
import type { Encoding, Rows } from "./row.js";
import { LARGEST_WORKBOOK, readSheet, type SheetRow } from "./xlsx.js";

/** Opens a sheet: the one that is named, or the first. */
export async function openSheet(path: string, sheet: string | undefined, encoding: Encoding): Promise<Rows> {
  const bytes = await readFile(path);
  if (bytes.length > LARGEST_WORKBOOK)
    throw new CommandError(`it has more than ${LARGEST_WORKBOOK / 1e6} MB: save it as CSV, of which any size is read`);
  const [header, ...rows] = (await readSheet(bytes, sheet)).map((row, at) => ({ ...row, line: at + 1 }));
  if (header === undefined) throw new CommandError("the sheet is empty: expected a row with the columns' names");
  const names = header.cells.map((cell) => String(cell ?? "").trim());
  while (names.at(-1) === "") names.pop();
  const columns = checkColumns(names);
  const filled = rows.filter(
    ({ cells, unknownAt }) => unknownAt !== undefined || cells.some((cell) => cell !== undefined && cell !== ""),
  );
  let rowsRead = 0;
  return {
    format: "xlsx",
    columns,
    encoding,
    delimiter: ",",
    share: () => rowsRead / filled.length,
    async *read() {
      for (const [index, { line, ...row }] of filled.entries()) {
        rowsRead = index + 1;
        const { cells } = row;
        const problem = problemOf(row, columns);
        // A cell with nothing in it is blank here, as in CSV: of columns that a row lacks there are none.
        const fitting = columns.map((_, at) => cells[at] ?? "");
        yield { index, line, cells: fitting, ...(problem !== undefined && { problem }) };
      }
    },
  };
}

/**
 * What keeps a row of a sheet from being read: a formula without a value, and a number that Excel has rounded: it keeps 15
 * digits, and an id of 17 is then another's.
 */
function problemOf({ cells, unknownAt }: SheetRow, columns: readonly string[]): string | undefined {
  if (unknownAt !== undefined)
    return `column ${columns[unknownAt] ?? unknownAt + 1}: its formula has no value: open the workbook in Excel, and save it`;
  const at = cells.findIndex((cell) => Number.isInteger(cell) && Math.abs(cell as number) > Number.MAX_SAFE_INTEGER);
  if (at >= 0)
    return `column ${columns[at] ?? at + 1}: Excel has rounded the number ${String(cells[at])}: format the column as text before it is filled`;
  return cells.slice(columns.length).some((cell) => cell !== undefined && cell !== "")
    ? `it has ${cells.length} cells, the header has ${columns.length}`
    : undefined;
}

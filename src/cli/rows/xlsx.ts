/** Reads a sheet of an Excel workbook, whole. */
import { readXlsx } from "hucre/xlsx";
import { hint } from "../../options/closest.js";
import { CommandError } from "../failure.js";
import type { Cell } from "./row.js";

/** Largest workbook that is read, in bytes: it is in memory as a whole, and many times as large there. */
export const LARGEST_WORKBOOK = 100_000_000;

/** The rows of a sheet: the one that is named, or the first. Dates are texts without an offset, as Excel has none. */
export async function readSheet(bytes: Uint8Array, sheet: string | undefined): Promise<readonly (readonly Cell[])[]> {
  const { sheets } = await readXlsx(bytes, {
    sheets: (info, index) => (sheet ?? index) === (sheet === undefined ? 0 : info.name),
  }).catch((error: unknown) => {
    throw new CommandError(`it is no Excel workbook that can be read: ${String(error)}`, { cause: error });
  });
  const [found] = sheets;
  if (found === undefined) {
    const { sheets: all } = await readXlsx(bytes, { maxRows: 1 });
    const names = all.map(({ name }) => name);
    throw new CommandError(`it has no sheet \`${sheet}\`${hint(sheet ?? "", names) || `: it has ${names.join(", ")}`}`);
  }
  return found.rows.map((row) => row.map(cellOf));
}

function cellOf(value: unknown): Cell {
  if (value === null) return undefined;
  if (value instanceof Date) return localText(value);
  if (typeof value === "object") return String((value as { text?: unknown }).text ?? "");
  return value;
}

/** What Excel shows of a date: its cells know no time zone. */
function localText(date: Date): string {
  const text = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().slice(0, 19);
  return text.endsWith("T00:00:00") ? text.slice(0, 10) : text;
}

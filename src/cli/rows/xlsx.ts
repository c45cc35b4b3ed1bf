/** Reads a sheet of an Excel workbook, whole. */
import { readXlsx } from "hucre/xlsx";
import { hint } from "../../options/closest.js";
import { CommandError } from "../failure.js";
import type { Cell } from "./row.js";

/** Largest workbook that is read, in bytes: it is in memory as a whole, and many times as large there. */
export const LARGEST_WORKBOOK = 100_000_000;

/** A row of a sheet. */
export interface SheetRow {
  readonly cells: readonly Cell[];
  /** Its first cell whose formula has no value: whatever wrote the workbook has not worked it out. */
  readonly unknownAt?: number;
}

/** The rows of a sheet: the one that is named, or the first. Dates are texts without an offset, as Excel has none. */
export async function readSheet(bytes: Uint8Array, sheet: string | undefined): Promise<readonly SheetRow[]> {
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
  const { rows, cells } = found;
  return rows.map((row, line) => {
    const unknownAt = row.findIndex((value, at) => value === null && cells?.get(`${line},${at}`)?.type === "formula");
    return { cells: row.map(cellOf), ...(unknownAt >= 0 && { unknownAt }) };
  });
}

function cellOf(value: unknown): Cell {
  if (value === null) return undefined;
  if (value instanceof Date) return localText(value);
  if (typeof value === "object") return String((value as { text?: unknown }).text ?? "");
  return value;
}

/** The days before the first one of either way that Excel counts them: a cell with such a day is a time of no day. */
const NO_DAY = /^(?:1899-12-3[01]|1904-01-01)T(?!00:00:00)/;

/** What Excel shows of a date: its cells know no time zone. */
function localText(date: Date): string {
  const text = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().slice(0, 19);
  if (NO_DAY.test(text)) return text.slice(11);
  return text.endsWith("T00:00:00") ? text.slice(0, 10) : text;
}

/** Opens a file of rows: what format it has, how its text is written, and which columns. */
import { open, readFile } from "node:fs/promises";
import { CommandError } from "../failure.js";
import { detectDelimiter, readDelimited } from "./csv.js";
import { decode } from "./encoding.js";
import { isArrayText } from "./json.js";
import { openJson } from "./json-rows.js";
import { meteredFile } from "./metered-file.js";
import type { Encoding, Format, Row, Rows } from "./row.js";
import { stillUnreadable } from "./unreadable.js";
import { LARGEST_WORKBOOK, readSheet, type SheetRow } from "./xlsx.js";

/** How a file is to be read, where that is not to be found out. */
export interface Reading {
  readonly format?: Format | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  /** Found out of the whole file, by whoever has read it. */
  readonly encoding: Encoding;
}

/**
 * Opens a file. Throws a `CommandError` where nothing in it can be used. `name` is what the file is called to people;
 * `isGroup` says of which names an object of JSON is several columns, with dotted names.
 */
export async function openRows(
  path: string,
  name: string,
  reading: Reading,
  isGroup: (name: string) => boolean = () => false,
): Promise<Rows> {
  const rows = await openFormat(path, name, reading, isGroup);
  return {
    ...rows,
    async *read() {
      for await (const row of rows.read()) yield stillUnreadable(row, rows.columns);
    },
  };
}

async function openFormat(
  path: string,
  name: string,
  reading: Reading,
  isGroup: (name: string) => boolean,
): Promise<Rows> {
  const { encoding } = reading;
  const beginning = await readBeginning(path, encoding);
  const format = reading.format ?? formatOf(name, beginning);
  try {
    if (format === "xlsx") return await openSheet(path, reading);
    if (format === "csv" || format === "tsv") {
      const delimiter =
        reading.delimiter ?? (format === "tsv" ? "\t" : detectDelimiter(withoutRemarks(beginning).text));
      return await openDelimited(path, format, encoding, delimiter);
    }
    return await openJson(path, format, encoding, isGroup);
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError(`${name}: ${error.message}`, { cause: error });
    if (error instanceof SyntaxError) throw new CommandError(`${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function readBeginning(path: string, encoding: Encoding): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead), { stream: true });
  } finally {
    await file.close();
  }
}

function formatOf(name: string, beginning: string): Format {
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1];
  if (ending === "tsv" || ending === "tab") return "tsv";
  if (ending === "csv") return "csv";
  if (ending === "xlsx" || ending === "xlsm" || beginning.startsWith("PK\u0003\u0004")) return "xlsx";
  if (ending === "ndjson" || ending === "jsonl") return "ndjson";
  // Whatever it is called, what it is can be seen.
  if (isArrayText(beginning)) return "json";
  return /^\s*\{/.test(beginning) ? "ndjson" : "csv";
}

/** A delimited text without the lines of remarks at its beginning, as templates have them. */
function withoutRemarks(text: string): { readonly text: string; readonly lines: number } {
  const remarks = /^(?:"?# [^\n]*\n)*/.exec(text)?.[0] ?? "";
  return { text: text.slice(remarks.length), lines: remarks.split("\n").length - 1 };
}

async function openDelimited(path: string, format: Format, encoding: Encoding, delimiter: string): Promise<Rows> {
  const { bytes, share } = await meteredFile(path);
  const records = () => readDelimited(decode(bytes(), encoding), delimiter);
  /** All records but the remarks: the first is the header. */
  async function* parts() {
    let isRemark = true;
    for await (const record of records()) {
      isRemark &&= isRemarkRow(record.cells);
      if (!isRemark) yield record;
    }
  }
  const header = await firstOf(parts());
  if (header === undefined) throw new CommandError("it is empty: expected a line with the columns' names");
  if (header.problem !== undefined) throw new CommandError(`line ${header.line}: ${header.problem}`);
  const columns = checkColumns(header.cells.map((cell) => cell.trim()));
  return {
    format,
    columns,
    encoding,
    delimiter,
    share,
    async *read() {
      let index = -1;
      for await (const { line, cells, problem } of parts()) {
        if (index >= 0)
          yield shape({ index, line, cells, ...(problem !== undefined && { problem }) }, columns, delimiter);
        index++;
      }
    },
  };
}

/** Whether it is a remark, with the empty cells that a spreadsheet adds: a header may begin with # too. */
function isRemarkRow([first = "", ...others]: readonly string[]): boolean {
  return first.startsWith("# ") && others.every((cell) => cell.trim() === "");
}

/** A row with as many cells as there are columns: what is too much stays in the last one, for people to see. */
function shape(row: Row, { length }: readonly string[], delimiter: string): Row {
  const { cells } = row;
  if (cells.length === length) return row;
  const problem = row.problem ?? `it has ${cells.length} cells, the header has ${length}`;
  const fitting =
    cells.length < length
      ? [...cells, ...Array.from({ length: length - cells.length }, () => "")]
      : [...cells.slice(0, length - 1), cells.slice(length - 1).join(delimiter)];
  return { ...row, cells: fitting, problem };
}

async function openSheet(path: string, { sheet, encoding }: Reading): Promise<Rows> {
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
        const fitting = columns.map((_, at) => cells[at]);
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

function checkColumns(columns: readonly string[]): readonly string[] {
  const named = columns.filter((column) => column !== "");
  if (named.length === 0) throw new CommandError("its first line has no columns' names");
  const twice = named.find((column, at) => named.indexOf(column) !== at);
  if (twice !== undefined) throw new CommandError(`two columns are called \`${twice}\``);
  return columns;
}

async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

/** Opens a file of rows: what format it has, how its text is written, and which columns. */
import { open } from "node:fs/promises";
import { CommandError } from "../failure.js";
import { withoutAbsent } from "./absent.js";
import { checkColumns } from "./columns.js";
import { detectDelimiter, readDelimited } from "./csv.js";
import { decode } from "./encoding.js";
import { isArrayText } from "./json.js";
import { openJson } from "./json-rows.js";
import { meteredFile } from "./metered-file.js";
import { type Encoding, type Format, type Row, type Rows, textOf } from "./row.js";
import { openSheet } from "./sheet-rows.js";
import { stillUnreadable } from "./unreadable.js";

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
      for await (const row of rows.read()) yield withoutAbsent(stillUnreadable(row, rows.columns), rows.columns);
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
    if (format === "xlsx") return await openSheet(path, reading.sheet, encoding);
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

/** What a file may begin with; within it, two were put together. */
const MARK = /^\ufeff/;
const MARKED = "it begins with the mark of a file's beginning, as where files were put together";
const REPEATED = "it has the columns' names once more, as where files were put together";

/** A row with as many cells as there are columns: what is too much stays in the last one, for people to see. */
function shape(row: Row, columns: readonly string[], delimiter: string): Row {
  const { cells } = row;
  const { length } = columns;
  if (cells.length === length) {
    const isHeader = columns.every((column, at) => textOf(cells[at]).replace(MARK, "").trim() === column);
    const problem = isHeader ? REPEATED : MARK.test(textOf(cells[0])) ? MARKED : row.problem;
    return problem === undefined ? row : { ...row, problem };
  }
  const problem = row.problem ?? `it has ${cells.length} cells, the header has ${length}`;
  const fitting =
    cells.length < length
      ? [...cells, ...Array.from({ length: length - cells.length }, () => "")]
      : [...cells.slice(0, length - 1), cells.slice(length - 1).join(delimiter)];
  return { ...row, cells: fitting, problem };
}

async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

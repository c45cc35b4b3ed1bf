/** A row of a source, whatever format it stands in. */

/** What stands in a cell: text, or of JSON and spreadsheets a value; `undefined` where the row has none. */
export type Cell = unknown;

/** One row as it was read. */
export interface Row {
  /** Its place among the rows, from 0. */
  readonly index: number;
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  /** Its cells, in the order of the columns. */
  readonly cells: readonly Cell[];
  /** What is wrong with it, where it can't be read. */
  readonly problem?: string;
}

/** A source that is open: its columns, and its rows, which may be read as often as they are needed. */
export interface Rows {
  readonly format: Format;
  /** The columns' names. Of JSON, those of the first rows; more are added as they are read. */
  readonly columns: readonly string[];
  /** How its text is written. */
  readonly encoding: Encoding;
  /** What stands between the cells of a CSV file. */
  readonly delimiter: string;
  read(): AsyncIterable<Row>;
  /** How much of the file the last reading has read, of 1. */
  share(): number;
}

/** The formats that are read. */
export const FORMATS = ["csv", "tsv", "ndjson", "json", "xlsx"] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

/** The encodings that are read. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
/** One of them. */
export type Encoding = (typeof ENCODINGS)[number];

/** Columns that the files of a run's rows have beside the original ones; a file that has them is loaded without. */
export const OWN_COLUMNS: readonly string[] = ["_line", "_status", "_code", "_property", "_message", "_resend"];

/** The column that succeeded.csv has beside them: HubSpot's id of the record. */
export const RECORD_ID = "_recordId";

/** The column that the files of JSON rows have beside them where blanks are more than nothing: what a row did not have. */
export const ABSENT = "_absent";

/** Whether a column is one of those that a run's files add. */
export function isOwnColumn(column: string): boolean {
  return OWN_COLUMNS.includes(column) || column === RECORD_ID || column === ABSENT;
}

/** A cell as text: of JSON, lists and objects in JSON. */
export function textOf(cell: Cell): string {
  if (cell === undefined || cell === null) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** Longest row, in characters: of one that is longer, as of a file without line ends, only the beginning is kept. */
export const LONGEST_ROW = 1_000_000;

/** What is wrong with such a row. */
export const TOO_LONG = `it is longer than ${LONGEST_ROW.toLocaleString("en-US")} characters: only its beginning is kept`;

/** Most characters of a row that can't be read that are kept to show which it was. */
const LONGEST_BEGINNING = 1_000;

/** The beginning of a text, as of a row that can't be read, without half a character at its end. */
export function beginningOf(text: string, most = LONGEST_BEGINNING): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

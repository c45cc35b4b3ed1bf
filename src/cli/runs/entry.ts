/** The lines of a run's journal, each with a check sum: what a crash left of one can be told. */
import { crc32 } from "node:zlib";
import type { Course } from "../page/course.js";
import type { RowFate } from "./ledger.js";

/** Why a row did not succeed, as a line tells it. */
export interface Detail {
  /** The error's name. */
  readonly name: string;
  readonly status?: number;
  /** HubSpot's code or category, or what kept it from being sent. */
  readonly code?: string;
  /** The properties or columns that it is about. */
  readonly property?: string;
  readonly message: string;
  /** Of a row that was refused later: why it may be written all the same. */
  readonly doubt?: string;
  /** Whether it may be sent again: `safe`, `read-first` or `pointless`. */
  readonly resend: string;
}

/** Rows that were about to be sent, as ranges: durable before their request. */
export interface Intent {
  readonly intent: string;
}

/** What became of rows: each fate with its ranges, the records of those that succeeded, and the reasons of the others. */
export interface Settled {
  readonly settled: Readonly<Partial<Record<RowFate, string>>>;
  /** HubSpot's ids, in the order of the rows that succeeded; a text of nothing where one is not known. */
  readonly recordIds?: readonly string[];
  readonly details?: readonly (Detail & { readonly rows: string })[];
}

/** The beginning of a pass. */
export interface Began {
  readonly began: { readonly command: string; readonly at: string };
}

/** How a pass ended. */
export interface PassEnd {
  readonly at: string;
  readonly halted?: { readonly reason: string; readonly message?: string };
  readonly requests: Readonly<Record<string, number>>;
  /** What went on in time, in at most 120 spans. */
  readonly course?: Course;
}

/** One line. */
export type Entry = Intent | Settled | Began | { readonly ended: PassEnd };

const PREFIX = /^\{"crc":"([0-9a-f]{8})",/;
const PREFIX_LENGTH = '{"crc":"00000000",'.length;

/** Writes a line. */
export function writeEntry(entry: Entry): string {
  const body = JSON.stringify(entry).slice(1);
  return `{"crc":"${crc32(body).toString(16).padStart(8, "0")}",${body}\n`;
}

/** Reads a line; `undefined` where it is not as it was written. */
export function readEntry(line: string): Entry | undefined {
  const sum = PREFIX.exec(line)?.[1];
  if (sum === undefined) return undefined;
  const body = line.slice(PREFIX_LENGTH);
  if (crc32(body).toString(16).padStart(8, "0") !== sum) return undefined;
  return JSON.parse(`{${body}`) as Entry; // As it was written.
}

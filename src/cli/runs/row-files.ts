/**
 * Writes what became of each row, into the file of its fate: the row as it was, and why. The files are made of the source
 * and the journal, all four at once, so that each row is in exactly one of them, however the run ended.
 */
import { type FileHandle, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Blank } from "../mapping/make-input.js";
import { absentIn } from "../rows/absent.js";
import { writeDelimited } from "../rows/csv.js";
import { ABSENT, isOwnColumn, OWN_COLUMNS, RECORD_ID, type Rows, textOf } from "../rows/row.js";
import { markedProblem } from "../rows/unreadable.js";
import { unaccounted } from "./detail.js";
import type { Detail } from "./entry.js";
import { ROW_FILES } from "./folder.js";
import type { Ledger, RowFate } from "./ledger.js";
import type { DetailReader } from "./replay.js";

/** A row with what became of it. */
export interface ToldRow {
  readonly line: number;
  readonly status: "succeeded" | "failed" | "unknown" | "unsent";
  readonly detail?: Detail | undefined;
}

/** What the files are made of. */
export interface RowFilesContext {
  readonly rows: Rows;
  readonly limit: number | undefined;
  /** What becomes of empty cells. */
  readonly blank: Blank;
  readonly ledger: Ledger;
  readonly details: DetailReader;
  /** Whether what was on the way may be sent again. */
  readonly idempotent: boolean;
  /** Told of each row. */
  readonly onRow: (told: ToldRow) => void;
}

/** In which file a fate is told. */
export const STATUS: Readonly<Record<RowFate, ToldRow["status"]>> = {
  waiting: "unsent",
  sending: "unknown",
  succeeded: "succeeded",
  failed: "failed",
  unknown: "unknown",
  unsent: "unsent",
  unchanged: "succeeded",
  "refused-before": "failed",
};

/** The file of the rows that have a record. */
const WRITTEN = "succeeded.csv" satisfies (typeof ROW_FILES)[number];

/** Characters that are written at once. */
const PIECE = 262_144;

/** Writes the files of a run. */
export async function writeRowFiles(folder: string, context: RowFilesContext): Promise<void> {
  const { rows, ledger, details, blank, limit = Number.POSITIVE_INFINITY } = context;
  const delimiter = rows.format === "csv" ? rows.delimiter : ",";
  // Excel takes a file for UTF-8 by its mark alone: those whose files came from there get it.
  const mark = rows.encoding !== "utf-8" || rows.format === "xlsx" ? "\ufeff" : "";
  const isJson = rows.format === "json" || rows.format === "ndjson";
  // Of a reject file, what it says of that goes on.
  const tellsAbsent = isJson ? blank !== "leave" : rows.columns.includes(ABSENT);
  // Of JSON, all columns are known once all rows were read.
  if (isJson) for await (const { index } of rows.read()) if (index + 1 >= limit) break;
  const original = rows.columns.flatMap((column, at) => (isOwnColumn(column) ? [] : [at]));
  const header = [...original.map((at) => rows.columns[at] ?? ""), ...OWN_COLUMNS, ...(tellsAbsent ? [ABSENT] : [])];
  const files = await Promise.all(ROW_FILES.map((name) => open(join(folder, `${name}.part`), "w")));
  const texts = ROW_FILES.map(
    (name) => mark + writeDelimited(name === WRITTEN ? [...header, RECORD_ID] : header, delimiter),
  );
  const flush = async (at: number) => {
    const text = texts[at] ?? "";
    texts[at] = "";
    await files[at]?.appendFile(text);
  };
  try {
    for await (const row of rows.read()) {
      const { index, line, cells, problem } = row;
      if (index >= limit) break;
      const fate = ledger.fateOf(index);
      const status = STATUS[fate];
      const detail = await reasonOf(index, fate, context);
      context.onRow({ line, status, detail });
      const read = original.map((place) => textOf(cells[place]));
      const own = [
        String(line),
        fate === "unchanged" || fate === "refused-before" ? fate : status,
        detail?.code ?? detail?.name ?? "",
        detail?.property ?? "",
        problem === undefined ? (detail?.message ?? "") : markedProblem(problem, read),
        detail?.resend ?? "",
        ...(tellsAbsent ? [absentIn(row, rows.columns)] : []),
      ];
      const at = ROW_FILES.findIndex((name) => name === `${status}.csv`);
      if (ROW_FILES[at] === WRITTEN)
        own.push((fate === "succeeded" && (await details.recordIdOf(index, ledger.placeOf(index)))) || "");
      texts[at] += writeDelimited([...read, ...own], delimiter);
      if ((texts[at]?.length ?? 0) > PIECE) await flush(at);
    }
    for (const at of files.keys()) await flush(at);
  } finally {
    await Promise.all(files.map((file: FileHandle) => file.close()));
  }
  for (const name of ROW_FILES) await rename(join(folder, `${name}.part`), join(folder, name));
}

/** Why a row with this fate did not succeed, as far as it is known. */
export async function reasonOf(
  index: number,
  fate: RowFate,
  { ledger, details, idempotent }: Pick<RowFilesContext, "ledger" | "details" | "idempotent">,
): Promise<Detail | undefined> {
  if (fate === "succeeded" || fate === "unchanged") return undefined;
  if (fate === "waiting")
    return { name: "Unsent", code: "not-reached", message: "the run ended before it", resend: "safe" };
  if (fate === "sending") return unaccounted({ idempotent });
  if (fate === "refused-before")
    return {
      name: "RefusedBefore",
      code: "refused-before",
      message: "refused before, unchanged: --retry-refused sends it again",
      resend: "pointless",
    };
  return details.detailOf(index, ledger.placeOf(index));
}

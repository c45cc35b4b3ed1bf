/** A run's page, of its report and its row files. */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { nameOf } from "../mapping/mapping.js";
import type { PageRow } from "../page/page-rows.js";
import { reportPage } from "../page/report-page.js";
import { readDelimited } from "../rows/csv.js";
import { decode } from "../rows/encoding.js";
import { isOwnColumn } from "../rows/row.js";
import { ROW_FILES, type RunFolder } from "./folder.js";
import type { ReportData } from "./manner.js";
import type { Prepared } from "./prepare.js";
import type { Pass } from "./replay.js";
import { type RunReport, tookMs } from "./report.js";
import { writeWhole } from "./whole-file.js";

/** What a page is made of beside the report. */
export interface PageContext {
  readonly prepared: Prepared;
  /** What of the rows it may show. */
  readonly data: ReportData;
  readonly passes: readonly Pass[];
}

/** Most passes whose course is shown: the last ones. */
const MOST_COURSES = 12;

/** Writes `report.html`. */
export async function writeReportPage(folder: RunFolder, report: RunReport, context: PageContext): Promise<void> {
  const { counts, requests, halted, next } = report;
  const { unchanged, refusedBefore } = counts;
  const columns = columnsOf(context);
  const facts = {
    run: report.run,
    operation: report.operation,
    apiVersion: report.apiVersion,
    file: report.file.name,
    target: report.account,
    startedAt: report.startedAt,
    tookMs: tookMs(report),
    counts: {
      succeeded: counts.succeeded - unchanged,
      unchanged,
      failed: counts.failed - refusedBefore,
      "refused-before": refusedBefore,
      unknown: counts.unknown,
      unsent: counts.unsent,
    },
    requests: {
      sent: requests["sent"] ?? 0,
      retried: requests["retried"] ?? 0,
      rateLimited: requests["rateLimited"] ?? 0,
    },
    halted: halted && `Halted: ${[halted.reason, halted.message].filter((one) => one !== undefined).join(": ")}`,
    command: next,
    columns: columns.length > 0 ? columns : undefined,
    courses: coursesOf(context),
  };
  await writeWhole(join(folder.path, "report.html"), await reportPage(facts, rowsOf(folder, context, columns)));
}

/** What the journal has of the passes' courses; that of one that was killed is lost. */
function coursesOf({ passes }: PageContext) {
  return passes
    .flatMap(({ command, startedAt, ended }, at) => {
      const { course } = ended ?? {};
      return course
        ? [{ name: `pass ${at + 1} (${command}, ${startedAt.slice(0, 19).replace("T", " ")} UTC)`, course }]
        : [];
    })
    .slice(-MOST_COURSES);
}

/** The columns that may be shown: all, those that say which record a row is, or none. */
function columnsOf({ prepared: { rows, mapping, operation }, data }: PageContext): readonly string[] {
  if (data === "none") return [];
  const original = rows.columns.filter((column) => !isOwnColumn(column));
  if (data === "full") return original;
  const ids = mapping.columns.filter(({ target }) => operation.identity.includes(nameOf(target)));
  return original.filter((name) => ids.some(({ column }) => column === name));
}

/** The rows that were not written, as their files have them. */
async function* rowsOf(
  { path }: RunFolder,
  { prepared: { rows } }: PageContext,
  columns: readonly string[],
): AsyncGenerator<PageRow, void, void> {
  for (const name of ROW_FILES.slice(1)) {
    const text = decode(createReadStream(join(path, name)), "utf-8");
    let header: readonly string[] | undefined;
    for await (const { cells } of readDelimited(text, rows.format === "csv" ? rows.delimiter : ",")) {
      if (header === undefined) {
        header = cells;
        continue;
      }
      const places = header;
      const cellOf = (column: string) => cells[places.lastIndexOf(column)] ?? "";
      yield {
        line: Number(cellOf("_line")),
        status: name.replace(".csv", "") as PageRow["status"], // A file of a status each.
        code: cellOf("_code"),
        property: cellOf("_property"),
        message: cellOf("_message"),
        resend: cellOf("_resend"),
        cells: columns.map(cellOf),
      };
    }
  }
}

/** The end of a run, or of a part of it: the files, the report, and what to do next. */
import { copyFile, mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { exitCode, type HaltReason } from "../../index.js";
import { EXIT } from "../failure.js";
import type { PassEnd } from "./entry.js";
import { ROW_FILES, type RunFile, type RunFolder } from "./folder.js";
import { LATER_ROW } from "./later-rows.js";
import type { ReportData } from "./manner.js";
import { writeReportPage } from "./page.js";
import type { Prepared } from "./prepare.js";
import { DetailReader, type Pass, type Replayed } from "./replay.js";
import { Reasons, type RowCounts, type RunReport } from "./report.js";
import { type ToldRow, writeRowFiles } from "./row-files.js";
import { writeWhole } from "./whole-file.js";

/** What a report is made of. */
export interface FinishContext {
  readonly folder: RunFolder;
  readonly file: RunFile;
  readonly prepared: Prepared;
  readonly replayed: Replayed;
  readonly gone?: number | undefined;
  /** What of the rows the page shows. */
  readonly data: ReportData;
}

/** Writes the files of a run's rows and its report. */
export async function finishRun({ folder, file, prepared, replayed, gone, data }: FinishContext): Promise<RunReport> {
  const { settings, operation, mapping, rows } = prepared;
  const { ledger, passes } = replayed;
  const reasons = new Reasons();
  const counts = { total: 0, succeeded: 0, failed: 0, unknown: 0, unsent: 0 };
  /** The statuses that have rows which may be sent again as they are, and which should be looked at first. */
  const safe = new Set<ToldRow["status"]>();
  const readFirst = new Set<ToldRow["status"]>();
  await writeRowFiles(folder.path, {
    rows,
    ledger,
    limit: settings.limit,
    blank: settings.blank,
    details: new DetailReader(join(folder.path, "journal.ndjson")),
    idempotent: operation.idempotent,
    onRow({ line, status, detail }) {
      counts.total++;
      counts[status]++;
      if (detail !== undefined) reasons.add(detail, status, line);
      if (detail?.resend === "safe") safe.add(status);
      // A row that has a later one is sent again by no command.
      if (detail?.resend === "read-first" && detail.code !== LATER_ROW) readFirst.add(status);
    },
  });
  const { unchanged, "refused-before": refusedBefore } = ledger.counts;
  const report = reportOf(
    folder,
    file,
    passes,
    { ...counts, unchanged, refusedBefore },
    {
      safe,
      readFirst,
      errors: reasons.list(),
      ignored: mapping.ignored,
      gone,
    },
  );
  await writeWhole(join(folder.path, "report.json"), `${JSON.stringify(report, undefined, 2)}\n`);
  await writeReportPage(folder, report, { prepared, data, passes });
  return report;
}

function reportOf(
  folder: RunFolder,
  { account, settings, createdAt }: RunFile,
  passes: readonly Pass[],
  counts: RowCounts,
  {
    safe,
    readFirst,
    gone,
    ...others
  }: Pick<RunReport, "errors" | "ignored"> & {
    readonly safe: ReadonlySet<ToldRow["status"]>;
    readonly readFirst: ReadonlySet<ToldRow["status"]>;
    readonly gone: number | undefined;
  },
): RunReport {
  const { operation, apiVersion, path, target, file } = settings;
  const last = passes.at(-1);
  const isLeft = counts.unsent > 0 || (counts.unknown > 0 && (last?.ended === undefined || safe.has("unknown")));
  const halted = isLeft ? (last?.ended === undefined ? KILLED : last.ended.halted) : undefined;
  const ok = counts.succeeded === counts.total;
  const next = halted === undefined ? retryOf(folder.id, safe, readFirst) : `hubspot-batch resume ${folder.id}`;
  return {
    run: folder.id,
    ...{ operation, apiVersion, path, target, account },
    file: { name: file.name, path: file.path, sha256: file.sha256, bytes: file.bytes },
    startedAt: createdAt,
    completedAt: last?.ended?.at ?? last?.startedAt ?? createdAt,
    passes: passes.map(({ command, startedAt, ended }) => ({
      command,
      startedAt,
      ...(ended && { completedAt: ended.at }),
    })),
    ok,
    exitCode: exitOf(ok, halted),
    counts,
    ...(halted && { halted }),
    requests: requestsOf(passes),
    ...others,
    ...(gone !== undefined && { gone }),
    ...(next !== undefined && { next }),
  };
}

const KILLED = { reason: "killed", message: "the process ended before the run did" };

/** The exit code of a whole run. */
function exitOf(ok: boolean, halted: PassEnd["halted"]): number {
  if (halted === undefined) return ok ? EXIT.done : EXIT.someNotWritten;
  // Reasons of the command's own are none of the library's, and count as what halts.
  return exitCode({ ok, halted: { reason: halted.reason as HaltReason } });
}

/** The command that sends again what may be: of a status with a row that should be looked at first, it sends none. */
function retryOf(
  id: string,
  safe: ReadonlySet<ToldRow["status"]>,
  readFirst: ReadonlySet<ToldRow["status"]>,
): string | undefined {
  const statuses = (["failed", "unknown", "unsent"] as const).filter((one) => safe.has(one) && !readFirst.has(one));
  return statuses.length === 0 ? undefined : `hubspot-batch retry ${id} --status ${statuses.join(",")}`;
}

function requestsOf(passes: readonly Pass[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const { ended } of passes)
    for (const [name, value] of Object.entries(ended?.requests ?? {})) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

/** Copies the results to where they were asked for. */
export async function copyResults(folder: RunFolder, cwd: string, out: string | undefined): Promise<void> {
  if (out === undefined) return;
  const to = resolve(cwd, out);
  await mkdir(to, { recursive: true });
  for (const name of [...ROW_FILES, "report.json", "report.html"])
    await copyFile(join(folder.path, name), join(to, name));
}

/** A folder as people would type it. */
export function shownFolder({ path }: RunFolder, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith("..") ? path : short;
}

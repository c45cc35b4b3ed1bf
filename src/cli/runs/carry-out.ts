/** One pass of a run: what is to be sent is, and its files tell what became of every row. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError, EXIT } from "../failure.js";
import { CourseCollector } from "../page/course.js";
import { Fingerprints } from "../state/fingerprints.js";
import { give, say, type Terminal } from "../terminal.js";
import type { Connected } from "./connect.js";
import { copyResults, finishRun, shownFolder } from "./finish.js";
import { type RunFile, type RunFolder, writeRunFile } from "./folder.js";
import { heedInterrupts } from "./interrupts.js";
import { Journal } from "./journal.js";
import { type LaterRow, noteLaterRows } from "./later-rows.js";
import { tellLive } from "./live.js";
import type { Manner } from "./manner.js";
import { sendRows } from "./pass.js";
import type { Prepared } from "./prepare.js";
import { printReport } from "./print-report.js";
import { isAsItWas } from "./reopen.js";
import { DetailReader, type Replayed } from "./replay.js";

/** What a pass begins with. */
export interface PassStart {
  readonly folder: RunFolder;
  readonly file: RunFile;
  readonly prepared: Prepared;
  readonly replayed: Replayed;
  readonly connected: Connected;
  readonly manner: Manner;
  /** Rows that are not sent again. */
  readonly later?: ReadonlyMap<number, LaterRow>;
}

/** Sends the rows that are chosen, writes the run's files and its report, and gives the exit code. */
export async function carryOut(
  command: string,
  { folder, file, prepared, replayed, connected, manner, later = new Map() }: PassStart,
  chosen: (index: number) => boolean,
  terminal: Terminal,
): Promise<number> {
  const { settings, operation } = prepared;
  const journalPath = join(folder.path, "journal.ndjson");
  // What is asked for by its status is sent, whatever is remembered of it.
  const changed = settings.changed && { ...settings.changed, full: settings.changed.full || command === "retry" };
  const asked = { ...prepared, settings: { ...settings, changed } };
  const fingerprints = await Fingerprints.open(terminal.cwd, file.account, asked, terminal.now);
  const journal = await Journal.open(journalPath, replayed.length);
  const startedAt = new Date(terminal.now()).toISOString();
  const collector = new CourseCollector(operation.method);
  const quota = () => manner.quota ?? collector.quota;
  const live = tellLive(manner, { bytes: settings.file.bytes, counts: replayed.ledger.counts, quota }, terminal);
  journal.add({ began: { command, at: startedAt } });
  live.started(folder.id, operation.method, settings.file.name, file.account);
  const interrupts = heedInterrupts(folder.id, terminal, live.stop);
  try {
    const details = new DetailReader(journalPath);
    await noteLaterRows(later, { ledger: replayed.ledger, journal, details, idempotent: operation.idempotent });
    const ended = await sendRows({
      prepared,
      call: connected.call(operation.method),
      ledger: replayed.ledger,
      journal,
      details,
      maxFailures: manner.maxFailures,
      chosen,
      fingerprints,
      onProgress: live.progress,
      course: () => collector.end(),
      onInterrupt: interrupts.whileSending,
    });
    // Of a file that was read in part, it can't be told.
    const isWhole = ended.halted === undefined && settings.limit === undefined && changed !== undefined;
    const gone = isWhole ? fingerprints?.countGone() : undefined;
    await fingerprints?.close();
    await journal.close();
    live.stop();
    // The rows are read once more for their files: of another file's, nothing that was sent is true.
    if (!(await isAsItWas(settings.file))) {
      // One that is gone was read to its end as it was.
      if (existsSync(settings.file.path)) await writeRunFile(folder, { ...file, isTorn: true });
      throw new CommandError(
        `${settings.file.path} has changed while it was loaded: which rows were sent can't be told by it. Bring back the file as it was, and see hubspot-batch report ${folder.id}`,
        { exitCode: EXIT.halted },
      );
    }
    const passes = [...replayed.passes, { command, startedAt, ended }];
    const report = await finishRun({
      folder,
      file,
      prepared,
      replayed: { ...replayed, passes },
      gone,
      data: manner.reportData ?? "full",
    });
    await copyResults(folder, terminal.cwd, manner.out);
    live.finished(report, folder.path);
    if (!manner.json && !manner.quiet)
      give(terminal, ...printReport(report, shownFolder(folder, terminal.cwd), terminal));
    else if (report.next !== undefined && !manner.json) say(terminal, `Go on: ${report.next}`);
    return report.exitCode;
  } catch (error) {
    live.stop();
    collector.end();
    await journal.close();
    await fingerprints?.close().catch(() => {});
    const { code, path } = error as NodeJS.ErrnoException;
    if (typeof code !== "string" || error instanceof CommandError) throw error;
    const wrong =
      path === settings.file.path
        ? `${settings.file.name} can't be read any more (${code}). Bring it back`
        : `the run's files can't be written (${code}). Make room`;
    throw new CommandError(`${wrong}, then go on: hubspot-batch resume ${folder.id}`, {
      exitCode: EXIT.halted,
      cause: error,
    });
  } finally {
    interrupts.end();
  }
}

/** A run from its beginning, or from where it stands, to its report. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, EXIT } from "../failure.js";
import { CourseCollector } from "../page/course.js";
import { Fingerprints } from "../state/fingerprints.js";
import { give, plural, say, type Terminal } from "../terminal.js";
import { accountOf, type Connected, connect } from "./connect.js";
import { copyResults, finishRun, shownFolder } from "./finish.js";
import { createRun, findRun, type RunFile, type RunFolder, readReport, readRunFile, writeWhole } from "./folder.js";
import { inspectFile, type Source } from "./inspect.js";
import { Journal } from "./journal.js";
import { findLaterRows, type LaterRow, noteLaterRows } from "./later-rows.js";
import type { RowFate } from "./ledger.js";
import { tellLive } from "./live.js";
import { takeLock } from "./lock.js";
import { sendRows } from "./pass.js";
import { type Prepared, prepare, sayMapping } from "./prepare.js";
import { printReport } from "./print-report.js";
import { DetailReader, type Replayed, replay } from "./replay.js";
import type { RunReport } from "./report.js";
import { goneOnWith, keptOf, type Manner, type Settings } from "./settings.js";

/** Begins a run of a source, and sees it through. */
export async function beginRun(
  asked: Omit<Settings, "file">,
  source: Source,
  manner: Manner,
  terminal: Terminal,
): Promise<number> {
  try {
    const { isCopy, remove: _, ...file } = source;
    const prepared = await prepare({ ...asked, file }, terminal);
    if (!manner.quiet) sayMapping(prepared, terminal);
    const connected = await connect(asked, manner, terminal);
    const account = await accountOf(connected, asked, manner, terminal);
    const folder = await createRun(terminal.cwd, terminal.now());
    const release = await takeLock(join(folder.path, "lock"));
    try {
      const path = isCopy ? join(folder.path, "input") : file.path;
      if (isCopy) await copyFile(file.path, path);
      // A file that is the run's own is read from there from now on.
      const kept = { ...prepared.settings, file: { ...file, path } };
      const runFile: RunFile = {
        run: folder.id,
        createdAt: new Date(terminal.now()).toISOString(),
        account,
        settings: kept,
        manner: keptOf(manner, terminal.cwd),
      };
      await writeWhole(join(folder.path, "run.json"), `${JSON.stringify(runFile, undefined, 2)}\n`);
      const replayed = await replay(join(folder.path, "journal.ndjson"));
      return await sendAndFinish(
        "load",
        { folder, file: runFile, prepared, replayed, connected, manner },
        () => true,
        terminal,
      );
    } finally {
      await release();
    }
  } finally {
    await source.remove();
  }
}

/** Goes on with a run: `chosen` says of which rows, by what is known of them. */
export async function continueRun(
  command: string,
  name: string | undefined,
  given: Manner,
  chosen: (fate: RowFate, detail: { readonly idempotent: boolean }) => boolean,
  terminal: Terminal,
): Promise<number> {
  const folder = await findRun(terminal.cwd, name);
  const begun = await readRunFile(folder);
  const release = await takeLock(join(folder.path, "lock"));
  try {
    const manner = goneOnWith(begun.manner, given);
    const file: RunFile = { ...begun, manner: keptOf(manner, terminal.cwd) };
    const prepared = await reopen(file, terminal);
    const connected = await connect(file.settings, manner, terminal);
    const account = await accountOf(connected, file.settings, manner, terminal);
    if (account !== file.account)
      throw new CommandError(
        `run ${folder.id} is of ${file.account}, and the token is of ${account}: nothing was sent`,
      );
    await writeWhole(join(folder.path, "run.json"), `${JSON.stringify(file, undefined, 2)}\n`);
    const replayed = await replay(join(folder.path, "journal.ndjson"));
    if (!manner.quiet) sayDoubts(replayed, prepared, terminal);
    const { idempotent } = prepared.operation;
    const fates = replayed.ledger;
    const isChosen = (index: number) => chosen(fates.fateOf(index), { idempotent });
    const later = await findLaterRows(prepared, fates, isChosen);
    if (later.size > 0 && !manner.quiet)
      say(
        terminal,
        `${plural(later.size, "row")} ${later.size === 1 ? "is" : "are"} not sent again: a later row of the same record was written, or may be, and older values would stand over newer ones.`,
      );
    return await sendAndFinish(
      command,
      { folder, file, prepared, replayed, connected, manner, later },
      (index) => isChosen(index) && !later.has(index),
      terminal,
    );
  } finally {
    await release();
  }
}

/** Writes a run's files and report again, as its journal has them, and sends nothing. */
export async function reportRun(
  name: string | undefined,
  terminal: Terminal,
): Promise<{ report: RunReport; folder: RunFolder }> {
  const folder = await findRun(terminal.cwd, name);
  const file = await readRunFile(folder);
  const release = await takeLock(join(folder.path, "lock"));
  try {
    const replayed = await replay(join(folder.path, "journal.ndjson"));
    const written = await readReport(folder);
    // What was written of all passes, needs no rows any more.
    const isWhole = replayed.passes.at(-1)?.ended !== undefined && written?.passes.length === replayed.passes.length;
    if (isWhole && !(await isAsItWas(file.settings).catch(() => false))) {
      say(terminal, `${file.settings.file.path} is gone, or has changed: the files are as the run has left them.`);
      return { report: written, folder };
    }
    const prepared = await reopen(file, terminal);
    return {
      report: await finishRun({ folder, file, prepared, replayed, data: file.manner?.reportData ?? "full" }),
      folder,
    };
  } finally {
    await release();
  }
}

/** Opens a run's file as it was. Throws a `CommandError` where it is another by now. */
async function reopen({ run, settings }: RunFile, terminal: Terminal): Promise<Prepared> {
  const { file } = settings;
  if (!(await isAsItWas(settings)))
    throw new CommandError(
      `${file.path} has changed since run ${run} began: nothing was sent. Bring back the file as it was, or load the new one`,
    );
  return prepare(settings, terminal);
}

async function isAsItWas({ file }: Settings): Promise<boolean> {
  return (await inspectFile(file.path, file.name)).sha256 === file.sha256;
}

/** Says what is uncertain, and why. */
function sayDoubts({ ledger, broken, isCut }: Replayed, { operation }: Prepared, terminal: Terminal): void {
  const { sending } = ledger.counts;
  if (isCut)
    say(
      terminal,
      "The journal's last line was cut off. Each is on the disk before its request: what it told was not sent, or is asked again.",
    );
  if (broken > 0)
    say(
      terminal,
      `${plural(broken, "line")} of the journal can't be read: rows that only they tell of count as not sent.`,
    );
  if (sending > 0)
    say(
      terminal,
      operation.idempotent
        ? `${plural(sending, "row")} were being sent when the run ended: they are sent again, which does no harm.`
        : `${plural(sending, "row")} were being sent when the run ended: they may be written or not, and ${operation.method} would write them twice. They stay unknown.`,
    );
}

interface Going {
  readonly folder: RunFolder;
  readonly file: RunFile;
  readonly prepared: Prepared;
  readonly replayed: Replayed;
  readonly connected: Connected;
  readonly manner: Manner;
  /** Rows that are not sent again. */
  readonly later?: ReadonlyMap<number, LaterRow>;
}

async function sendAndFinish(
  command: string,
  { folder, file, prepared, replayed, connected, manner, later = new Map() }: Going,
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
  let interrupts = 0;
  try {
    const details = new DetailReader(journalPath);
    await noteLaterRows(later, { ledger: replayed.ledger, journal, details, idempotent: operation.idempotent });
    const ended = await sendRows({
      prepared,
      call: connected.call(operation.method),
      ledger: replayed.ledger,
      journal,
      maxFailures: manner.maxFailures,
      chosen,
      fingerprints,
      onProgress: live.progress,
      course: () => collector.end(),
      onInterrupt: (act) =>
        terminal.onInterrupt(() => {
          interrupts++;
          live.stop();
          say(
            terminal,
            interrupts === 1
              ? `Stopping: what is in flight is waited for. Once more cuts it. Go on: hubspot-batch resume ${folder.id}`
              : `Cut: what was in flight may be written or not. Go on: hubspot-batch resume ${folder.id}`,
          );
          act(interrupts);
        }),
    });
    // Of a file that was read in part, it can't be told.
    const isWhole = ended.halted === undefined && settings.limit === undefined && changed !== undefined;
    const gone = isWhole ? fingerprints?.countGone() : undefined;
    await fingerprints?.close();
    await journal.close();
    live.stop();
    // The rows are read once more for their files: of another file's, nothing that was sent is true.
    if (!(await isAsItWas(settings)))
      throw new CommandError(
        `${settings.file.path} has changed while it was loaded: which rows were sent can't be told by it. Bring back the file as it was, and see hubspot-batch report ${folder.id}`,
        { exitCode: EXIT.halted },
      );
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
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== "string" || error instanceof CommandError) throw error;
    throw new CommandError(
      `the run's files can't be written (${code}). Make room, then go on: hubspot-batch resume ${folder.id}`,
      { exitCode: EXIT.halted, cause: error },
    );
  }
}

/** A run's files and report once more. */
import { join } from "node:path";
import { say, shown, type Terminal } from "../terminal.js";
import { finishRun } from "./finish.js";
import { findRun, type RunFolder, readReport, readRunFile } from "./folder.js";
import { takeLock } from "./lock.js";
import { changedFile, reopen } from "./reopen.js";
import { replay } from "./replay.js";
import type { RunReport } from "./report.js";

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
    const changed = isWhole ? await changedFile(file.settings) : undefined;
    if (isWhole && changed !== undefined) {
      say(terminal, `${shown(changed.path)} is gone, or has changed: the files are as the run has left them.`);
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

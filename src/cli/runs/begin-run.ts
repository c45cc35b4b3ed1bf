/** A run from its beginning to its report. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { Terminal } from "../terminal.js";
import { carryOut } from "./carry-out.js";
import { accountOf, connect } from "./connect.js";
import { createRun, type RunFile, writeRunFile } from "./folder.js";
import type { Source } from "./inspect.js";
import { takeLock } from "./lock.js";
import { keptOf, type Manner } from "./manner.js";
import { prepare, sayMapping } from "./prepare.js";
import { replay } from "./replay.js";
import type { Settings } from "./settings.js";

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
      await writeRunFile(folder, runFile);
      const replayed = await replay(join(folder.path, "journal.ndjson"));
      return await carryOut(
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

/** A run's file, as long as it is the one that the run began with. */
import { CommandError } from "../failure.js";
import type { Terminal } from "../terminal.js";
import type { RunFile } from "./folder.js";
import { inspectFile } from "./inspect.js";
import { type Prepared, prepare } from "./prepare.js";
import type { Settings } from "./settings.js";

/** Opens a run's file as it was. Throws a `CommandError` where it is another by now. */
export async function reopen({ run, settings }: RunFile, terminal: Terminal): Promise<Prepared> {
  const changed = await changedFile(settings);
  if (changed !== undefined)
    throw new CommandError(
      `${changed.path} has changed since run ${run} began, or is gone: nothing was sent. Bring back the file as it was, or load the new one`,
    );
  return prepare(settings, terminal);
}

/** The first of a run's files, and of those that it looks values up in, that is not as the run began with it. */
export async function changedFile({ file, wishes }: Settings): Promise<ReadFile | undefined> {
  for (const one of [file, ...(wishes.lookUp ?? []).map((lookUp) => lookUp.file)])
    if (!(await isAsItWas(one))) return one;
  return undefined;
}

/** Whether a file is as it was. */
export async function isAsItWas({ path, name, sha256 }: ReadFile): Promise<boolean> {
  const found = await inspectFile(path, name).catch(() => undefined);
  return found?.sha256 === sha256;
}

type ReadFile = Pick<Settings["file"], "path" | "name" | "sha256">;

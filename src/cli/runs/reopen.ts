/** A run's file, as long as it is the one that the run began with. */
import { CommandError } from "../failure.js";
import type { Terminal } from "../terminal.js";
import type { RunFile } from "./folder.js";
import { inspectFile } from "./inspect.js";
import { type Prepared, prepare } from "./prepare.js";
import type { Settings } from "./settings.js";

/** Opens a run's file as it was. Throws a `CommandError` where it is another by now. */
export async function reopen({ run, settings }: RunFile, terminal: Terminal): Promise<Prepared> {
  const { file } = settings;
  if (!(await isAsItWas(settings)))
    throw new CommandError(
      `${file.path} has changed since run ${run} began: nothing was sent. Bring back the file as it was, or load the new one`,
    );
  return prepare(settings, terminal);
}

/** Whether a run's file is the one that it began with. */
export async function isAsItWas({ file }: Settings): Promise<boolean> {
  return (await inspectFile(file.path, file.name)).sha256 === file.sha256;
}

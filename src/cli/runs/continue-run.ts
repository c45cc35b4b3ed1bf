/** A run from where it stands to its report. */
import { join } from "node:path";
import { plural } from "../../outcome/print.js";
import { CommandError } from "../failure.js";
import { say, type Terminal } from "../terminal.js";
import { carryOut } from "./carry-out.js";
import { accountOf, connect } from "./connect.js";
import { findRun, type RunFile, readRunFile, writeRunFile } from "./folder.js";
import { findLaterRows } from "./later-rows.js";
import type { Ledger, RowFate } from "./ledger.js";
import { takeLock } from "./lock.js";
import { goneOnWith, keptOf, type Manner } from "./manner.js";
import type { Prepared } from "./prepare.js";
import { reopen } from "./reopen.js";
import { type Replayed, replay } from "./replay.js";
import { STATUS } from "./row-files.js";

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
  if (begun.isTorn)
    throw new CommandError(
      `${begun.settings.file.path} changed while run ${folder.id} read it: what was sent need not be what the file says, and nothing more is. Load the file anew; of creates, look first which are written`,
    );
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
    await writeRunFile(folder, file);
    const replayed = await replay(join(folder.path, "journal.ndjson"));
    if (!manner.quiet) sayDoubts(replayed, prepared, terminal);
    const { idempotent } = prepared.operation;
    const fates = replayed.ledger;
    const isChosen = (index: number) => chosen(fates.fateOf(index), { idempotent });
    const later = await findLaterRows(prepared, fates, isChosen);
    if (command === "retry" && !manner.quiet)
      sayRetried(folder.id, fates, (index) => isChosen(index) && !later.has(index), terminal);
    if (later.size > 0 && !manner.quiet)
      say(
        terminal,
        `${plural(later.size, "row")} ${later.size === 1 ? "is" : "are"} not sent again: a later row of the same record was written, or may be, and older values would stand over newer ones.`,
      );
    return await carryOut(
      command,
      { folder, file, prepared, replayed, connected, manner, later },
      (index) => isChosen(index) && !later.has(index),
      terminal,
    );
  } finally {
    await release();
  }
}

/** Says what is sent again, for the report is of all rows. */
function sayRetried(run: string, ledger: Ledger, isChosen: (index: number) => boolean, terminal: Terminal): void {
  const counts = new Map<string, number>();
  for (let index = 0; index < ledger.length; index++) {
    if (!isChosen(index)) continue;
    const status = STATUS[ledger.fateOf(index)];
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const told = [...counts].map(
    ([status, count]) => `${plural(count, "row")} that ${count === 1 ? "is" : "are"} ${status}`,
  );
  say(
    terminal,
    told.length > 0 ? `Sent again of run ${run}: ${told.join(", ")}` : `Run ${run} has read no row of such a status.`,
  );
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
        ? `${rowsBeingSent(sending)}: sent again, which does no harm.`
        : `${rowsBeingSent(sending)}: they may be written or not, and ${operation.method} would write them twice. They stay unknown.`,
    );
}

function rowsBeingSent(rows: number): string {
  return `${plural(rows, "row")} ${rows === 1 ? "was" : "were"} being sent when the run ended`;
}

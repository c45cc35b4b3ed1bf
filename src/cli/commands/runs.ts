import { join } from "node:path";
import { number } from "../../outcome/print.js";
import { type Command, isOn } from "../command.js";
import { EXIT, toldOf } from "../failure.js";
import { HOME, listRuns, type RunFolder, readReport, readRunFile } from "../runs/folder.js";
import { isLocked } from "../runs/lock.js";
import { replay } from "../runs/replay.js";
import { give, giveJson, say, shown, table, widthOf } from "../terminal.js";

/** `runs`: lists the runs there are. */
export const runs: Command = {
  usage: "",
  about: `Lists the runs that are kept in ${HOME}, the oldest first: what each loaded, what became of its rows, and whether it ended.\nExit code: 0 · 1 a run's own files are spoilt; the others are listed`,
  options: { json: { type: "boolean", text: "write them as JSON" } },
  examples: () => [
    ["hubspot-batch runs", "all of them"],
    ["hubspot-batch runs --json", "for a program"],
  ],
  positionals: [0, 0],
  async run({ values }, terminal) {
    const found: Described[] = [];
    const spoilt: Spoilt[] = [];
    // One after the other: a run's journal is as large as its file.
    for (const folder of await listRuns(terminal.cwd))
      try {
        found.push(await describe(folder));
      } catch (error) {
        spoilt.push({ run: folder.id, state: "spoilt", message: toldOf(error).message });
      }
    if (isOn(values, "json")) giveJson(terminal, [...found, ...spoilt].sort(byRun), 2);
    else if (found.length > 0) give(terminal, ...listed(found, widthOf(terminal.stdout)));
    else if (spoilt.length === 0) say(terminal, `There are no runs in ${shown(join(terminal.cwd, HOME))}`);
    say(terminal, ...spoilt.map(({ message }) => shown(message)));
    return spoilt.length > 0 ? EXIT.someNotWritten : EXIT.done;
  },
};

/** A run that can't be told of, and why. */
interface Spoilt {
  readonly run: string;
  readonly state: "spoilt";
  readonly message: string;
}

const byRun = (one: { readonly run: string }, other: { readonly run: string }) => (one.run < other.run ? -1 : 1);

type Described = Awaited<ReturnType<typeof describe>>;

/** The runs as a table, or where it does not fit, as two lines each. */
function listed(found: readonly Described[], width: number): string[] {
  const rows = found.map(({ run, operation, file, state, counts }) => [
    ...[run, operation, shown(file)],
    ...[counts.succeeded, counts.failed, counts.unknown, counts.unsent].map(number),
    state,
  ]);
  const lines = table([["run", "operation", "file", "succeeded", "failed", "unknown", "unsent", "state"], ...rows]);
  if (lines.every((line) => line.length <= width)) return lines;
  return found.flatMap(({ run, operation, file, state, counts }) => {
    const told = (["succeeded", "failed", "unknown", "unsent"] as const).filter((status) => counts[status] > 0);
    const fates = told.map((status) => `${number(counts[status])} ${status}`);
    return [`${run}  ${operation}  ${shown(file)}`, `    ${[...fates, state].join(" · ")}`];
  });
}

/** A run as the list has it. */
async function describe(folder: RunFolder) {
  const file = await readRunFile(folder);
  const { ledger, passes } = await replay(join(folder.path, "journal.ndjson"));
  const { succeeded, failed, unknown, unsent, sending, unchanged, waiting, "refused-before": refused } = ledger.counts;
  const last = passes.at(-1);
  const isKilled = last?.ended === undefined;
  // Rows that were not read are told by the report alone, which is of a run that ended.
  const report = isKilled ? undefined : await readReport(folder);
  const counts = report?.counts ?? {
    succeeded: succeeded + unchanged,
    failed: failed + refused,
    unknown: unknown + sending,
    unsent: unsent + waiting,
  };
  const isGoingOn = isKilled && (await isLocked(join(folder.path, "lock")));
  const state = isGoingOn ? "going on" : isKilled ? "killed" : ((report ?? last.ended).halted?.reason ?? "finished");
  const { operation, target } = file.settings;
  return { run: folder.id, createdAt: file.createdAt, operation, file: file.settings.file.name, target, state, counts };
}

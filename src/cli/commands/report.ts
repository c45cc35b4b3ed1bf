import { type Command, isOn } from "../command.js";
import { shownFolder } from "../runs/finish.js";
import { printReport } from "../runs/print-report.js";
import { reportRun } from "../runs/report-run.js";
import { give, giveJson } from "../terminal.js";

/** `report`: tells what became of a run, and writes its files again. */
export const report: Command = {
  usage: "[run | last]",
  about:
    "Tells what became of a run, and writes its files as the journal has them: also of a run that was killed, whose rows are then in their files as far as it went. It sends nothing. The exit code is the run's.",
  options: { json: { type: "boolean", text: "write the report as JSON" } },
  examples: () => [
    ["hubspot-batch report last", "of the last run"],
    ["hubspot-batch report 20261126T2054 --json", "of the run whose id begins so, for a program"],
  ],
  positionals: [0, 1],
  async run({ values, positionals: [name] }, terminal) {
    const { report: told, folder } = await reportRun(name, terminal);
    if (isOn(values, "json")) giveJson(terminal, told, 2);
    else give(terminal, ...printReport(told, shownFolder(folder, terminal.cwd), terminal));
    return told.exitCode;
  },
};

import type { Command } from "../command.js";
import { continueRun } from "../runs/continue-run.js";
import { HOW, readManner } from "../runs/manner.js";

/** `resume`: goes on with a run that was stopped, halted or killed. */
export const resume: Command = {
  usage: "[run | last]",
  about:
    "Goes on with a run: sends what was not processed, and what was on the way when it ended where sending that twice does no harm. Operation, columns and target are as the run began; a file that has changed since is refused. The exit code is that of the whole run.",
  options: HOW,
  examples: () => [
    ["hubspot-batch resume", "the last run"],
    ["hubspot-batch resume 20261126T2054", "the run whose id begins so: see hubspot-batch runs"],
  ],
  positionals: [0, 1],
  run({ values, positionals: [name] }, terminal) {
    return continueRun(
      "resume",
      name,
      readManner(values),
      (fate, { idempotent }) =>
        fate === "waiting" || fate === "unsent" || (idempotent && (fate === "sending" || fate === "unknown")),
      terminal,
    );
  },
};

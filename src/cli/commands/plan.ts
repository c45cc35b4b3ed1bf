import { findOperation } from "../catalogue.js";
import type { Command } from "../command.js";
import { readAsked, WHAT } from "../runs/asked.js";
import { inspectSource } from "../runs/inspect.js";
import { HOW, readManner } from "../runs/manner.js";
import { planSource } from "../runs/plan.js";

/** `plan`: says what a load would do, and sends nothing. */
export const plan: Command = {
  usage: "<api.operation> <file | ->",
  about:
    "Reads a file as load does, and says what would be sent: rows, valid and invalid ones with their reasons, requests, the time they take at least, their share of a day, and the first requests as they would go. It needs no account and sends nothing.\nExit code: 0 all rows are valid · 1 some are not · 2 none can be used",
  options: { ...WHAT, ...pick(["quota", "json", "quiet"]) },
  examples: ({ plain, keyed }) => [
    [`hubspot-batch plan ${plain.method} ${plain.api}.csv`, "before the first load"],
    [`hubspot-batch plan ${keyed.method} ${keyed.api}.csv ${keyed.words} --json`, "as JSON"],
  ],
  positionals: [2, 2],
  async run({ values, positionals: [operation = "", name = ""] }, terminal) {
    const asked = await readAsked(operation, values, terminal.cwd);
    const { reading: _, ...sent } = asked;
    // Before a file is read for nothing.
    await findOperation(operation, asked.apiVersion);
    const source = await inspectSource(name, asked, terminal);
    return planSource({ ...sent, target: "production" }, source, readManner(values), terminal);
  },
};

function pick(names: readonly string[]): Command["options"] {
  return Object.fromEntries(Object.entries(HOW).filter(([name]) => names.includes(name)));
}

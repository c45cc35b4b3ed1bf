import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { findOperation } from "../catalogue.js";
import { type Command, isOn, optionText, type Values } from "../command.js";
import { CommandError } from "../failure.js";
import { readAge, readAsked, WHAT } from "../runs/asked.js";
import { beginRun } from "../runs/begin-run.js";
import { inspectSource } from "../runs/inspect.js";
import { HOW, readManner } from "../runs/manner.js";
import { planSource } from "../runs/plan.js";
import type { Changed } from "../runs/settings.js";

/** `load`: writes a file's rows to HubSpot. */
export const load: Command = {
  usage: "<api.operation> <file | ->",
  about:
    "Writes the rows of a file to HubSpot: CSV, TSV, NDJSON, a JSON array, or an Excel workbook; - is standard input.\nWhat becomes of each row is in the run's folder, in one of succeeded.csv, failed.csv, unknown.csv and unsent.csv, as it was: correct failed.csv, and load it as it is. A run that was stopped or killed goes on with hubspot-batch resume.",
  options: {
    ...WHAT,
    target: {
      type: "string",
      value: "sandbox|<base url>",
      text: "a rehearsal against a fake HubSpot, or another server",
    },
    faults: { type: "string", value: "f.json", text: "what goes wrong in the sandbox: a list as in its documentation" },
    "dry-run": { type: "boolean", text: "send nothing, and say what would be: as hubspot-batch plan" },
    changed: { type: "boolean", text: "send only what differs from what HubSpot confirmed before" },
    full: { type: "boolean", text: "with --changed: send all, for people edit HubSpot too" },
    "max-age": { type: "string", value: "30d", text: "with --changed: send again what was confirmed longer ago" },
    "retry-refused": { type: "boolean", text: "with --changed: send again what was refused before, unchanged" },
    ...HOW,
  },
  examples: ({ plain, keyed }) => [
    [`hubspot-batch load ${keyed.method} ${keyed.api}.csv ${keyed.words}`, "records by a property of theirs"],
    [
      `hubspot-batch load ${plain.method} ${plain.api}.xlsx --time-zone Europe/Berlin --target sandbox`,
      "a rehearsal, without a token",
    ],
    [`hubspot-batch load ${keyed.method} ${keyed.api}.csv ${keyed.words} --changed`, "every night, what changed"],
  ],
  positionals: [2, 2],
  async run({ values, positionals: [operation = "", name = ""] }, terminal) {
    const asked = await readAsked(operation, values, terminal.cwd);
    const manner = readManner(values);
    const target = optionText(values, "target") ?? "production";
    const settings = {
      ...asked,
      target,
      changed: readChanged(values),
      faults: readFaults(values, target, terminal.cwd),
    };
    const { reading: _, ...sent } = settings;
    // Before a file is read for nothing.
    await findOperation(operation, asked.apiVersion);
    const source = await inspectSource(name, asked, terminal);
    if (isOn(values, "dry-run")) return planSource(sent, source, manner, terminal);
    return beginRun(sent, source, manner, terminal);
  },
};

function readChanged(values: Values): Changed | undefined {
  const age = optionText(values, "max-age");
  const full = isOn(values, "full");
  const retryRefused = isOn(values, "retry-refused");
  if (isOn(values, "changed"))
    return { full, retryRefused, ...(age !== undefined && { maxAgeMs: readAge(age, "--max-age") }) };
  if (full || retryRefused || age !== undefined)
    throw new CommandError("--full, --max-age and --retry-refused go with --changed");
  return undefined;
}

function readFaults(values: Values, target: string, cwd: string): readonly object[] | undefined {
  const file = optionText(values, "faults");
  if (file === undefined) return undefined;
  if (target !== "sandbox") throw new CommandError("--faults goes with --target sandbox");
  let faults: unknown;
  try {
    faults = JSON.parse(readFileSync(resolve(cwd, file), "utf8"));
  } catch (error) {
    throw new CommandError(`--faults ${file}: ${(error as Error).message}`, { cause: error });
  }
  if (!Array.isArray(faults) || !faults.every((one) => typeof one === "object" && one !== null))
    throw new CommandError(
      `--faults ${file}: expected a list of faults, as [{ "times": 1, "answer": { "status": 503 } }]`,
    );
  return faults as object[];
}

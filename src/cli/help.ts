/** Help: the list of commands, and each one's page. */

import { wrapped } from "../outcome/print.js";
import { operationsToShow } from "./catalogue.js";
import { COMMON, type Command, type Entry, type OptionSpec } from "./command.js";
import { besides, table } from "./terminal.js";

/** Columns that help is written in, and those of its flags: what is longer has its text below. */
const WIDTH = 80;
const FLAGS = 28;

/** The page of the program itself. */
export function programHelp(commands: readonly Entry[]): string[] {
  return [
    ...paragraphs(
      "hubspot-batch writes any number of records to HubSpot's batch endpoints, and tells what became of each one.",
    ),
    "",
    "Usage: hubspot-batch <command> [arguments]",
    "",
    ...table(commands.map(({ name, summary }) => [`  ${name}`, summary])),
    "",
    ...paragraphs(
      "hubspot-batch <command> --help shows a command's options and examples; --version the version.\nThe token comes from the environment variable HUBSPOT_ACCESS_TOKEN, or from --token-file.",
    ),
    "",
    ...besides(
      "Exit code: ",
      "0 all written · 1 finished, some not · 2 unusable, nothing sent · 3 halted, can be resumed · 4 no token, or a refused one · 130 interrupted, can be resumed",
      WIDTH,
    ),
  ];
}

/** The page of one command. */
export async function commandHelp(name: string, command: Command): Promise<string[]> {
  const { usage, about, options } = command;
  const examples = command.examples(await operationsToShow());
  const all = Object.entries({ ...options, ...COMMON });
  return [
    `Usage: hubspot-batch ${`${name} ${usage}`.trim()}`,
    "",
    ...paragraphs(about),
    "",
    "Options:",
    ...all.flatMap(([option, spec]) => optionLines(`  ${flagOf(option, spec)}`, spec.text)),
    "",
    "Examples:",
    ...examples.flatMap(([command, purpose]) => [`  # ${purpose}`, `  ${command}`]),
  ];
}

function paragraphs(text: string): string[] {
  return text.split("\n").flatMap((one) => wrapped(one, "", WIDTH));
}

function optionLines(flag: string, text: string): string[] {
  const isShort = flag.length <= FLAGS - 2;
  const [first = "", ...others] = besides((isShort ? flag : "").padEnd(FLAGS), text, WIDTH);
  return isShort ? [first, ...others] : [flag, first, ...others];
}

function flagOf(option: string, { short, type, value, choices, multiple }: OptionSpec): string {
  const flag = short === undefined ? `--${option}` : `-${short}, --${option}`;
  if (type === "boolean") return flag;
  return `${flag} ${value ?? choices?.join("|") ?? "<value>"}${multiple ? " …" : ""}`;
}

/** Help: the list of commands, and each one's page. */
import { COMMON, type Command, type Entry, type OptionSpec } from "./command.js";
import { table } from "./terminal.js";

/** The page of the program itself. */
export function programHelp(commands: readonly Entry[]): string[] {
  return [
    "hubspot-batch writes any number of records to HubSpot's batch endpoints, and tells what became of each one.",
    "",
    "Usage: hubspot-batch <command> [arguments]",
    "",
    ...table(commands.map(({ name, summary }) => [`  ${name}`, summary])),
    "",
    "hubspot-batch <command> --help shows a command's options and examples; --version the version.",
    "The token comes from the environment variable HUBSPOT_ACCESS_TOKEN, or from --token-file.",
    "",
    "Exit code: 0 all written · 1 finished, some not · 2 unusable, nothing sent · 3 halted, can be resumed ·",
    "           4 no token, or a refused one · 130 interrupted, can be resumed",
  ];
}

/** The page of one command. */
export function commandHelp(name: string, { usage, about, options, examples }: Command): string[] {
  const all = Object.entries({ ...options, ...COMMON });
  return [
    `Usage: hubspot-batch ${`${name} ${usage}`.trim()}`,
    "",
    about,
    "",
    "Options:",
    ...table(all.map(([option, spec]) => [`  ${flagOf(option, spec)}`, spec.text])),
    "",
    "Examples:",
    ...examples.flatMap(([command, purpose]) => [`  # ${purpose}`, `  ${command}`]),
  ];
}

function flagOf(option: string, { short, type, value, choices, multiple }: OptionSpec): string {
  const flag = short === undefined ? `--${option}` : `-${short}, --${option}`;
  if (type === "boolean") return flag;
  return `${flag} ${value ?? choices?.join("|") ?? "<value>"}${multiple ? " …" : ""}`;
}

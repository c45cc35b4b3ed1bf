/** The command line: from its words to an exit code. */
import { readFileSync } from "node:fs";
import { hint } from "../options/closest.js";
import { wrapped } from "../outcome/print.js";
import { type Entry, readWords } from "./command.js";
import { commands } from "./commands.js";
import { CommandError, EXIT, toldOf } from "./failure.js";
import { commandHelp, programHelp } from "./help.js";
import { give, say, shown, styled, type Terminal, widthOf } from "./terminal.js";

/** Runs a command line, and gives the exit code. Rejects only where the program itself is wrong. */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  table: readonly Entry[] = commands,
): Promise<number> {
  try {
    return await dispatch(args, terminal, table);
  } catch (error) {
    const { message, exitCode } = toldOf(error);
    const width = widthOf(terminal.stderr);
    const [first = [], ...others] = message.split("\n").map((line) => wrapped(shown(line), "", width));
    say(terminal, ...first.map((line) => styled(terminal, terminal.stderr, "red", line)), ...others.flat());
    return exitCode;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal, table: readonly Entry[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") {
    give(terminal, version());
    return EXIT.done;
  }
  const isHelp = name === "--help" || name === "-h" || name === "help";
  const wanted = isHelp ? rest[0] : name;
  if (wanted === undefined) {
    const lines = programHelp(table);
    if (!isHelp) {
      say(terminal, ...lines);
      return EXIT.unusable;
    }
    give(terminal, ...lines);
    return EXIT.done;
  }
  const entry = table.find((one) => one.name === wanted);
  if (entry === undefined) {
    const names = table.map((one) => one.name);
    throw new CommandError(
      `hubspot-batch has no command \`${wanted}\`${hint(wanted, names)}\nSee hubspot-batch --help`,
    );
  }
  const command = await entry.load();
  const words = isHelp ? undefined : readWords(entry.name, command, rest);
  if (words === undefined || words.values["help"] === true) {
    give(terminal, ...(await commandHelp(entry.name, command)));
    return EXIT.done;
  }
  return command.run(words, terminal, table);
}

/** The package's version. */
function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

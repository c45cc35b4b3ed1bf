/** What a command is, and how its words are read. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { hint } from "../options/closest.js";
import type { Shown } from "./catalogue.js";
import { CommandError } from "./failure.js";
import type { Terminal } from "./terminal.js";

/** One option of a command. */
export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  readonly short?: string;
  /** What its value is, as help shows it. */
  readonly value?: string;
  /** What it does, in one line. */
  readonly text: string;
  /** The values it takes, where they are few; completions offer them. */
  readonly choices?: readonly string[];
}

/** The values of a command's options, by name. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What was typed after a command's name. */
export interface Words {
  readonly values: Values;
  readonly positionals: readonly string[];
}

/** A command's module: all of it that only its own run needs. */
export interface Command {
  /** Its arguments, as usage shows them: `<api.operation> <file | ->`. */
  readonly usage: string;
  /** What it does: a paragraph or two. */
  readonly about: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Two at least, each with what it is for, of operations that there are. */
  examples(shown: Shown): readonly (readonly [command: string, purpose: string])[];
  /** How many words it takes beside its options. */
  readonly positionals: readonly [least: number, most: number];
  /** Does it, and gives the exit code; `table` has the commands that there are. */
  run(words: Words, terminal: Terminal, table: readonly Entry[]): Promise<number>;
}

/** A command as the table has it: loaded when it is called. */
export interface Entry {
  readonly name: string;
  /** What it does, in one line of the list. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** Options that every command has. */
export const COMMON: Readonly<Record<string, OptionSpec>> = {
  help: { type: "boolean", short: "h", text: "this text" },
};

/** Reads a command's words. Throws a `CommandError` that names what is wrong. */
export function readWords(name: string, command: Command, args: readonly string[]): Words {
  const options = { ...command.options, ...COMMON };
  const config = Object.fromEntries(
    Object.entries(options).map(([option, { type, multiple, short }]) => [
      option,
      { type, ...(multiple && { multiple }), ...(short !== undefined && { short }) },
    ]),
  ) satisfies NonNullable<ParseArgsConfig["options"]>;
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const spec = options[token.name];
    if (spec === undefined) {
      const names = Object.keys(options).map((option) => `--${option}`);
      throw usage(name, `${token.rawName} is no option of it${hint(token.rawName, names)}`);
    }
    if (spec.type === "string" && (token.value === undefined || (!token.inlineValue && token.value.startsWith("--"))))
      throw usage(name, `${token.rawName} needs a value: ${token.rawName} ${spec.value ?? "<value>"}`);
    if (spec.type === "boolean" && token.value !== undefined)
      throw usage(name, `${token.rawName} takes no value, got ${token.value}`);
    if (
      !spec.multiple &&
      tokens.some((other) => other !== token && other.kind === "option" && other.name === token.name)
    )
      throw usage(name, `${token.rawName} may be given once`);
    if (spec.choices !== undefined && token.value !== undefined && !spec.choices.includes(token.value))
      throw usage(name, `${token.rawName} is one of ${spec.choices.join(", ")}${hint(token.value, spec.choices)}`);
  }
  const { values, positionals } = parseArgs({
    args: [...args],
    options: config,
    allowPositionals: true,
    strict: false,
  });
  const [least, most] = command.positionals;
  if (values["help"] !== true && (positionals.length < least || positionals.length > most)) {
    const extra = positionals[most];
    throw usage(name, extra === undefined ? "something is missing" : `\`${extra}\` is too much`, command.usage);
  }
  return { values, positionals };
}

function usage(name: string, wrong: string, form?: string): CommandError {
  const line = form === undefined ? "" : `Usage: hubspot-batch ${`${name} ${form}`.trim()}\n`;
  return new CommandError(`hubspot-batch ${name}: ${wrong}\n${line}See hubspot-batch ${name} --help`);
}

/** The text of an option, where it was given. */
export function optionText(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts of an option that may be given several times. */
export function optionTexts(values: Values, name: string): readonly string[] {
  const value = values[name];
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === "string");
  return typeof value === "string" ? [value] : [];
}

/** Whether a flag was given. */
export function isOn(values: Values, name: string): boolean {
  return values[name] === true;
}

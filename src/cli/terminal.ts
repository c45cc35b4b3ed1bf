/** The outside of the process: what a command reads from and writes to, so that tests can stand in for it. */
import { styleText } from "node:util";
import { escaped } from "../outcome/printable.js";

/** Somewhere text goes. */
export interface Sink {
  /** Whether a person reads it as it is written. */
  readonly isTTY?: boolean;
  /** How many characters a line of it has. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** What a command is run in. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  /** Takes results. */
  readonly stdout: Sink;
  /** Takes text for people. */
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** The time in ms since 1970. */
  now(): number;
  /** Calls back on each Ctrl-C and the like, until the function it gives is called. */
  onInterrupt(act: () => void): () => void;
  /** Asks a question on a terminal, and gives the line that is typed. */
  ask(question: string): Promise<string>;
}

/** The styles in use. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Styles a text where a person sees it in colour. */
export function styled(terminal: Terminal, sink: Sink, style: Style, text: string): string {
  const { NO_COLOR, TERM } = terminal.env;
  const plain = sink.isTTY !== true || (NO_COLOR !== undefined && NO_COLOR !== "") || TERM === "dumb";
  return plain ? text : styleText(style, text, { validateStream: false });
}

/** Writes lines for people. */
export function say(terminal: Terminal, ...lines: readonly string[]): void {
  for (const line of lines) terminal.stderr.write(`${line}\n`);
}

/** Writes lines of a result. */
export function give(terminal: Terminal, ...lines: readonly string[]): void {
  for (const line of lines) terminal.stdout.write(`${line}\n`);
}

/** A text of somebody else's as it may stand in a line: what could steer a terminal is written out. */
export function shown(text: string): string {
  return escaped(text);
}

/** A number as people read it. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** A number of things. */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : many}`;
}

/** Rows in columns that are as wide as what is in them. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** A word of a command, quoted where a shell would read more in it. */
export function shellWord(text: string): string {
  return /^[\w.@%+=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

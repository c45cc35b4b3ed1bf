/** The outside of the process: what a command reads from and writes to, so that tests can stand in for it. */
import { styleText } from "node:util";
import { wrapped } from "../outcome/print.js";
import { escaped } from "../outcome/printable.js";

/** Somewhere text goes. */
export interface TextStream {
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
  readonly stdout: TextStream;
  /** Takes text for people. */
  readonly stderr: TextStream;
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
export function styled(terminal: Terminal, stream: TextStream, style: Style, text: string): string {
  const { NO_COLOR, TERM } = terminal.env;
  const plain = stream.isTTY !== true || (NO_COLOR !== undefined && NO_COLOR !== "") || TERM === "dumb";
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

/** Writes a value as JSON, which is the same JSON where what could steer a terminal is written out. */
export function giveJson(terminal: Terminal, value: unknown, indent?: number): void {
  give(terminal, ...JSON.stringify(value, undefined, indent).split("\n").map(shown));
}

/** A text of somebody else's as it may stand in a line: what could steer a terminal is written out. */
export function shown(text: string): string {
  return escaped(text);
}

/** How many columns a line may have: those of the terminal; where nobody watches, each line is whole. */
export function widthOf({ isTTY, columns = 80 }: TextStream): number {
  return isTTY === true ? Math.max(columns, LEAST_WIDTH) : Number.POSITIVE_INFINITY;
}

/** A terminal that is narrower breaks lines itself. */
const LEAST_WIDTH = 60;

/** Least columns that a last cell is broken into; with less beside the others, it stands below them. */
const LEAST_CELL = 32;

/** Rows in columns that are as wide as what is in them; the last one is broken between words where a width is given. */
export function table(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string[] {
  const widths: number[] = [];
  for (const row of rows) row.slice(0, -1).forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows.flatMap((row) => {
    const before = row
      .slice(0, -1)
      .map((cell, at) => `${cell.padEnd(widths[at] ?? 0)}  `)
      .join("");
    return besides(before, row.at(-1) ?? "", width);
  });
}

/** A text beside another, broken so that it stays there; where there is no place for it, below. */
export function besides(before: string, text: string, width: number): string[] {
  if (before.length + text.length <= width) return [`${before}${text}`.trimEnd()];
  const isBelow = width - before.length < LEAST_CELL;
  const indent = " ".repeat(isBelow ? BELOW : before.length);
  const [first = "", ...others] = wrapped(indent + text, indent, width);
  return isBelow ? [before.trimEnd(), first, ...others] : [before + first.trimStart(), ...others];
}

/** Columns before a text that stands below another. */
const BELOW = 6;

/** A word of a command, quoted where a shell would read more in it. */
export function shellWord(text: string): string {
  if (/^[\w.@%+=:,/-]+$/.test(text)) return text;
  // Within these quotes all shells read the same, those of Windows too, where none of these characters is.
  return /["$`\\!%]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}

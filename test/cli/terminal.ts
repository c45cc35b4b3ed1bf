/** A terminal for tests: what is written is kept, and what is asked is answered. */
import { main } from "../../src/cli/cli.js";
import type { Terminal } from "../../src/cli/terminal.js";

/** What a command line left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How the outside of a command differs from an empty folder without a terminal. */
export interface Outside {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** The answers that a person types; without them nobody is there. */
  readonly answers?: string[];
  readonly now?: () => number;
  /** Given what interrupts the command. */
  readonly interrupt?: (act: () => void) => void;
}

/** Runs a command line in this process. */
export async function runCommand(args: readonly string[], outside: Outside = {}): Promise<Ran> {
  let out = "";
  let err = "";
  const { answers } = outside;
  const isTTY = answers !== undefined;
  const terminal: Terminal = {
    stdin: Object.assign(
      (async function* () {
        const { stdin = "" } = outside;
        yield typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
      })(),
      { isTTY },
    ),
    stdout: { write: (text) => (out += text) },
    stderr: { isTTY, write: (text) => (err += text) },
    env: { NO_COLOR: "1", ...outside.env },
    cwd: outside.cwd ?? process.cwd(),
    now: outside.now ?? (() => Date.now()),
    onInterrupt: (act) => {
      outside.interrupt?.(act);
      return () => {};
    },
    ask: async (question) => {
      err += question;
      return answers?.shift() ?? "";
    },
  };
  const code = await main(args, terminal);
  return { code, out, err };
}

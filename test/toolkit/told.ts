import type { Command } from "../../src/toolkit/toolkit.js";

/** What a command said, and how it ended. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as its script does, and gives what it said and how it ended. */
export async function told(command: Command, ...args: string[]): Promise<Told> {
  const out: string[] = [];
  const errors: string[] = [];
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  const code = await command(args, {
    log: (line: string) => void out.push(line),
    error: (line: string) => void errors.push(line),
  });
  return { code, stdout: text(out), stderr: text(errors) };
}

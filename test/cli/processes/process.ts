/** The command as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What a process left behind. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that was started. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** What Node is given to run the command from the sources. */
export const SOURCES: readonly string[] = [
  "--import",
  `${root}node_modules/tsx/dist/loader.mjs`,
  `${root}src/cli/hubspot-batch.ts`,
];

/** Starts the command in a folder, with any token. */
export function start(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program: readonly string[] = SOURCES,
): Started {
  const child = spawn(process.execPath, [...program, ...args], {
    cwd,
    env: { ...process.env, HUBSPOT_ACCESS_TOKEN: "any", NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  return { child, ended };
}

/** Runs the command to its end. */
export const run = (...words: Parameters<typeof start>): Promise<Ended> => start(...words).ended;

#!/usr/bin/env node
/** The command `hubspot-batch`: the process around `main`. */
import { setFlagsFromString } from "node:v8";
import { ask } from "./ask.js";
import { main } from "./cli.js";
import type { Terminal } from "./terminal.js";

// Of what a load takes, nearly all is let go of at once: a heap that may double before it is looked through takes half as
// much memory again, for time that the quota leaves in plenty.
setFlagsFromString("--heap-growing-percent=50");

const { stdin, stdout, stderr, env } = process;

for (const stream of [stdout, stderr])
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    // Whoever reads has read enough, as `| head -2` does: a load goes on, for its files say what became of each row.
    if (code !== "EPIPE") throw new Error(`cannot write: ${code}`);
  });

const terminal: Terminal = {
  stdin,
  stdout,
  stderr,
  env,
  cwd: process.cwd(),
  now: () => Date.now(),
  onInterrupt(act) {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of signals) process.on(signal, act);
    return () => {
      for (const signal of signals) process.off(signal, act);
    };
  },
  ask: (question) => ask(question, stdin, stderr),
};

process.exitCode = await main(process.argv.slice(2), terminal);

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Line, Plan } from "./plan.js";

/** A process that tells nothing for so long hangs in a loop, in ms. */
const SILENCE_MS = 30_000;
const FOLDER = ".tmp-mutants";

/** Runs vitest with a plan, and gives back what it tells. */
export async function runPlan(plan: Omit<Plan, "journal">): Promise<Line[]> {
  const folder = resolve(FOLDER, String(process.pid));
  const [path, journal] = [`${folder}/plan.json`, `${folder}/journal.ndjson`];
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify({ ...plan, journal } satisfies Plan));
  writeFileSync(journal, "");
  // A process of its own, with all that it starts: what hangs in a loop does not end when it is asked to.
  const vitest = spawn("node_modules/.bin/vitest", ["run", "--config", "vitest.mutants.config.ts", "--root", "."], {
    env: { ...process.env, MUTANTS_PLAN: path, NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "ignore", plan.tries === undefined ? "inherit" : "ignore"],
    detached: true,
  });
  const { pid = 0 } = vitest;
  const isTried = plan.tries !== undefined;
  let told = 0;
  let toldMs = Date.now();
  const watch = setInterval(() => {
    const { size } = statSync(journal);
    if (size !== told) [told, toldMs] = [size, Date.now()];
    else if (isTried && told > 0 && Date.now() - toldMs > SILENCE_MS) process.kill(-pid, "SIGKILL");
  }, 1_000);
  await new Promise<void>((done, failed) => vitest.on("close", () => done()).on("error", failed));
  clearInterval(watch);
  const lines = readFileSync(journal, "utf8").split("\n").filter(Boolean);
  rmSync(folder, { recursive: true });
  return lines.map((line) => JSON.parse(line) as Line);
}

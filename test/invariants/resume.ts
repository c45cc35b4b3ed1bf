/**
 * The backfill of test/programs, killed at moments drawn from a seed and begun again from its checkpoint until it has
 * ended. `play` throws where a row was lost, or was sent again that was answered long before the kill. Over real sockets,
 * in real time: a seed need not play the same twice.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom } from "../../src/sandbox/random.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";

/** Requests between two lives of the process, at most. */
const MOST_REQUESTS = 15;
const ROWS = 6_000;
/**
 * What may be sent again: up to a second between two checkpoints, a request's time, for what was answered behind one that
 * was not, and what a busy machine adds.
 */
const MOST_AGE_MS = 5_000;

const program = fileURLToPath(new URL("../programs/backfill.ts", import.meta.url));

/** What became of a backfill. */
export interface Resumed {
  readonly inputs: number;
  readonly requests: number;
  readonly halted: string;
  /** Rows that were sent again after they had been answered, and how long before the kill the oldest was. */
  readonly twice: number;
  readonly oldestMs: number;
}

/** Plays a backfill that is ended so often by each signal, before it may come to its end. */
export async function play(
  seed: number,
  signals: readonly NodeJS.Signals[] = ["SIGKILL", "SIGKILL", "SIGTERM"],
): Promise<Resumed> {
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), "backfill-"));
  const [rows, checkpoint] = [join(folder, "rows.ndjson"), join(folder, "next")];
  const row = (index: number) => JSON.stringify({ id: `row-${index}`, properties: { hs_price: String(index) } });
  writeFileSync(rows, Array.from({ length: ROWS }, (_, index) => row(index)).join("\n"));
  const sandbox = createSandbox({ seed, latencyMs: [100, 600] });
  const { url, close } = await sandbox.listen();
  const env = { ...process.env, HUBSPOT_URL: url, HUBSPOT_ACCESS_TOKEN: "any" };
  const begin = () =>
    spawn(process.execPath, ["--import", "tsx", program, rows, checkpoint], {
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
  try {
    let next = 0;
    let twice = 0;
    let oldestMs = 0;
    for (const signal of signals) {
      const from = sandbox.requests.length;
      const child = begin();
      await seen(sandbox.requests, from + 1 + Math.floor(random() * MOST_REQUESTS), child);
      await new Promise((resolve) => setTimeout(resolve, random() * 200));
      const endedMs = Date.now();
      await end(child, signal);
      const told = readNext(checkpoint);
      if (told < next) throw new Error(`the checkpoint went back from ${next} to ${told}`);
      next = told;
      for (const { written, answeredAt } of sandbox.requests) {
        if (answeredAt === undefined || answeredAt >= endedMs) continue;
        const again = written.filter(({ id }) => Number(String(id).slice(4)) >= next).length;
        twice += again;
        if (again > 0) oldestMs = Math.max(oldestMs, endedMs - answeredAt);
      }
    }
    if (oldestMs > MOST_AGE_MS)
      throw new Error(`a row is sent again that was answered ${Math.round(oldestMs)} ms before`);
    const last = begin();
    const [code] = (await once(last, "exit")) as [number | null];
    if (code !== 0) throw new Error(`the last one ended with ${code}`);
    const written = new Set(sandbox.requests.flatMap((request) => request.written.map(({ id }) => id)));
    if (written.size !== ROWS) throw new Error(`${ROWS - written.size} rows of ${ROWS} were lost`);
    if (readNext(checkpoint) !== ROWS) throw new Error(`the last checkpoint is ${readNext(checkpoint)}`);
    return { inputs: ROWS, requests: sandbox.requests.length, halted: "", twice, oldestMs };
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/** Waits until so many requests have come, or the process is gone. */
async function seen(requests: readonly object[], count: number, child: ChildProcess): Promise<void> {
  while (requests.length < count && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Sends the signal to a process that is there, and waits until it is not. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  // A stop ends nothing where all was sent; before the program listens, the signal kills it (`null`).
  if (signal === "SIGTERM" && code !== 130 && code !== 0 && code !== null)
    throw new Error(`it ended with ${code} at a SIGTERM`);
}

function readNext(checkpoint: string): number {
  try {
    return Number(readFileSync(checkpoint, "utf8"));
  } catch {
    return 0;
  }
}

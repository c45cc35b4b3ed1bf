/** A folder with a file, a fake HubSpot that outlives the processes that load it, and what either has in the end. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDelimited } from "../../../src/cli/rows/csv.js";
import { replay } from "../../../src/cli/runs/replay.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../../src/sandbox/sandbox.js";
import { lastRunOf } from "../last-run.js";
import { type Ended, SOURCES, type Started, start } from "./process.js";

/** The sandbox has no quota, and the client would keep to the smallest that HubSpot has. */
export const FAST = ["--quota", "2000/1000"];

/** The header of a file of marketing events. */
export const EVENTS = "externalAccountId,externalEventId,eventName,eventOrganizer,startDateTime";

/** The files of a run's rows, by their names. */
export const NAMES = ["succeeded", "failed", "unknown", "unsent"] as const;

/** Where processes are started, and what they write to. */
export interface Place {
  readonly folder: string;
  readonly sandbox: Sandbox;
  readonly url: string;
  /** Starts the command there. */
  start(args: readonly string[]): Started;
  /** Whether a run was begun. */
  isBegun(): boolean;
  lastRun(): string;
  /** Lets go of both. */
  close(): Promise<void>;
}

/** Opens a place with a file; `program` is what Node is given to run the command. */
export async function openPlace(
  name: string,
  lines: readonly string[],
  options: SandboxOptions = {},
  program: readonly string[] = SOURCES,
): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "hubspot-batch-test-"));
  writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  const sandbox = createSandbox({ latencyMs: [1, 30], ...options });
  const { url, close } = await sandbox.listen();
  const lastRun = () => lastRunOf(folder);
  return {
    ...{ folder, sandbox, url, lastRun },
    start: (args) => start(folder, args, {}, program),
    isBegun: () => existsSync(join(folder, ".hubspot-batch", "runs")) && existsSync(join(lastRun(), "run.json")),
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The lines of the source that each file of the last run has. */
export async function linesOf({ lastRun }: Place): Promise<Record<(typeof NAMES)[number], number[]>> {
  const all = await Promise.all(
    NAMES.map(async (name) => [name, await linesIn(join(lastRun(), `${name}.csv`))] as const),
  );
  return Object.fromEntries(all) as Record<(typeof NAMES)[number], number[]>;
}

async function linesIn(path: string): Promise<number[]> {
  const found: number[] = [];
  let at = -1;
  async function* text() {
    yield readFileSync(path, "utf8");
  }
  for await (const { cells } of readDelimited(text(), ",")) {
    if (at < 0) at = cells.indexOf("_line");
    else found.push(Number(cells[at]));
  }
  return found;
}

/** Starts a command, and kills it when `isTime`; tells which rows the journal then has on their way, or how it has ended. */
export async function killWhen(
  place: Place,
  isTime: () => boolean,
  args: readonly string[],
): Promise<Set<number> | Ended> {
  const { child, ended } = place.start(args);
  let over: Ended | undefined;
  void ended.then((result) => (over = result));
  while (!isTime() && over === undefined) await new Promise((resolve) => setTimeout(resolve, 2));
  if (over !== undefined) return over;
  child.kill("SIGKILL");
  const { code, ...others } = await ended;
  // It may have come to its end in between.
  if (code !== null) return { code, ...others };
  // It may have been killed before it began.
  if (!place.isBegun()) return new Set();
  const { ledger } = await replay(join(place.lastRun(), "journal.ndjson"));
  return new Set(
    Array.from({ length: ledger.length }, (_, index) => index).filter((index) => ledger.fateOf(index) === "sending"),
  );
}

/** Starts a command, and kills it once as many requests have come as are wanted. */
export function killAfter(place: Place, requests: number, args: readonly string[]): Promise<Set<number> | Ended> {
  const from = place.sandbox.requests.length;
  return killWhen(place, () => place.sandbox.requests.length >= from + requests, args);
}

/** How often each event was written. */
export function writesOf({ requests }: Sandbox): Map<string, number> {
  const writes = new Map<string, number>();
  for (const { written } of requests)
    for (const { externalEventId } of written as { externalEventId: string }[])
      writes.set(externalEventId, (writes.get(externalEventId) ?? 0) + 1);
  return writes;
}

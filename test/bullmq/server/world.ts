/** Workers in processes of their own, a fake HubSpot, and what is known of both: what was written, and what was told. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createPostgresBackend } from "bullmq";
import { build } from "esbuild";
import { createLanes, type Lanes } from "../../../src/bullmq/bullmq.js";
import { createSandbox, type Sandbox } from "../../../src/sandbox/sandbox.js";
import type { Told, Work } from "./worker.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Where lanes are kept. */
export interface Backing {
  readonly connection: object;
  readonly isPostgres: boolean;
}

/** All that a test watches. */
export interface World {
  /** Lanes that do not work themselves. */
  readonly lanes: Lanes;
  readonly sandbox: Sandbox;
  readonly workers: readonly ChildProcess[];
  /** What was told, in its order. */
  readonly told: readonly Told[];
  /** The portals, each with an import of its name. */
  readonly portals: readonly string[];
  /** Starts another worker. */
  start(): Promise<ChildProcess>;
  /** Queues all imports, as was done at the beginning. */
  enqueue(): Promise<void>;
  /** Waits until so many outcomes were told. */
  untilTold(count: number): Promise<void>;
  /** Waits until all slices are over. */
  untilDone(): Promise<void>;
}

/** What a world is made of. */
export interface WorldOptions {
  readonly portals: number;
  readonly workers: number;
  /** Records of each portal, and how often each of them is written. */
  readonly records: number;
  readonly versions: number;
  readonly operation?: "contacts.upsert" | "contacts.create";
  readonly latencyMs?: readonly [number, number];
  readonly slice?: number;
}

/** Batches of a run in flight. */
export const CONCURRENCY = 3;
/** Records of a slice, and how long anything may take, in ms. */
const SLICE = 500;
const LONGEST_MS = 120_000;

/** Makes all, lets the test watch, and ends all, however that goes. */
export async function inWorld(
  backing: Backing,
  options: WorldOptions,
  watch: (world: World) => Promise<void>,
): Promise<void> {
  const {
    portals: many,
    workers: count,
    records,
    versions,
    operation = "contacts.upsert",
    latencyMs = [5, 40],
    slice: size = SLICE,
  } = options;
  const folder = await mkdtemp(join(root, ".tmp-lanes-"));
  const program = join(folder, "worker.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/bullmq/server/worker.ts"],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  const sandbox = createSandbox({ latencyMs, seed: 7 });
  const listening = await sandbox.listen();
  const name = `test-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const { connection, isPostgres } = backing;
  const work: Work = { ...{ connection, isPostgres, name, url: listening.url, records }, concurrency: CONCURRENCY };
  const lanes = createLanes({
    ...{ connection, backend: isPostgres ? createPostgresBackend : undefined, name },
    open: () => [],
    client: () => ({}),
    onOutcomes: () => {},
  });
  const workers: ChildProcess[] = [];
  const told: Told[] = [];
  const start = async () => {
    const worker = fork(program, [JSON.stringify(work)], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    let said = "";
    worker.stderr?.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
    worker.on("message", (message) => {
      if (Array.isArray(message)) told.push(...(message as Told[])); // As it sends them.
    });
    const ready = new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("exit", () => reject(new Error(`A worker did not begin: ${said}`)));
    });
    workers.push(worker);
    await ready;
    return worker;
  };
  const portals = Array.from({ length: many }, (_, at) => `portal${at}`);
  const total = records * versions;
  const world: World = {
    ...{ lanes, sandbox, workers, told, portals, start },
    enqueue: async () => {
      const slices = Array.from({ length: total / size }, (_, at) => ({ from: at * size, to: (at + 1) * size }));
      for (const portal of portals)
        await lanes.enqueue(
          portal,
          slices.map((slice) => ({ import: portal, operation, ...slice })),
        );
    },
    untilTold: (enough) => until(`${enough} outcomes`, async () => told.length >= enough),
    untilDone: () =>
      until("all outcomes", async () => {
        const all = await Promise.all(portals.map((one) => lanes.progress(one)));
        return all.every((one) => one?.counts.unsent === 0 && one.slices.done === one.slices.total);
      }),
  };
  try {
    await Promise.all(Array.from({ length: count }, start));
    await world.enqueue();
    await watch(world);
  } finally {
    for (const worker of workers) {
      if (worker.exitCode !== null || worker.signalCode !== null) continue;
      const gone = once(worker, "exit");
      worker.kill("SIGKILL");
      await gone;
    }
    await lanes.close();
    await listening.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What HubSpot wrote of an import, in the order in which it was sent. */
export function writtenIn(sandbox: Sandbox, portal: string): number[] {
  return sandbox.requests.flatMap(({ written }) =>
    written.flatMap((input) => {
      const { email, firstname } = (input as { properties: { email: string; firstname: string } }).properties;
      return email.endsWith(`@${portal}.example.com`) ? [Number(firstname)] : [];
    }),
  );
}

/** Records that are not known at a moment, though they were sent. */
export async function unknownBut(world: World): Promise<number> {
  const known = await Promise.all(world.portals.map((portal) => world.lanes.progress(portal)));
  const sent = world.portals.map((portal) => new Set(writtenIn(world.sandbox, portal)).size);
  return sent.reduce((sum, one, at) => sum + Math.max(0, one - (known[at]?.counts.succeeded ?? 0)), 0);
}

/** What may be under way in a lane: batches in flight, and such as are just being told and kept. */
export function underWay(concurrency: number): number {
  return 100 * (concurrency + 2);
}

/** Waits until something has come true; nobody waits for longer than a loaded machine may need. */
async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + LONGEST_MS; !(await isTrue()); await sleep(50))
    if (Date.now() > endMs) throw new Error(`There were not ${what} within ${LONGEST_MS / 1_000} s`);
}

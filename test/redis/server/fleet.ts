/** Real processes that write to one fake HubSpot, and share its quota in one Redis. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BatchSummary } from "../../../src/index.js";
import type { Quota } from "../../../src/redis/redis.js";
import type { Received } from "./hubspot.js";
import { monotonicMs } from "./monotonic.js";
import { type RedisServer, startRedis } from "./redis-server.js";
import type { TurnTold } from "./writer.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What a writer tells at its end. */
export interface WriterTold extends Pick<BatchSummary, "counts"> {
  readonly calls: number;
  readonly turns: readonly TurnTold[];
  readonly waits: readonly string[];
  readonly halted: { readonly reason?: string; readonly name?: string; readonly message?: string };
}

/** A process that writes. */
export interface Writer {
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves with what it told at its end; with nothing where it died. */
  readonly ended: Promise<WriterTold | undefined>;
}

/** All that a test watches. */
export interface Fleet {
  readonly redis: RedisServer;
  readonly url: string;
  readonly writers: readonly Writer[];
  /** When the writers began. */
  readonly beganMs: number;
  /** Waits until so long after the beginning. */
  until(ms: number): Promise<void>;
  /** Stops the writers, and gives what they told. */
  stop(): Promise<(WriterTold | undefined)[]>;
  /** What HubSpot received. */
  received(): Promise<Received[]>;
}

/** What a fleet is made of. */
export interface FleetOptions {
  readonly quota: Quota;
  readonly writers: number;
  readonly aof?: boolean;
  /** Whether the clock of Redis may be stepped. */
  readonly steps?: boolean;
  /** Options of the limiter, beside `send` and `budget`. */
  readonly options?: object;
}

/** Builds the programs, each as one file: a process that compiles them first would start late. */
export async function buildPrograms(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(root, ".tmp-redis-"));
  await build({
    absWorkingDir: root,
    entryPoints: ["test/redis/server/writer.ts", "test/redis/server/hubspot.ts"],
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".mjs" },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts all, lets the test watch, and ends all, however that goes. */
export async function withFleet<T>(
  folder: string,
  { quota, writers: count, aof = false, steps = false, options }: FleetOptions,
  watch: (fleet: Fleet) => Promise<T>,
): Promise<T> {
  const children: ChildProcess[] = [];
  const start = (program: string, argument: object): ChildProcess => {
    const child = fork(join(folder, `${program}.mjs`), [JSON.stringify(argument)]);
    children.push(child);
    return child;
  };
  const redis = await startRedis({ aof });
  try {
    const hubspot = start("hubspot", { quota, latencyMs: [20, 170] });
    const [{ url }] = await once(hubspot, "message");
    const writers = await Promise.all(
      Array.from({ length: count }, async (_, index): Promise<Writer> => {
        const name = `writer-${index}`;
        const child = start("writer", { url, port: redis.port, name, options, steps });
        await once(child, "message");
        let told: WriterTold | undefined;
        child.once("message", (message: WriterTold) => {
          told = message;
        });
        return { name, process: child, ended: once(child, "exit").then(() => told) };
      }),
    );
    for (const { process: child } of writers) child.send({ start: true });
    const beganMs = monotonicMs();
    return await watch({
      redis,
      url,
      writers,
      beganMs,
      until: (ms) => sleep(Math.max(0, beganMs + ms - monotonicMs())),
      stop: () => {
        for (const { process: child } of writers) if (child.connected) child.send({ stop: true });
        return Promise.all(writers.map(({ ended }) => ended));
      },
      received: async () => {
        hubspot.send({ tell: true });
        const [{ received }] = await once(hubspot, "message");
        return received;
      },
    });
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await redis.remove();
  }
}

/** Sends requests beside the writers, evenly, until the signal ends it; as an app that knows nothing of them. */
export async function sendForeign(url: string, quota: Quota, requests: number, until: AbortSignal): Promise<void> {
  const sending: Promise<unknown>[] = [];
  for (let index = 0; !until.aborted; index++) {
    const body = JSON.stringify({ inputs: [{ id: String(index), properties: {} }] });
    sending.push(
      fetch(url, { method: "POST", headers: { "user-agent": "foreign" }, body }).then((response) => response.text()),
    );
    await sleep(quota.intervalMs / requests);
  }
  await Promise.all(sending);
}

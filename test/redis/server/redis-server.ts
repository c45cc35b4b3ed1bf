/** A redis-server of a test's own, on a free port of 127.0.0.1. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Send } from "../../../src/redis/redis.js";
import { SCRIPT } from "../../../src/redis/script.js";
import { freePort } from "../../helpers/free-port.js";

/** A server that a test may kill and start again. */
export interface RedisServer {
  readonly port: number;
  readonly pid: number | undefined;
  /** Starts it, with what it kept; resolves when it answers. */
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it, and removes its folder. */
  remove(): Promise<void>;
}

/** Starts a server; `aof` is whether it writes each second what it was told to a file. */
export async function startRedis({ aof = false } = {}): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "hubspot-batch-redis-"));
  const settings = {
    port,
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: aof ? "yes" : "no",
    maxmemory: "64mb",
  };
  let server: ChildProcess | undefined;

  const start = async () => {
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn("redis-server", args, { stdio: "ignore" });
    server = child;
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (cause) =>
        reject(new Error("redis-server is missing: apt-get install redis-server", { cause })),
      );
    });
    const redis = connect(port);
    for (const endMs = Date.now() + 20_000; ; ) {
      if ((await redis.call("PING").catch(() => "")) === "PONG") break;
      if (Date.now() > endMs || child.exitCode !== null || child.signalCode !== null) {
        redis.disconnect();
        await kill();
        throw new Error("redis-server does not answer");
      }
      await sleep(20);
    }
    redis.disconnect();
  };
  const kill = async () => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  };
  const remove = async () => {
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  await start().catch(async (thrown: unknown) => {
    await remove();
    throw thrown;
  });
  return {
    port,
    get pid() {
      return server?.pid;
    },
    start,
    kill,
    signal: (signal) => void server?.kill(signal),
    remove,
  };
}

/** A connection as a limiter needs it: it repeats nothing and queues nothing. */
export function connect(port: number): Redis {
  const redis = new Redis({
    host: "127.0.0.1",
    port,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 2_000,
    retryStrategy: () => 100,
  });
  // A limiter hears of it by the call that fails.
  redis.on("error", () => {});
  return redis;
}

/** What sends a limiter's commands over a connection. */
export function sendOver(redis: Redis): Send {
  return ([name = "", ...args]) => redis.call(name, ...args);
}

/** The key by which a test steps the clock of `sendOverStepped`, in whole seconds. */
export const STEP = "step";
const TIME = "redis.call('TIME')";
const STEPPED = SCRIPT.replace(
  TIME,
  `(function() local t = ${TIME} return { t[1] + (redis.call('GET', '${STEP}') or 0), t[2] } end)()`,
);

/** The same, with a script whose clock is ahead by what the test says. */
export function sendOverStepped(redis: Redis): Send {
  return ([, , ...args]) => redis.call("EVAL", STEPPED, ...args);
}

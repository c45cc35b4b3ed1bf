/**
 * Measures what a call of the shared limiter costs Redis, beside a `PING` of the same run, and what it keeps: the real script in
 * a redis-server of its own, its processes in virtual time. `npm run bench:limiter`, which takes half a minute. The figures
 * depend on the machine, and no test waits for them.
 */
import { Redis } from "ioredis";
import { startRedis } from "../redis/server/redis-server.js";
import { simulateOnRedis } from "../redis/server/simulation.js";
import type { Course } from "./simulate-world.js";
import { atMost, cellOf, markdown, median, type Table } from "./table.js";

const PINGS = 10_000;
const course: Course = {
  quota: { requests: 190, intervalMs: 10_000 },
  ...{ workMs: [20, 170], wayMs: [0, 10], shown: true, windows: 12 },
};

const server = await startRedis();
const redis = new Redis({ host: "127.0.0.1", port: server.port });

/** CPU time of Redis so far, in µs. */
async function cpu(): Promise<number> {
  const info = String(await redis.call("INFO", "cpu"));
  const secondsOf = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1]);
  return (secondsOf("used_cpu_sys") + secondsOf("used_cpu_user")) * 1e6;
}

async function costOfPing(): Promise<number> {
  const before = await cpu();
  for (let nth = 0; nth < PINGS; nth++) await redis.call("PING");
  return ((await cpu()) - before) / PINGS;
}

const rows: string[][] = [];
await costOfPing();
for (const clients of [1, 2, 4, 8, 40]) {
  const ratios: number[] = [];
  let [calls, bytes] = [0, 0];
  for (let round = 0; round < 3; round++) {
    const before = await costOfPing();
    const begun = await cpu();
    const told = await simulateOnRedis(redis, { ...course, clients });
    const each = ((await cpu()) - begun) / told.calls;
    ratios.push(each / ((before + (await costOfPing())) / 2));
    calls = told.calls / told.accepted.length;
    const [key] = (await redis.call("KEYS", "*")) as string[];
    bytes = Number(await redis.call("MEMORY", "USAGE", key ?? "", "SAMPLES", "0"));
    await redis.call("FLUSHALL");
  }
  const least = ratios.reduce((one, other) => Math.min(one, other));
  rows.push([
    String(clients),
    calls.toFixed(2),
    `${median(ratios).toFixed(1)} (${least.toFixed(1)} at least)`,
    cellOf(atMost(median(ratios), 20)),
    (bytes / 1_000).toFixed(1),
  ]);
}
redis.disconnect();
await server.remove();

const table: Table = {
  title: "The shared limiter, 190 requests per 10 s",
  head: [
    "processes",
    "calls a request",
    "CPU of Redis a call, × PING, median of three",
    "target",
    "kB kept at the end",
  ],
  rows,
  misses: [],
  notes: [],
};
process.stdout.write(`${markdown(table)}\n`);

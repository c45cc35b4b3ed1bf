/**
 * Measures what lanes cost and keep, beside a bare client, on a redis-server of its own: `npm run bench:lanes`, which takes
 * about three minutes. The figures depend on the machine, and no test waits for them.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { CONCURRENCY, inWorld, underWay, type WorldOptions, writtenIn } from "../bullmq/server/world.js";
import { startRedis } from "../redis/server/redis-server.js";
import { atMost, cellOf, markdown, median, percent, type Table } from "./table.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the client tells: of each round CPU a record in µs, and CPU a job in ms. */
interface Costs {
  readonly costs: { readonly bare: readonly number[]; readonly lanes: readonly number[] };
  readonly jobs: {
    readonly empty: readonly number[];
    readonly lanes: readonly number[];
    readonly least: readonly number[];
  };
}

/** CPU a record, and CPU a job. */
async function measureCost(): Promise<string[][]> {
  const folder = await mkdtemp(join(root, ".tmp-lanes-"));
  const program = join(folder, "client.mjs");
  await build({
    ...{ absWorkingDir: root, entryPoints: ["test/bench/lanes-client.ts"], outfile: program, bundle: true },
    ...{ packages: "external", platform: "node", format: "esm" },
  });
  const redis = await startRedis({ aof: true });
  const sandbox = createSandbox();
  const listening = await sandbox.listen();
  try {
    const child = fork(program, [String(redis.port), listening.url], { execArgv: ["--expose-gc"] });
    const gone = once(child, "exit");
    const [told] = (await once(child, "message")) as [Costs];
    await gone;
    const { bare, lanes } = told.costs;
    // The first round of jobs warms up.
    const { empty, least, job } = {
      empty: median(told.jobs.empty.slice(1)),
      least: median(told.jobs.least.slice(1)),
      job: median(told.jobs.lanes.slice(1)),
    };
    const more = median(lanes) / median(bare) - 1;
    return [
      ["CPU a record, bare client, µs", median(bare).toFixed(1), ""],
      ["CPU a record, through lanes, µs", median(lanes).toFixed(1), ""],
      [`… more, by the medians of ${bare.length} rounds`, percent(more), cellOf(atMost(more, 0.2, "20 %"))],
      ["CPU a job of BullMQ that does nothing, queued and taken, ms", empty.toFixed(2), ""],
      ["CPU a job of a lane, ms", job.toFixed(2), ""],
      ["… the least of it: three calls of Redis, to queue a slice, take it and be done with it", least.toFixed(2), ""],
      ["… of which is the lane's", (job - empty).toFixed(2), cellOf(atMost(job - empty, 0.5))],
    ];
  } finally {
    await listening.close();
    await redis.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** 200,000 records, while a worker is killed and Redis is away for 12 s. */
async function measureDeaths(): Promise<string[][]> {
  const redis = await startRedis({ aof: true });
  const options: WorldOptions = {
    portals: 4,
    workers: 4,
    records: 25_000,
    versions: 2,
    slice: 5_000,
    latencyMs: [5, 40],
  };
  const total = options.portals * options.records * options.versions;
  const rows: string[][] = [];
  try {
    await inWorld(
      { connection: { host: "127.0.0.1", port: redis.port }, isPostgres: false },
      options,
      async (world) => {
        await world.untilTold(total / 4);
        world.workers[0]!.kill("SIGKILL");
        await world.untilTold(total / 2);
        await redis.kill();
        await sleep(12_000);
        await redis.start();
        await world.untilDone();
        const known = new Set(world.told.map((one) => `${one.import} ${one.index}`)).size;
        let [written, outOfOrder] = [0, 0];
        for (const portal of world.portals) {
          const all = writtenIn(world.sandbox, portal);
          written += all.length;
          const last = new Map(all.map((index) => [index % options.records, index]));
          for (const [record, index] of last) if (index !== record + options.records) outOfOrder++;
        }
        const most = underWay(CONCURRENCY) * options.portals;
        rows.push(
          ["outcomes known", `${known} of ${total}`, known === total ? "all ✓" : "all ✗"],
          ["written twice", String(written - total), cellOf(atMost(written - total, most))],
          ["records whose last version is not the last", String(outOfOrder), cellOf(atMost(outOfOrder, 0))],
        );
      },
    );
  } finally {
    await redis.remove();
  }
  return rows;
}

const table: Table = {
  title: "Lanes on BullMQ",
  head: ["", "measured", "target"],
  rows: [...(await measureCost()), ...(await measureDeaths())],
  misses: [],
  notes: ["Redis with its file (`appendonly yes`), the sandbox and the workers on one machine."],
};
process.stdout.write(`${markdown(table)}\n`);

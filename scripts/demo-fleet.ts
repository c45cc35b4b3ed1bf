/** Writes to twelve portals with three workers, one of which is killed; shows it as it goes, and sums up. `npm run demo:fleet` */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { formatReport, mergeSummaries } from "../src/index.js";
import { startRedis } from "../test/redis/server/redis-server.js";
import { endCrew, startWorker } from "./demo/fleet/crew.js";
import { openLanes } from "./demo/fleet/open-lanes.js";
import { openPortals, type Portal, QUOTA, seenBy } from "./demo/fleet/portals.js";
import { type LaneRow, showFleet } from "./demo/fleet/screen.js";
import { verify } from "./demo/fleet/verify.js";

const HELP = `Usage: npm run demo:fleet [-- --short]

Twelve portals, three workers, a Redis: all on this machine, and gone at the end. One worker is killed on the way.
Needs redis-server (apt-get install redis-server); no account, no token and no network.

  --short   600 records a portal instead of 2,400
  --help    this text
`;
const PORTALS = 12;
const WORKERS = ["worker-1", "worker-2", "worker-3"];
const SLICE = 200;
/** One worker is killed when so much is written. */
const KILLED_AT = 0.3;
/** A worker has a lane for which it has told something within so long, in ms. */
const LATELY_MS = 700;
const LONGEST_MS = 120_000;
/** Longest time that each thing is given to end, in ms: Redis may have heard Ctrl-C first. */
const END_MS = 3_000;

const { short, help } = parseArgs({ options: { short: { type: "boolean" }, help: { type: "boolean" } } }).values;
if (help === true) process.stdout.write(HELP);
// What waits for a Redis that is gone is not waited for.
else process.exit(await demonstrate(short === true ? 600 : 2_400));

async function demonstrate(records: number): Promise<number> {
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt.abort());
  // Whoever reads has read enough, as `| head -2` does.
  process.stdout.on("error", () => interrupt.abort());
  const ends: (() => Promise<void>)[] = [];
  const { signal } = interrupt;
  try {
    // Redis may have heard Ctrl-C too, and then what waits for it never ends.
    return await Promise.race([play(records, ends, signal), aborted(signal).then(() => 130)]);
  } catch (thrown) {
    if (signal.aborted) return 130;
    throw thrown;
  } finally {
    for (const end of ends.reverse()) await Promise.race([end().catch(() => {}), sleep(END_MS)]);
  }
}

/** Plays it from start to end, and adds to `ends` how each thing ends that it starts; gives the exit code. */
async function play(records: number, ends: (() => Promise<void>)[], interrupted: AbortSignal): Promise<number> {
  console.log("HubSpot is played by sandboxes on this machine: no account, no token, no network.");
  const starting = startRedis();
  ends.push(async () => (await starting).remove());
  const redis = await starting;
  const { portals, close } = await openPortals(PORTALS);
  ends.push(close);
  const surroundings = {
    redisPort: redis.port,
    urls: Object.fromEntries(portals.map(({ id, url }) => [id, url])),
  };
  const own = openLanes(surroundings, () => {});
  ends.push(() => own.close());
  ends.push(endCrew);
  for (const { id } of portals) await own.lanes.enqueue(id, slicesOf(id, records));
  interrupted.throwIfAborted();
  const { requests, intervalMs } = QUOTA;
  console.log(
    `${PORTALS} portals of ${records.toLocaleString("en-US")} records, each for ${requests} requests in ${intervalMs / 1_000} s; ${WORKERS.length} workers.\n`,
  );
  return watch(own.lanes, portals, surroundings, records, interrupted);
}

/** Starts the workers, kills one, and waits until all is written; gives the exit code. */
async function watch(
  lanes: ReturnType<typeof openLanes>["lanes"],
  portals: readonly Portal[],
  surroundings: object,
  records: number,
  interrupted: AbortSignal,
): Promise<number> {
  const lately = new Map<string, { readonly worker: string; readonly atMs: number }>();
  const workers = WORKERS.map((name) => {
    const child = startWorker("scripts/demo/fleet/worker.ts", surroundings);
    child.on("message", ({ portal }: { portal?: string }) => {
      if (portal !== undefined) lately.set(portal, { worker: name, atMs: performance.now() });
    });
    return { name, child };
  });
  const stopped = aborted(interrupted);
  await Promise.race([stopped, Promise.all(workers.map(({ child }) => ready(child)))]);
  const known = new Map<string, { succeeded: number; failed: number; unknown: number; done: boolean }>();
  const rowOf = (portal: Portal): LaneRow => {
    const { succeeded = 0, failed = 0, unknown = 0 } = known.get(portal.id) ?? {};
    const last = lately.get(portal.id);
    const worker = last !== undefined && performance.now() - last.atMs < LATELY_MS ? last.worker : undefined;
    const { inWindow } = seenBy(portal);
    return { portal: portal.id, total: records, succeeded, failed, unknown, worker, inWindow, quota: QUOTA.requests };
  };
  const screen = showFleet(process.stdout, () => portals.map(rowOf));
  const beganMs = performance.now();
  let killed = false;
  try {
    for (;;) {
      if (interrupted.aborted) return 130;
      for (const { id } of portals) {
        const progress = await Promise.race([lanes.progress(id), stopped]);
        if (progress === undefined) continue;
        const { counts, slices } = progress;
        known.set(id, { ...counts, done: slices.done === slices.total });
      }
      const all = [...known.values()];
      if (all.length === portals.length && all.every(({ done }) => done)) break;
      if (performance.now() - beganMs > LONGEST_MS) throw new Error("The fleet has not come to its end");
      const written = all.reduce((sum, { succeeded }) => sum + succeeded, 0) / (portals.length * records);
      const [, victim] = workers;
      if (!killed && victim !== undefined && written >= KILLED_AT) {
        killed = true;
        victim.child.kill("SIGKILL");
        screen.tell(`  ${victim.name} is killed, as by kill -9: its lanes are the others' within some seconds.`);
      }
      await sleep(100);
    }
  } finally {
    screen.end();
  }
  const reports = await Promise.all(portals.map(({ id }) => lanes.report(id)));
  const summary = mergeSummaries(
    reports.flatMap((report) => report ?? []),
    { offsets: portals.map((_, nth) => nth * records) },
  );
  console.log(`\n${formatReport(summary)}\n`);
  const { text, isTrue } = verify(portals, records, summary.counts);
  console.log(text);
  for (const { child } of workers)
    if (child.connected) {
      child.send({ stop: true });
      await once(child, "exit");
    }
  return isTrue && killed ? 0 : 1;
}

/** Resolves when a worker says that it works; rejects where it ends before. */
async function ready(worker: ReturnType<typeof startWorker>): Promise<void> {
  const ended = once(worker, "exit").then(() => Promise.reject(new Error("A worker could not be started")));
  await Promise.race([once(worker, "message"), ended]);
}

/** Resolves with nothing once the signal is aborted. */
function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}

/** A portal's records, in slices. */
function slicesOf(portal: string, records: number) {
  return Array.from({ length: Math.ceil(records / SLICE) }, (_, nth) => ({
    import: portal,
    operation: "listings.update",
    from: nth * SLICE,
    to: Math.min(records, (nth + 1) * SLICE),
  }));
}

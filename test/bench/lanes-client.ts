/** Writes records with a bare client and through lanes, in turn, and tells what each round cost this process. */
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { createLanes } from "../../src/bullmq/bullmq.js";
import { createClient } from "../../src/index.js";

const [port = "", url = ""] = process.argv.slice(2);
const RECORDS = 20_000;
const SLICE = 5_000;
const ROUNDS = 24;
const JOBS = 1_000;
const JOB_ROUNDS = 6;
/** Calls of Redis for a job, at the least: its slice is queued, taken, and over. */
const CALLS = 3;

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => {
    const email = `r${from + at}@example.com`;
    return { id: email, idProperty: "email", properties: { email, firstname: String(at) } };
  });
// Without headers it would keep to HubSpot's smallest limit.
const quota = { requests: 100_000, intervalMs: 10_000 };
const client = createClient({ accessToken: "x", baseUrl: url, concurrency: 8, quota });
let told = 0;
const lanes = createLanes({
  connection: { host: "127.0.0.1", port: Number(port) },
  name: "bench",
  client: () => client,
  open: ({ to }, from) => rows(from, to),
  onOutcomes: (outcomes) => void (told += outcomes.length),
  concurrency: 1,
});
await lanes.work();

async function bare(): Promise<void> {
  for (let from = 0; from < RECORDS; from += SLICE)
    for await (const outcomes of client.contacts.upsert(rows(from, from + SLICE)).batches()) told += outcomes.length;
}

async function through(round: number): Promise<void> {
  const slices = Array.from({ length: RECORDS / SLICE }, (_, at) => ({
    ...{ import: `i${round}`, operation: "contacts.upsert", from: at * SLICE, to: (at + 1) * SLICE },
  }));
  await lanes.enqueue("1", slices);
  await over(`i${round}`);
}

async function over(id: string): Promise<void> {
  for (;;) {
    const progress = await lanes.progress(id);
    if (progress?.slices.done === progress?.slices.total) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** CPU time in µs, and time in ms. */
async function costOf(work: () => Promise<void>): Promise<{ cpu: number; ms: number }> {
  globalThis.gc?.();
  const [before, startedMs] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: user + system, ms: performance.now() - startedMs };
}

const costs: { bare: number[]; lanes: number[] } = { bare: [], lanes: [] };
for (let round = -2; round < ROUNDS; round++) {
  const one = await costOf(bare);
  const other = await costOf(() => through(round));
  if (round < 0) continue;
  costs.bare.push(one.cpu / RECORDS);
  costs.lanes.push(other.cpu / RECORDS);
}

/** Jobs of BullMQ that do nothing, queued one after the other, as lanes queue theirs. */
async function costOfEmptyJobs(): Promise<number> {
  const connection = { host: "127.0.0.1", port: Number(port), maxRetriesPerRequest: null };
  const queue = new Queue("empty", { connection });
  let done = 0;
  const worker = new Worker("empty", async () => {}, { connection });
  worker.on("completed", () => void done++);
  await worker.waitUntilReady();
  const cost = await costOf(async () => {
    const options = { removeOnComplete: true, removeOnFail: true };
    for (let job = 1; job <= JOBS; job++)
      await queue.add(`p${job}`, { portal: `p${job}` }, { jobId: `lane-p${job}`, ...options });
    while (done < JOBS) await new Promise((resolve) => setTimeout(resolve, 100));
  });
  await worker.close();
  await queue.close();
  return cost.cpu / 1_000 / JOBS;
}

/** What no lane can do without, by itself: calls of Redis, one after the other, with the texts of a slice and a lane. */
async function costOfCalls(): Promise<number> {
  const redis = new Redis({ host: "127.0.0.1", port: Number(port) });
  redis.defineCommand("least", { numberOfKeys: 3, lua: "return ARGV" });
  await redis.ping();
  const keys = ["a", "b", "c"].map((key) => `hubspot-batch:{bench}:${key}`);
  const cost = await costOf(async () => {
    for (let job = 1; job <= JOBS; job++)
      for (let call = 0; call < CALLS; call++)
        // What is defined is no type's.
        await (redis as unknown as { least: (...args: string[]) => Promise<unknown> }).least(
          ...[...keys, `p${job}`, JSON.stringify(slice(job))],
        );
  });
  redis.disconnect();
  return cost.cpu / 1_000 / JOBS;
}

// A job by itself: a lane for each, with one slice of an import that was cancelled, so that nothing is sent.
const slice = (from: number) => ({ import: "cancelled", operation: "contacts.upsert", from, to: from + 1 });
await lanes.enqueue("1", [slice(0)]);
await over("cancelled");
await lanes.cancel("cancelled");
const jobs: { empty: number[]; lanes: number[]; least: number[] } = { empty: [], lanes: [], least: [] };
for (let round = 0; round < JOB_ROUNDS; round++) {
  jobs.empty.push(await costOfEmptyJobs());
  jobs.least.push(await costOfCalls());
  const first = 1 + round * JOBS;
  const queued = await costOf(async () => {
    for (let job = first; job < first + JOBS; job++) await lanes.enqueue(`p${job}`, [slice(job)]);
    await over("cancelled");
  });
  jobs.lanes.push(queued.cpu / 1_000 / JOBS);
}
process.send?.({ costs, jobs, told });
await lanes.close();
process.disconnect();

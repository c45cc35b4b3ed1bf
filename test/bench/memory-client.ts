/** A run in a process of its own (or, to compare, bare fetch), which tells how much memory it took and how far it read ahead. */
import { constants, type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics } from "node:v8";
import { createClient } from "../../src/index.js";
import { clients } from "./clients.js";
import { listings } from "./inputs.js";
import { answerQuestions, ownOptions } from "./peer.js";

export interface MemoryClientOptions {
  readonly url: string;
  readonly inputs: number;
  /** How long the consumer takes for each outcome, in ms; `collect` awaits the report instead. */
  readonly consumer: number | "collect" | "bare fetch";
}

export interface MemoryClientResult {
  readonly written: number;
  /** The most memory the process had, in MB. */
  readonly rssMb: number;
  /** The most of its heap that was in use soon after all garbage had been collected, in MB. */
  readonly liveMb: number;
  /** What the heap had of it when it was largest: V8's young generation, and all else, in MB. */
  readonly heap: { readonly youngMb: number; readonly oldMb: number };
  /** The most inputs that were read and whose outcomes were not yet taken. */
  readonly ahead: number;
  /** CPU time per input, in µs. */
  readonly cpu: number;
  /** Memory that the report holds per input, beside the input itself, in bytes. */
  readonly reportBytes: number;
  /** Of which so much is the record, as `JSON.parse` leaves it. */
  readonly recordBytes: number;
}

const { url, inputs, consumer } = ownOptions<MemoryClientOptions>();
const CONCURRENCY = 32;
const hubspot = createClient({
  accessToken: "token",
  baseUrl: url,
  concurrency: CONCURRENCY,
  quota: { requests: 1_000_000, intervalMs: 1 },
});

let liveMb = 0;
let heap = { youngMb: 0, oldMb: 0 };
/** Node's types do not know that its own entries have a detail. */
type GcEntry = PerformanceEntry & { readonly detail?: NodeGCPerformanceDetail };
new PerformanceObserver((list) => {
  const isMajor = ({ detail }: GcEntry) => detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
  if (list.getEntries().some(isMajor)) liveMb = Math.max(liveMb, process.memoryUsage().heapUsed / 2 ** 20);
  const now = { youngMb: 0, oldMb: 0 };
  for (const { space_name: name, space_size: bytes } of getHeapSpaceStatistics())
    now[name.startsWith("new_") ? "youngMb" : "oldMb"] += bytes / 2 ** 20;
  if (now.youngMb + now.oldMb > heap.youngMb + heap.oldMb) heap = now;
}).observe({ entryTypes: ["gc"] });

answerQuestions(async (): Promise<MemoryClientResult> => {
  const before = process.cpuUsage();
  const { written, ahead, reportBytes, recordBytes } = await write();
  const { user, system } = process.cpuUsage(before);
  const rssMb = process.resourceUsage().maxRSS / 1024;
  return { written, rssMb, liveMb, heap, ahead, reportBytes, recordBytes, cpu: (user + system) / inputs };
});

async function write() {
  if (consumer === "collect") return collect();
  if (consumer !== "bare fetch") return stream(consumer);
  const written = await clients["bare fetch"]({ url, operation: "listings", concurrency: CONCURRENCY })(
    listings(inputs),
  );
  return { written, ahead: 0, reportBytes: 0, recordBytes: 0 };
}

async function stream(consumerMs: number) {
  let read = 0;
  let taken = 0;
  let ahead = 0;
  async function* source() {
    for (const listing of listings(inputs)) {
      ahead = Math.max(ahead, ++read - taken);
      yield await Promise.resolve(listing);
    }
  }
  const run = hubspot.listings.update(source());
  for await (const outcomes of run.batches()) {
    for (const _ of outcomes) {
      if (consumerMs > 0) await new Promise((resolve) => setTimeout(resolve, consumerMs));
      taken++;
    }
  }
  const { counts } = await run.summary();
  return { written: counts.succeeded, ahead, reportBytes: 0, recordBytes: 0 };
}

async function collect() {
  const all = [...listings(inputs)];
  await hubspot.listings.update(all.slice(0, 1_000));
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const empty = heap();
  const report = await hubspot.listings.update(all);
  const full = heap();
  const records = report.outcomes.map(
    (outcome) => JSON.parse(JSON.stringify("record" in outcome && outcome.record)) as unknown,
  );
  const recordBytes = (heap() - full) / records.length;
  const reportBytes = (full - empty) / inputs;
  return { written: report.counts.succeeded, ahead: all.length - inputs, reportBytes, recordBytes };
}

import type { MemoryClientOptions, MemoryClientResult } from "./memory-client.js";
import { startPeer } from "./peer.js";
import type { BenchServerCount } from "./server.js";
import { type Aim, atMost, cellOf, median, spread, type Table } from "./table.js";

/** What a run may hold by default: 32 batches in flight, and 4 ahead of them. */
const MOST_HELD = 36 * 100;
const ONE_BATCH = 100;
const SHORT = 20_000;
const MIDDLE = 300_000;
const LONG = 1_000_000;
const SMALL_HEAP_MB = 48;

/** A consumer that takes a millisecond for each outcome. It takes no CPU to speak of, so it may run beside others. */
export async function measureSlowConsumer(): Promise<MemoryClientResult> {
  return measure({ inputs: SHORT, consumer: 1 });
}

export async function measureMemory(slow: MemoryClientResult): Promise<Table> {
  const least = await measure({ inputs: ONE_BATCH, consumer: 0 });
  const short = await several({ inputs: SHORT, consumer: 0 });
  const long = await several({ inputs: LONG, consumer: 0 });
  const capped = await measure({ inputs: MIDDLE, consumer: 0 }, [`--max-old-space-size=${SMALL_HEAP_MB}`]);
  const fetchShort = await measure({ inputs: SHORT, consumer: "bare fetch" });
  const fetchMiddle = await several({ inputs: MIDDLE, consumer: "bare fetch" });
  const fetchLong = await measure({ inputs: LONG, consumer: "bare fetch" });
  const collected = await measure({ inputs: 100_000, consumer: "collect" }, ["--expose-gc"]);

  const rss = short.usual.rssMb;
  const cpu = median(short.all.map((one) => one.cpu));
  const rows: string[][] = [];
  const misses: string[] = [];
  const add = (title: string, figures: readonly string[], ...aims: readonly Aim[]) => {
    rows.push([title, ...figures, aims.map(cellOf).join(", ")]);
    for (const aim of aims) if (!aim.met) misses.push(`${title}: ${aim.text}`);
  };
  const figures = ({ rssMb, liveMb, ahead, cpu: own }: MemoryClientResult, range?: string) => [
    rssMb.toFixed(0) + (range === undefined ? "" : ` (${range})`),
    liveOf(liveMb),
    ahead.toLocaleString("en"),
    own.toFixed(1),
  ];
  const bounded = ({ ahead }: MemoryClientResult) =>
    atMost(ahead, MOST_HELD, `${MOST_HELD.toLocaleString("en")} ahead`);
  add("stream of one batch: all is loaded", [least.rssMb.toFixed(0), liveOf(least.liveMb), String(least.ahead), ""]);
  add(`stream of ${SHORT.toLocaleString("en")}`, figures(short.usual, short.range), bounded(short.usual));
  add(
    `stream of ${LONG.toLocaleString("en")}`,
    figures(long.usual, long.range),
    {
      text: "≤ 1.25 × the memory of 20,000, or 150 MB",
      met: long.usual.rssMb <= Math.max(1.25 * rss, 150),
    },
    { text: "less than bare fetch for 300,000", met: long.usual.rssMb < fetchMiddle.usual.rssMb },
    atMost(median(long.all.map((one) => one.cpu)) / cpu, 1.1, "1.1 × its CPU"),
    bounded(long.usual),
  );
  add(
    `stream of ${MIDDLE.toLocaleString("en")}, \`--max-old-space-size=${SMALL_HEAP_MB}\``,
    figures(capped),
    atMost(capped.rssMb / rss, 1.25, "1.25 × the memory of 20,000"),
    bounded(capped),
  );
  add(`stream of ${SHORT.toLocaleString("en")}, 1 ms for each outcome`, figures(slow), bounded(slow));
  for (const [inputs, one, range] of [
    [SHORT, fetchShort, undefined],
    [MIDDLE, fetchMiddle.usual, fetchMiddle.range],
    [LONG, fetchLong, undefined],
  ] as const)
    add(`bare fetch, ${inputs.toLocaleString("en")}`, figures(one, range).with(2, ""));
  const { reportBytes, recordBytes } = collected;
  add("report of 100,000", [collected.rssMb.toFixed(0), "", "", collected.cpu.toFixed(1)], {
    text: "≤ 400 bytes an input",
    met: reportBytes <= 400,
  });
  return {
    title: "Memory",
    head: [
      "listings, `concurrency: 32`",
      "peak RSS, MB",
      "of it in use, MB",
      "most read ahead",
      "CPU, µs per record",
      "target",
    ],
    rows,
    misses,
    notes: [
      "From an async generator, each in a process of its own, server apart; of three, the one with the median memory, and " +
        "from the least to the most in brackets. Read ahead: inputs read whose outcomes the consumer " +
        `had not yet taken. A report of 100,000 holds ${reportBytes.toFixed(0)} bytes per input beside the input itself: its outcome, ` +
        `and its record, which takes ${recordBytes.toFixed(0)} as \`JSON.parse\` leaves it, less the texts that it repeats of its input ` +
        "(shared from the 10,000th outcome on: it takes a report half a microsecond an input and more). " +
        "In use: the most of the heap soon after a full collection, what is in flight included.",
      `Of the ${long.usual.rssMb.toFixed(0)} MB of a million, ${long.usual.heap.youngMb.toFixed(0)} are V8's young generation and ` +
        `${long.usual.heap.oldMb.toFixed(0)} the old one, which is let grow to up to four times what was alive in it before it is collected: ` +
        "code and schemas, and what is in flight. The rest is Node itself, with what it has loaded, and buffers. Bare fetch, " +
        `which keeps nothing, has ${fetchLong.heap.youngMb.toFixed(0)} and ${fetchLong.heap.oldMb.toFixed(0)} of ` +
        `${fetchLong.rssMb.toFixed(0)}: how far the memory grows between two collections is the collector's choice, and what a ` +
        "stream needs fits in the small heap.",
    ],
  };
}

/** Three times the same: each of them; the one with the median memory, and the most of what has a bound; and how the memory spread. */
async function several(options: Omit<MemoryClientOptions, "url">) {
  const all: MemoryClientResult[] = [];
  for (let round = 0; round < 3; round++) all.push(await measure(options));
  const byMemory = all.toSorted((one, other) => one.rssMb - other.rssMb);
  const most = (of: "ahead" | "liveMb") => Math.max(...all.map((one) => one[of]));
  const usual: MemoryClientResult = { ...byMemory[1]!, ahead: most("ahead"), liveMb: most("liveMb") };
  const memory = byMemory.map(({ rssMb }) => rssMb);
  return { all, usual, range: spread(memory, 0) };
}

/** Where there was a full collection. */
function liveOf(liveMb: number): string {
  return liveMb > 0 ? liveMb.toFixed(0) : "";
}

async function measure(
  options: Omit<MemoryClientOptions, "url">,
  flags: readonly string[] = [],
): Promise<MemoryClientResult> {
  const server = await startPeer<null, BenchServerCount>("server");
  const { url } = await server.ask(null);
  const client = await startPeer<null, MemoryClientResult>("memory-client", { ...options, url }, flags);
  const result = await client.ask(null);
  if (result.written !== options.inputs) throw new Error(`${result.written} of ${options.inputs} were written`);
  client.stop();
  server.stop();
  return result;
}

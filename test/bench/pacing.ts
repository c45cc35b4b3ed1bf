import type { ClientOptions } from "../../src/index.js";
import type { PacingClientOptions, PacingClientResult } from "./pacing-client.js";
import { startPeer } from "./peer.js";
import type { BenchServerCount, BenchServerOptions } from "./server.js";
import { type Aim, atLeast, cellOf, percent, type Table } from "./table.js";

/** HubSpot's own window, and its limit for Professional and Enterprise accounts. */
const QUOTA = { requests: 190, intervalMs: 10_000 };
const WINDOWS = 4;
/** Round trips between 20 and 170 ms. */
const NEAR = [20, 170] as const;

interface Course {
  readonly title: string;
  readonly server?: Partial<BenchServerOptions>;
  readonly by?: PacingClientOptions["by"];
  readonly options?: ClientOptions<"2026-03">;
  /** Processes on this quota; each begins so long after the one before it. */
  readonly processes?: number;
  readonly apartMs?: number;
  readonly aims?: (seen: Seen) => Aim[];
}

/** What the server saw in four windows, and what the clients were told. */
interface Seen {
  /** Part of the quota of four windows that was used. */
  readonly used: number;
  /** Part of all requests that was refused. */
  readonly refused: number;
  readonly refusals: number;
  /** The most requests accepted in any window. */
  readonly busiest: number;
  readonly accepted: number;
  readonly lost: number;
  /** Written by HubSpot's count, and by the clients'. */
  readonly records: number;
  readonly written: number;
  readonly halted: string | undefined;
}

const never = (seen: Seen): Aim => ({ text: "no 429", met: seen.refusals === 0 });
const keepsAll = (seen: Seen): Aim => ({ text: "nothing lost", met: seen.lost === 0 && seen.written === seen.records });
const full = (seen: Seen) => [{ ...atLeast(seen.used, 0.98, "98 %") }, never(seen), keepsAll(seen)];
const shared = (seen: Seen) => [
  atLeast(seen.used, 0.9, "90 %"),
  { text: "429 < 10 %", met: seen.refused < 0.1 },
  keepsAll(seen),
];

const courses: readonly Course[] = [
  { title: "hubspot-batch, no setting: learns 190 from the first answer", aims: full },
  { title: "… a slow network: 400 to 550 ms", server: { latencyMs: [400, 550] }, aims: full },
  { title: "… a fast one: below 2 ms", server: { latencyMs: [0, 2] }, aims: full },
  {
    title: "… `concurrency: 4` and 250 to 350 ms: what these allow is 70 %",
    server: { latencyMs: [250, 350] },
    options: { concurrency: 4 },
    aims: (seen) => [atLeast(seen.used, 0.98 * (4 / 0.3 / 19), "98 % of that"), never(seen), keepsAll(seen)],
  },
  {
    title: "… others spend 95 of the 190 from the tenth second on",
    server: { others: { requests: 95, afterMs: 10_000 } },
    aims: (seen) => [atLeast(seen.used, 0.9, "90 %"), { text: "429 < 10 %", met: seen.refused < 0.1 }, keepsAll(seen)],
  },
  {
    title: "… `quota: { requests: 50, intervalMs: 10_000 }`, a ceiling",
    options: { quota: { requests: 50, intervalMs: 10_000 } },
    aims: (seen) => [{ text: "never over 50", met: seen.busiest <= 50 }, never(seen), keepsAll(seen)],
  },
  {
    title: "… `reserve: { share: 0.25 }`",
    options: { reserve: { share: 0.25 } },
    aims: (seen) => [{ text: "never over 142", met: seen.busiest <= 142 }, never(seen), keepsAll(seen)],
  },
  {
    title: "… `reserve: { daily: 100 }`, with 300 left today",
    server: { dailyLimit: 300 },
    options: { reserve: { daily: 100 } },
    aims: (seen) => [
      { text: "leaves 100", met: seen.accepted <= 200 && seen.halted === "daily-reserve" },
      never(seen),
      keepsAll(seen),
    ],
  },
  {
    title: "… with 150 requests left today",
    server: { dailyLimit: 150 },
    aims: (seen) => [
      { text: "halts, 429 only in flight (32)", met: seen.refusals <= 32 && seen.halted === "daily-limit" },
      keepsAll(seen),
    ],
  },
  { title: "two processes that know nothing of each other", processes: 2, aims: shared },
  { title: "two, the second 3 s later", processes: 2, apartMs: 3_000, aims: shared },
  { title: "three", processes: 3, aims: shared },
  { title: "@hubspot/api-client, with its README's limiter", by: "@hubspot/api-client" },
  { title: "@hubspot/api-client, two processes", by: "@hubspot/api-client", processes: 2 },
  { title: "`Promise.all` of 760 requests, retried with backoff", by: "Promise.all" },
];

/** Every course at once: they take no CPU to speak of, and 40 s each. */
export async function measurePacing(): Promise<Table> {
  const prepared = await Promise.all(courses.map(prepare));
  const seen = await Promise.all(prepared.map(run));
  const misses: string[] = [];
  const rows = courses.map(({ title, aims = () => [] }, index) => {
    const one = seen[index]!;
    const cells = aims(one);
    for (const aim of cells) if (!aim.met) misses.push(`${title}: ${aim.text}`);
    return [title, percent(one.used), percent(one.refused), String(one.lost), cells.map(cellOf).join(", ")];
  });
  return {
    title: "Pacing",
    head: ["one request per record", "of the quota", "refused (429)", "lost", "target"],
    rows,
    misses,
    notes: [
      `A server with honest headers and a rolling quota of ${QUOTA.requests} requests per ${QUOTA.intervalMs / 1000} s; ` +
        `round trips of ${NEAR.join(" to ")} ms unless said otherwise, half of it before a request counts. ` +
        `Seen from the server, over ${WINDOWS} windows from the first request on (the first of the last process). ` +
        "Others' requests count as used. Lost: inputs that ended otherwise than written, or called back at the end.",
    ],
  };
}

/** Starts the processes of a course; they do nothing yet. */
async function prepare(course: Course) {
  const { by = "hubspot-batch", options = {}, processes = 1, apartMs = 0 } = course;
  const server = await startPeer<null, BenchServerCount>("server", { quota: QUOTA, latencyMs: NEAR, ...course.server });
  const { url } = await server.ask(null);
  const clients = Array.from({ length: processes }, (_, index) =>
    startPeer<null, PacingClientResult>("pacing-client", {
      url,
      by,
      name: `${index}-`,
      forMs: WINDOWS * QUOTA.intervalMs + 500 + (processes - 1 - index) * apartMs,
      options,
      inputs: WINDOWS * QUOTA.requests,
    } satisfies PacingClientOptions),
  );
  return { server, apartMs, clients: await Promise.all(clients) };
}

async function run({ server, clients, apartMs }: Awaited<ReturnType<typeof prepare>>): Promise<Seen> {
  const results = await Promise.all(
    clients.map(async (client, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * apartMs));
      return client.ask(null);
    }),
  );
  const { accepted, refused, others, records } = await server.ask(null);
  for (const peer of [server, ...clients]) peer.stop();
  const first = Math.min(...accepted, ...refused) + (clients.length - 1) * apartMs;
  const within = (times: readonly number[]) =>
    times.filter((time) => time >= first && time < first + WINDOWS * QUOTA.intervalMs).length;
  const sum = (pick: (result: PacingClientResult) => number) => results.reduce((total, one) => total + pick(one), 0);
  return {
    used: (within(accepted) + within(others)) / (WINDOWS * QUOTA.requests),
    refused: within(refused) / (within(accepted) + within(refused)),
    refusals: refused.length,
    busiest: Math.max(
      ...accepted.map((end, at) => at + 1 - accepted.findIndex((start) => start > end - QUOTA.intervalMs)),
    ),
    accepted: accepted.length,
    records,
    written: sum(({ written }) => written),
    lost: sum(({ lost }) => lost),
    halted: results[0]?.halted,
  };
}

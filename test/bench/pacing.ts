import type { ClientOptions } from "../../src/index.js";
import type { PacingClientOptions, PacingClientResult } from "./pacing-client.js";
import { startPeer } from "./peer.js";
import type { BenchServerCount, BenchServerOptions } from "./server.js";
import { type Aim, atLeast, cellOf, percent, type Table } from "./table.js";

/** HubSpot's own window, and its limit for Professional and Enterprise accounts. */
const REAL = { requests: 190, intervalMs: 10_000 };
/** The same limit in a fifth of the time: what holds there holds all the more in a window of 10 s. */
const SHORT = { requests: 190, intervalMs: 2_000 };
const WINDOWS = 4;
/** Answers between 20 and 170 ms. */
const NEAR = [20, 170] as const;

interface Course {
  readonly title: string;
  readonly quota: { readonly requests: number; readonly intervalMs: number };
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
  /** The same from the second window on. */
  readonly refusedLater: number;
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
const shared = (share: number) => (seen: Seen) => [
  atLeast(seen.used, share, percent(share)),
  { text: "429 < 3 % from the second window on", met: seen.refusedLater < 0.03 },
  keepsAll(seen),
];

/** Run at once: their windows are long, so they leave the machine idle most of the time. */
const long: readonly Course[] = [
  { title: "hubspot-batch, no setting: learns 190 from the first answer", quota: REAL, aims: full },
  {
    title: "… others spend 95 of the 190 from the tenth second on",
    quota: REAL,
    server: { others: { requests: 95, afterMs: 10_000 } },
    aims: (seen) => [atLeast(seen.used, 0.9, "90 %"), { text: "429 < 10 %", met: seen.refused < 0.1 }, keepsAll(seen)],
  },
  { title: "… a long way: 400 to 450 ms", quota: REAL, server: { wayMs: [400, 410], latencyMs: [0, 40] }, aims: full },
  { title: "… answers of 0.7 to 1.3 s", quota: REAL, server: { latencyMs: [700, 1_300] }, aims: full },
  { title: "… of 2 to 3 s", quota: REAL, server: { latencyMs: [2_000, 3_000] }, aims: full },
  { title: "… of 0.3 to 2.3 s", quota: REAL, server: { latencyMs: [300, 2_300] }, aims: full },
  { title: "two processes that know nothing of each other", quota: REAL, processes: 2, aims: shared(0.96) },
  { title: "… the second 3 s later", quota: REAL, processes: 2, apartMs: 3_000, aims: shared(0.96) },
  { title: "four processes", quota: REAL, processes: 4, aims: shared(0.94) },
  { title: "@hubspot/api-client, with its README's limiter", quota: REAL, by: "@hubspot/api-client" },
  { title: "@hubspot/api-client, two processes", quota: REAL, by: "@hubspot/api-client", processes: 2 },
  { title: "`Promise.all` of 760 requests, retried with backoff", quota: REAL, by: "Promise.all" },
];

/** Run a few at a time: in a window of 2 s, what the machine does for one course would show in another. */
const short: readonly Course[] = [
  { title: "hubspot-batch, no setting", quota: SHORT, aims: full },
  { title: "… a fast one: below 2 ms", quota: SHORT, server: { latencyMs: [0, 2] }, aims: full },
  {
    title: "… `concurrency: 4` and 250 to 350 ms: what these allow is 14 %",
    quota: SHORT,
    server: { latencyMs: [250, 350] },
    options: { concurrency: 4 },
    aims: (seen) => [atLeast(seen.used, 0.98 * (4 / 0.3 / 95), "98 % of that"), never(seen), keepsAll(seen)],
  },
  {
    title: "… `quota: { requests: 50, intervalMs: 2_000 }`, a ceiling",
    quota: SHORT,
    options: { quota: { requests: 50, intervalMs: 2_000 } },
    aims: (seen) => [{ text: "never over 50", met: seen.busiest <= 50 }, never(seen), keepsAll(seen)],
  },
  {
    title: "… `reserve: { share: 0.25 }`",
    quota: SHORT,
    options: { reserve: { share: 0.25 } },
    aims: (seen) => [{ text: "never over 142", met: seen.busiest <= 142 }, never(seen), keepsAll(seen)],
  },
  {
    title: "… `reserve: { daily: 100 }`, with 300 left today",
    quota: SHORT,
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
    quota: SHORT,
    server: { dailyLimit: 150 },
    aims: (seen) => [
      { text: "halts, 429 only in flight (32)", met: seen.refusals <= 32 && seen.halted === "daily-limit" },
      keepsAll(seen),
    ],
  },
];

/** Courses run side by side, and how long after each other they begin, so that their bursts do not meet on the machine. */
const SIDE_BY_SIDE = 2;
const APART_MS = 1_500;

export async function measurePacing(): Promise<Table> {
  const seen = await sideBySide(long);
  for (let first = 0; first < short.length; first += SIDE_BY_SIDE)
    seen.push(...(await sideBySide(short.slice(first, first + SIDE_BY_SIDE))));
  const misses: string[] = [];
  const rows = [...long, ...short].map(({ title, quota, aims = () => [] }, index) => {
    const one = seen[index]!;
    const cells = aims(one);
    for (const aim of cells) if (!aim.met) misses.push(`${title}: ${aim.text}`);
    const budget = `${quota.requests} / ${quota.intervalMs / 1000} s`;
    return [title, budget, percent(one.used), percent(one.refused), String(one.lost), cells.map(cellOf).join(", ")];
  });
  return {
    title: "Pacing",
    head: ["one request per record", "quota", "of it used", "refused (429)", "lost", "target"],
    rows,
    misses,
    notes: [
      `A server with honest headers and a rolling quota; answers of ${NEAR.join(" to ")} ms unless said otherwise, which ` +
        `it takes after it has counted the request. Seen from the server, over ${WINDOWS} windows from the first request on (the first of ` +
        "the last process). Others' requests count as used. Lost: inputs that ended otherwise than written, or called back " +
        "at the end.",
    ],
  };
}

async function sideBySide(courses: readonly Course[]): Promise<Seen[]> {
  const prepared = await Promise.all(courses.map(prepare));
  return Promise.all(
    prepared.map(async (course, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * APART_MS));
      return run(course);
    }),
  );
}

/** Starts the processes of a course; they do nothing yet. */
async function prepare({ quota, by = "hubspot-batch", options = {}, processes = 1, apartMs = 0, server }: Course) {
  const hubspot = await startPeer<null, BenchServerCount>("server", { quota, latencyMs: NEAR, ...server });
  const { url } = await hubspot.ask(null);
  const clients = Array.from({ length: processes }, (_, index) =>
    startPeer<null, PacingClientResult>("pacing-client", {
      url,
      by,
      name: `${index}-`,
      forMs: WINDOWS * quota.intervalMs + 500 + (processes - 1 - index) * apartMs,
      options,
      inputs: WINDOWS * quota.requests,
    } satisfies PacingClientOptions),
  );
  return { hubspot, quota, apartMs, clients: await Promise.all(clients) };
}

async function run({ hubspot, quota, clients, apartMs }: Awaited<ReturnType<typeof prepare>>): Promise<Seen> {
  const results = await Promise.all(
    clients.map(async (client, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * apartMs));
      return client.ask(null);
    }),
  );
  const { accepted, refused, others, records } = await hubspot.ask(null);
  for (const peer of [hubspot, ...clients]) peer.stop();
  const first = Math.min(...accepted, ...refused) + (clients.length - 1) * apartMs;
  const within = (times: readonly number[], window = 0) =>
    times.filter((time) => time >= first + window * quota.intervalMs && time < first + WINDOWS * quota.intervalMs)
      .length;
  const refusedFrom = (window: number) =>
    within(refused, window) / (within(accepted, window) + within(refused, window));
  const sum = (pick: (result: PacingClientResult) => number) => results.reduce((total, one) => total + pick(one), 0);
  return {
    used: (within(accepted) + within(others)) / (WINDOWS * quota.requests),
    refused: refusedFrom(0),
    refusedLater: refusedFrom(1),
    refusals: refused.length,
    busiest: Math.max(
      ...accepted.map((end, at) => at + 1 - accepted.findIndex((start) => start > end - quota.intervalMs)),
    ),
    accepted: accepted.length,
    records,
    written: sum(({ written }) => written),
    lost: sum(({ lost }) => lost),
    halted: results[0]?.halted,
  };
}

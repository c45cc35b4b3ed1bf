/** What the README and the guides show runs as it stands there. */
import { type ChannelListener, subscribe, unsubscribe } from "node:diagnostics_channel";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { contract } from "../generated/operations.js";
import type { LanesOptions, PlacedSlice, Slice } from "../src/bullmq/bullmq.js";
import * as batch from "../src/index.js";
import * as sandboxes from "../src/sandbox/sandbox.js";
import { methodPages, pages, play, type Sample, samplesIn } from "./helpers/samples.js";

/** What the samples listen to: a logger does so for as long as its process lives, and other tests share this one's. */
const listening: [channel: string, listener: ChannelListener][] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const [channel, listener] of listening.splice(0)) unsubscribe(channel, listener);
});

const event = (at: number) => ({
  externalAccountId: "shop",
  externalEventId: String(at),
  eventName: `Concert ${at}`,
  eventOrganizer: "The shop",
});
const events = [event(1), event(2)];

/** Lanes without a queue: what is put there is written at once. */
function writeAtOnce({ open, client, onOutcomes }: LanesOptions) {
  const write = async (slice: PlacedSlice) => {
    const hubspot = (await client(slice.portal)) as batch.Client; // The sample's.
    // What the sample opens is what it enqueues.
    const records = (await open(slice, slice.from)) as AsyncIterable<batch.BatchInput<"listings.update">>;
    await onOutcomes((await hubspot.listings.update(records)).outcomes, slice);
  };
  return {
    enqueue: async (portal: string, slices: readonly Slice[]) => {
      for (const slice of slices) await write({ ...slice, portal });
    },
    work: async () => {},
    report: async () => {},
  };
}

/** What the samples speak of and leave to their reader. */
function surroundings() {
  const sandbox = sandboxes.createSandbox({ records: { marketingEvents: [{ ...event(7), objectId: "7" }] } });
  const createClient = (options: object = {}) =>
    batch.createClient({ accessToken: "any", ...options, fetch: sandbox.fetch });
  const modules: Readonly<Record<string, () => Promise<object>>> = {
    "hubspot-batch": async () => ({
      ...batch,
      createClient,
      bindClient: (table: typeof contract, version?: "2026-03") => {
        const create = batch.bindClient(table, version ?? "2026-03");
        return (options: object = {}) => create({ accessToken: "any", ...options, fetch: sandbox.fetch });
      },
    }),
    "hubspot-batch/sandbox": async () => sandboxes,
    "hubspot-batch/redis": () => import("../src/redis/redis.js"),
    // Neither Redis nor a queue is there.
    ioredis: async () => ({ Redis: EventEmitter }),
    "hubspot-batch/bullmq": async () => ({ createLanes: writeAtOnce }),
    "hubspot-batch/otel": () => import("../src/otel/otel.js"),
    "node:diagnostics_channel": async () => ({
      subscribe: (channel: string, listener: ChannelListener) => {
        listening.push([channel, listener]);
        subscribe(channel, listener);
      },
    }),
    // What is generated from contracts, and from a portal, that only their reader has.
    "./generated/operations.js": async () => ({ contract }),
    "./hubspot/operations.js": async () => ({ contract }),
    "./portal.js": async () => ({ portal: undefined }),
    msw: () => import("msw"),
    "msw/node": () => import("msw/node"),
  };
  async function* rowsFrom(first: number) {
    for (let id = first; id < 3; id++) yield { id: String(id), properties: { hs_price: "1" } };
  }
  const tests: Promise<void>[] = [];
  return {
    sandbox,
    tests,
    load: (name: string) => modules[name]?.() ?? Promise.reject(new Error(`${name} is not known here`)),
    given: {
      ...batch,
      ...sandboxes,
      createClient,
      hubspot: createClient(),
      events,
      rows: events.map((_, pk) => ({ pk, title: `Concert ${pk}`, startsAt: new Date(0) })),
      contacts: [{ id: "ada@example.com", idProperty: "email", properties: { firstname: "Ada" } }],
      store: async () => {},
      journal: { write: async () => {} },
      deadLetters: { write: async () => {} },
      logger: { debug: vi.fn(), info: vi.fn(), warn: vi.fn() },
      rowsFromDatabase: () => rowsFrom(1),
      rowsFrom,
      rowsOf: (_: string, from: number) => rowsFrom(from),
      openClient: () => createClient(),
      clientOf: () => createClient(),
      writeSlice: async () => {},
      readCheckpoint: async () => 1,
      writeCheckpoint: async () => {},
      tokenFromVault: async () => "any",
      toEvent: ({ pk = 1 }: { pk?: number }) => event(pk),
      portals: [{ id: 7, grant: "g" }],
      clients: new Map([[7, createClient()]]),
      eventsOf: () => events,
      secrets: { clientId: "c", clientSecret: "s" },
      refresh: async () => ({ token: "any", expiresAt: Date.now() + 60_000 }),
      sync: (hubspot: ReturnType<typeof createClient>) => hubspot.marketingEvents.upsert(events),
      require: (name: string) => (name === "hubspot-batch" ? { ...batch } : sandboxes),
      test: (_: string, run: () => Promise<void>) => void tests.push(run()),
      expect,
      vi,
      process: { once: () => {}, exitCode: 0, env: {} },
      console: { log: () => {}, error: vi.fn() },
    },
  };
}

const played = (page: string) => samplesIn(page).filter(({ isOnlyChecked }) => !isOnlyChecked);

describe.each(pages.filter((page) => played(page).length > 0))("%s", (page) => {
  test.each(played(page).map((sample): [string, Sample] => [sample.place, sample]))("%s runs", async (_, sample) => {
    const { sandbox, tests, load, given } = surroundings();
    const { handler, writeSlice } = (await play(sample, load, given)) as Record<
      "handler" | "writeSlice",
      ((...given: unknown[]) => Promise<object>) | undefined
    >;
    await Promise.all(tests);
    const Records = [{ messageId: "m1", body: "{}" }];
    if (handler !== undefined)
      expect(await handler({ Records }, { getRemainingTimeInMillis: () => 60_000 })).toEqual({ batchItemFailures: [] });
    if (writeSlice !== undefined) {
      const saved: number[] = [];
      const save = async (next: number) => void saved.push(next);
      const { signal } = new AbortController();
      const slice = { portal: "7", from: 0, to: 3 };
      expect(await writeSlice(slice, 1, save, signal)).toMatchObject({ total: 2, succeeded: 2 });
      expect(saved.at(-1)).toBe(3);
    }
    // What listens is told of what is sent.
    if (sample.code.includes("logger.")) {
      await given.hubspot.marketingEvents.upsert(events);
      expect(given.logger.info.mock.calls).toMatchObject([
        [{ operation: "marketingEvents.upsert", ok: true }, "run ended"],
      ]);
      expect(given.logger.debug.mock.calls).toMatchObject([[{ size: 2, attempt: 1, status: 200 }, "request ended"]]);
    }
    expect(given.console.error).not.toHaveBeenCalled();
    expect(given.process.exitCode).toBe(0);
    // Whatever it sent was taken.
    if (sample.code.includes("await hubspot.") && !sample.code.includes("createSandbox"))
      expect(sandbox.requests.length).toBeGreaterThan(0);
  });
});

test("a slice of the guide's is not done as long as any of its records is left, halted or not", async () => {
  const { load, given } = surroundings();
  const sandbox = sandboxes.createSandbox({
    faults: [{ operation: "listings.update", when: ({ id }) => id === "2", times: 1, answer: { status: 423 } }],
  });
  const hubspot = batch.createClient({ accessToken: "any", fetch: sandbox.fetch, retry: { maxRetries: 0 } });
  const rowsOf = (_: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => ({ id: String(from + at), properties: { a: "1" } }));
  const sample = samplesIn("scripts/site/guides/fleet.md").find(({ code }) => code.includes("function writeSlice("))!;
  const { writeSlice } = (await play(sample, load, { ...given, clientOf: () => hubspot, rowsOf })) as {
    writeSlice: (...given: unknown[]) => Promise<object>;
  };
  let next = 0;
  const write = () => writeSlice({ portal: "7", from: 0, to: 105 }, next, async (to: number) => void (next = to));
  await expect(write()).rejects.toThrow("portal 7: 100 left");
  expect(next).toBe(0);
  expect(await write()).toMatchObject({ total: 105, succeeded: 105 });
  expect(next).toBe(105);
});

test("a client goes by the limiter that the README shows, and is held by it", async () => {
  vi.useFakeTimers();
  try {
    const { sandbox, load, given } = surroundings();
    const sample = samplesIn("README.md").find(({ code }) => code.includes(": RateLimiter = "))!;
    const { oneASecond } = (await play(sample, load, given)) as { oneASecond: batch.RateLimiter };
    const hubspot = given.createClient({ rateLimiter: oneASecond });
    await hubspot.preload("marketingEvents.upsert");
    let report: batch.BatchReport | undefined;
    void hubspot.marketingEvents.upsert([event(1), event(2), event(3)], { batchSize: 1 }).then((all) => (report = all));
    for (let ms = 0; ms < 20_000 && report === undefined; ms += 100) {
      await vi.advanceTimersByTimeAsync(100);
      if (ms === 1_500) void oneASecond.pause({ forMs: 5_000 });
    }
    expect(report).toMatchObject({ ok: true });
    const starts = sandbox.requests.map(({ arrivedAt }) => arrivedAt - sandbox.requests[0]!.arrivedAt);
    expect(starts.map((ms) => Math.round(ms / 1_000))).toEqual([0, 1, 7]);
  } finally {
    vi.useRealTimers();
  }
});

test.each(methodPages)("each call in $page is one that HubSpot takes", async ({ version, page }) => {
  const samples = samplesIn(page);
  // A call of each method: those of named objects are shown once, as they are of any.
  const methods = readFileSync(page, "utf8").match(/^### `\w+\.\w+`$/gm) ?? [];
  expect(samples.length).toBe(methods.length);
  expect(methods.length).toBeGreaterThan(0);
  for (const sample of samples) {
    const sandbox = sandboxes.createSandbox();
    // The page's version is one of the contract's.
    const options = { accessToken: "any", apiVersion: version as batch.ApiVersion, fetch: sandbox.fetch };
    const hubspot = batch.createClient(options);
    const report = (await play(sample, () => Promise.reject(new Error("nothing is imported")), {
      hubspot,
    })) as batch.BatchReport;
    expect([sample.place, sandbox.requests.length]).toEqual([sample.place, 1]);
    // What is read is not there; all else is written.
    const isMissing = batch.withStatus(report, "failed").some(({ error }) => error.name === "RefusedError");
    if (!/\.read\w*\(/.test(sample.code) || !isMissing) expect(report).toMatchObject({ ok: true });
  }
});

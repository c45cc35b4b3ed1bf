import { afterAll, beforeAll, expect, test } from "vitest";
import { type BatchReport, createClient, withStatus } from "../src/index.js";
import { createSandbox, type Listening } from "../src/sandbox/sandbox.js";
import { TOKEN } from "./helpers/token.js";

// Answers come late, out of order, and with their results in any order, over real sockets.
const sandbox = createSandbox({ latencyMs: [0, 40], seed: 7 });
let listening: Listening;
beforeAll(async () => {
  listening = await sandbox.listen();
});
afterAll(() => listening.close());

const COUNT = 1_234;
const every = <T>(make: (index: number) => T): T[] => Array.from({ length: COUNT }, (_, index) => make(index));

const events = every((index) => ({
  externalAccountId: "account",
  externalEventId: `event-${index}`,
  eventName: `Event ${index}`,
  eventOrganizer: index % 2 === 0 ? "Ada" : "Grace",
  startDateTime: new Date(index * 3_600_000).toISOString(),
}));
const eventUpdates = every((index) => ({ objectId: String(70_000 + index), eventName: `Renamed ${index}` }));
const listings = every((index) =>
  index % 2 === 0
    ? { id: String(50_000 + index), properties: { price: String(index) } }
    : { id: `SKU-${index}`, idProperty: "sku", properties: { price: String(index) } },
);

/** What tells a record from all others, in an input and in a result. */
interface Known {
  readonly eventName?: string | null | undefined;
  readonly properties?: Readonly<Record<string, unknown>>;
}
const mark = ({ eventName, properties }: Known) => eventName ?? properties?.["price"];

test.each(["2026-09", "2026-03", "v3"])("%s writes any number of records, and knows each one's", async (apiVersion) => {
  // The versions' methods are the same: whether their types are is another test's matter.
  const hubspot = createClient({
    apiVersion: apiVersion as "2026-03",
    accessToken: TOKEN,
    baseUrl: listening.url,
  });
  const check = (report: BatchReport<Known, Known>) => {
    expect(report).toMatchObject({ ok: true, counts: { total: COUNT, succeeded: COUNT }, errors: [], untied: [] });
    expect(report.requests).toEqual({ sent: 13, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 });
    for (const { record, input, recordId } of withStatus(report, "succeeded")) {
      expect(mark(record!)).toBe(mark(input));
      expect(recordId).toMatch(/^\d+$/);
    }
    expect(new Set(withStatus(report, "succeeded").map(({ recordId }) => recordId)).size).toBe(COUNT);
  };

  sandbox.reset();
  check(await hubspot.marketingEvents.upsert(events));
  check(await hubspot.marketingEvents.update(eventUpdates));
  check(await hubspot.listings.update(listings));
  expect(sandbox.requests).toHaveLength(39);
  expect(sandbox.requests.every(({ version, status }) => version === apiVersion && status === 200)).toBe(true);
  expect(sandbox.requests.flatMap(({ written }) => written)).toHaveLength(3 * COUNT);
  expect(sandbox.records("marketingEvents")).toHaveLength(2 * COUNT);
  expect(sandbox.records("listings")).toHaveLength(COUNT);
});

test("a source that is streamed is written and told of as it goes", async () => {
  sandbox.reset();
  const hubspot = createClient({ accessToken: TOKEN, baseUrl: listening.url });
  async function* rows() {
    for (const row of eventUpdates) yield row;
    await Promise.resolve();
  }
  const seen = new Set<number>();
  const run = hubspot.marketingEvents.update(rows());
  for await (const outcome of run) {
    expect(outcome.status).toBe("succeeded");
    seen.add(outcome.index);
  }
  expect(seen.size).toBe(COUNT);
  expect(await run.summary()).toMatchObject({ ok: true, source: { read: COUNT, exhausted: true, settledUpTo: COUNT } });
});

test("a run that is left sends nothing more", async () => {
  sandbox.reset();
  const hubspot = createClient({ accessToken: TOKEN, baseUrl: listening.url });
  const run = hubspot.marketingEvents.update(eventUpdates);
  for await (const _ of run.batches()) break;
  const { counts, halted, requests } = await run.summary();
  expect(halted).toEqual({ reason: "aborted" });
  expect(counts.total).toBe(COUNT);
  // What was on its way when the run was left may still come; it is counted.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(sandbox.requests.length).toBeLessThanOrEqual(requests.sent);
});

test("a server that nobody listens at is said to be unavailable, and nothing is taken for written", async () => {
  const gone = await createSandbox().listen();
  await gone.close();
  const hubspot = createClient({ accessToken: TOKEN, baseUrl: gone.url, retry: { maxRetries: 1, initialDelayMs: 0 } });
  const report = await hubspot.marketingEvents.update(eventUpdates);
  expect(report.counts).toMatchObject({ total: COUNT, unsent: COUNT });
  expect(report.halted).toMatchObject({
    reason: "unavailable",
    error: { message: "The connection failed: ECONNREFUSED" },
  });
});

/** Lanes in one process, on a real Redis. */
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createLanes, type Lanes, type LanesOptions, type Slice } from "../../../src/bullmq/bullmq.js";
import { createClient, type Outcome } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/sandbox.js";
import { type RedisServer, startRedis } from "../../redis/server/redis-server.js";

let server: RedisServer;
let count = 0;
const opened: Lanes[] = [];
beforeAll(async () => {
  server = await startRedis();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((lanes) => lanes.close()));
});
afterAll(() => server.remove());

/** Lanes whose clients write to one sandbox, and all that they told. */
function make(options: Partial<LanesOptions> & { readonly hubspot?: Parameters<typeof createSandbox>[0] } = {}) {
  const { hubspot = {}, ...rest } = options;
  const sandbox = createSandbox(hubspot);
  const told: { readonly portal: string; readonly outcome: Outcome<object> }[] = [];
  const clients = new Map<string, object>();
  const settings: LanesOptions = {
    connection: { host: "127.0.0.1", port: server.port },
    name: `lanes-${count++}`,
    client: (portal) => {
      const { fetch } = sandbox;
      if (!clients.has(portal)) clients.set(portal, createClient({ accessToken: portal, fetch, concurrency: 2 }));
      return clients.get(portal)!;
    },
    open: ({ portal, to }, from) =>
      Array.from({ length: to - from }, (_, at) => ({ properties: { email: `r${from + at}@${portal}.example.com` } })),
    onOutcomes: (outcomes, { portal }) => void told.push(...outcomes.map((outcome) => ({ portal, outcome }))),
    ...{ stalledMs: 1_000, lockMs: 5_000 },
    ...rest,
  };
  const lanes = createLanes(settings);
  opened.push(lanes);
  return { lanes, sandbox, told, settings };
}

const slices = (id: string, size: number, many: number): Slice[] =>
  Array.from({ length: many }, (_, at) => ({
    ...{ import: id, operation: "contacts.create", from: at * size, to: (at + 1) * size },
  }));
const until = (what: () => Promise<unknown>, expected: unknown) =>
  expect.poll(what, { timeout: 60_000, interval: 50 }).toEqual(expected);
const unsentOf = (lanes: Lanes, id: string) => async () => (await lanes.progress(id))?.counts.unsent;

test("a lane whose job is lost gets another", async () => {
  const { lanes, told, settings } = make();
  await lanes.enqueue("1", slices("a", 100, 2));
  const queue = new Queue(settings.name!, { connection: settings.connection as { port: number } });
  await queue.remove("lane-1");
  expect(await queue.count()).toBe(0);
  expect(await lanes.list()).toEqual([{ portal: "1", state: "idle", slices: 2 }]);
  await lanes.work();
  await until(unsentOf(lanes, "a"), 0);
  expect(told).toHaveLength(200);
  await until(() => lanes.list(), []);
  // What is left of a lane in BullMQ is nothing.
  await until(
    () => queue.getJobCounts(),
    expect.objectContaining({ active: 0, completed: 0, failed: 0, delayed: 0, waiting: 0 }),
  );
  await queue.close();
});

test("a lane whose job is in none of its queue's lists any more gets another", async () => {
  const { lanes, told, settings } = make();
  const queue = new Queue(settings.name!, { connection: settings.connection as { port: number } });
  await lanes.enqueue("1", slices("a", 100, 2));
  const job = await queue.getJob("lane-1");
  const redis = new Redis({ host: "127.0.0.1", port: server.port });
  expect(await redis.del(queue.toKey("wait"))).toBe(1);
  redis.disconnect();
  expect(await job!.getState()).toBe("unknown");
  // Neither queueing nor BullMQ helps it.
  await lanes.enqueue("1", slices("a", 100, 3));
  expect(await lanes.list()).toEqual([{ portal: "1", state: "idle", slices: 3 }]);
  await lanes.work();
  await until(unsentOf(lanes, "a"), 0);
  expect(told).toHaveLength(300);
  await until(() => lanes.list(), []);
  await queue.close();
});

test("to queue again is harmless, and what can't be is refused, with what is wrong", async () => {
  const { lanes } = make();
  await lanes.enqueue("1", slices("a", 100, 2));
  await lanes.enqueue("1", slices("a", 100, 3));
  expect(await lanes.progress("a")).toMatchObject({
    counts: { total: 300, unsent: 300 },
    slices: { total: 3, done: 0 },
  });
  const [first] = slices("a", 100, 1);
  await expect(lanes.enqueue("1", [{ ...first!, to: 50 }])).rejects.toThrow(
    "no record in common, got one from 0 to 50 beside one from 0 to 100",
  );
  await expect(lanes.enqueue("1", [{ ...first!, operation: "contacts.upsert" }])).rejects.toThrow(
    "Expected the slices of import a to call contacts.create as its others do, got contacts.upsert",
  );
  for (const [slice, message] of [
    [{ ...first!, operation: "contacts" }, /slices\[0\]\.operation/],
    [{ ...first!, to: 0 }, /slices\[0\]\.to/],
    [{ ...first!, to: 2_000_000 }, /slices\[0\]\.to/],
    [{ ...first!, import: "a b" }, /slices\[0\]\.import/],
    [{ ...first!, import: "a\ud800" }, /slices\[0\]\.import/],
    [{ ...first!, size: 1 }, /slices\[0\].*`size`/],
  ] as const)
    await expect(lanes.enqueue("1", [slice as Slice])).rejects.toThrow(message);
  for (const [some, message] of [
    [[first!, { ...first!, from: 99, to: 101 }], /got one from 99 to 101 beside one from 0 to 100/],
    [[first!, { ...first!, import: "b" }], /`slices\[1\]\.import` to be a, as of all others, got "b"/],
    [Array.from({ length: 10_001 }, () => first!), /`slices` to be an array of slices, at most 10000/],
  ] as const)
    await expect(lanes.enqueue("1", some)).rejects.toThrow(message);
  await expect(lanes.enqueue("", slices("a", 1, 1))).rejects.toThrow(/portal/);
  expect(await lanes.progress("b")).toBeUndefined();
  expect(await lanes.report("b")).toBeUndefined();
});

test("a lane's job asks Redis three times more than an empty one: to queue its slice, to take it, and to be done with it", async () => {
  const { lanes } = make({ concurrency: 1 });
  const enqueue = async (id: string, many: number) => {
    for (let at = 0; at < many; at++)
      await lanes.enqueue(`${id}${at}`, [{ import: id, operation: "contacts.create", from: at, to: at + 1 }]);
  };
  await enqueue("a", 1);
  await lanes.cancel("a");
  const redis = new Redis({ host: "127.0.0.1", port: server.port });
  const calls = async () => {
    const stats = await redis.info("commandstats");
    return [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce((sum, [, many]) => sum + Number(many), 0);
  };
  const before = await calls();
  await enqueue("a", 200);
  await lanes.work();
  await until(async () => (await lanes.progress("a"))?.slices.done, 200);
  await until(() => lanes.list(), []);
  const asked = (await calls()) - before;
  redis.disconnect();
  // BullMQ asks twice, and some that look for what is lost, or ended, are for all.
  expect(asked / 200).toBeGreaterThan(4.9);
  expect(asked / 200).toBeLessThan(5.5);
});

test("lanes take turns, each with one run at a time, and none waits for another's import", async () => {
  const { lanes, sandbox, told } = make({ concurrency: 1, quantumMs: 200, hubspot: { latencyMs: 20 } });
  await lanes.enqueue("long", slices("a", 500, 10));
  await lanes.enqueue("short", slices("b", 200, 1));
  await lanes.work();
  await until(unsentOf(lanes, "b"), 0);
  await until(unsentOf(lanes, "a"), 0);
  // Two batches at once, of 20 ms each: the long import takes half a second, and its turns a fifth.
  const portals = told.map(({ portal }) => portal);
  expect(portals.indexOf("short")).toBeLessThan(portals.lastIndexOf("long"));
  expect(told).toHaveLength(5_200);
  expect(sandbox.requests.reduce((sum, { inputs }) => sum + inputs.length, 0)).toBe(5_200);
});

test("a lane is paused and goes on, an import is cancelled, and the others do not care", async () => {
  const { lanes } = make();
  for (const portal of ["1", "2", "3"]) await lanes.enqueue(portal, slices(`i${portal}`, 2_500, 2));
  await lanes.pause("1");
  await lanes.cancel("i2");
  await lanes.work();
  await until(unsentOf(lanes, "i3"), 0);
  await until(
    () => lanes.list(),
    [{ portal: "1", state: "paused", slices: 2, pause: { reason: "asked", message: "" } }],
  );
  expect((await lanes.progress("i2"))?.counts.unsent).toBe(5_000);
  expect(await lanes.report("i2")).toMatchObject({ ok: false, halted: { reason: "stopped" } });
  await lanes.resume("1");
  await until(() => lanes.list(), []);
  expect(await lanes.report("i1")).toMatchObject({
    ok: true,
    counts: { succeeded: 5_000 },
    source: { settledUpTo: 5_000 },
  });
  await lanes.forget("i1");
  expect(await lanes.report("i1")).toBeUndefined();
});

test("a day that is used up delays its lane, and a token that is refused pauses its own, in their words", async () => {
  let limit = 3;
  const { lanes } = make({
    timeZone: () => "Asia/Tokyo",
    client: (portal) => {
      const sandbox = createSandbox({
        ...(portal === "day" && { dailyLimit: limit }),
        accepts: (token) => token !== "refused",
      });
      return createClient({ accessToken: portal, fetch: sandbox.fetch });
    },
  });
  await lanes.work();
  for (const portal of ["day", "refused", "well"]) await lanes.enqueue(portal, slices(portal, 1_000, 1));
  await until(unsentOf(lanes, "well"), 0);
  await until(
    async () => (await lanes.list()).map(({ portal, state, slices: left }) => [portal, state, left]),
    [
      ["day", "delayed", 1],
      ["refused", "paused", 1],
    ], // prettier-ignore
  );
  const [day, refused] = await lanes.list();
  expect(day?.waitsFor?.reason).toBe("daily-limit");
  expect(day?.waitsFor?.untilMs).toBeGreaterThan(Date.now());
  expect(refused?.pause).toMatchObject({ reason: "unauthorized" });
  expect((await lanes.progress("day"))?.counts.succeeded).toBeGreaterThanOrEqual(100);
  // Who has raised the limit does not wait for midnight.
  limit = 1_000_000;
  await lanes.resume("day");
  await until(unsentOf(lanes, "day"), 0);
});

test("outcomes that nobody takes are told again, until somebody does", async () => {
  let isAway = true;
  const told = new Set<number>();
  const { lanes } = make({
    onOutcomes: (outcomes) => {
      if (isAway) {
        isAway = false;
        throw new Error("The database is away");
      }
      for (const { index } of outcomes) told.add(index);
    },
  });
  await lanes.work();
  await lanes.enqueue("1", slices("a", 500, 2));
  await until(unsentOf(lanes, "a"), 0);
  expect(told.size).toBe(1_000);
});

test("who closes leaves its lanes to the others at once, with nothing sent twice", async () => {
  let close = () => {};
  const closed = new Promise<void>((resolve, reject) => {
    close = () => void lanes.close().then(resolve, reject);
  });
  const { lanes, sandbox, settings } = make({ onOutcomes: () => close() });
  for (const graceMs of [Infinity, -1, "1s"]) // It would be cut at once.
    await expect(lanes.close({ graceMs: graceMs as number })).rejects.toThrow("`graceMs`");
  const other = createLanes({ ...settings, onOutcomes: () => {} });
  opened.push(other);
  await lanes.enqueue("1", slices("a", 5_000, 1));
  await lanes.work();
  await closed;
  expect((await other.progress("a"))?.counts.unsent).toBeGreaterThan(0);
  await other.work();
  await until(unsentOf(other, "a"), 0);
  expect(sandbox.requests.reduce((sum, { inputs }) => sum + inputs.length, 0)).toBe(5_000);
});

test("wrong options are named before anything is opened", () => {
  const good = { connection: {}, open: () => [], client: () => ({}), onOutcomes: () => {} };
  for (const [wrong, message] of [
    [{ connection: undefined }, /`connection`/],
    [{ open: undefined }, /`open` to be a function/],
    [{ client: {} }, /`client` to be a function/],
    [{ onOutcomes: 1 }, /`onOutcomes` to be a function/],
    [{ backend: "postgres" }, /`backend` to be a function/],
    [{ name: "a:b" }, /`name`/],
    [{ timeZone: "Berlin" }, /`timeZone`/],
    [{ quantumMs: 1 }, /`quantumMs`/],
    [{ concurency: 1 }, /`concurency`: did you mean `concurrency`/],
  ] as const)
    expect(() => createLanes({ ...good, ...wrong } as never)).toThrow(message);
});

import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { LaneSettings } from "../../src/bullmq/lane-options.js";
import { MARKS } from "../../src/bullmq/packed.js";
import { reportOf } from "../../src/bullmq/report.js";
import type { Slice } from "../../src/bullmq/slice.js";
import { type Next, type TurnContext, takeTurn } from "../../src/bullmq/turn.js";
import { createClient, type Outcome } from "../../src/index.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { fakeTime } from "../helpers/fake-time.js";
import { MemoryStore } from "./memory-store.js";

let store: MemoryStore;
let told: Outcome<object>[];
let sandbox: Sandbox;

// What is loaded takes real time.
beforeAll(async () => {
  const { fetch } = createSandbox();
  const client = createClient({ accessToken: "x", fetch });
  await client.preload();
  await client.contacts.create([{ properties: { email: "a@example.com" } }]);
  await client.contacts.upsert([rowAt(1), { ...rowAt(2), id: "" }]);
});
fakeTime({ now: Date.parse("2026-11-27T10:00:00Z") });
beforeEach(() => void ([store, told] = [new MemoryStore(), []]));

const slice = (from: number, to: number, operation = "contacts.upsert", id = "a"): Slice => ({
  ...{ import: id, operation, from, to },
});
const rowAt = (index: number) => ({
  id: `r${index}@example.com`,
  idProperty: "email",
  properties: { email: `r${index}@example.com` },
});

/** Takes a turn with HubSpot as it is told to be; its time passes by itself. */
async function turn(given: Partial<LaneSettings & TurnContext> & { hubspot?: SandboxOptions } = {}): Promise<Next> {
  const { hubspot = {}, signal, turn: id, closing, othersWait, beforeSend, ...settings } = given;
  sandbox = createSandbox(hubspot);
  const { fetch } = sandbox;
  const client = createClient({
    accessToken: "x",
    fetch,
    concurrency: 2,
    retry: { maxElapsedMs: 1_000 },
    coerce: false,
  });
  const taken = takeTurn("p", {
    settings: {
      ...{
        store,
        client: () => client,
        callOptions: undefined,
        timeZone: async () => "UTC",
        jitterMs: 0,
        quantumMs: 30_000,
      },
      open: ({ to, operation }, from) =>
        Array.from({ length: to - from }, (_, at) => {
          const { properties, ...rest } = rowAt(from + at);
          return operation === "contacts.create" ? { properties } : { properties, ...rest };
        }),
      onOutcomes: (outcomes) => void told.push(...outcomes),
      ...settings,
    },
    ...{ turn: id ?? "t", signal: signal ?? new AbortController().signal },
    ...{
      beforeSend: beforeSend ?? (() => {}),
      closing: closing ?? new AbortController().signal,
      othersWait: othersWait ?? (async () => false),
    },
  });
  let isOver = false;
  taken.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  while (!isOver) await vi.advanceTimersByTimeAsync(250);
  return taken;
}

const sent = () => sandbox.requests.flatMap(({ inputs }) => inputs);
const indexesOf = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ index }) => index).sort((one, other) => one - other);
const upTo = (to: number, from = 0) => Array.from({ length: to - from }, (_, at) => from + at);

describe("a turn", () => {
  test("runs slice after slice, and leaves a lane without any", async () => {
    await store.enqueue("p", [slice(0, 250), slice(250, 300)]);
    expect(await turn()).toEqual({ then: "rest" });
    expect(indexesOf(told)).toEqual(upTo(300));
    expect(sent().map(({ id }) => id)).toEqual(upTo(300).map((index) => rowAt(index).id));
    expect(await store.import("a")).toMatchObject({ slicesDone: 2, succeeded: 300 });
    expect(store.kept.has("p")).toBe(false);
  });

  test("sends no record again of which the fate is known, and tells of the others under their own places", async () => {
    await store.enqueue("p", [slice(100, 400)]);
    const known = [...upTo(150, 100), ...upTo(260, 255), 399];
    store.knows("a", new Map(known.map((index) => [index, MARKS.succeeded])));
    await turn();
    const open = upTo(400, 100).filter((index) => !known.includes(index));
    expect(sent().map(({ id }) => id)).toEqual(open.map((index) => rowAt(index).id));
    expect(indexesOf(told)).toEqual(open);
    expect(told.filter(({ index, input }) => (input as { id: string }).id !== rowAt(index).id)).toEqual([]);
  });

  test("opens a slice where it is to go on, and takes sources of any kind", async () => {
    await store.enqueue("p", [slice(0, 200)]);
    store.knows("a", new Map(upTo(120).map((index) => [index, MARKS.failed])));
    const opened: number[] = [];
    await turn({
      open: (_, from) => {
        opened.push(from);
        // More than was asked for, as a file has it.
        return (async function* () {
          for (let index = from; index < 1_000; index++) yield rowAt(index);
        })();
      },
    });
    expect(opened).toEqual([120]);
    expect(sent()).toHaveLength(80);
    expect(await store.import("a")).toMatchObject({ succeeded: 80, failed: 120, slicesDone: 1 });
  });

  test("of a lane that is paused, or empty, sends nothing", async () => {
    expect(await turn()).toEqual({ then: "rest" });
    await store.enqueue("p", [slice(0, 10)]);
    await store.pause("p", { reason: "asked", message: "" });
    expect(await turn()).toEqual({ then: "rest" });
    expect(sent()).toEqual([]);
    expect(store.kept.get("p")?.slices).toHaveLength(1);
  });

  test("drops the slices of an import that was cancelled, and stops the one that is run", async () => {
    await store.enqueue("p", [
      slice(0, 10),
      slice(0, 5_000, "contacts.upsert", "b"),
      slice(0, 20, "contacts.upsert", "c"),
    ]);
    await store.cancel("a");
    const next = await turn({
      hubspot: { latencyMs: 400 },
      onOutcomes: async (outcomes) => {
        told.push(...outcomes);
        if (told.length === 300) await store.cancel("b");
      },
    });
    expect(next).toEqual({ then: "rest" });
    const [a, b, c] = await Promise.all(["a", "b", "c"].map((id) => store.import(id)));
    expect([a?.succeeded, c?.succeeded]).toEqual([0, 20]);
    expect(b?.succeeded).toBeGreaterThanOrEqual(300);
    expect(b?.succeeded).toBeLessThan(2_000);
    expect(await reportOf("b", b!, store)).toMatchObject({
      ok: false,
      halted: { reason: "stopped" },
      counts: { total: 5_000 },
    });
  });

  test("keeps of a slice that is cancelled that what was announced, and not heard of, may be written", async () => {
    await store.enqueue("p", [slice(0, 10, "contacts.create"), slice(10, 20, "contacts.create")]);
    await store.begin("p", "before");
    await store.intend("p", "before", "a", "one", [3, 4]);
    await store.intend("p", "before", "a", "other", [12]);
    store.knows("a", new Map([[4, MARKS.succeeded]]));
    await store.cancel("a");
    expect(await turn()).toEqual({ then: "rest" });
    expect([sent(), told]).toEqual([[], []]);
    const state = await store.import("a");
    expect(state).toMatchObject({ succeeded: 1, unknown: 2, failed: 0, slicesDone: 2 });
    // Nobody who sends again what is safe sends these.
    expect(await reportOf("a", state!, store)).toMatchObject({
      counts: { unknown: 2, unsent: 17 },
      resend: { safe: 17, "read-first": 2 },
      errors: [{ indexes: [3, 12] }],
    });
    expect((await store.known(slice(0, 20))).intents.size).toBe(0);
  });

  test("keeps of a slice that is cancelled while it runs that what was in flight, and lost, may be written", async () => {
    await store.enqueue("p", [slice(0, 5_000)]);
    const isLate = ({ id }: { id?: unknown }) => Number(/\d+/.exec(String(id))) >= 300;
    await turn({
      hubspot: { latencyMs: 400, faults: [{ when: isLate, answer: "reset-after-write" }] },
      onOutcomes: async (outcomes) => {
        told.push(...outcomes);
        if (told.length === 300) await store.cancel("a");
      },
    });
    const written = sandbox.records("contacts").length;
    expect(written).toBeGreaterThan(300);
    const state = await store.import("a");
    expect(state).toMatchObject({ succeeded: 300, unknown: written - 300, slicesDone: 1 });
    expect(await reportOf("a", state!, store)).toMatchObject({
      counts: { unknown: written - 300, unsent: 5_000 - written },
      resend: { safe: 4_700 },
    });
  });

  test("tells of what was announced, and not heard of, once, where its slice is cancelled in the middle of it", async () => {
    await store.enqueue("p", [slice(0, 5_000, "contacts.create")]);
    await store.begin("p", "before");
    await store.intend("p", "before", "a", "first", upTo(100));
    await store.intend("p", "before", "a", "last", upTo(5_000, 4_900));
    await turn({
      hubspot: { latencyMs: 400 },
      onOutcomes: async (outcomes) => {
        told.push(...outcomes);
        if (told.length === 300) await store.cancel("a");
      },
    });
    expect(indexesOf(told).slice(0, 100)).toEqual(upTo(100));
    const state = await store.import("a");
    expect(state).toMatchObject({ unknown: 200, slicesDone: 1 });
    const { errors } = await reportOf("a", state!, store);
    expect(errors.map(({ count }) => count)).toEqual([200]);
    expect(store.imports.get("a")?.intents.size).toBe(0);
  });

  test("sends nothing more of an import that is cancelled and then forgotten, for its ledger is gone", async () => {
    await store.enqueue("p", [slice(0, 1_000, "contacts.create"), slice(1_000, 2_000, "contacts.create")]);
    const onOutcomes = async (outcomes: readonly Outcome<object>[]) => {
      told.push(...outcomes);
      if (told.length !== 300) return;
      await store.cancel("a");
      await store.forget("a");
    };
    await turn({ hubspot: { latencyMs: 400 }, onOutcomes });
    // What was in flight comes to its end.
    expect(sent().length).toBeLessThanOrEqual(500);
    expect(await turn()).toEqual({ then: "rest" });
    expect(sent()).toEqual([]);
    expect([...store.kept.keys(), ...store.imports.keys()]).toEqual([]);
  });

  test("ends when it is paused, and its slice goes on where it was", async () => {
    await store.enqueue("p", [slice(0, 3_000)]);
    const pausing = (outcomes: readonly Outcome<object>[]) => {
      told.push(...outcomes);
      if (told.length === 200) void store.pause("p", { reason: "asked", message: "" });
    };
    expect(await turn({ hubspot: { latencyMs: 400 }, onOutcomes: pausing })).toEqual({ then: "rest" });
    const first = told.length;
    expect(first).toBeLessThan(2_000);
    await store.resume("p");
    await turn();
    expect(sent()).toHaveLength(3_000 - first);
    expect(indexesOf(told)).toEqual(upTo(3_000));
  });

  test("ends after its time where others wait, in the middle of a slice too, but not before anything is settled", async () => {
    await store.enqueue("p", [slice(0, 5_000)]);
    const others = { othersWait: async () => true, quantumMs: 1_000 };
    expect(await turn({ ...others, hubspot: { latencyMs: 3_000 } })).toEqual({ then: "wait", untilMs: 0 });
    expect(told.length).toBeGreaterThanOrEqual(100);
    expect(told.length).toBeLessThan(1_000);
    expect(await turn({ ...others, othersWait: async () => false })).toEqual({ then: "rest" });
    expect(indexesOf(told)).toEqual(upTo(5_000));
  });

  test("ends where the process does", async () => {
    await store.enqueue("p", [slice(0, 5_000)]);
    const closing = new AbortController();
    const onOutcomes = (outcomes: readonly Outcome<object>[]) => {
      told.push(...outcomes);
      if (told.length === 200) closing.abort();
    };
    const next = await turn({ closing: closing.signal, onOutcomes, hubspot: { latencyMs: 400 } });
    expect(next).toEqual({ then: "wait", untilMs: 0 });
    // What was in flight comes to its end.
    expect(told.length).toBeLessThanOrEqual(400);
    expect(store.kept.get("p")?.slices).toHaveLength(1);
  });

  test("is over at once where the lane is another's: what may be sent again is not told as unknown", async () => {
    await store.enqueue("p", [slice(0, 1_000)]);
    const lost = new AbortController();
    const onOutcomes = (outcomes: readonly Outcome<object>[]) => {
      told.push(...outcomes);
      lost.abort(new Error("The lock is lost"));
    };
    await expect(turn({ signal: lost.signal, onOutcomes, hubspot: { latencyMs: 400 } })).rejects.toThrow(
      "The lock is lost",
    );
    expect(told.every(({ status }) => status === "succeeded")).toBe(true);
    await turn();
    expect(await store.import("a")).toMatchObject({ succeeded: 1_000, unknown: 0 });
  });

  test("sends nothing where the lane was lost while a request was announced, and another turn sends it", async () => {
    await store.enqueue("p", [slice(0, 10, "contacts.create")]);
    const lost = new AbortController();
    const beforeSend = () => {
      if (store.calls.includes("intend")) lost.abort(new Error("The lock is lost"));
      lost.signal.throwIfAborted();
    };
    await expect(turn({ signal: lost.signal, beforeSend })).rejects.toThrow("The lock is lost");
    expect(sent()).toEqual([]);
    await turn();
    expect(sent()).toHaveLength(10);
    expect(await store.import("a")).toMatchObject({ succeeded: 10, unknown: 0 });
  });

  test("nor is what was in flight then, though records after it are written: no later version of it was sent", async () => {
    await store.enqueue("p", [slice(0, 1_000)]);
    const lost = new AbortController();
    const onOutcomes = (outcomes: readonly Outcome<object>[]) => {
      told.push(...outcomes);
      if (told.length === 900) lost.abort(new Error("The lock is lost"));
    };
    const faults = [{ when: ({ id }: { id?: unknown }) => id === "r150@example.com", answer: "hang" as const }];
    await expect(turn({ signal: lost.signal, onOutcomes, hubspot: { faults } })).rejects.toThrow("The lock is lost");
    expect(indexesOf(told)).toEqual([...upTo(100), ...upTo(1_000, 200)]);
    expect(await store.import("a")).toMatchObject({ succeeded: 900, unknown: 0, slicesDone: 0 });
    await turn();
    expect(await store.import("a")).toMatchObject({ succeeded: 1_000, unknown: 0, slicesDone: 1 });
    expect(indexesOf(told)).toEqual(upTo(1_000));
  });
});

test("a turn ends within a second where the lane has another, as where what is kept was lost and queued again", async () => {
  await store.enqueue("p", [slice(0, 3_000)]);
  const onOutcomes = async (outcomes: readonly Outcome<object>[]) => {
    told.push(...outcomes);
    if (told.length === 200) await store.begin("p", "another");
  };
  await expect(turn({ onOutcomes, hubspot: { latencyMs: 400 } })).rejects.toThrow("The lane has another turn");
  expect(sent().length).toBeLessThanOrEqual(1_000);
  expect(store.kept.get("p")?.turn).toBe("another");
  expect(store.kept.get("p")?.slices).toHaveLength(1);
});

test("a turn ends with its slice where the lane has another by then, and takes no slice of that one's", async () => {
  await store.enqueue("p", [slice(0, 100), slice(100, 200), slice(200, 300)]);
  const onOutcomes = async () => void (await store.begin("p", "another"));
  await expect(turn({ onOutcomes })).rejects.toThrow("The lane has another turn");
  expect(sent().map(({ id }) => id)).toEqual(upTo(100).map((index) => rowAt(index).id));
  expect(store.kept.get("p")).toMatchObject({ turn: "another", slices: { length: 3 } });
});

test.each([
  ["its request was announced, and waits for the quota once more", "contacts.create", [], 100],
  ["its request was refused, and waits for its turn again", "contacts.upsert", [429], 0],
])("nothing is sent where the lane is lost while %s", async (_, operation, refusals, most) => {
  await store.enqueue("p", [slice(0, 200, operation)]);
  const { intend } = store;
  store.intend = async (...args) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await intend.apply(store, args);
  };
  const lost = new AbortController();
  // Of a process that stood still meanwhile: nobody has told it.
  const lostMs = Date.now() + 5_000;
  const beforeSend = () => {
    if (Date.now() > lostMs) lost.abort(new Error("The lock is lost"));
    lost.signal.throwIfAborted();
  };
  const quota = { requests: 1, intervalMs: 10_000 };
  const client = () => createClient({ accessToken: "x", fetch: sandbox.fetch, concurrency: 2, quota });
  const faults = refusals.map((status) => ({ answer: { status }, times: 1 }));
  await expect(turn({ client, signal: lost.signal, beforeSend, hubspot: { faults } })).rejects.toThrow(
    "The lock is lost",
  );
  expect(sandbox.records("contacts")).toHaveLength(most);
  expect(sandbox.requests).toHaveLength(1);
});

test("nothing is sent where the lane may be another's", async () => {
  await store.enqueue("p", [slice(0, 1_000)]);
  const lost = new AbortController();
  const beforeSend = () => {
    if (told.length >= 300) lost.abort(new Error("The lock is lost"));
    lost.signal.throwIfAborted();
  };
  await expect(turn({ signal: lost.signal, beforeSend, hubspot: { latencyMs: 100 } })).rejects.toThrow(
    "The lock is lost",
  );
  expect(sent().length).toBeLessThanOrEqual(500);
  await turn();
  expect(await store.import("a")).toMatchObject({ succeeded: 1_000, unknown: 0 });
});

describe("a halt", () => {
  test.each(["UTC", "America/New_York"])("for the day delays the lane until midnight in %s", async (zone) => {
    await store.enqueue("p", [slice(0, 1_000)]);
    const next = await turn({ hubspot: { dailyLimit: 3 }, timeZone: async () => zone, jitterMs: 60_000 });
    const midnight = Date.parse(zone === "UTC" ? "2026-11-28T00:00:00Z" : "2026-11-28T05:00:00Z");
    expect(next).toMatchObject({ then: "wait" });
    const untilMs = next.then === "wait" ? next.untilMs : 0;
    expect(untilMs).toBeGreaterThanOrEqual(midnight);
    expect(untilMs).toBeLessThan(midnight + 60_000);
    expect((await store.lanes())[0]).toMatchObject({ untilMs, waitsFor: "daily-limit", slices: 1 });
    expect(await store.import("a")).toMatchObject({ succeeded: 300, failed: 0, unknown: 0 });
  });

  test.each([
    [401, "unauthorized"],
    [403, "forbidden"],
  ] as const)(
    "for a token that HubSpot answers %i pauses the lane alone, with HubSpot's words",
    async (status, reason) => {
      await store.enqueue("p", [slice(0, 100)]);
      await store.enqueue("q", [slice(0, 100, "contacts.upsert", "b")]);
      const faults = [{ answer: { status, message: "Not with this token" } }];
      expect(await turn({ hubspot: { faults } })).toEqual({ then: "rest" });
      expect(store.kept.get("p")?.pause).toMatchObject({
        reason,
        message: expect.stringContaining("Not with this token"),
      });
      expect(store.kept.get("q")?.pause).toBeUndefined();
      expect(await store.import("a")).toMatchObject({ succeeded: 0, failed: 0, unknown: 0 });
    },
  );

  test("because HubSpot is away delays the lane, longer each time, and never pauses it", async () => {
    await store.enqueue("p", [slice(0, 1_000)]);
    const faults = [{ answer: "reset-before-write" as const }];
    const delays: number[] = [];
    for (let trial = 0; trial < 12; trial++) {
      const next = await turn({ hubspot: { faults } });
      delays.push(next.then === "wait" ? next.untilMs - Date.now() : Number.NaN);
    }
    delays.forEach((delay, trial) => {
      const most = Math.min(300_000, 15_000 * 2 ** trial);
      expect(delay).toBeGreaterThanOrEqual(most / 2 - 500);
      expect(delay).toBeLessThanOrEqual(most);
    });
    // What may be written, and may be sent again, was not given up.
    await turn();
    expect(await store.import("a")).toMatchObject({ succeeded: 1_000, unknown: 0 });
    expect(indexesOf(told)).toEqual(upTo(1_000));
  });

  test("leaves what may be written as unknown where a record after it is known: a later version of it may be among these", async () => {
    await store.enqueue("p", [slice(0, 1_000)]);
    const faults = [
      { when: ({ id }: { id?: unknown }) => id === "r150@example.com", answer: "reset-after-write" as const },
    ];
    await turn({ hubspot: { faults } });
    expect(await store.import("a")).toMatchObject({ succeeded: 900, unknown: 100, slicesDone: 1 });
    const report = await reportOf("a", (await store.import("a"))!, store);
    expect(report).toMatchObject({ ok: false, source: { settledUpTo: 100 }, resend: { safe: 100 } });
  });

  test("leaves what may be written at the end of its slice as unknown", async () => {
    await store.enqueue("p", [slice(0, 300)]);
    const faults = [
      { when: ({ id }: { id?: unknown }) => id === "r250@example.com", answer: "reset-after-write" as const },
    ];
    await turn({ hubspot: { dailyLimit: 1 } });
    const report = async () => reportOf("a", (await store.import("a"))!, store);
    expect(await report()).toMatchObject({ ok: false, halted: { reason: "daily-limit" } });
    await turn({ hubspot: { faults } });
    expect(await store.import("a")).toMatchObject({ succeeded: 200, unknown: 100, slicesDone: 1 });
    expect(indexesOf(told)).toEqual(upTo(300));
    // The day that was used up was not the end of it.
    expect(await report()).toMatchObject({ ok: false, counts: { unknown: 100 } });
    expect(await report()).not.toHaveProperty("halted");
  });

  test("is told while records are left, though all of its slice had been read", async () => {
    await store.enqueue("p", [slice(0, 150)]);
    await turn({ hubspot: { dailyLimit: 1 } });
    const report = await reportOf("a", (await store.import("a"))!, store);
    expect(report).toMatchObject({ ok: false, counts: { unsent: 50 }, halted: { reason: "daily-limit" } });
  });

  test.each<[string, Partial<LaneSettings>, RegExp]>([
    ["open throws", { open: () => Promise.reject(new Error("no such file")) }, /no such file/],
    ["open gives no records", { open: () => 1 as never }, /`open\(slice, from\)` to be an iterable/],
    ["open gives too few", { open: () => [] }, /ended 100 before `to`/],
    ["there is no such method", { client: () => ({ contacts: {} }) }, /`operation` to be a method of the client/],
    ["there is no client", { client: () => Promise.reject(new Error("no such portal")) }, /no such portal/],
    ["options are wrong", { callOptions: () => ({ batchSize: -1 }) }, /batchSize/],
    [
      "nobody knows its time zone",
      { timeZone: () => Promise.reject(new Error("no such account")), ...{ hubspot: { dailyLimit: 0 } } },
      /timeZone\(portal\) threw: no such account/,
    ],
  ])("because %s delays the lane, and pauses it the tenth time in a row", async (_, settings, message) => {
    await store.enqueue("p", [slice(0, 100)]);
    for (let trial = 1; trial < 10; trial++) {
      const next = await turn(settings);
      expect(next).toMatchObject({ then: "wait" });
      expect(store.kept.get("p")?.waitsFor).toMatch(message);
    }
    expect(await turn(settings)).toEqual({ then: "rest" });
    expect(store.kept.get("p")?.pause).toMatchObject({ reason: "failing", message: expect.stringMatching(message) });
  });
});

describe("outcomes", () => {
  test("that are not taken are told again, and nothing more is sent meanwhile", async () => {
    await store.enqueue("p", [slice(0, 2_000)]);
    let calls = 0;
    const sentAtCalls: number[] = [];
    const onOutcomes = (outcomes: readonly Outcome<object>[]) => {
      sentAtCalls.push(sandbox.requests.length);
      if (++calls <= 3) throw new Error("The database is away");
      told.push(...outcomes);
    };
    expect(await turn({ onOutcomes, hubspot: { latencyMs: 50 } })).toEqual({ then: "rest" });
    expect(indexesOf(told)).toEqual(upTo(2_000));
    expect(sent()).toHaveLength(2_000);
    // 250 ms pass before the first repetition, and half a second until what is sent waits.
    expect(sentAtCalls[3]! - sentAtCalls[2]!).toBe(0);
  });

  test("that are never taken delay the lane; what was not kept is sent again", async () => {
    await store.enqueue("p", [slice(0, 300)]);
    const onOutcomes = () => Promise.reject(new Error("The database is gone"));
    expect(await turn({ onOutcomes })).toMatchObject({ then: "wait" });
    expect(store.kept.get("p")?.waitsFor).toMatch(/onOutcomes threw: The database is gone/);
    expect(await store.import("a")).toMatchObject({ succeeded: 0 });
    await turn();
    expect(indexesOf(told)).toEqual(upTo(300));
  });

  test("are told before they are kept", async () => {
    await store.enqueue("p", [slice(0, 300)]);
    store.onRecord = ({ marks }) => {
      const known = new Set(told.map(({ index }) => index));
      expect([...marks.keys()].filter((index) => !known.has(index))).toEqual([]);
    };
    await turn();
    expect(indexesOf(told)).toEqual(upTo(300));
  });

  test("of records that were refused are in the report, with their places, whenever the process ended", async () => {
    await store.enqueue("p", [slice(0, 250), slice(250, 500)]);
    const faults = [
      {
        when: ({ id }: { id?: unknown }) => id === "r7@example.com" || id === "r300@example.com",
        answer: { status: 207, message: "Bad" },
      },
    ];
    await turn({ hubspot: { faults } });
    // As it was kept: with each batch, before its run was over.
    const report = await reportOf("a", (await store.import("a"))!, store);
    expect(report).toMatchObject({
      ok: false,
      counts: { total: 500, succeeded: 498, failed: 2, unknown: 0, unsent: 0 },
      errors: [{ count: 2, indexes: [7, 300], samples: [] }],
      source: { read: 500, exhausted: true, settledUpTo: 500 },
      requests: { sent: sandbox.requests.length },
    });
  });
});

test("the report tells what was called, with its path, as a run's own does", async () => {
  await store.enqueue("p", [slice(0, 100, "objects.upsert")]);
  await turn({ callOptions: () => ({ path: { objectType: "2-7" } }) });
  const report = await reportOf("a", (await store.import("a"))!, store);
  expect(report).toMatchObject({ ok: true, operation: "objects.upsert", path: { objectType: "2-7" } });
});

describe("of what is not idempotent", () => {
  test("each request is announced before it is sent, and forgotten when all is heard of it", async () => {
    await store.enqueue("p", [slice(0, 300, "contacts.create")]);
    const order: string[] = [];
    store.onRecord = () => void order.push("record");
    await turn();
    expect(store.calls.filter((call) => call === "intend")).toHaveLength(3);
    expect(store.imports.get("a")?.intents.size).toBe(0);
    expect(await store.import("a")).toMatchObject({ succeeded: 300 });
  });

  test("what was announced and not heard of is unknown, and is not sent", async () => {
    await store.enqueue("p", [slice(0, 300, "contacts.create")]);
    await store.begin("p", "died");
    await store.intend("p", "died", "a", "lost", upTo(200, 100));
    await turn();
    expect(sent()).toHaveLength(200);
    expect(await store.import("a")).toMatchObject({ succeeded: 200, unknown: 100 });
    const unknown = told.filter(({ status }) => status === "unknown");
    expect(indexesOf(unknown)).toEqual(upTo(200, 100));
    expect(unknown[0]).toMatchObject({ resend: "read-first", error: { name: "UnaccountedError" } });
    expect(unknown[0]?.input).toEqual({ properties: { email: "r100@example.com" } });
    expect(store.imports.get("a")?.intents.size).toBe(0);
  });

  test("what was announced and refused for the day is sent the next day", async () => {
    await store.enqueue("p", [slice(0, 300, "contacts.create")]);
    await turn({ hubspot: { dailyLimit: 1 } });
    expect(store.imports.get("a")?.intents.size).toBe(0);
    await turn();
    expect(await store.import("a")).toMatchObject({ succeeded: 300, unknown: 0 });
  });

  test("a turn that is over sends nothing more", async () => {
    await store.enqueue("p", [slice(0, 1_000, "contacts.create")]);
    const onOutcomes = async (outcomes: readonly Outcome<object>[]) => {
      told.push(...outcomes);
      await store.begin("p", "another");
    };
    await turn({ onOutcomes, hubspot: { latencyMs: 100 } });
    expect(sent().length).toBeLessThanOrEqual(400);
    expect(store.kept.get("p")?.waitsFor).toMatch(/another turn/);
  });
});

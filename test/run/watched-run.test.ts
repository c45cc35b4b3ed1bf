import { AsyncLocalStorage } from "node:async_hooks";
import { type Channel, channel, tracingChannel } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import type { BatchMessage, RequestMessage, RunMessage, WaitMessage } from "../../src/outcome/messages.js";
import type { Part } from "../../src/part.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, answer, fakeFetch, type Handler, refusal, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { parts } from "../helpers/parts.js";
import { updateRun } from "../helpers/run.js";
import { TOKEN } from "../helpers/token.js";

const EVENTS = ["start", "end", "asyncStart", "asyncEnd", "error"] as const;
const NAMES = ["run", "batch", "request"] as const;

let undo: (() => void)[] = [];
fakeTime();
afterEach(() => {
  for (const one of undo) one();
  undo = [];
});

interface Told {
  readonly what: string;
  readonly message: RunMessage & BatchMessage & RequestMessage & WaitMessage;
}

/** Listens to channels: to what begins and what is over, unless told otherwise. */
function listen(names: readonly string[] = [...NAMES, "wait"], events: readonly string[] = ["start", "asyncEnd"]) {
  const told: Told[] = [];
  const subscribe = (what: string, one: Channel) => {
    const hear = (message: unknown) => void told.push({ what, message: message as Told["message"] });
    one.subscribe(hear);
    undo.push(() => one.unsubscribe(hear));
  };
  for (const name of names) {
    if (name === "wait") subscribe(name, channel("hubspot-batch:wait"));
    else
      for (const event of EVENTS.filter((one) => events.includes(one)))
        subscribe(`${name} ${event}`, tracingChannel(`hubspot-batch:${name}`)[event]);
  }
  const of = (what: string) => told.filter((one) => one.what === what).map(({ message }) => message);
  return { told, of };
}

/** Refuses the records whose ids these are, each batch as a whole. */
function refusing(...ids: string[]): Handler {
  return (request, count) =>
    request.inputs.some(({ objectId }) => ids.includes(String(objectId)))
      ? refusal(400, { category: "VALIDATION_ERROR", message: "No" })
      : updated(request, count);
}

test("a run is told of from its start to its end, with its batches and their requests", async () => {
  const { told, of } = listen();
  const { fetch } = fakeFetch(() => refusal(500), refusing("3"));
  const report = await inTime(updateRun(updates(6), { fetch, batchSize: 4 }));
  expect(report.counts).toMatchObject({ total: 6, succeeded: 5, failed: 1 });
  expect(told[0]?.what).toBe("run start");
  expect(told.at(-1)?.what).toBe("run asyncEnd");

  const [run] = of("run start");
  expect(of("run asyncEnd")[0]).toBe(run);
  expect(run).toMatchObject({ operation: "events.update", batchSize: 4 });
  expect(run?.result).toEqual({ ok: false, counts: report.counts, requests: report.requests });
  expect(run?.progress()).toMatchObject({ read: 6, settled: 6, settledUpTo: 6, counts: report.counts });

  const batches = of("batch start");
  expect(batches.map(({ size, result }) => [size, result?.succeeded, result?.failed])).toEqual([
    [4, 3, 1],
    [2, 2, 0],
  ]);
  for (const batch of batches) expect(batch.run).toBe(run);
  expect(of("batch asyncEnd")).toHaveLength(2);
  expect(batches[0]?.outcomes().toSorted((one, other) => one.index - other.index)).toEqual([
    { index: 0, status: "succeeded", recordId: "0" },
    { index: 1, status: "succeeded", recordId: "1" },
    { index: 2, status: "succeeded", recordId: "2" },
    { index: 3, status: "failed" },
  ]);

  const requests = of("request start");
  expect(requests).toHaveLength(report.requests.sent);
  expect(of("request asyncEnd")).toHaveLength(report.requests.sent);
  for (const { batch } of requests) expect(batches).toContain(batch);
  const [first] = requests;
  expect(first).toMatchObject({
    method: "POST",
    server: "https://api.example.com",
    size: 4,
    attempt: 1,
    result: { status: 500 },
  });
  const again = requests.find(({ attempt }) => attempt === 2);
  expect(again).toMatchObject({ batch: first?.batch, size: 4, result: { status: 400 } });
  expect(requests.filter(({ why }) => why === "isolating")).toHaveLength(report.requests.isolating);
  expect(of("wait")).toMatchObject([{ batch: first?.batch, reason: "backoff" }]);
});

test("a wait has ended when its request is sent, not when the next of all who wait is", async () => {
  const startedMs = Date.now();
  const waits: [told: number, ended: number][] = [];
  const hear = (message: unknown) => {
    const { untilMs, ended } = message as WaitMessage;
    void ended().then(() => waits.push([untilMs - startedMs, Date.now() - startedMs]));
  };
  channel("hubspot-batch:wait").subscribe(hear);
  undo.push(() => channel("hubspot-batch:wait").unsubscribe(hear));
  const sentMs: number[] = [];
  const { fetch } = fakeFetch((request, count) => {
    sentMs.push(Date.now() - startedMs);
    return updated(request, count);
  });
  const rateLimiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
  await inTime(updateRun(updates(4), { fetch, rateLimiter, batchSize: 1 }));
  expect(waits.map(([, ended]) => ended)).toEqual(sentMs.slice(1));
  expect(waits.some(([told, ended]) => told < ended)).toBe(true);
});

test("the headers of an answer tell the quota, and what is left of it", async () => {
  const { of } = listen(["request"]);
  const headers = {
    "X-HubSpot-RateLimit-Max": "190",
    "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
    "X-HubSpot-RateLimit-Remaining": "188",
    "X-HubSpot-RateLimit-Daily-Remaining": "249999",
  };
  const { fetch } = fakeFetch((request) => {
    const { status, ...rest } = answer(request.inputs.map(({ objectId }) => ({ objectId })));
    return new Response(JSON.stringify({ status: "COMPLETE", results: request.inputs, ...rest }), { status, headers });
  });
  await inTime(updateRun(updates(1), { fetch }));
  expect(of("request asyncEnd")[0]?.result).toEqual({
    status: 200,
    quota: { requests: 190, intervalMs: 10_000 },
    remaining: 188,
    today: 249_999,
  });
});

test("a request that had no answer is told as an error, and the run goes on as it would", async () => {
  const { of } = listen(["request"], ["error", "asyncEnd"]);
  const { fetch } = fakeFetch(() => {
    throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
  }, updated);
  const report = await inTime(updateRun(updates(2), { fetch }));
  expect(report.ok).toBe(true);
  expect(of("request error")).toMatchObject([{ attempt: 1, error: { name: "NetworkError" } }]);
  expect(of("request asyncEnd").map(({ result }) => result?.status)).toEqual([undefined, 200]);
});

test("no message holds the token, or anything of a record but its place and id when these are asked for", async () => {
  const { told } = listen([...NAMES, "wait"], EVENTS);
  const secret = (index: number) => ({ objectId: String(index), eventName: `Private ${index}` });
  const answers: Handler[] = [
    () => refusal(500, { message: "Private 1 is odd" }),
    ({ token }) => {
      throw new TypeError(`fetch failed for ${token}`);
    },
    refusing("3"),
  ];
  const { fetch } = fakeFetch(...answers);
  await inTime(updateRun([0, 1, 2, 3, 4].map(secret), { fetch, quota: { requests: 2, intervalMs: 1_000 } }));
  expect(told.length).toBeGreaterThan(20);
  const text = inspect(told, { depth: Infinity, maxArrayLength: Infinity, showHidden: true });
  expect(text).not.toContain(TOKEN);
  expect(text).not.toContain("Private");
  expect(JSON.stringify(told)).not.toMatch(/Private|recordId|pat-na1/);
});

test("nothing is loaded, and nothing told, where nobody listens when the run begins", async () => {
  const load = vi.fn(() => Promise.reject(new Error("Nobody listens")));
  const watching: Part<never> = { loaded: undefined, load };
  const { fetch } = fakeFetch(async (request, count) => {
    if (count === 1) heard = listen();
    return updated(request, count);
  });
  let heard: ReturnType<typeof listen> | undefined;
  const report = await inTime(updateRun(updates(300), { fetch, parts: { ...parts, watching } }));
  expect(report.ok).toBe(true);
  expect(load).not.toHaveBeenCalled();
  expect(heard?.told).toEqual([]);
});

test.each(["run", "batch", "request", "wait"])("who listens to the %s channel alone hears of it", async (name) => {
  const { told } = listen([name]);
  const { fetch } = fakeFetch(() => refusal(503), updated);
  await inTime(updateRun(updates(1), { fetch }));
  expect(new Set(told.map(({ what }) => what.split(" ")[0]))).toEqual(new Set([name]));
});

test("a run that ends before its inputs do says why, and each of its batches ends", async () => {
  const { of } = listen();
  const { fetch } = fakeFetch(() => refusal(403, { category: "MISSING_SCOPES" }));
  await inTime(updateRun(updates(900), { fetch, batchSize: 10 }));
  expect(of("run asyncEnd")).toMatchObject([{ result: { ok: false, halted: "forbidden" } }]);
  expect(of("batch asyncEnd")).toEqual(of("batch start"));
  for (const { size, result } of of("batch asyncEnd")) expect(result).toMatchObject({ total: size, unsent: size });
});

/** Gives each of these a context of its own, with the one that it is in as its parent. */
function traceContexts() {
  const storage = new AsyncLocalStorage<{ readonly path: string }>();
  const names = { run: 0, batch: 0, request: 0 };
  for (const name of NAMES) {
    const { start } = tracingChannel(`hubspot-batch:${name}`);
    start.bindStore(storage, () => ({ path: `${storage.getStore()?.path ?? ""}/${name}${names[name]++}` }));
    undo.push(() => void start.unbindStore(storage));
  }
  return storage;
}

test("what runs do at once, with one limiter, is each in its own context, and the callers' stay theirs", async () => {
  const storage = traceContexts();
  const places: Record<string, string[]> = { fetch: [], source: [], map: [], beforeSend: [], onProgress: [] };
  const seen = (what: string) => void places[what]?.push(storage.getStore()?.path ?? "none");
  const rateLimiter = createRateLimiter({ requests: 2, intervalMs: 1_000 });
  const { fetch } = fakeFetch((request, count) => {
    seen("fetch");
    return after((count * 37) % 90, count % 5 === 0 ? () => refusal(500) : updated)(request, count);
  });
  async function* source(name: string) {
    for (const input of updates(12)) {
      seen("source");
      await new Promise((resolve) => setTimeout(resolve, 7));
      yield { ...input, eventName: name };
    }
  }
  const options = { fetch, rateLimiter, batchSize: 3, onProgress: () => seen("onProgress") };
  const runs = ["a", "b", "c"].map((name) =>
    storage.run({ path: `/caller-${name}` }, async () => {
      const run = updateRun(source(name), { ...options, beforeSend: () => seen("beforeSend") });
      const mine: string[] = [];
      if (name === "a") expect((await run).ok).toBe(true);
      else
        for await (const outcome of run) {
          expect(outcome.status).toBe("succeeded");
          mine.push(storage.getStore()?.path ?? "none");
        }
      mine.push(storage.getStore()?.path ?? "none");
      return mine;
    }),
  );
  const callers = await inTime(Promise.all(runs));
  expect(callers.map((paths) => [...new Set(paths)])).toEqual([["/caller-a"], ["/caller-b"], ["/caller-c"]]);

  const runOf = (path: string) => path.split("/").slice(0, 3).join("/");
  const contexts = new Set(Object.values(places).flat().map(runOf));
  expect([...contexts].sort()).toEqual(["/caller-a/run0", "/caller-b/run1", "/caller-c/run2"]);
  for (const path of places["fetch"]!) expect(path).toMatch(/^\/caller-.\/run\d\/batch\d+\/request\d+$/);
  for (const path of places["beforeSend"]!) expect(path).toMatch(/^\/caller-.\/run\d\/batch\d+$/);
  for (const path of places["source"]!) expect(path).toMatch(/^\/caller-.\/run\d$/);
  // Twelve batches, and each a context of its own.
  expect(new Set(places["beforeSend"]).size).toBe(12);
});

import { channel, subscribe, tracingChannel, unsubscribe } from "node:diagnostics_channel";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient, type RateLimiter } from "../../src/index.js";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { instrumentHubSpotBatch } from "../../src/otel/otel.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { clientOf } from "../helpers/client.js";
import { after, answer, connectionError, fakeFetch, type Handler, refusal, respond, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";
import { TOKEN } from "../helpers/token.js";
import { instrument, parentOf } from "./traced.js";

let sdk: ReturnType<typeof instrument>;
beforeEach(() => {
  vi.useFakeTimers();
  sdk = instrument();
});
afterEach(async () => {
  vi.useRealTimers();
  await sdk.undo();
});

/** Refuses the record of this id, each batch of it as a whole. */
const refusing =
  (id: string): Handler =>
  (request, count) =>
    request.inputs.some(({ objectId }) => objectId === id)
      ? refusal(400, { category: "VALIDATION_ERROR", message: "No" })
      : updated(request, count);

const RUN = "events.update";
const BATCH = "events.update batch";
const REQUEST = "events.update request";

test("a run is a span, with its batches below it, and their requests below these", async () => {
  const { fetch } = fakeFetch(() => refusal(503), updated);
  await inTime(updateRun(updates(5), { fetch, batchSize: 4 }));
  const [run] = sdk.named(RUN);
  expect(run).toMatchObject({ kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET } });
  expect(run?.parentSpanContext).toBeUndefined();
  expect(run?.instrumentationScope.name).toBe("hubspot-batch");
  expect(run?.attributes).toEqual({
    "hubspot_batch.operation": RUN,
    "hubspot_batch.api_version": expect.any(String),
    "hubspot_batch.batch_size": 4,
    "hubspot_batch.records.succeeded": 5,
    "hubspot_batch.records.failed": 0,
    "hubspot_batch.records.unknown": 0,
    "hubspot_batch.records.unsent": 0,
    "hubspot_batch.requests.sent": 3,
    "hubspot_batch.requests.retried": 1,
  });
  const batches = sdk.named(BATCH);
  for (const batch of batches) expect(parentOf(batch, sdk.all())).toBe(run);
  // One record is no batch, by the conventions.
  expect(batches.map(({ attributes }) => attributes["db.operation.batch.size"]).sort()).toEqual([4, undefined]);
  const whole = batches.find(({ attributes }) => attributes["db.operation.batch.size"] === 4);
  const requests = sdk.named(REQUEST).filter((span) => parentOf(span, sdk.all()) === whole);
  expect(sdk.named(REQUEST)).toHaveLength(3);
  const common = {
    "hubspot_batch.operation": RUN,
    "db.operation.batch.size": 4,
    "server.address": "api.example.com",
  };
  expect(requests.map(({ kind, attributes, status }) => ({ kind, attributes, status: status.code }))).toEqual([
    { kind: SpanKind.CLIENT, attributes: { ...common, "error.type": "503" }, status: SpanStatusCode.ERROR },
    { kind: SpanKind.CLIENT, attributes: { ...common, "http.request.resend_count": 1 }, status: SpanStatusCode.UNSET },
  ]);
  expect(whole?.status.code).toBe(SpanStatusCode.UNSET);
  expect(whole?.events).toMatchObject([
    {
      name: "hubspot_batch.wait",
      attributes: {
        "hubspot_batch.wait.reason": "backoff",
        "hubspot_batch.wait.until": expect.stringMatching(/^\d{4}-.*Z$/),
      },
    },
  ]);
});

test("what instrumentation of HTTP makes is below the request, however runs share a limiter, and callers keep theirs", async () => {
  const rateLimiter = createRateLimiter({ requests: 2, intervalMs: 1_000 });
  const { fetch } = fakeFetch(async (request, count) => {
    const span = sdk.tracer.startSpan(`POST of ${String(request.inputs[0]?.["eventName"])}`);
    const answered = await after((count * 37) % 90, count % 5 === 0 ? () => refusal(500) : updated)(request, count);
    // Still in its context, after awaits.
    sdk.tracer.startSpan("reading").end();
    span.end();
    return answered;
  });
  async function* source(name: string) {
    for (const input of updates(9)) {
      sdk.tracer.startSpan("source").end();
      await new Promise((resolve) => setTimeout(resolve, 7));
      yield { ...input, eventName: name };
    }
  }
  const runs = ["a", "b", "c"].map((name) =>
    sdk.tracer.startActiveSpan(`caller ${name}`, async (caller) => {
      const run = updateRun(source(name), { fetch, rateLimiter, batchSize: 3 });
      if (name === "a") expect((await run).ok).toBe(true);
      else
        for await (const outcome of run) {
          expect(outcome.status).toBe("succeeded");
          expect(trace.getActiveSpan()).toBe(caller);
        }
      expect(trace.getActiveSpan()).toBe(caller);
      sdk.tracer.startSpan(`after ${name}`).end();
      caller.end();
    }),
  );
  await inTime(Promise.all(runs));
  const spans = sdk.all();
  for (const name of ["a", "b", "c"]) {
    const [caller] = sdk.named(`caller ${name}`);
    const run = sdk.named(RUN).find((one) => parentOf(one, spans) === caller);
    expect(run).toBeDefined();
    expect(parentOf(sdk.named(`after ${name}`)[0], spans)).toBe(caller);
    const batches = sdk.named(BATCH).filter((one) => parentOf(one, spans) === run);
    expect(batches).toHaveLength(3);
    const posts = sdk.named(`POST of ${name}`);
    expect(posts.length).toBeGreaterThanOrEqual(3);
    for (const post of posts) {
      const request = parentOf(post, spans);
      expect(request?.name).toBe(REQUEST);
      expect(batches).toContain(parentOf(request, spans));
    }
  }
  for (const reading of sdk.named("reading")) expect(parentOf(reading, spans)?.name).toBe(REQUEST);
  for (const read of sdk.named("source")) expect(parentOf(read, spans)?.name).toBe(RUN);
  // Each request has its own.
  const parents = spans.filter(({ name }) => name.startsWith("POST of")).map((post) => parentOf(post, spans));
  expect(new Set(parents).size).toBe(sdk.named(REQUEST).length);
});

test.each([
  ["node:http", "http.client.request.start", {}],
  ["fetch", "undici:request:create", { fetch: (url: string, init: RequestInit) => fetch(url, init) }],
])("what hears of %s's own requests finds the request as its parent, up to the caller", async (_, heard, options) => {
  vi.useRealTimers();
  const { url, close } = await createSandbox().listen();
  const hear = () => void sdk.tracer.startSpan("POST").end();
  subscribe(heard, hear);
  const hubspot = createClient({ accessToken: "any", baseUrl: url, ...options });
  const event = { externalAccountId: "shop", externalEventId: "1", eventName: "Concert", eventOrganizer: "The shop" };
  await sdk.tracer.startActiveSpan("caller", async (caller) => {
    expect(await hubspot.marketingEvents.upsert([event])).toMatchObject({ ok: true });
    caller.end();
  });
  unsubscribe(heard, hear);
  await close();
  const names: string[] = [];
  for (let [span] = sdk.named("POST"); span !== undefined; span = parentOf(span, sdk.all())) names.push(span.name);
  const upsert = "marketingEvents.upsert";
  expect(names).toEqual(["POST", `${upsert} request`, `${upsert} batch`, upsert, "caller"]);
  expect(sdk.named("POST")).toHaveLength(1);
});

test("a run is below what is active where it is begun, which need not be where its method was called", async () => {
  const { fetch } = fakeFetch(updated);
  const run = sdk.tracer.startActiveSpan("called", (caller) => {
    caller.end();
    return updateRun(updates(1), { fetch });
  });
  await inTime(
    sdk.tracer.startActiveSpan("begun", async (beginner) => {
      await run;
      beginner.end();
    }),
  );
  expect(parentOf(sdk.named(RUN)[0], sdk.all())?.name).toBe("begun");
});

test("a wait whose end is no time is told without it", async () => {
  const { fetch } = fakeFetch(updated);
  const rateLimiter: RateLimiter = {
    acquire: () => new Promise((resolve) => setTimeout(() => resolve({ startedMs: performance.now() }), 10)),
    release() {},
    pause() {},
    waiting: () => ({ reason: "limiter", untilMs: Infinity }),
  };
  expect(await inTime(updateRun(updates(1), { fetch, rateLimiter }))).toMatchObject({ ok: true });
  expect(sdk.named(BATCH)[0]?.events.map(({ attributes }) => attributes)).toEqual([
    { "hubspot_batch.wait.reason": "limiter" },
  ]);
});

test("without a manager of contexts the spans are below each other all the same", async () => {
  context.disable();
  const { fetch } = fakeFetch(updated);
  await inTime(updateRun(updates(3), { fetch }));
  const [request] = sdk.named(REQUEST);
  const batch = parentOf(request, sdk.all());
  expect([batch?.name, parentOf(batch, sdk.all())?.name]).toEqual([BATCH, RUN]);
});

describe("a span that ended badly", () => {
  /** What is said of the spans of these names. */
  const said = (...names: string[]) =>
    names.map((name) => sdk.named(name).map(({ status, attributes }) => [status.code, attributes["error.type"]]));
  const ERROR = SpanStatusCode.ERROR;

  test("names the status that refused it, or the fate of its records", async () => {
    const { fetch } = fakeFetch(refusing("1"));
    await inTime(updateRun(updates(2), { fetch, batchSize: 2 }));
    const [runs, batches, requests] = said(RUN, BATCH, REQUEST);
    expect(runs).toEqual([[ERROR, "failed"]]);
    expect(batches).toEqual([[ERROR, "failed"]]);
    expect(requests?.filter(([code]) => code === ERROR).map(([, type]) => type)).toEqual(["400", "400"]);
    const isolating = sdk
      .named(REQUEST)
      .filter(({ attributes }) => attributes["hubspot_batch.request.reason"] === "isolating");
    expect(isolating.length).toBeGreaterThan(0);
    expect(requests).toContainEqual([SpanStatusCode.UNSET, undefined]);
  });

  test("names the error of a request that had no answer, which may leave records unknown", async () => {
    const { fetch } = fakeFetch(() => Promise.reject(connectionError("ECONNRESET")));
    await inTime(updateRun(updates(2), { fetch, retry: { maxRetries: 0 } }));
    expect(said(RUN, BATCH, REQUEST)).toEqual([[[ERROR, "unknown"]], [[ERROR, "unknown"]], [[ERROR, "NetworkError"]]]);
  });

  test("names what halted the run, and what no batch took", async () => {
    const { fetch } = fakeFetch(() => refusal(401));
    await inTime(updateRun(updates(300), { fetch, retry: { maxRetries: 0 } }));
    expect(said(RUN)).toEqual([[[ERROR, "unauthorized"]]]);
    expect(new Set(said(BATCH)[0]?.map(String))).toEqual(new Set([`${ERROR},unsent`]));
  });

  test("names the abort of a run, whose spans all end", async () => {
    const control = new AbortController();
    const { fetch } = fakeFetch(after(60_000, updated));
    const run = updateRun(updates(2), { fetch, signal: control.signal });
    setTimeout(() => control.abort(), 50);
    await inTime(run);
    expect(said(RUN, BATCH, REQUEST)).toEqual([[[ERROR, "aborted"]], [[ERROR, "unknown"]], [[ERROR, "NetworkError"]]]);
  });
});

test("a single request is a span below its caller's, without a batch", async () => {
  vi.useRealTimers();
  const { fetch } = fakeFetch(() => respond(404, { category: "OBJECT_NOT_FOUND", message: "No" }));
  const hubspot = clientOf({ fetch, baseUrl: "http://localhost:8080", allowInsecure: true });
  await sdk.tracer.startActiveSpan("caller", async (caller) => {
    await Promise.resolve(hubspot.api.GET("/events/{id}" as never, { params: { path: { id: "7" } } } as never)).catch(
      () => {},
    );
    caller.end();
  });
  const [request] = sdk.named("hubspot.api GET");
  expect(parentOf(request, sdk.all())?.name).toBe("caller");
  expect(request?.attributes).toEqual({ "server.address": "localhost", "server.port": 8080, "error.type": "404" });
  expect(await sdk.measured("hubspot_batch.requests")).toEqual([
    [{ outcome: "refused", "error.type": "404", "server.address": "localhost", "server.port": 8080 }, 1],
  ]);
});

describe("metrics", () => {
  const operation = { "hubspot_batch.operation": RUN };
  const server = { "server.address": "api.example.com" };

  test("records are counted by status, those too that no batch had", async () => {
    const { fetch } = fakeFetch(refusing("1"));
    const map = (input: { objectId: string; eventName: string }) => {
      if (input.objectId === "3") throw new Error("Not this one");
      return input;
    };
    const report = await inTime(updateRun(updates(5), { fetch, map } as never));
    expect(report.counts).toMatchObject({ succeeded: 3, failed: 2 });
    expect(await sdk.measured("hubspot_batch.records")).toEqual([
      [{ status: "succeeded", ...operation }, 3],
      [{ status: "failed", ...operation }, 2],
    ]);
  });

  test("requests are counted by outcome, and what is left of the quota is told", async () => {
    const left = (status: number, remaining: number) =>
      respond(status, status === 200 ? { status: "COMPLETE", results: [{ objectId: "0" }, { objectId: "1" }] } : {}, {
        "X-HubSpot-RateLimit-Remaining": String(remaining),
        "X-HubSpot-RateLimit-Daily-Remaining": String(remaining + 1_000),
      });
    const { fetch } = fakeFetch(
      () => left(429, 0),
      () => Promise.reject(connectionError("ECONNRESET")),
      () => left(502, 8),
      () => left(200, 7),
    );
    await inTime(updateRun(updates(2), { fetch }));
    const counted = await sdk.measured("hubspot_batch.requests");
    expect(counted).toEqual([
      [{ outcome: "rate-limited", ...operation, "error.type": "429", ...server }, 1],
      [{ outcome: "lost", ...operation, "error.type": "NetworkError", ...server }, 1],
      [{ outcome: "failed", ...operation, "error.type": "502", ...server }, 1],
      [{ outcome: "accepted", ...operation, ...server }, 1],
    ]);
    expect(await sdk.measured("hubspot_batch.quota.remaining")).toEqual([
      [{ ...server, "hubspot_batch.quota.period": "window" }, 7],
      [{ ...server, "hubspot_batch.quota.period": "day" }, 1_007],
    ]);
  });

  test("waits for the quota are measured as long as they are, backoff is none", async () => {
    const { fetch } = fakeFetch(() => refusal(500), updated);
    const rateLimiter = createRateLimiter({ requests: 1, intervalMs: 1_000 });
    await inTime(updateRun(updates(4), { fetch, rateLimiter, batchSize: 1 }));
    const waits = await sdk.measured("hubspot_batch.quota.wait");
    const reasons = waits.map(([attributes]) => attributes["hubspot_batch.wait.reason"]);
    expect(reasons).toEqual(["quota"]);
    const [[, told] = []] = waits as unknown as [object, { count: number; sum: number; max: number }][];
    // Five requests, one a second: what was asked for at once waits one, two, three seconds, and not until the next turn alone.
    expect(told?.count).toBeGreaterThanOrEqual(3);
    expect(told?.max).toBeGreaterThan(2.5);
    expect(told?.sum).toBeGreaterThan(5);
  });
});

test("neither a token nor anything of a record is in a span or a metric", async () => {
  const { fetch } = fakeFetch(
    ({ token }) => Promise.reject(new TypeError(`fetch failed for ${token}`)),
    () => refusal(400, { category: "VALIDATION_ERROR", message: "Private 1 is odd" }),
    refusing("2"),
    () => answer([{ objectId: "Private 0" }]),
  );
  const inputs = updates(4).map((input) => ({ ...input, eventName: `Private ${input.objectId}` }));
  await inTime(updateRun(inputs, { fetch }));
  const told = sdk.all().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  expect(told.length).toBeGreaterThan(4);
  const names = ["records", "requests", "quota.wait", "quota.remaining"].map((name) => `hubspot_batch.${name}`);
  const text = JSON.stringify([told, await Promise.all(names.map(sdk.measured))]);
  expect(text).not.toContain("Private");
  expect(text).not.toContain(TOKEN);
});

test("no request carries a traceparent", async () => {
  const { fetch, sent } = fakeFetch(updated);
  await inTime(updateRun(updates(1), { fetch }));
  expect([...(sent[0]?.headers.keys() ?? [])].filter((name) => /trace|baggage|b3/.test(name))).toEqual([]);
});

describe("the function that ends it", () => {
  const channels = () => [
    ...["run", "batch", "request"].map((name) => {
      const { start, asyncEnd } = tracingChannel(`hubspot-batch:${name}`);
      return start.hasSubscribers || asyncEnd.hasSubscribers;
    }),
    channel("hubspot-batch:wait").hasSubscribers,
  ];

  test("leaves no subscription, and can be called again", async () => {
    expect(channels()).toEqual([true, true, true, true]);
    sdk.end();
    sdk.end();
    expect(channels()).toEqual([false, false, false, false]);
    const { fetch } = fakeFetch(updated);
    await inTime(updateRun(updates(3), { fetch }));
    expect(sdk.all()).toEqual([]);
    expect(await sdk.measured("hubspot_batch.records")).toEqual([]);
  });

  test("ends what is open, and the run goes on", async () => {
    const { fetch } = fakeFetch(after(1_000, updated));
    const rateLimiter = createRateLimiter({ requests: 1, intervalMs: 5_000 });
    const run = updateRun(updates(4), { fetch, rateLimiter, batchSize: 2 });
    setTimeout(sdk.end, 500);
    expect(await inTime(run)).toMatchObject({ ok: true });
    expect(
      sdk
        .all()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([RUN, BATCH, BATCH, REQUEST]);
    for (const { status } of sdk.all()) expect(status.code).toBe(SpanStatusCode.UNSET);
    expect(await sdk.measured("hubspot_batch.quota.wait")).toEqual([]);
  });

  test("of one leaves another's", async () => {
    const other = instrumentHubSpotBatch();
    sdk.end();
    expect(channels()).toEqual([true, true, true, true]);
    other();
    expect(channels()).toEqual([false, false, false, false]);
  });
});

test("two instrumentations each have their own spans", async () => {
  const other = instrument();
  const { fetch } = fakeFetch(updated);
  await inTime(updateRun(updates(3), { fetch }));
  for (const one of [sdk, other]) {
    const [request] = one.named(REQUEST);
    expect(parentOf(parentOf(request, one.all()), one.all())?.name).toBe(RUN);
  }
  await other.undo();
});

test("an option that is no provider is refused", () => {
  for (const name of ["tracerProvider", "meterProvider"])
    for (const wrong of [{}, null, "otel"])
      expect(() => instrumentHubSpotBatch({ [name]: wrong })).toThrow(`Expected \`${name}\``);
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CallOptions, contract, createClient, createRateLimiter } from "../src/index.js";
import { answer, fakeFetch } from "./helpers/http.js";
import { TOKEN } from "./helpers/token.js";

const { fetch, sent } = fakeFetch(({ inputs }) => answer(inputs.map(({ id, objectId }) => ({ id, objectId }))));

beforeEach(() => {
  vi.stubEnv("HUBSPOT_ACCESS_TOKEN", undefined);
  sent.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The message of the `TypeError` that a mistake throws, before anything is sent. */
function mistake(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    expect(sent).toHaveLength(0);
    const { message } = error as TypeError;
    expect(message).not.toContain(TOKEN);
    return message;
  }
  throw new Error("It was let through");
}

/** Those of the contracts, the default first, and the others by age. */
const VERSIONS = Object.keys(contract.versions).join(", ");

const client = (options: object = {}) => createClient({ accessToken: TOKEN, fetch, ...options });

describe("a client is not made", () => {
  test.each<[object, string]>([
    [
      { accessToken: undefined },
      "Expected `accessToken` to be a token or a function that gives one, got nothing, and no HUBSPOT_ACCESS_TOKEN in the environment",
    ],
    [{ accessToken: "" }, "Expected `accessToken` to be a token or a function that gives one, got an empty text"],
    [
      { accessToken: `${TOKEN} ${TOKEN}` },
      "Expected `accessToken` to be a token or a function that gives one, got an unusable string",
    ],
    [
      { accessToken: { token: TOKEN } },
      "Expected `accessToken` to be a token or a function that gives one, got an unusable object",
    ],
    [{ apiVersion: "v2" }, `Expected \`apiVersion\` to be one of ${VERSIONS}, got "v2"`],
    [{ apiVersion: "constructor" }, `Expected \`apiVersion\` to be one of ${VERSIONS}, got "constructor"`],
    [{ apiVersion: 3 }, `Expected \`apiVersion\` to be one of ${VERSIONS}, got 3`],
    [{ coerce: "yes" }, 'Expected `coerce` to be true or false, got "yes"'],
    [
      { baseUrl: "http://api.hubapi.com" },
      "Expected `baseUrl` to be an https: URL (http: only to a loopback address, or as `allowInsecure` says), got an http: URL",
    ],
    [
      { baseUrl: "api.hubapi.com" },
      "Expected `baseUrl` to be an https: URL (http: only to a loopback address, or as `allowInsecure` says), got a text that is no URL",
    ],
    [
      { baseUrl: new URL("https://api.hubapi.com") },
      "Expected `baseUrl` to be an https: URL (http: only to a loopback address, or as `allowInsecure` says), got an object (URL)",
    ],
    [
      { baseUrl: `https://${TOKEN}@api.hubapi.com` },
      "Expected `baseUrl` to be a URL without user, password, query or fragment, got one that has some",
    ],
    [{ fetch: "fetch" }, 'Expected `fetch` to be a function, got "fetch"'],
    [{ fetch: null }, "Expected `fetch` to be a function, got null"],
    [
      { quota: { requests: 0, intervalMs: 10_000 } },
      "Expected `quota.requests` to be a whole number from 1 to 1000000, got 0",
    ],
    [
      { quota: { requests: 100, intervalMs: -1 } },
      "Expected `quota.intervalMs` to be a whole number from 1 to 86400000, got -1",
    ],
    [
      { quota: { requests: 100 } },
      "Expected `quota.intervalMs` to be a whole number from 1 to 86400000, got undefined",
    ],
    [{ quota: { requests: null } }, "Expected `quota.requests` to be a whole number from 1 to 1000000, got null"],
    [
      { quota: { requests: 100, intervalMS: 10_000 } },
      "Expected `quota` to have only requests, intervalMs, got `intervalMS`: did you mean `intervalMs`?",
    ],
    [{ reserve: { shares: 0.5 } }, "Expected `reserve` to have only share, daily, got `shares`: did you mean `share`?"],
    [
      { retry: { retries: 0 } },
      "Expected `retry` to have only maxRetries, initialDelayMs, maxDelayMs, maxElapsedMs, got `retries`",
    ],
    [
      { timeoutMS: 10 },
      "Expected `options` to have only accessToken, apiVersion, baseUrl, allowInsecure, fetch, quota, reserve, rateLimiter, concurrency, retry, timeoutMs, validate, unknownFields, coerce, portal, userAgent, got `timeoutMS`: did you mean `timeoutMs`?",
    ],
    // Never what it holds.
    [
      { token: TOKEN },
      "Expected `options` to have only accessToken, apiVersion, baseUrl, allowInsecure, fetch, quota, reserve, rateLimiter, concurrency, retry, timeoutMs, validate, unknownFields, coerce, portal, userAgent, got `token`",
    ],
    [{ quota: 100 }, "Expected `quota` to be { requests, intervalMs }, got 100"],
    [{ reserve: { share: 1 } }, "Expected `reserve.share` to be a number from 0 to below 1, got 1"],
    [{ reserve: { daily: 0.5 } }, "Expected `reserve.daily` to be a whole number from 0 to 1000000000, got 0.5"],
    [{ rateLimiter: {} }, "Expected `rateLimiter` to be made by `createRateLimiter`, got an object (Object)"],
    [{ rateLimiter: null }, "Expected `rateLimiter` to be made by `createRateLimiter`, got null"],
    [
      { rateLimiter: createRateLimiter(), quota: { requests: 1, intervalMs: 1 } },
      "Expected `quota` to be left out beside `rateLimiter`, which has its own, got an object (Object)",
    ],
    [
      { rateLimiter: createRateLimiter(), reserve: {} },
      "Expected `reserve` to be left out beside `rateLimiter`, which has its own, got an object (Object)",
    ],
    [{ concurrency: 0 }, "Expected `concurrency` to be a whole number from 1 to 1000, got 0"],
    [{ concurrency: 1_001 }, "Expected `concurrency` to be a whole number from 1 to 1000, got 1001"],
    [{ retry: { maxRetries: -1 } }, "Expected `retry.maxRetries` to be a whole number from 0 to 20, got -1"],
    [
      { retry: { initialDelayMs: "500" } },
      'Expected `retry.initialDelayMs` to be a whole number from 0 to 2147483647, got "500"',
    ],
    [
      { retry: { maxDelayMs: Number.NaN } },
      "Expected `retry.maxDelayMs` to be a whole number from 0 to 2147483647, got NaN",
    ],
    [
      { retry: { maxElapsedMs: Infinity } },
      "Expected `retry.maxElapsedMs` to be a whole number from 0 to 2147483647, got Infinity",
    ],
    [{ timeoutMs: 0 }, "Expected `timeoutMs` to be a whole number from 1 to 2147483647, got 0"],
    [{ validate: "yes" }, 'Expected `validate` to be true or false, got "yes"'],
    [{ unknownFields: "drop" }, 'Expected `unknownFields` to be "refuse" or "send", got "drop"'],
    [{ userAgent: "a\r\nx-evil: 1" }, 'Expected `userAgent` to be printable ASCII, got "a\\r\\nx-evil: 1"'],
    [{ userAgent: "" }, 'Expected `userAgent` to be printable ASCII, got ""'],
  ])("with %j", (options, message) => {
    expect(mistake(() => client(options))).toBe(message);
  });
});

describe("a call is not made", () => {
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["a text", '"a text"'],
    [{ objectId: "1" }, "an object (Object)"],
    [7, "7"],
    [Promise.resolve([]), "an object (Promise)"],
    [() => [], "a function"],
  ])("with %s for its inputs", (inputs, got) => {
    expect(mistake(() => client().marketingEvents.update(inputs as []))).toBe(
      `Expected \`inputs\` to be an array, an iterable or an async iterable of records, got ${got}`,
    );
  });

  test.each<[object, string]>([
    [{ batchSize: 0 }, "Expected `batchSize` to be a whole number from 1 to 100, got 0"],
    [{ batchSize: 101 }, "Expected `batchSize` to be a whole number from 1 to 100, got 101"],
    [{ batchSize: 2.5 }, "Expected `batchSize` to be a whole number from 1 to 100, got 2.5"],
    [{ batchSize: "10" }, 'Expected `batchSize` to be a whole number from 1 to 100, got "10"'],
    [{ totalTimeoutMs: 0 }, "Expected `totalTimeoutMs` to be a whole number from 1 to 2147483647, got 0"],
    [
      { totalTimeoutMs: 2 ** 31 },
      "Expected `totalTimeoutMs` to be a whole number from 1 to 2147483647, got 2147483648",
    ],
    [{ signal: new AbortController() }, "Expected `signal` to be an AbortSignal, got an object (AbortController)"],
    [{ onProgress: "log" }, 'Expected `onProgress` to be a function, got "log"'],
    [
      { batchsize: 10 },
      "Expected `options` to have only signal, batchSize, totalTimeoutMs, deadlineMs, onProgress, onCheckpoint, isolate, path, body, query, firstIndex, beforeSend, sameRecord, records, lingerMs, map, got `batchsize`: did you mean `batchSize`?",
    ],
    [
      { isolate: { maxRequest: 1 } },
      "Expected `isolate` to have only maxRequests, maxRefusals, got `maxRequest`: did you mean `maxRequests`?",
    ],
    [{ isolate: true }, "Expected `isolate` to be an object or false, got true"],
    [{ isolate: null }, "Expected `isolate` to be an object or false, got null"],
    [{ isolate: { maxRequests: -1 } }, "Expected `isolate.maxRequests` to be a whole number from 0 to 1000000, got -1"],
    [
      { isolate: { maxRefusals: 1.5 } },
      "Expected `isolate.maxRefusals` to be a whole number from 0 to 1000000, got 1.5",
    ],
    [
      { path: { objectType: "x" } },
      "Expected `path` to be left out: its path has no parameters, got an object (Object)",
    ],
    [{ body: {} }, "Expected `body` to be left out: it has no fields beside its inputs, got an object (Object)"],
  ])("with %j", (options, message) => {
    expect(mistake(() => client().listings.update([], options as CallOptions<undefined, undefined, undefined>))).toBe(
      message,
    );
  });

  test("twice: a run is one call", async () => {
    const run = client().marketingEvents.update([{ objectId: "1" }]);
    await run;
    expect(sent).toHaveLength(1);
    sent.length = 0;
    expect(mistake(() => run.batches())).toBe(
      "Expected a run to be used once, got a second use of one that was awaited",
    );
  });
});

test.each([1, 2, 3, 4, 5, 6])("a value that can be written %d times, and then throws, stops no run", async (times) => {
  let written = 0;
  const eventName = {
    toJSON() {
      if (++written > times) throw new Error("no more");
      return "Event 1";
    },
  };
  const event = { externalAccountId: "a", externalEventId: "e", eventName: "Event", eventOrganizer: "us" };
  const inputs = [event, { ...event, externalEventId: "odd", eventName }, { ...event, externalEventId: "last" }];
  const report = await client({ validate: false }).marketingEvents.upsert(inputs as (typeof event)[]);
  expect(report.counts.total).toBe(3);
  expect(report.halted).toBeUndefined();
});

describe("one bad record fails alone, and all others are written", () => {
  const cycle: Record<string, unknown> = { objectId: "cycle" };
  cycle["self"] = cycle;
  const bad: [string, unknown][] = [
    ["null", null],
    ["undefined", undefined],
    ["a text", "objectId"],
    ["a number", 7],
    ["a BigInt", 10n],
    ["a list", [{ objectId: "1" }]],
    ["a function", () => ({})],
    ["a BigInt in a field", { objectId: 1n }],
    ["a cycle", cycle],
    [
      "a getter that throws",
      {
        get objectId() {
          throw new Error("no id today");
        },
      },
    ],
    [
      "a toJSON that throws",
      {
        objectId: "1",
        toJSON() {
          throw new Error("no JSON today");
        },
      },
    ],
    ["a toJSON that gives nothing", { objectId: "1", toJSON: () => undefined }],
    ["a proxy that was revoked", revoked()],
  ];

  test.each([true, false])("with validate: %s", async (validate) => {
    const inputs = bad.flatMap(([, input], index) => [input, { objectId: String(index) }]) as { objectId: string }[];
    const report = await client({ validate }).marketingEvents.update(inputs);
    expect(report.outcomes).toHaveLength(bad.length * 2);
    report.outcomes.forEach((outcome, index) => {
      expect(outcome.input).toBe(inputs[index]);
      if (index % 2 === 1) expect(outcome).toMatchObject({ status: "succeeded", recordId: String((index - 1) / 2) });
      else
        expect(outcome).toMatchObject({
          status: "failed",
          scope: "record",
          resend: "pointless",
          error: { name: "InvalidInputError" },
        });
    });
    expect(report).not.toHaveProperty("halted");
    expect(sent.flatMap(({ inputs: written }) => written)).toEqual(
      bad.map((_, index) => ({ objectId: String(index) })),
    );
  });

  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }
});

test.each([
  ["the client's options", () => createClient(TOKEN as never)],
  ["a call's options", () => client().marketingEvents.upsert([], TOKEN as never)],
  ["the retry option", () => client({ retry: TOKEN })],
  ["the quota", () => client({ quota: TOKEN })],
])("a token in the place of %s is not quoted", (_, act) => {
  expect(act).toThrow(TypeError);
  expect(act).toThrow("got a text");
  expect(act).not.toThrow(TOKEN);
});

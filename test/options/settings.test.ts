import { describe, expect, test, vi } from "vitest";
import type { Operation } from "../../src/contract.js";
import type { CallOptions, ClientOptions } from "../../src/options/options.js";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { callSettings, clientSettings } from "../../src/options/settings.js";
import { TOKEN } from "../helpers/client.js";
import { contacts, eventUpdates } from "../helpers/entries.js";

const settings = (options: ClientOptions = {}) =>
  clientSettings({ accessToken: TOKEN, ...options }, "https://api.example.com");

test("a client's defaults are those that its options document", () => {
  expect(settings()).toMatchObject({
    accessToken: TOKEN,
    baseUrl: "https://api.example.com",
    concurrency: 32,
    retry: { maxRetries: 4, initialDelayMs: 500, maxDelayMs: 10_000, maxElapsedMs: 120_000 },
    timeoutMs: 110_000,
    validate: true,
    unknownFields: "refuse",
    userAgent: undefined,
  });
});

test("a call's defaults are those that its options document", () => {
  expect(callSettings({}, contacts)).toEqual({
    signal: undefined,
    batchSize: 100,
    totalTimeoutMs: undefined,
    onProgress: undefined,
    isolate: { maxRequests: 120, maxRefusals: 1_000 },
    path: undefined,
    body: undefined,
  });
});

test("an option that is undefined has its default", () => {
  const undefinedOptions: ClientOptions = {
    quota: undefined,
    concurrency: undefined,
    retry: { maxRetries: undefined! },
    fetch: undefined,
  };
  expect(settings(undefinedOptions)).toMatchObject({ concurrency: 32, retry: { maxRetries: 4 } });
});

describe("the token", () => {
  test("comes from the environment unless it is given", () => {
    vi.stubEnv("HUBSPOT_ACCESS_TOKEN", " Bearer from-the-environment ");
    expect(clientSettings({}, "https://x.example").accessToken).toBe("from-the-environment");
    expect(settings().accessToken).toBe(TOKEN);
  });

  test("may be a function, which is not called yet", () => {
    const accessToken = vi.fn(() => TOKEN);
    expect(settings({ accessToken }).accessToken).toBe(accessToken);
    expect(accessToken).not.toHaveBeenCalled();
  });
});

describe("the fetch", () => {
  test("is the global one of the moment in which it is used", async () => {
    const { fetch } = settings();
    const later = vi.fn<typeof globalThis.fetch>(async () => new Response("later"));
    vi.stubGlobal("fetch", later);
    await fetch("https://x.example", {});
    expect(later).toHaveBeenCalledTimes(1);
  });
});

describe("the base URL", () => {
  test.each([
    ["https://api.hubapi.com/", "https://api.hubapi.com"],
    ["https://proxy.example/hubspot//", "https://proxy.example/hubspot"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:1", "http://127.0.0.1:1"],
    ["http://127.8.9.10", "http://127.8.9.10"],
    ["http://[::1]:3000/", "http://[::1]:3000"],
    ["HTTPS://API.Example.com", "https://api.example.com"],
  ])("%s is taken as %s", (baseUrl, taken) => {
    expect(settings({ baseUrl }).baseUrl).toBe(taken);
  });

  test.each([
    "http://api.hubapi.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://0.0.0.0",
    "ftp://localhost",
    "file:///etc",
    "api.hubapi.com",
    "",
    "https://user:secret@api.hubapi.com",
    "https://api.hubapi.com?key=secret",
    "https://api.hubapi.com#x",
    "http://user:secret@api.hubapi.com",
  ])("%s is not", (baseUrl) => {
    expect(() => settings({ baseUrl })).toThrow(/^Expected `baseUrl` to be /);
    expect(() => settings({ baseUrl })).not.toThrow("secret");
  });
});

describe("a limiter", () => {
  test("of the caller's is used as it is", () => {
    const rateLimiter = createRateLimiter();
    expect(settings({ rateLimiter }).limiter).toBe(rateLimiter);
  });

  test("is each client's own otherwise", () => {
    expect(settings().limiter).not.toBe(settings().limiter);
  });
});

describe("a call", () => {
  test("may have batches of any size that the contract allows", () => {
    expect(callSettings({ batchSize: 1 }, contacts).batchSize).toBe(1);
    expect(callSettings({ batchSize: 100 }, contacts).batchSize).toBe(100);
    expect(callSettings({ batchSize: 500 }, eventUpdates).batchSize).toBe(500);
  });

  test("without isolation has no request for it", () => {
    expect(callSettings({ isolate: false }, contacts).isolate).toEqual({ maxRequests: 0, maxRefusals: 0 });
    expect(callSettings({ isolate: { maxRequests: 5 } }, contacts).isolate).toEqual({
      maxRequests: 5,
      maxRefusals: 1_000,
    });
  });

  describe("of a path with parameters", () => {
    const operation: Operation = { ...contacts, path: "/objects/{objectType}/{id}" };
    const path = { objectType: "deals", id: "7" };

    test("takes all of them", () => {
      expect(callSettings({ path }, operation).path).toEqual(path);
    });

    test.each<[CallOptions["path"], string]>([
      [undefined, "path.objectType"],
      [{ objectType: "deals" }, "path.id"],
      [{ objectType: "", id: "7" }, "path.objectType"],
      [{ objectType: "..", id: "7" }, "path.objectType"],
      [{ objectType: ".", id: "7" }, "path.objectType"],
      [{ objectType: "deals", id: 7 as unknown as string }, "path.id"],
    ])("but not %j", (given, option) => {
      expect(() => callSettings({ path: given }, operation)).toThrow(`Expected \`${option}\` to be `);
    });

    test("but none where the path has none", () => {
      expect(() => callSettings({ path }, contacts)).toThrow(/^Expected `path` to be left out/);
    });
  });

  describe("whose body has fields beside its inputs", () => {
    const operation: Operation = { ...contacts, body: { idProperty: "optional", properties: "required" } };

    test("takes those it knows", () => {
      const body = { idProperty: "email", properties: ["a"] };
      expect(callSettings({ body }, operation).body).toEqual(body);
    });

    test.each<[object | undefined, string]>([
      [undefined, "body.properties"],
      [{ idProperty: "email" }, "body.properties"],
      [{ properties: [], colour: "red" }, "body.colour"],
    ])("but not %j", (body, option) => {
      expect(() => callSettings({ body }, operation)).toThrow(`Expected \`${option}\` to be `);
    });

    test("but none where the body has none", () => {
      expect(() => callSettings({ body: {} }, contacts)).toThrow(/^Expected `body` to be left out/);
    });
  });
});

import { describe, expect, test, vi } from "vitest";
import { bindClient } from "../src/client.js";
import type { InputSchema } from "../src/contract.js";
import { createClient, createRateLimiter, type Fetch } from "../src/index.js";
import { contract } from "./fixtures/contract.js";
import { clientOf } from "./helpers/client.js";
import { answer, fakeFetch, refusal, updated } from "./helpers/http.js";
import { updates, upserts } from "./helpers/inputs.js";
import { TOKEN } from "./helpers/token.js";

describe("a call", () => {
  test("is one POST of JSON to its version's path, with the token and nothing of the caller's environment", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const report = await clientOf({ fetch }).events.update(updates(2));
    expect(report.ok).toBe(true);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: "https://api.example.com/events/v1/batch/update",
      method: "POST",
      token: TOKEN,
    });
    expect(JSON.parse(sent[0]!.body)).toEqual({ inputs: updates(2) });
    expect(Object.fromEntries(sent[0]!.headers)).toEqual({
      accept: "application/json",
      authorization: `Bearer ${TOKEN}`,
      "content-type": "application/json",
    });
  });

  test("goes to the base URL and under the name that the caller gives", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const client = clientOf({ fetch, baseUrl: "https://proxy.example/hubspot/", userAgent: "mine/1.0" });
    await client.events.update(updates(1));
    expect(sent[0]!.url).toBe("https://proxy.example/hubspot/events/v1/batch/update");
    expect(sent[0]!.headers.get("user-agent")).toBe("mine/1.0");
  });

  test("fills the path's parameters in", async () => {
    const { fetch, sent } = fakeFetch(updated);
    await clientOf({ fetch }).objects.update([{ id: "1", properties: {} }], { path: { objectType: "2-123/x" } });
    expect(sent[0]!.url).toBe("https://api.example.com/objects/v1/2-123%2Fx/batch/update");
  });

  test("in another version goes to that version's path", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const v2 = bindClient(contract)({ apiVersion: "v2", accessToken: TOKEN, fetch });
    await v2.events.update(updates(1));
    expect(sent[0]!.url).toBe("https://api.example.com/events/v2/batch/update");
  });

  test("of an API that has a version of its own goes to that version's path, the others to the default's", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId, id }) => ({ objectId, id }))));
    const apiVersion = { default: "2026-09", listings: "v3" } as const;
    const hubspot = createClient({ apiVersion, accessToken: TOKEN, fetch });
    await hubspot.listings.update([{ id: "1", properties: {} }]);
    await hubspot.marketingEvents.update([{ objectId: "1" }]);
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      "/crm/v3/objects/0-420/batch/update",
      "/marketing/marketing-events/2026-09/batch/update",
    ]);
  });

  test("is told with the version that was chosen, though the choice was changed since", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const apiVersion = { default: "2026-09", listings: "v3" } as const;
    const given: { -readonly [Name in keyof typeof apiVersion]: string } = { ...apiVersion };
    const hubspot = createClient({ apiVersion: given as typeof apiVersion, accessToken: TOKEN, fetch });
    given.listings = "2026-09";
    const report = await hubspot.listings.update([{ id: "1", properties: {} }]);
    expect(sent[0]!.url).toContain("/crm/v3/");
    expect(report.apiVersion).toBe("v3");
  });

  test("of the shipped contract goes where HubSpot documents it", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId, id }) => ({ objectId, id }))));
    const event = { externalAccountId: "a", externalEventId: "e", eventName: "n", eventOrganizer: "o" };
    for (const apiVersion of ["2026-09", "2026-03", "v3"]) {
      // The versions' methods are the same: whether their types are is another test's matter.
      const hubspot = createClient({ apiVersion: apiVersion as "2026-03", accessToken: TOKEN, fetch });
      await hubspot.marketingEvents.update([{ objectId: "1" }]);
      await hubspot.marketingEvents.upsert([event]);
      await hubspot.listings.update([{ id: "1", properties: {} }]);
    }
    await createClient({ accessToken: TOKEN, fetch }).marketingEvents.update([{ objectId: "1" }]);
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      "/marketing/marketing-events/2026-09/batch/update",
      "/marketing/marketing-events/2026-09/events/upsert",
      "/crm/objects/2026-09/0-420/batch/update",
      "/marketing/marketing-events/2026-03/batch/update",
      "/marketing/marketing-events/2026-03/events/upsert",
      "/crm/objects/2026-03/0-420/batch/update",
      "/marketing/v3/marketing-events/batch/update",
      "/marketing/v3/marketing-events/events/upsert",
      "/crm/v3/objects/0-420/batch/update",
      "/marketing/marketing-events/2026-03/batch/update",
    ]);
    expect(new Set(sent.map(({ url }) => new URL(url).origin))).toEqual(new Set(["https://api.hubapi.com"]));
  });

  test("checks inputs against the contract, unless told not to", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) => answer(inputs.map(({ objectId }) => ({ objectId }))));
    const wrong = { objectId: "1", eventName: 7 } as unknown as { objectId: string };
    const strange = { objectId: "2", colour: "red" } as { objectId: string };
    const inputs = [wrong, strange, { objectId: "3" }];
    const counts = async (options: object) =>
      (await createClient({ accessToken: TOKEN, fetch, ...options }).marketingEvents.update(inputs)).counts;
    expect(await counts({})).toMatchObject({ succeeded: 1, failed: 2 });
    expect(await counts({ unknownFields: "send" })).toMatchObject({ succeeded: 2, failed: 1 });
    expect(await counts({ validate: false })).toMatchObject({ succeeded: 3 });
    expect(sent.map(({ inputs }) => inputs.length)).toEqual([1, 2, 3]);
  });
});

describe("clients", () => {
  test("share nothing: not the pace, not the token", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const quota = { requests: 1, intervalMs: 60_000 };
    const accessToken = vi.fn(() => TOKEN);
    await Promise.all([1, 2, 3].map(async () => clientOf({ fetch, quota, accessToken }).events.update(updates(1))));
    expect(sent).toHaveLength(3);
    expect(accessToken).toHaveBeenCalledTimes(3);
  });

  test("share the pace of the limiter that both are given", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const rateLimiter = createRateLimiter({ requests: 2, intervalMs: 60_000 });
    const [one, other] = [clientOf({ fetch, rateLimiter }), clientOf({ fetch, rateLimiter })];
    await one.events.update(updates(1));
    await other.events.update(updates(1));
    const waits = await other.events.update(updates(1), { totalTimeoutMs: 20 });
    expect(waits).toMatchObject({ halted: { reason: "timed-out" }, counts: { unsent: 1 } });
    expect(sent).toHaveLength(2);
  });

  test("keep their token for all their runs, and ask for another when it is rejected", async () => {
    let good = "first-token";
    const { fetch, sent } = fakeFetch((request, count) =>
      request.token === good ? updated(request, count) : refusal(401),
    );
    const accessToken = vi.fn(() => good);
    const client = clientOf({ fetch, accessToken });
    await client.events.update(updates(250));
    await client.events.update(updates(1));
    good = "second-token";
    const report = await client.events.update(updates(250));
    expect(report.ok).toBe(true);
    expect(accessToken.mock.calls).toEqual([
      [{ signal: expect.any(AbortSignal) }],
      [{ signal: expect.any(AbortSignal), rejected: "first-token" }],
    ]);
    expect(sent.at(-1)!.token).toBe("second-token");
  });
});

describe("a schema", () => {
  const withSchema = (schema: () => Promise<InputSchema>) => {
    const { v1 } = contract.versions;
    const events = { ...v1.operations.events, update: { ...v1.operations.events.update, schema } };
    const broken = {
      ...contract,
      versions: { ...contract.versions, v1: { ...v1, operations: { ...v1.operations, events } } },
    };
    const { fetch, sent } = fakeFetch(updated);
    return { client: bindClient(broken as typeof contract)({ apiVersion: "v1", accessToken: TOKEN, fetch }), sent };
  };

  test("that can't be loaded halts the run before anything is sent", async () => {
    const { client, sent } = withSchema(() => Promise.reject(new Error("chunk not found")));
    const report = await client.events.update(updates(3));
    expect(report).toMatchObject({
      counts: { unsent: 3 },
      halted: { error: { cause: { message: "chunk not found" } } },
    });
    expect(sent).toHaveLength(0);
  });

  test("is loaded once, when it is needed", async () => {
    const load = vi.fn(contract.versions.v1.operations.events.update.schema);
    const { client } = withSchema(load);
    void client.events.update(updates(1));
    expect(load).not.toHaveBeenCalled();
    await client.events.update(updates(1));
    await client.events.update(updates(1));
    expect(load).toHaveBeenCalledTimes(1);
  });
});

describe("the operations of an API", () => {
  const { v1 } = contract.versions;
  const query = { archived: "optional", channel: "required" } as const;
  const lazily = (load: () => Promise<object>) => {
    const { createClient, baseUrl } = v1;
    const signatures = { objects: { update: { ...v1.operations.objects.update, query } } };
    const loaders = { createClient, operations: { objects: load } };
    const versions = { v1: { baseUrl, signatures, load: () => Promise.resolve(loaders) } };
    const { fetch, sent } = fakeFetch(updated);
    // The types of the one API that is asked for.
    const make = bindClient({ versions } as object as typeof contract) as unknown as typeof clientOf;
    return { ...make({ apiVersion: "v1", accessToken: TOKEN, fetch } as object), sent };
  };
  const inputs = [{ id: "1", properties: {} }];
  const path = { objectType: "x" };

  test("are loaded with its first call, and once", async () => {
    const load = vi.fn(() => Promise.resolve({ update: { ...v1.operations.objects.update, query } }));
    const { objects, sent } = lazily(load);
    const call = { path, query: { channel: "SMS", archived: [1, true] } } as object as { path: typeof path };
    const run = objects.update(inputs, call);
    expect(load).not.toHaveBeenCalled();
    await run;
    await objects.update(inputs, call);
    expect(load).toHaveBeenCalledTimes(1);
    expect(sent.map(({ url }) => url.replace(/.*x/, ""))).toEqual(
      Array(2).fill("/batch/update?channel=SMS&archived=1&archived=true"),
    );
  });

  test("that can't be loaded, as an engine that can't, send nothing, and are loaded again at the next call", async () => {
    const load = vi.fn(() => Promise.resolve({ update: { ...v1.operations.objects.update, query } }));
    load.mockRejectedValueOnce(new Error("chunk not found"));
    const { objects, sent } = lazily(load);
    const call = { path, query: { channel: "SMS" } } as object as { path: typeof path };
    await expect(objects.update(inputs, call)).rejects.toThrow("chunk not found");
    expect(sent).toHaveLength(0);
    expect((await objects.update(inputs, call)).halted).toBeUndefined();
  });

  test.each([
    [{}, "Expected `query.channel` to be given, got undefined"],
    [{ channel: "SMS", chanel: "a" }, 'Expected `query.chanel` to be one of archived, channel, got "chanel"'],
    [{ channel: { a: 1 } }, "Expected `query.channel` to be a text, a number, true, false, or a list of such, got"],
    [{ channel: null }, "Expected `query.channel` to be a text, a number, true, false, or a list of such, got null"],
    ["SMS", 'Expected `query` to be an object, got "SMS"'],
  ])("have a query that is checked before anything is loaded: %j", (given, message) => {
    const load = vi.fn(() => Promise.resolve({}));
    const { objects } = lazily(load);
    expect(() => objects.update(inputs, { path, query: given } as object as { path: typeof path })).toThrow(message);
    expect(load).not.toHaveBeenCalled();
  });

  test("have no query unless the contract says so", () => {
    const call = { path, query: {} } as object as { path: typeof path };
    expect(() => clientOf({}).objects.update(inputs, call)).toThrow(
      "Expected `query` to be left out: it has no parameters",
    );
  });
});

describe("the fetch", () => {
  test("is the global one unless it is given", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const client = clientOf({});
    vi.stubGlobal("fetch", fetch);
    expect((await client.events.update(updates(1))).ok).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test("gets a text for a URL and a text for a body, so that it can be sent again", async () => {
    const fetch = vi.fn<Fetch>(async () => answer([{ objectId: "0" }]));
    await clientOf({ fetch }).events.update(updates(1));
    const [url, init] = fetch.mock.calls[0]!;
    expect([typeof url, typeof init.body]).toEqual(["string", "string"]);
    expect(init).toMatchObject({ method: "POST", redirect: "manual", signal: expect.any(AbortSignal) });
  });
});

test("a client's methods are its own, and can be taken apart", async () => {
  const { fetch } = fakeFetch(({ inputs }) =>
    answer(inputs.map(({ eventName }, id) => ({ objectId: String(id), eventName }))),
  );
  const { events, ...others } = clientOf({ fetch });
  expect(Object.keys(others)).toEqual(["contacts", "objects"]);
  const { upsert } = events;
  expect((await upsert(upserts(3))).ok).toBe(true);
});

describe("preload", () => {
  const { update, upsert } = contract.versions.v1.operations.events;

  test("loads what the first call needs, once, and neither sends nor asks for a token", async () => {
    const [updateSchema, upsertSchema] = [vi.spyOn(update, "schema"), vi.spyOn(upsert, "schema")];
    const { fetch, sent } = fakeFetch(updated);
    const accessToken = vi.fn(() => TOKEN);
    const hubspot = bindClient(contract)({ apiVersion: "v1", accessToken, fetch });
    await hubspot.preload("events.update");
    await hubspot.preload("events.update");
    expect([updateSchema, upsertSchema].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    expect(sent).toEqual([]);
    expect(accessToken).not.toHaveBeenCalled();
    await hubspot.events.update(updates(1));
    expect(updateSchema).toHaveBeenCalledTimes(1);
  });

  test("loads all where none is named, and no schema where nothing is checked", async () => {
    const schemas = [vi.spyOn(update, "schema"), vi.spyOn(upsert, "schema")];
    const { fetch } = fakeFetch(updated);
    await clientOf({ fetch, validate: false }).preload();
    expect(schemas.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    await clientOf({ fetch }).preload();
    expect(schemas.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  test("says what could not be loaded, and tries again the next time", async () => {
    vi.spyOn(update, "schema").mockRejectedValueOnce(new Error("no such file"));
    const { fetch } = fakeFetch(updated);
    const hubspot = clientOf({ fetch });
    await expect(hubspot.preload("events.update")).rejects.toThrow("no such file");
    await hubspot.preload("events.update");
  });

  test("knows the methods there are", async () => {
    const { fetch } = fakeFetch(updated);
    await expect(clientOf({ fetch }).preload("events.updaet" as "events.update")).rejects.toThrow(
      /^Expected `methods` to be some of events\.upsert, .*, got "events\.updaet"$/,
    );
  });
});

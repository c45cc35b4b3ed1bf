import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from "vitest";
import { createClient } from "../../src/index.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { versionsWith } from "../helpers/versions.js";

function setUp(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  const retry = { initialDelayMs: 0 };
  return { sandbox, hubspot: createClient({ accessToken: "token", fetch: sandbox.fetch, retry }) };
}

const talk = {
  externalAccountId: "crm",
  externalEventId: "talk-1",
  eventName: "Talk",
  eventOrganizer: "Ada",
  startDateTime: "2026-05-01T10:00:00+02:00",
};
const base = "/marketing/marketing-events/2026-03";

describe("an event", () => {
  it("is given by its external ids, and by its id in HubSpot", async () => {
    const { hubspot, sandbox } = setUp();
    const [written] = (await hubspot.marketingEvents.upsert([talk])).outcomes;
    const external = await hubspot.api.GET(`${base}/events/{externalEventId}`, {
      params: { path: { externalEventId: "talk-1" }, query: { externalAccountId: "crm" } },
    });
    expect(external.data).toMatchObject({
      eventName: "Talk",
      externalEventId: "talk-1",
      startDateTime: "2026-05-01T08:00:00.000Z",
      eventUrl: null,
      attendees: 0,
      customProperties: [],
    });
    const objectId = external.data?.objectId ?? "";
    expect(written).toMatchObject({ recordId: objectId });
    const { data } = await hubspot.api.GET(`${base}/{objectId}`, { params: { path: { objectId } } });
    expect(data).toMatchObject({ objectId, eventName: "Talk", externalEventId: "talk-1" });
    expect(sandbox.requests.slice(1)).toMatchObject([
      {
        method: "GET",
        operation: "marketingEvents.getByExternalId",
        version: "2026-03",
        inputs: [{ externalEventId: "talk-1", externalAccountId: "crm" }],
        written: [],
        status: 200,
      },
      { operation: "marketingEvents.get", inputs: [{ objectId }] },
    ]);
  });

  it.each([
    ["of another account", { externalEventId: "talk-1", externalAccountId: "other" }],
    ["that nobody wrote", { externalEventId: "talk-2", externalAccountId: "crm" }],
  ])("%s is not there", async (_, { externalEventId, externalAccountId }) => {
    const { hubspot } = setUp();
    await hubspot.marketingEvents.upsert([talk]);
    const { response, error } = await hubspot.api.GET(`${base}/events/{externalEventId}`, {
      params: { path: { externalEventId }, query: { externalAccountId } },
    });
    expect(response.status).toBe(404);
    expect(error).toMatchObject({ status: "error", category: "OBJECT_NOT_FOUND", correlationId: expect.any(String) });
  });

  it("is refused without the account that its id is of", async () => {
    const { hubspot } = setUp();
    const { response, error } = await hubspot.api.GET(`${base}/events/{externalEventId}`, {
      // @ts-expect-error It is required.
      params: { path: { externalEventId: "talk-1" } },
    });
    expect(response.status).toBe(400);
    expect(error).toMatchObject({ message: "Some required fields were not set: [externalAccountId]" });
  });

  it("called as a path's own word is one of an id", async () => {
    const { sandbox } = setUp();
    const response = await sandbox.fetch(`https://api.example.com${base}/events`, {
      headers: { authorization: "Bearer t" },
    });
    expect(response.status).toBe(404);
    expect(sandbox.requests[0]).toMatchObject({ operation: "marketingEvents.get", inputs: [{ objectId: "events" }] });
  });
});

describe("a list", () => {
  const events = Array.from({ length: 23 }, (_, at) => ({ objectId: String(at), eventName: `Event ${at}` }));

  it("is walked by what each page ends with", async () => {
    const { hubspot } = setUp({ records: { marketingEvents: events } });
    const seen: string[] = [];
    const pages: number[] = [];
    let after: string | undefined;
    do {
      const query = after === undefined ? { limit: 9 } : { limit: 9, after };
      const { data } = await hubspot.api.GET(base, { params: { query } });
      seen.push(...(data?.results ?? []).map(({ objectId }) => objectId));
      pages.push(data?.results.length ?? 0);
      after = data?.paging?.next?.after;
    } while (after !== undefined);
    expect(seen).toEqual(events.map(({ objectId }) => objectId));
    expect(pages).toEqual([9, 9, 5]);
  });

  it("has ten on a page unless it is asked for more, and ends with a full page where that is the last", async () => {
    const { hubspot } = setUp({ records: { marketingEvents: events.slice(0, 20) } });
    const { data } = await hubspot.api.GET(base);
    expect(data?.results).toHaveLength(10);
    const last = await hubspot.api.GET(base, { params: { query: { after: "9" } } });
    expect(last.data?.results).toHaveLength(10);
    expect(last.data).not.toHaveProperty("paging");
  });

  it.each([{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { after: "none" }])("is refused with %j", async (query) => {
    const { hubspot } = setUp({ records: { marketingEvents: events } });
    const { response, error } = await hubspot.api.GET(base, { params: { query } });
    expect(response.status).toBe(400);
    expect(error).toMatchObject({ category: "VALIDATION_ERROR" });
  });

  it("of nothing is empty", async () => {
    const { hubspot } = setUp();
    expect((await hubspot.api.GET(base)).data).toEqual({ results: [] });
  });
});

describe("a listing", () => {
  const listings = [
    { id: "1", properties: { hs_name: "One", hs_price: "5", sku: "a,b" } },
    { id: "2", properties: { hs_name: "Two" } },
  ];
  const path = "/crm/objects/2026-03/0-420" as const;

  it("is given by its id or by a property, with the properties that are asked for", async () => {
    const { hubspot } = setUp({ records: { listings } });
    const one = await hubspot.api.GET(`${path}/{listingId}`, {
      params: { path: { listingId: "1" }, query: { properties: ["hs_price", "hs_city"] } },
    });
    expect(one.data).toMatchObject({ id: "1", properties: { hs_price: "5", hs_city: null } });
    expect(one.data?.properties).not.toHaveProperty("hs_name");
    const two = await hubspot.api.GET(`${path}/{listingId}`, {
      params: { path: { listingId: "Two" }, query: { idProperty: "hs_name" } },
    });
    expect(two.data).toMatchObject({ id: "2", properties: { hs_name: "Two" } });
  });

  it("is read with others, a hundred in one request, and none that is not there", async () => {
    const { hubspot, sandbox } = setUp({ records: { listings } });
    const report = await hubspot.listings.read([{ id: "1" }, { id: "3" }, { id: "2" }], {
      body: { properties: ["hs_name"] },
    });
    expect(report.outcomes).toMatchObject([
      { status: "succeeded", record: { properties: { hs_name: "One" } } },
      { status: "failed", scope: "record", error: { category: "OBJECT_NOT_FOUND" } },
      { status: "succeeded", record: { properties: { hs_name: "Two" } } },
    ]);
    expect(sandbox.requests).toMatchObject([{ operation: "listings.read", written: [] }]);
    expect(sandbox.records("listings")).toHaveLength(2);
  });

  it.each(versionsWith("listings"))("is read in %s as in every other", async (apiVersion) => {
    const sandbox = createSandbox({ records: { listings } });
    const hubspot = createClient({ apiVersion, accessToken: "token", fetch: sandbox.fetch });
    expect((await hubspot.listings.read([{ id: "1" }])).ok).toBe(true);
  });
});

describe("faults", () => {
  it("strike what reads, by its parameters", async () => {
    const { hubspot } = setUp({
      faults: [
        { operation: "marketingEvents.get", when: ({ objectId }) => objectId === "1", answer: { status: 403 } },
        { operation: "marketingEvents.get", when: ({ objectId }) => objectId === "2", answer: "silent" },
      ],
      records: { marketingEvents: ["1", "2", "3"].map((objectId) => ({ objectId })) },
    });
    const get = async (objectId: string) =>
      (await hubspot.api.GET(`${base}/{objectId}`, { params: { path: { objectId } } })).response.status;
    expect(await Promise.all(["1", "2", "3"].map(get))).toEqual([403, 404, 200]);
  });

  it("are retried as of any other request", async () => {
    const { hubspot, sandbox } = setUp({ faults: [{ times: 1, answer: { status: 503 } }], records: { listings: [] } });
    expect((await hubspot.api.GET("/crm/objects/2026-03/0-420")).data).toEqual({ results: [] });
    expect(sandbox.requests.map(({ status }) => status)).toEqual([503, 200]);
  });

  it("of what reads have the types of its parameters", () => {
    createSandbox({
      // @ts-expect-error There is no such parameter.
      faults: [{ operation: "marketingEvents.get", when: ({ externalId }) => externalId === "1", answer: "hang" }],
    });
  });
});

describe("through msw", () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  test("a path spelt out is not taken for a template's", async () => {
    const sandbox = createSandbox({ records: { listings: [{ id: "1", properties: {} }] } });
    server.use(...sandbox.handlers(http));
    const hubspot = createClient({ accessToken: "token" });
    expect((await hubspot.api.GET("/crm/objects/2026-03/0-420")).data?.results).toHaveLength(1);
    const { data } = await hubspot.api.GET("/crm/objects/2026-03/0-420/{listingId}", {
      params: { path: { listingId: "1" } },
    });
    expect(data?.id).toBe("1");
  });
});

test("over sockets, the query arrives", async () => {
  const sandbox = createSandbox({ records: { listings: [{ id: "1", properties: { a: "1", b: "2" } }] } });
  const { url, close } = await sandbox.listen();
  const hubspot = createClient({ accessToken: "token", baseUrl: url });
  const { data } = await hubspot.api.GET("/crm/objects/2026-03/0-420", { params: { query: { properties: ["b"] } } });
  await close();
  expect(data?.results).toMatchObject([{ properties: { b: "2" } }]);
  expect(data?.results[0]?.properties).not.toHaveProperty("a");
});

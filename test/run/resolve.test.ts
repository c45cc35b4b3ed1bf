import { describe, expect, it, test } from "vitest";
import { createClient, exitCode, type Fetch, resendable, withStatus } from "../../src/index.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { event, events, inSandbox, lost, statusesOf } from "../helpers/in-sandbox.js";
import { TOKEN } from "../helpers/token.js";
import { versionsWith } from "../helpers/versions.js";

describe.each(versionsWith("marketingEvents"))("events whose answer was lost, in %s", (version) => {
  it("are written where they are there as they were sent, each with its id", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "marketingEvents.upsert")] }, version);
    const report = await hubspot.marketingEvents.upsert(events(25));
    expect(report).toMatchObject({ counts: { unknown: 25 }, operation: "marketingEvents.upsert", apiVersion: version });
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved).toMatchObject({
      ok: true,
      counts: { total: 25, succeeded: 25, unknown: 0 },
      resend: { safe: 0 },
      errors: [],
      requests: { sent: 26 },
      source: { settledUpTo: 25 },
    });
    expect(exitCode(resolved)).toBe(0);
    const ids = new Map(sandbox.records("marketingEvents").map((one) => [one["externalEventId"], one["objectId"]]));
    for (const outcome of resolved.outcomes) {
      expect(outcome).toMatchObject({ recordId: ids.get(outcome.input.externalEventId), matchedBy: "id" });
    }
  });

  it("are not sent where they are not there", async () => {
    const { hubspot } = inSandbox({ faults: [lost("reset-before-write", "marketingEvents.upsert")] }, version);
    const report = await hubspot.marketingEvents.upsert(events(3));
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved).toMatchObject({ ok: false, counts: { unsent: 3, unknown: 0 }, source: { settledUpTo: 0 } });
    expect(resendable(resolved)).toHaveLength(3);
    expect(resolved.outcomes[0]).toMatchObject({
      reason: "unavailable",
      error: { name: "UnaccountedError", message: expect.stringContaining("no such record") },
    });
  });
});

describe("a report", () => {
  it("of which nothing is unknown is what it was, and nothing is asked", async () => {
    const { hubspot, sandbox } = inSandbox();
    const report = await hubspot.marketingEvents.upsert(events(2));
    const resolved = await hubspot.resolveUnknown(report);
    expect({ ...resolved, completedAt: "" }).toEqual({ ...report, completedAt: "" });
    expect(sandbox.requests).toHaveLength(1);
  });

  it("keeps what was decided, rows and what was made of them", async () => {
    const { hubspot } = inSandbox({
      faults: [
        { operation: "marketingEvents.upsert", when: ({ eventName }) => eventName === "bad", answer: { status: 207 } },
        { operation: "marketingEvents.upsert", when: ({ eventName }) => eventName === "lost", answer: "silent" },
      ],
    });
    const rows = ["good", "bad", "lost"].map((name, at) => ({ name, at }));
    const report = await hubspot.marketingEvents.upsert(rows, {
      map: ({ name, at }) => event(at, name),
      firstIndex: 40,
      isolate: false,
    });
    expect(statusesOf(report)).toEqual(["succeeded", "failed", "unknown"]);
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved.outcomes).toMatchObject([
      { index: 40, status: "succeeded" },
      { index: 41, status: "failed", input: rows[1] },
      { index: 42, status: "unsent", input: rows[2], sent: { eventName: "lost" } },
    ]);
    expect(resolved.outcomes[2]?.input).toBe(rows[2]);
    expect(resolved.source.settledUpTo).toBe(42);
  });

  it("of a stream is its summary with the outcomes that were kept", async () => {
    const { hubspot } = inSandbox({ faults: [lost("reset-after-write", "listings.update")] });
    const run = hubspot.listings.update(
      Array.from({ length: 150 }, (_, at) => ({ id: String(at), properties: { a: "1" } })),
    );
    const kept = [];
    for await (const outcome of run) if (outcome.status === "unknown") kept.push(outcome);
    const summary = await run.summary();
    await expect(hubspot.resolveUnknown(summary)).rejects.toThrow(
      "Expected `report.outcomes` to be those of the inputs to resolve",
    );
    const resolved = await hubspot.resolveUnknown({ ...summary, outcomes: kept });
    expect(resolved).toMatchObject({ ok: true, counts: { total: 150, succeeded: 150, unknown: 0 }, errors: [] });
    expect(resolved.outcomes).toHaveLength(100);
  });

  it("may have been kept as JSON since", async () => {
    const refused = {
      when: ({ externalEventId }: object & { externalEventId?: string }) => externalEventId === "event-0",
      answer: { status: 400 },
    };
    const { hubspot } = inSandbox({
      faults: [lost("reset-after-write", "marketingEvents.upsert"), refused],
    });
    const report = await hubspot.marketingEvents.upsert([...events(51).reverse()], { batchSize: 50 });
    expect(report.counts).toMatchObject({ unknown: 50, failed: 1 });
    const kept = JSON.parse(JSON.stringify(report)) as typeof report;
    const resolved = await hubspot.resolveUnknown(kept);
    expect(resolved.counts).toMatchObject({ succeeded: 50, failed: 1 });
    expect(resolved.errors).toEqual(report.errors.filter(({ statuses }) => statuses.failed === 1));
  });

  it("of a stream still has the reasons of what was not kept", async () => {
    const { hubspot } = inSandbox({
      faults: [
        {
          operation: "listings.update",
          when: ({ id }) => id === "3" || id === "149",
          answer: { status: 207, category: "VALIDATION_ERROR", message: "No" },
        },
        { operation: "listings.update", when: ({ id }) => id === "120", times: 1, answer: "reset-after-write" },
      ],
    });
    const run = hubspot.listings.update(
      Array.from({ length: 150 }, (_, at) => ({ id: String(at), properties: { a: "1" } })),
      { batchSize: 20 },
    );
    const kept = [];
    for await (const outcome of run) if (outcome.status === "unknown") kept.push(outcome);
    expect(kept).toHaveLength(20);
    const summary = await run.summary();
    expect(summary.errors).toHaveLength(2);
    const resolved = await hubspot.resolveUnknown({ ...summary, outcomes: kept });
    expect(resolved).toMatchObject({ ok: false, counts: { total: 150, succeeded: 148, failed: 2, unknown: 0 } });
    expect(resolved.errors).toEqual(summary.errors.filter(({ statuses }) => statuses.unknown === undefined));
    const all = await hubspot.resolveUnknown({ ...summary, outcomes: [] });
    expect(all).toMatchObject({ counts: summary.counts, errors: summary.errors });
  });

  it.each<[string, object | undefined, object | undefined, string]>([
    ["nothing", undefined, undefined, "Expected `report` to be one of this client's"],
    [
      "another version's",
      { apiVersion: "v3" },
      undefined,
      'Expected `report.apiVersion` to be 2026-03, as this client\'s, got "v3"',
    ],
    ["another client's", { operation: "robots.update" }, undefined, 'got "robots.update"'],
    ["with options that are none", {}, { byId: true }, "Expected `options` to have only by, path, signal, got `byId`"],
    ["with a property that is none", {}, { by: "" }, "Expected `by` to be a property's name"],
  ])("%s is refused", async (_, change, options, message) => {
    const { hubspot, sandbox } = inSandbox();
    const report = await hubspot.marketingEvents.upsert([]);
    const given = change && { ...report, ...change };
    await expect(hubspot.resolveUnknown(given as typeof report, options)).rejects.toThrow(message);
    expect(sandbox.requests).toEqual([]);
  });
});

describe("records that are read in batches", () => {
  const rows = Array.from({ length: 100 }, (_, at) => ({
    id: String(at),
    properties: { hs_name: `Home ${at}`, hs_price: at },
  }));

  it("a hundred of them take one request, in whatever order it is answered", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "listings.update")] });
    const report = await hubspot.listings.update(rows as never);
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved).toMatchObject({ ok: true, counts: { succeeded: 100 }, requests: { sent: 2 } });
    for (const { index, ...outcome } of resolved.outcomes)
      expect(outcome).toMatchObject({ recordId: String(index), record: { properties: { hs_name: `Home ${index}` } } });
    expect(sandbox.requests[1]).toMatchObject({ operation: "listings.read" });
  });

  it("are told apart by what of them was written", async () => {
    const stored = rows.map(({ id }) => ({ id, properties: { hs_name: "Old", hs_price: "1" } }));
    const { hubspot, sandbox } = inSandbox({ records: { listings: stored.slice(1) } });
    const written = await hubspot.listings.update([{ id: "1", properties: { hs_name: " New " } }]);
    const outcomes = ["0", "1", "2"].map((id, index) => ({
      index,
      input: { id, properties: { hs_name: "New" } },
      status: "unknown" as const,
      error: new Error("lost") as never,
      resend: "safe" as const,
    }));
    const counts = { total: 3, succeeded: 0, failed: 0, unknown: 3, unsent: 0 };
    const report = { ...written, outcomes, counts, resend: { safe: 3, "read-first": 0, pointless: 0 } };
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved.outcomes).toMatchObject([
      { status: "failed", scope: "record", resend: "pointless", error: { category: "OBJECT_NOT_FOUND" } },
      { status: "succeeded", recordId: "1" },
      { status: "unsent", resend: "safe", error: { message: expect.stringContaining("another properties.hs_name") } },
    ]);
    expect(resolved.counts).toEqual({ total: 3, succeeded: 1, failed: 1, unknown: 0, unsent: 1 });
    expect(resolved.resend).toEqual({ safe: 1, "read-first": 0, pointless: 1 });
    expect(sandbox.records("listings").find(({ id }) => id === "2")).toMatchObject({ properties: { hs_name: "Old" } });
  });

  it("by a property with unique values are asked for by that, and shown with it", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "contacts.upsert")] });
    const inputs = [
      { id: "ada@example.com", idProperty: "email", properties: { firstname: "Ada" } },
      { id: "7", properties: { firstname: "Seven" } },
    ];
    const report = await hubspot.contacts.upsert(inputs as never);
    const resolved = await hubspot.resolveUnknown(report);
    expect(statusesOf(resolved)).toEqual(["succeeded", "succeeded"]);
    const [first, second] = sandbox.requests.slice(1).map(({ inputs }) => inputs);
    expect([first, second]).toMatchObject([[{ id: "ada@example.com", idProperty: "email" }], [{ id: "7" }]]);
  });

  it("of any type are asked for where they are", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "objects.update")] });
    const report = await hubspot.objects.update([{ id: "1", properties: { a: "1" } }], { path: { objectType: "2-7" } });
    expect(report.path).toEqual({ objectType: "2-7" });
    expect((await hubspot.resolveUnknown(report)).ok).toBe(true);
    expect(sandbox.requests[1]?.path).toBe("/crm/objects/2026-03/2-7/batch/read");
  });

  it("that were archived are gone, and those that were not are there", async () => {
    const contacts = ["1", "2"].map((id) => ({ id, properties: {} }));
    for (const [answer, statuses] of [
      ["reset-after-write", ["succeeded", "succeeded"]],
      ["reset-before-write", ["unsent", "unsent"]],
    ] as const) {
      const { hubspot } = inSandbox({ records: { contacts }, faults: [lost(answer, "contacts.archive")] });
      const report = await hubspot.contacts.archive([{ id: "1" }, { id: "2" }]);
      expect(statusesOf(await hubspot.resolveUnknown(report))).toEqual(statuses);
    }
  });
});

describe("records that were created", () => {
  const people = ["ada", "bob"].map((name) => ({ properties: { email: `${name}@example.com`, firstname: name } }));

  it("are found by the property that is unique among them", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "contacts.create")] });
    const report = await hubspot.contacts.create(people as never);
    expect(report.resend).toEqual({ safe: 0, "read-first": 2, pointless: 0 });
    const resolved = await hubspot.resolveUnknown(report);
    const ids = sandbox.records("contacts").map(({ id }) => id);
    expect(resolved.outcomes.map((one) => one.status === "succeeded" && one.recordId)).toEqual(ids);
  });

  it("are to be sent where they are not there", async () => {
    const { hubspot } = inSandbox({ faults: [lost("reset-before-write", "contacts.create")] });
    const resolved = await hubspot.resolveUnknown(await hubspot.contacts.create(people as never));
    expect(resolved).toMatchObject({ counts: { unsent: 2 }, resend: { safe: 2 } });
  });

  it("stay unknown where somebody's is there otherwise, for to send them again is refused", async () => {
    const { hubspot } = inSandbox({
      records: { contacts: [{ id: "5", properties: { email: "ada@example.com", firstname: "Ada L." } }] },
      faults: [lost("reset-before-write", "contacts.create")],
    });
    const [ada] = (await hubspot.resolveUnknown(await hubspot.contacts.create(people as never))).outcomes;
    expect(ada).toMatchObject({
      status: "unknown",
      resend: "read-first",
      error: { message: expect.stringContaining("There is record 5, with another properties.firstname") },
    });
  });

  it("are found by another property where the caller names it, and not at all where none is known", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "companies.create")] });
    const report = await hubspot.companies.create([
      { properties: { erp: "7" } },
      { properties: { name: "No key" } },
    ] as never);
    const none = await hubspot.resolveUnknown(report);
    expect(none.outcomes[0]).toMatchObject({
      status: "unknown",
      error: { message: expect.stringContaining('{ by: "email" }') },
    });
    expect(sandbox.requests).toHaveLength(1);
    const resolved = await hubspot.resolveUnknown(report, { by: "erp" });
    expect(statusesOf(resolved)).toEqual(["succeeded", "unknown"]);
    expect(resolved.outcomes[1]).toMatchObject({
      error: { message: expect.stringContaining("it has no properties.erp") },
    });
  });
});

describe("a create", () => {
  const person = { properties: { email: "Ada@Example.com", city: "x" } };

  it("that found the record of another one stays unknown, and so does that one", async () => {
    const faults = [lost("reset-after-write", "contacts.create"), lost("reset-before-write", "contacts.create")];
    const { hubspot } = inSandbox({ faults });
    const report = await hubspot.contacts.create([person, person] as never, { batchSize: 1 });
    const resolved = await hubspot.resolveUnknown(report);
    expect(statusesOf(resolved)).toEqual(["unknown", "unknown"]);
    expect(resolved.outcomes[0]).toMatchObject({ error: { message: expect.stringContaining("another input") } });
  });

  it("that found a record older than the run stays unknown", async () => {
    const { hubspot } = inSandbox({
      records: { contacts: [{ id: "9", createdAt: "2020-01-01T00:00:00Z", ...person }] },
      faults: [lost("reset-before-write", "contacts.create")],
    });
    const resolved = await hubspot.resolveUnknown(await hubspot.contacts.create([person] as never));
    expect(resolved.outcomes).toMatchObject([
      { status: "unknown", error: { message: expect.stringContaining("since before the run") } },
    ]);
  });

  it("is found where HubSpot writes what it is found by in another case", async () => {
    const { sandbox } = inSandbox();
    const fetch = async (url: string, init: RequestInit) => {
      const answer = await sandbox.fetch(url, init);
      if (url.endsWith("/create")) throw new TypeError("reset");
      return new Response((await answer.text()).replaceAll('"email":"Ada@', '"email":"ada@'), answer);
    };
    const hubspot = createClient({ accessToken: TOKEN, fetch, retry: { maxRetries: 0 } });
    const report = await hubspot.contacts.create([person] as never);
    expect(statusesOf(await hubspot.resolveUnknown(report))).toEqual(["succeeded"]);
  });
});

describe("a record that does not show", () => {
  const answering = async (record: object) => {
    const sandbox = createSandbox({ faults: [lost("reset-before-write", "marketingEvents.upsert")] });
    const fetch = async (url: string, init: RequestInit) =>
      init.method === "GET" ? Response.json(record) : sandbox.fetch(url, init);
    const hubspot = createClient({ accessToken: TOKEN, fetch, retry: { maxRetries: 0 } });
    return (await hubspot.resolveUnknown(await hubspot.marketingEvents.upsert(events(1)))).outcomes[0];
  };

  it("its id is none", async () => {
    expect(await answering({})).toMatchObject({ status: "unknown" });
    expect(await answering({ ...event(0), id: undefined })).toMatchObject({ status: "unknown" });
  });

  it("what was sent does not have it", async () => {
    const { eventOrganizer: _, ...rest } = event(0);
    expect(await answering({ ...rest, objectId: "7" })).toMatchObject({
      status: "unknown",
      error: { message: expect.stringContaining("does not show eventOrganizer of record 7") },
    });
    expect(await answering({ ...event(0), objectId: "7" })).toMatchObject({ status: "succeeded", recordId: "7" });
  });
});

test("an update that sets nothing can't be told from none", async () => {
  const { hubspot } = inSandbox({
    records: { listings: [{ id: "1", properties: {} }] },
    faults: [lost("reset-before-write", "listings.update")],
  });
  const resolved = await hubspot.resolveUnknown(await hubspot.listings.update([{ id: "1", properties: {} }]));
  expect(resolved.outcomes).toMatchObject([
    { status: "unknown", error: { message: expect.stringContaining("nothing that it sets can be compared") } },
  ]);
});

test("a value that HubSpot may have written in another way is neither in effect nor not", async () => {
  const { hubspot } = inSandbox({
    records: { listings: [{ id: "1", properties: { zip: "1234" } }] },
    faults: [lost("reset-before-write", "listings.update")],
  });
  const report = await hubspot.listings.update([{ id: "1", properties: { zip: "01234" } }] as never);
  expect((await hubspot.resolveUnknown(report)).outcomes).toMatchObject([
    { status: "unknown", error: { message: expect.stringContaining("properties.zip written in another way") } },
  ]);
});

test("an id that no address can carry stays unknown by itself; the others are read", async () => {
  const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-before-write", "marketingEvents.upsert")] });
  const inputs = ["E\ud800", "..", ".", "fine"].map((externalEventId) => ({ ...event(0), externalEventId }));
  const resolved = await hubspot.resolveUnknown(await hubspot.marketingEvents.upsert(inputs));
  expect(statusesOf(resolved)).toEqual(["unknown", "unknown", "unknown", "unsent"]);
  for (const { error } of withStatus(resolved, "unknown")) expect(error.message).toMatch(/could not be read/);
  expect(sandbox.requests.map(({ operation }) => operation)).toEqual([
    "marketingEvents.upsert",
    "marketingEvents.getByExternalId",
  ]);
});

test("a property that no request can carry keeps nothing else from being read", async () => {
  const { hubspot } = inSandbox({ faults: [lost("reset-before-write", "contacts.upsert")] });
  const inputs = [
    { id: "a", idProperty: "key\ud800", properties: { a: "1" } },
    { id: "b", idProperty: "email", properties: { "b\ud800": "1" } },
  ];
  const resolved = await hubspot.resolveUnknown(await hubspot.contacts.upsert(inputs as never));
  expect(statusesOf(resolved)).toEqual(["unknown", "unsent"]);
});

test("the signal ends the reading amid it", async () => {
  const { sandbox } = inSandbox({ faults: [lost("reset-before-write", "marketingEvents.upsert")] });
  const abort = new AbortController();
  let read = 0;
  const fetch = (url: string, init: RequestInit) => {
    if (init.method === "GET" && ++read === 5) abort.abort();
    return sandbox.fetch(url, init);
  };
  const hubspot = createClient({ accessToken: TOKEN, fetch, retry: { maxRetries: 0 } });
  const report = await hubspot.marketingEvents.upsert(events(60));
  const resolved = await hubspot.resolveUnknown(report, { signal: abort.signal });
  expect(read).toBeLessThanOrEqual(10);
  expect(resolved.counts.unknown).toBeGreaterThan(50);
});

describe.each(versionsWith("campaigns", "properties", "communicationPreferences"))(
  "what is read by other words, in %s",
  (version) => {
    /** A client of a sandbox, and what it asks to read. */
    function setUpReads(options: SandboxOptions) {
      const { fetch } = createSandbox(options);
      const asked: { readonly query: readonly (readonly string[])[]; readonly body: unknown }[] = [];
      const listening: Fetch = (url, init) => {
        const { pathname, searchParams } = new URL(url);
        if (pathname.endsWith("read")) asked.push({ query: [...searchParams], body: JSON.parse(String(init?.body)) });
        return fetch(url, init);
      };
      const retry = { maxRetries: 0 };
      return { asked, hubspot: createClient({ accessToken: TOKEN, apiVersion: version, fetch: listening, retry }) };
    }

    it("is a campaign, whose properties are named in the query", async () => {
      const { hubspot, asked } = setUpReads({
        records: {
          campaigns: [
            { id: "1", properties: {} },
            { id: "2", properties: {} },
          ],
        },
        faults: [lost("reset-after-write", "campaigns.update"), lost("reset-before-write", "campaigns.archive")],
      });
      const report = await hubspot.campaigns.update([
        { id: "1", properties: { hs_name: "Spring" } },
        { id: "2", properties: { hs_notes: "n" } },
      ]);
      expect(await hubspot.resolveUnknown(report)).toMatchObject({ ok: true, counts: { succeeded: 2 } });
      expect(asked).toEqual([
        {
          query: [
            ["properties", "hs_name"],
            ["properties", "hs_notes"],
          ],
          body: { inputs: [{ id: "1" }, { id: "2" }] },
        },
      ]);
      const archived = await hubspot.resolveUnknown(await hubspot.campaigns.archive([{ id: "1" }, { id: "3" }]));
      expect(statusesOf(archived)).toEqual(["unsent", "succeeded"]);
    });

    it("is a property, which is there under its name and as sensitive as it was made", async () => {
      const { hubspot, asked } = setUpReads({ faults: [lost("reset-after-write", "properties.create")] });
      const property = { name: "erp_id", label: "ERP id", groupName: "g", type: "string", fieldType: "text" } as const;
      const path = { objectType: "contacts" };
      const inputs = [property, { ...property, name: "secret", dataSensitivity: "sensitive" as const }];
      const report = await hubspot.properties.create(inputs, { path });
      expect(statusesOf(report)).toEqual(["unknown", "unknown"]);
      expect(await hubspot.resolveUnknown(report)).toMatchObject({ ok: true, requests: { sent: 3 } });
      expect(asked.map(({ body }) => body)).toEqual([
        { archived: false, inputs: [{ name: "erp_id" }] },
        { archived: false, dataSensitivity: "sensitive", inputs: [{ name: "secret" }] },
      ]);
    });

    it("is a contact's consent, which does not tell whether its legal basis was written", async () => {
      const { fetch } = createSandbox({
        faults: [{ operation: "communicationPreferences.writeStatuses", answer: "reset-before-write" }],
      });
      const consent = { subscriptionId: 7, channel: "EMAIL" as const, statusState: "SUBSCRIBED" as const };
      const listening: Fetch = (url, init) => {
        if (!new URL(url).pathname.endsWith("/batch/read")) return fetch(url, init);
        const { inputs } = JSON.parse(String(init?.body)) as { readonly inputs: readonly string[] };
        const statuses = [{ subscriptionId: 7, channel: "EMAIL", status: "SUBSCRIBED", legalBasis: "NON_GDPR" }];
        const results = inputs.map((subscriberIdString) => ({ subscriberIdString, statuses }));
        return Promise.resolve(Response.json({ status: "COMPLETE", results }));
      };
      const retry = { maxRetries: 0 };
      const hubspot = createClient({ accessToken: TOKEN, apiVersion: version, fetch: listening, retry });
      const report = await hubspot.communicationPreferences.writeStatuses([
        { ...consent, subscriberIdString: "a@b.c" },
        { ...consent, subscriberIdString: "d@e.f", legalBasis: "PERFORMANCE_OF_CONTRACT" },
        { ...consent, subscriberIdString: "g@h.i", statusState: "UNSUBSCRIBED", legalBasis: "NON_GDPR" },
      ]);
      const resolved = await hubspot.resolveUnknown(report);
      expect(statusesOf(resolved)).toEqual(["succeeded", "unknown", "unsent"]);
      expect(resolved.outcomes[1]).toMatchObject({
        error: { message: expect.stringMatching(/lists it, which does not tell of its legalBasis/) },
      });
    });

    it("is what a record is associated with: each of the inputs is there, or not", async () => {
      const { sandbox } = inSandbox(
        { faults: [{ operation: "associations.create", answer: "reset-after-write" }] },
        version,
      );
      const asked: unknown[] = [];
      const types = [{ category: "USER_DEFINED", typeId: 5 }];
      const fetch: Fetch = async (url, init) => {
        if (!url.endsWith("/batch/read")) return sandbox.fetch(url, init);
        asked.push(JSON.parse(String(init?.body)));
        const results = [{ from: { id: "1" }, to: [{ toObjectId: 11, associationTypes: types }] }];
        const errors = ["2", "3"].map((id) => ({
          category: "VALIDATION_ERROR",
          subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
          context: { fromObjectId: [id] },
          message: "none",
          status: "error",
        }));
        return Response.json({ status: "COMPLETE", results, errors, numErrors: 2 }, { status: 207 });
      };
      const hubspot = createClient({ accessToken: TOKEN, apiVersion: version, fetch, retry: { maxRetries: 0 } });
      const path = { fromObjectType: "contacts", toObjectType: "companies" };
      const tie = (from: string, to: string, associationTypeId = 5) => ({
        from: { id: from },
        to: { id: to },
        types: [{ associationCategory: "USER_DEFINED" as const, associationTypeId }],
      });
      const inputs = [tie("1", "11"), tie("1", "12"), tie("1", "11", 6), tie("2", "11")];
      const resolved = await hubspot.resolveUnknown(await hubspot.associations.create(inputs, { path }));
      expect(statusesOf(resolved)).toEqual(["succeeded", "unsent", "unsent", "unsent"]);
      expect(resolved.outcomes[0]).not.toHaveProperty("record");
      expect(resolved.outcomes[2]).toMatchObject({
        error: { message: expect.stringMatching(/asked since, does not list/) },
      });
      expect(asked).toEqual([{ inputs: [{ id: "1" }, { id: "2" }] }]);
    });
  },
);

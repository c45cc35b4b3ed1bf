import { describe, expect, it } from "vitest";
import { createClient } from "../../src/index.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { addressOf, event, events, paths, sandboxOf, send } from "./helpers.js";

describe("a sandbox without seeds", () => {
  it("creates what an upsert names for the first time, and updates it the second", async () => {
    const sandbox = sandboxOf();
    await send(sandbox, paths.upsert, [{ ...events(1)[0], eventType: "TALK" }]);
    await send(sandbox, paths.upsert, [{ ...events(1)[0], eventName: "Renamed" }]);
    expect(sandbox.records("events")).toEqual([
      expect.objectContaining({ externalEventId: "external-0", eventName: "Renamed", eventType: "TALK" }),
    ]);
  });

  it("updates any id, which then exists", async () => {
    const sandbox = sandboxOf();
    const { status, body } = await send(sandbox, paths.update, [{ objectId: "42", eventName: "Launch" }]);
    expect(status).toBe(200);
    expect(body.results).toEqual([expect.objectContaining({ objectId: "42", eventName: "Launch" })]);
    expect(sandbox.records("events")).toHaveLength(1);
  });

  it("never stores the trace id or the idProperty", async () => {
    const sandbox = sandboxOf();
    const input = { id: "1", idProperty: "sku", objectWriteTraceId: "t", properties: {} };
    await send(sandbox, paths.contacts, [input]);
    expect(Object.keys(sandbox.records("contacts")[0] ?? {}).sort()).toEqual(
      ["archived", "createdAt", "id", "properties", "updatedAt"].sort(),
    );
  });
});

describe("a sandbox with seeds", () => {
  it("reports all ids that it does not know in one error", async () => {
    const sandbox = sandboxOf({ records: { contacts: [{ id: "1", properties: { name: "old" } }] } });
    const { status, body } = await send(sandbox, paths.contacts, [
      { id: "8", properties: { name: "new" } },
      { id: "1", properties: { name: "new" } },
      { id: "9", properties: { name: "new" } },
    ]);
    expect(status).toBe(207);
    expect(body).toMatchObject({ status: "COMPLETE", numErrors: 1 });
    expect(body.errors).toEqual([
      expect.objectContaining({ category: "OBJECT_NOT_FOUND", context: { ids: ["8", "9"] } }),
    ]);
    expect(body.results).toEqual([expect.objectContaining({ id: "1", properties: { name: "new" } })]);
    expect(sandbox.records("contacts")).toHaveLength(1);
    expect(sandbox.requests[0]?.written).toEqual([{ id: "1", properties: { name: "new" } }]);
  });

  it("knows no id at all where the seeds are empty", async () => {
    const sandbox = sandboxOf({ records: { events: [] } });
    const { body } = await send(sandbox, paths.update, [{ objectId: "1", eventName: "Launch" }]);
    expect(body).toMatchObject({ results: [], errors: [{ context: { ids: ["1"] } }] });
  });

  it("still creates what an upsert or a create brings", async () => {
    const sandbox = sandboxOf({ records: { events: [], contacts: [] } });
    await send(sandbox, paths.upsert, events(2));
    await send(sandbox, paths.create, [{ properties: {} }]);
    expect(sandbox.records("events")).toHaveLength(2);
    expect(sandbox.records("contacts")).toHaveLength(1);
  });
});

describe("the records of an api", () => {
  it("lose what is archived, whose answer has no body", async () => {
    const sandbox = sandboxOf({ records: { contacts: [{ id: "1" }, { id: "2" }] } });
    const { status, body } = await send(sandbox, paths.archive, [{ id: "1" }, { id: "unknown" }]);
    expect({ status, body }).toEqual({ status: 204, body: {} });
    expect(sandbox.records("contacts")).toMatchObject([{ id: "2" }]);
    const { body: after } = await send(sandbox, paths.contacts, [{ id: "1", properties: {} }]);
    expect(after.errors).toMatchObject([{ context: { ids: ["1"] } }]);
  });

  it("are found by what they are now, and no longer by what they were", async () => {
    const sandbox = sandboxOf({ records: { contacts: [{ id: "1", properties: { sku: "old" } }] } });
    const bySku = async (id: string) => {
      const { body } = await send(sandbox, paths.contacts, [{ id, idProperty: "sku", properties: { name: id } }]);
      return body.results?.map((result) => result["id"]);
    };
    expect(await bySku("old")).toEqual(["1"]);
    await send(sandbox, paths.contacts, [{ id: "1", properties: { sku: "new" } }]);
    expect(await bySku("old")).toEqual([]);
    expect(await bySku("new")).toEqual(["1"]);
  });

  it("leave nothing behind to be found by when they are archived", async () => {
    const sandbox = sandboxOf();
    await send(sandbox, paths.contacts, [{ id: "red", idProperty: "sku", properties: {} }]);
    const id = sandbox.records("contacts")[0]?.["id"];
    await send(sandbox, paths.archive, [{ id }]);
    await send(sandbox, paths.contacts, [{ id, properties: { name: "again" } }]);
    await send(sandbox, paths.contacts, [{ id: "red", idProperty: "sku", properties: {} }]);
    expect(sandbox.records("contacts")).toHaveLength(2);
  });

  it("keep their ids, whatever an input says of them", async () => {
    const sandbox = sandboxOf();
    await send(sandbox, paths.upsert, [{ ...events(1)[0], objectId: "7", id: "8" }]);
    const [{ id, objectId } = {}] = sandbox.records("events");
    expect([id, objectId]).not.toContain("7");
    expect([id, objectId]).not.toContain("8");
  });

  it("bear the times of the sandbox's clock", async () => {
    let at = Date.parse("2026-01-01T00:00:00Z");
    const sandbox = sandboxOf({ now: () => at });
    await send(sandbox, paths.update, [{ objectId: "1", eventName: "one" }]);
    at += 1000;
    await send(sandbox, paths.update, [{ objectId: "1", eventName: "two" }]);
    expect(sandbox.records("events")).toMatchObject([
      { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:01.000Z" },
    ]);
  });
});

it("thirty thousand inputs take no more than linear time", async () => {
  const sandbox = sandboxOf({ records: { events: events(1000) } });
  const { body } = await send(sandbox, paths.upsert, events(30_000, "Renamed"));
  expect(body.results).toHaveLength(30_000);
  const records = sandbox.records("events");
  expect(records).toHaveLength(30_000);
  expect(records.at(-1)).toMatchObject({ eventName: "Renamed 29999" });
});

describe("an event", () => {
  const setUp = (options: SandboxOptions = {}) => {
    const sandbox = createSandbox(options);
    return { sandbox, hubspot: createClient({ accessToken: "token", fetch: sandbox.fetch, retry: { maxRetries: 0 } }) };
  };
  it("whose deletion's answer was lost is found to be gone", async () => {
    const { hubspot } = setUp({
      faults: [{ operation: "marketingEvents.delete", times: 1, answer: "reset-after-write" }],
    });
    await hubspot.marketingEvents.upsert([event("one")]);
    const report = await hubspot.marketingEvents.delete([addressOf(1, "one")]);
    expect(report.counts).toMatchObject({ unknown: 1 });
    expect((await hubspot.resolveUnknown(report)).counts).toMatchObject({ succeeded: 1 });
  });

  it("that is not there is named by its archive, where only the seeds are", async () => {
    const seeded = setUp({ records: { marketingEvents: [{ objectId: "7" }] } });
    const report = await seeded.hubspot.marketingEvents.archive([{ objectId: "404" }, { objectId: "7" }]);
    expect(report.outcomes).toMatchObject([
      { status: "failed", error: { category: "OBJECT_NOT_FOUND" } },
      { status: "succeeded" },
    ]);
    expect(seeded.sandbox.requests[0]).toMatchObject({ status: 207, written: [{ objectId: "7" }] });
    expect(seeded.sandbox.records("marketingEvents")).toEqual([]);

    const { sandbox, hubspot } = setUp();
    expect(await hubspot.marketingEvents.archive([{ objectId: "404" }])).toMatchObject({ ok: true });
    expect(sandbox.requests[0]).toMatchObject({ status: 204 });
  });
});

describe("a property", () => {
  it("is created once, and named by an error from then on", async () => {
    const sandbox = createSandbox();
    const hubspot = createClient({ accessToken: "token", fetch: sandbox.fetch });
    const property = (name: string) => ({
      name,
      label: name,
      type: "string" as const,
      fieldType: "text" as const,
      groupName: "group",
    });
    const path = { objectType: "contacts" };
    expect(await hubspot.properties.create([property("age")], { path })).toMatchObject({ ok: true });
    const again = await hubspot.properties.create([property("size"), { ...property("age"), label: "Age" }], { path });
    expect(again.outcomes).toMatchObject([
      { status: "succeeded" },
      { status: "failed", error: { category: "OBJECT_ALREADY_EXISTS", message: "One named 'age' already exists." } },
    ]);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([201, 207]);
    expect(sandbox.records("properties/contacts")).toMatchObject([{ label: "age" }, { label: "size" }]);
  });
});

describe("a record of the CRM", () => {
  const contact = (email: string) => ({ properties: { email, firstname: "x" } });
  const start = (options: SandboxOptions = {}) => {
    const sandbox = createSandbox(options);
    return { sandbox, hubspot: createClient({ accessToken: "t", fetch: sandbox.fetch }) };
  };

  it("with another's unique property is refused by itself, and the other is named", async () => {
    const { hubspot, sandbox } = start({ records: { contacts: [{ id: "17", properties: { email: "a@b.c" } }] } });
    const report = await hubspot.contacts.create([contact("b@b.c"), contact(" a@b.c "), contact("c@b.c")]);
    expect(report.outcomes.map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded"]);
    expect(report.outcomes[1]).toMatchObject({ error: { category: "CONFLICT", existingId: "17" } });
    expect(sandbox.requests).toHaveLength(1);
    expect(sandbox.requests[0]).toMatchObject({ status: 207 });
    expect(sandbox.records("contacts")).toHaveLength(3);
  });

  it("of one batch is in the way of a later one of it", async () => {
    const { hubspot, sandbox } = start();
    const report = await hubspot.contacts.create([contact("a@b.c"), contact("a@b.c")]);
    expect(report.counts).toMatchObject({ succeeded: 1, failed: 1 });
    expect(sandbox.records("contacts")).toHaveLength(1);
  });

  it("without a trace id refuses its whole batch, of which nothing is written", async () => {
    const { sandbox } = start({ records: { contacts: [{ id: "17", properties: { email: "a@b.c" } }] } });
    const response = await sandbox.fetch("https://api.hubapi.com/crm/objects/2026-03/contacts/batch/create", {
      method: "POST",
      headers: { authorization: "Bearer t" },
      body: JSON.stringify({ inputs: [contact("b@b.c"), contact("a@b.c")] }),
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      category: "CONFLICT",
      message: expect.stringContaining("Existing ID: 17") as string,
    });
    expect(sandbox.records("contacts")).toHaveLength(1);
  });

  it("is one, by the API of its type and by its type", async () => {
    const { hubspot, sandbox } = start({ records: { "objects/contacts": [{ id: "1", properties: {} }] } });
    await hubspot.objects.create([contact("a@b.c")], { path: { objectType: "contacts" } });
    await hubspot.contacts.create([contact("b@b.c")]);
    await hubspot.objects.create([contact("a@b.c")], { path: { objectType: "2-9" } });
    expect(sandbox.records("contacts")).toHaveLength(3);
    expect(sandbox.records("objects/contacts")).toEqual(sandbox.records("contacts"));
    expect(sandbox.records("objects/2-9")).toHaveLength(1);
    expect(sandbox.records("objects/0-420")).toEqual(sandbox.records("listings"));
  });

  it("that was merged into another is passed over without a word", async () => {
    const into = { id: "7", properties: { email: "a@b.c", hs_merged_object_ids: "5; 6" } };
    const { hubspot } = start({ records: { contacts: [into] } });
    const read = await hubspot.contacts.read([{ id: "7" }, { id: "5" }, { id: "8" }]);
    expect(read.outcomes.map(({ status }) => status)).toEqual(["succeeded", "unknown", "failed"]);
    const updated = await hubspot.contacts.update([{ id: "6", properties: { firstname: "y" } }]);
    expect(updated.counts).toMatchObject({ unknown: 1 });
  });
});

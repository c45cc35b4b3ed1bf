import { describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { createSandbox, type SandboxOptions } from "../src/sandbox/sandbox.js";
import { versionsWith } from "./helpers/versions.js";

function setUp(apiVersion: "2026-03" = "2026-03", options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  return { sandbox, hubspot: createClient({ apiVersion, accessToken: "token", fetch: sandbox.fetch }) };
}

const TYPES = [{ associationCategory: "HUBSPOT_DEFINED" as const, associationTypeId: 279 }];
const pair = (from: string, to: string) => ({ from: { id: from }, to: { id: to }, types: TYPES });
const path = { fromObjectType: "companies", toObjectType: "contacts" };

describe("associations", () => {
  it.each(versionsWith("associations"))(
    "of one company with 300 contacts are one request in %s, each tied to its own",
    async (version) => {
      const { hubspot, sandbox } = setUp(version);
      const inputs = Array.from({ length: 300 }, (_, index) => pair("7", String(index)));
      const report = await hubspot.associations.create(inputs, { path });
      expect(report.counts).toMatchObject({ total: 300, succeeded: 300 });
      expect(sandbox.requests).toHaveLength(1);
      for (const outcome of report.outcomes) {
        expect(outcome).toMatchObject({ record: { fromObjectId: "7", toObjectId: outcome.input.to.id } });
      }
    },
  );

  it("between many and many are told apart by both ends, whichever way round", async () => {
    const { hubspot, sandbox } = setUp();
    const ids = Array.from({ length: 60 }, (_, index) => String(index));
    const inputs = ids.flatMap((from) => ids.map((to) => pair(from, to)));
    const report = await hubspot.associations.create(inputs, { path });
    expect(report.ok).toBe(true);
    expect(sandbox.requests).toHaveLength(4);
    for (const { input, ...outcome } of report.outcomes) {
      expect(outcome).toMatchObject({ record: { fromObjectId: input.from.id, toObjectId: input.to.id } });
    }
  });

  it("have no stray where HubSpot answers with both directions", async () => {
    const { hubspot } = setUp("2026-03", { faults: [{ answer: { status: 200, body: bothWays("7", "9") } }] });
    const report = await hubspot.associations.createDefault([{ from: { id: "7" }, to: { id: "9" } }], { path });
    expect(report).toMatchObject({ ok: true, untied: [] });
    expect(report.outcomes[0]).toMatchObject({ matchedBy: "id", record: { from: { id: "7" }, to: { id: "9" } } });
  });

  it("that are each other's reverse have each an answer of its own", async () => {
    const { hubspot, sandbox } = setUp("2026-03", {
      faults: [
        { times: 1, answer: { status: 200, body: bothWays("7", "9") } },
        { answer: { status: 200, body: bothWays("9", "7") } },
      ],
    });
    const inputs = [
      { from: { id: "7" }, to: { id: "9" } },
      { from: { id: "9" }, to: { id: "7" } },
    ];
    const report = await hubspot.associations.createDefault(inputs, { path });
    expect(sandbox.requests.map((request) => request.inputs)).toMatchObject(inputs.map((input) => [input]));
    expect(report).toMatchObject({ ok: true, untied: [] });
    expect(report.outcomes).toMatchObject(inputs.map((record) => ({ status: "succeeded", matchedBy: "id", record })));
  });

  it("are not taken for their reverse, which is refused", async () => {
    const refused = { status: "error", category: "VALIDATION_ERROR", message: "No such contact" };
    const { hubspot } = setUp("2026-03", {
      faults: [
        { times: 1, answer: { status: 200, body: bothWays("7", "9") } },
        { answer: { status: 400, body: JSON.stringify(refused) } },
      ],
    });
    const inputs = [
      { from: { id: "7" }, to: { id: "9" } },
      { from: { id: "9" }, to: { id: "7" } },
    ];
    const report = await hubspot.associations.createDefault(inputs, { path });
    expect(report.outcomes).toMatchObject([
      { status: "succeeded" },
      { status: "failed", error: { message: "No such contact" } },
    ]);
  });

  it("that there are none of are read with success, without a record", async () => {
    const error = {
      status: "error",
      category: "OBJECT_NOT_FOUND",
      subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
      message: "No contact is associated with company 7.",
      context: { fromObjectId: ["7"] },
    };
    const body = JSON.stringify({ ...envelope, results: [], numErrors: 1, errors: [error] });
    const { hubspot } = setUp("2026-03", { faults: [{ answer: { status: 207, body } }] });
    const report = await hubspot.associations.read([{ id: "7" }], { path });
    expect(report.counts).toMatchObject({ succeeded: 1, failed: 0 });
    expect(report.outcomes[0]).not.toHaveProperty("record");
  });

  it.each(versionsWith("associations"))("of one company are removed in full batches in %s", async (version) => {
    const { hubspot, sandbox } = setUp(version);
    const inputs = Array.from({ length: 300 }, (_, index) => ({ from: { id: "7" }, to: [{ id: String(index) }] }));
    const report = await hubspot.associations.archive(inputs, { path });
    expect(report.counts).toMatchObject({ total: 300, succeeded: 300 });
    expect(sandbox.requests.map((request) => request.inputs.length)).toEqual([100, 100, 100]);
  });

  it("that the sandbox has none of are read as on the wire, and nothing is stored", async () => {
    const { hubspot, sandbox } = setUp();
    const report = await hubspot.associations.read([{ id: "7" }, { id: "8" }], { path });
    expect(report.counts).toMatchObject({ succeeded: 2 });
    expect(report.outcomes[1]).not.toHaveProperty("record");
    expect(sandbox.requests[0]).toMatchObject({ status: 207, written: [] });
    expect(sandbox.records("associations/companies/contacts")).toEqual([]);
  });
});

describe("what is only read is not stored by the sandbox", () => {
  it.each(versionsWith("communicationPreferences", "lists"))("in %s", async (version) => {
    const { hubspot, sandbox } = setUp(version);
    const subscribers = [{ subscriberIdString: "ada@example.com" }, { subscriberIdString: "bob@example.com" }];
    const query = { channel: "EMAIL" } as const;
    const statuses = await hubspot.communicationPreferences.readStatuses(subscribers, { query });
    const wide = await hubspot.communicationPreferences.readUnsubscribeAll(subscribers, { query });
    const lists = await hubspot.lists.readMemberships([{ objectTypeId: "0-1", recordId: "7" }]);
    expect(statuses.outcomes).toMatchObject(subscribers.map((record) => ({ record: { ...record, statuses: [] } })));
    expect(wide.outcomes).toMatchObject(subscribers.map((record) => ({ record: { ...record, wideStatuses: [] } })));
    expect(lists.outcomes[0]).toMatchObject({ status: "succeeded", record: { recordListMemberships: [] } });
    for (const api of ["communicationPreferences", "lists"]) expect(sandbox.records(api)).toEqual([]);
    expect(sandbox.requests.flatMap(({ written }) => written)).toEqual([]);
  });
});

const envelope = { status: "COMPLETE", startedAt: "2026-03-30T09:00:00Z", completedAt: "2026-03-30T09:00:00Z" };

function bothWays(one: string, other: string): string {
  const ends = [
    [other, one],
    [one, other],
  ].map(([from, to]) => ({ from: { id: from }, to: { id: to }, associationSpec: TYPES[0] }));
  return JSON.stringify({ ...envelope, results: ends });
}

describe("objects by name", () => {
  it.each(versionsWith("companies"))("are created, read, changed and archived in %s", async (version) => {
    const { hubspot, sandbox } = setUp(version);
    const created = await hubspot.companies.create([{ properties: { domain: "one.example.com" } }]);
    const id = String(sandbox.records("companies")[0]?.["id"]);
    expect(created.ok).toBe(true);
    const changed = await hubspot.companies.update([{ id, properties: { name: "One" } }]);
    const read = await hubspot.companies.read([{ id }], {
      query: { archived: false },
      body: { properties: ["domain", "name"] },
    });
    expect([changed, read].map(({ outcomes }) => outcomes[0])).toMatchObject([
      { recordId: id, status: "succeeded" },
      { record: { properties: { domain: "one.example.com", name: "One" } } },
    ]);
    expect((await hubspot.companies.archive([{ id }])).ok).toBe(true);
    expect(sandbox.records("companies")).toEqual([]);
  });

  it("are those of their type", async () => {
    const { hubspot, sandbox } = setUp();
    const inputs = [{ id: "ada@example.com", idProperty: "email", properties: { firstname: "Ada" } }];
    await hubspot.contacts.upsert(inputs);
    await hubspot.objects.upsert(inputs, { path: { objectType: "contacts" } });
    expect(sandbox.records("contacts")).toHaveLength(1);
    expect(new Set(sandbox.requests.map(({ path }) => path))).toEqual(
      new Set(["/crm/objects/2026-03/contacts/batch/upsert"]),
    );
    await hubspot.lineItems.create([{ properties: { name: "One" } }]);
    expect(sandbox.requests.at(-1)?.path).toBe("/crm/objects/2026-03/line_items/batch/create");
  });
});

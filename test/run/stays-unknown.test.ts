import { describe, expect, it, test } from "vitest";
import { type BatchReport, mergeReports, type ObjectUpdateInput, resendable, withStatus } from "../../src/index.js";
import type { Fault } from "../../src/sandbox/sandbox.js";
import { events, inSandbox, lost, statusesOf } from "../helpers/in-sandbox.js";
import { TOKEN } from "../helpers/token.js";

describe("what can't be read stays unknown, and says why:", () => {
  it("the token may not", async () => {
    const { hubspot, sandbox } = inSandbox({
      faults: [
        lost("reset-after-write", "marketingEvents.upsert"),
        { operation: "marketingEvents.getByExternalId", answer: { status: 403 } },
      ],
    });
    const resolved = await hubspot.resolveUnknown(await hubspot.marketingEvents.upsert(events(60)));
    expect(resolved.counts).toMatchObject({ unknown: 60 });
    // Once HubSpot has said no, nobody asks again.
    expect(sandbox.requests.length).toBeLessThanOrEqual(1 + 10);
    for (const { error } of withStatus(resolved, "unknown")) expect(error.message).toMatch(/could not be read/);
    expect(JSON.stringify(resolved)).not.toContain(TOKEN);
  });

  it("the answer is lost again", async () => {
    const { hubspot } = inSandbox({
      faults: [lost("reset-after-write", "listings.update"), { operation: "listings.read", answer: "html" }],
    });
    const resolved = await hubspot.resolveUnknown(await hubspot.listings.update([{ id: "1", properties: { a: "1" } }]));
    expect(resolved.outcomes[0]).toMatchObject({
      status: "unknown",
      resend: "safe",
      error: { message: expect.stringMatching(/could not be read/) },
    });
  });

  it("the contract names nothing that reads it", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "lists.addMemberships")] });
    const report = await hubspot.lists.addMemberships([{ recordId: "1" }], { path: { listId: "7" } });
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved.outcomes[0]).toMatchObject({
      error: {
        message: expect.stringContaining("the contract names nothing that reads what lists.addMemberships writes"),
      },
    });
    expect(sandbox.requests).toHaveLength(1);
  });

  it("its signal is aborted", async () => {
    const { hubspot, sandbox } = inSandbox({ faults: [lost("reset-after-write", "marketingEvents.upsert")] });
    const report = await hubspot.marketingEvents.upsert(events(3));
    const resolved = await hubspot.resolveUnknown(report, { signal: AbortSignal.abort() });
    expect(resolved.counts.unknown).toBe(3);
    expect(sandbox.requests).toHaveLength(1);
  });
});

test("an input that a later one of its record may have overwritten stays unknown, for to send it again would undo that", async () => {
  const { hubspot } = inSandbox({ faults: [{ operation: "listings.update", times: 2, answer: "reset-after-write" }] });
  const report = await hubspot.listings.update([
    { id: "1", properties: { a: "1" } },
    { id: "1", properties: { a: "2" } },
  ]);
  expect(statusesOf(report)).toEqual(["unknown", "unknown"]);
  const resolved = await hubspot.resolveUnknown(report);
  expect(resolved.outcomes).toMatchObject([
    { status: "unknown", error: { message: expect.stringContaining("a later input is of record 1 too") } },
    { status: "succeeded" },
  ]);
});

test("what was superseded has the fate of the one that stands for it", async () => {
  const { hubspot } = inSandbox({ faults: [lost("reset-after-write", "listings.update")] });
  const rows = [
    { id: "1", properties: { a: "1" } },
    { id: "1", properties: { a: "2" } },
  ];
  const report = await hubspot.listings.update(rows, { sameRecord: "last" });
  expect(statusesOf(report)).toEqual(["unknown", "unknown"]);
  const resolved = await hubspot.resolveUnknown(report);
  expect(resolved.outcomes).toMatchObject([{ status: "succeeded", supersededBy: 1 }, { status: "succeeded" }]);
});

describe("what is said to be absent", () => {
  const contacts = ["1", "2", "3"].map((id) => ({ id, properties: {} }));

  it.each<[string, Fault["answer"]]>([
    ["a page with a 404", { status: 404, body: "<html>no Route matched</html>" }],
    ["a refusal of the whole request, even of one record alone", { status: 404, category: "OBJECT_NOT_FOUND" }],
  ])("is not by %s", async (_, answer) => {
    const faults: Fault[] = [lost("reset-before-write", "contacts.archive"), { operation: "contacts.read", answer }];
    const { hubspot } = inSandbox({ records: { contacts }, faults });
    const resolved = await hubspot.resolveUnknown(await hubspot.contacts.archive(contacts.map(({ id }) => ({ id }))));
    expect(statusesOf(resolved)).toEqual(["unknown", "unknown", "unknown"]);
  });

  it.each<[string, Fault["answer"], string]>([
    ["is not by a gateway's page", { status: 404, body: "<html>404</html>" }, "unknown"],
    ["is not by a gateway's JSON", { status: 404, body: '{"message":"no Route matched"}' }, "unknown"],
    ["is by HubSpot's own error", { status: 404, category: "OBJECT_NOT_FOUND" }, "unsent"],
  ])("%s, where each is asked for by itself", async (_, answer, status) => {
    const faults: Fault[] = [
      lost("reset-before-write", "marketingEvents.upsert"),
      { operation: "marketingEvents.getByExternalId", answer },
    ];
    const { hubspot } = inSandbox({ faults });
    const resolved = await hubspot.resolveUnknown(await hubspot.marketingEvents.upsert(events(1)));
    expect(statusesOf(resolved)).toEqual([status]);
  });

  it.each(["update", "upsert"] as const)("may have been given another key by its own %s", async (verb) => {
    const records = { contacts: [{ id: "1", properties: { email: "a@x.com", city: "old" } }] };
    const { hubspot, sandbox } = inSandbox({ records, faults: [lost("reset-after-write", `contacts.${verb}`)] });
    const input = { id: "a@x.com", idProperty: "email", properties: { email: "b@x.com", city: "new" } };
    const resolved = await hubspot.resolveUnknown(await hubspot.contacts[verb]([input] as never));
    expect(sandbox.records("contacts")).toMatchObject([{ properties: { email: "b@x.com" } }]);
    expect(resolved.outcomes).toMatchObject([
      { status: "unknown", error: { message: expect.stringContaining("another properties.email") } },
    ]);
  });

  it("may have been given another key by an input that found it by its id", async () => {
    const records = { contacts: [{ id: "1", properties: { email: "a@x.com" } }] };
    const isLost = ({ id }: { id: string }) => id.includes("@");
    const fault = { ...lost("reset-after-write", "contacts.update"), when: isLost } as Fault;
    const { hubspot } = inSandbox({ records, faults: [fault] });
    const inputs = [
      { id: "a@x.com", idProperty: "email", properties: { city: "x" } },
      { id: "1", properties: { email: "b@x.com" } },
    ];
    const resolved = await hubspot.resolveUnknown(await hubspot.contacts.update(inputs as never, { batchSize: 1 }));
    expect(resolved.outcomes).toMatchObject([
      { status: "unknown", error: { message: expect.stringContaining("sets the key of a record") } },
      { status: "succeeded" },
    ]);
  });

  it("is so where all others set no key but their own", async () => {
    const { hubspot } = inSandbox({ faults: [lost("reset-before-write", "contacts.upsert")] });
    const inputs = ["a@x.com", "b@x.com"].map((email) => ({ id: email, idProperty: "email", properties: { email } }));
    const resolved = await hubspot.resolveUnknown(await hubspot.contacts.upsert(inputs as never));
    expect(statusesOf(resolved)).toEqual(["unsent", "unsent"]);
  });

  it("may have been given another key by a later input", async () => {
    const records = { contacts: [{ id: "1", properties: { email: "a@x.com" } }] };
    const { hubspot } = inSandbox({ records, faults: [lost("reset-before-write", "contacts.upsert")] });
    const key = { id: "a@x.com", idProperty: "email" };
    const report = await hubspot.contacts.upsert([
      { ...key, properties: { city: "first" } },
      { ...key, properties: { email: "b@x.com" } },
    ] as never);
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved.outcomes).toMatchObject([
      { status: "unknown", error: { message: expect.stringContaining("a later input is of its record too") } },
      { status: "unknown", error: { message: expect.stringContaining("another properties.email") } },
    ]);
  });
});

describe("an input that another one may have overwritten stays unknown:", () => {
  const records = { contacts: [{ id: "1", properties: { city: "old", email: "a@x.com" } }] };

  it("one whose outcome was not kept of a stream", async () => {
    const { hubspot } = inSandbox({ records, faults: [lost("reset-after-write", "contacts.update")] });
    const run = hubspot.contacts.update([
      { id: "1", properties: { city: "first" } },
      { id: "1", properties: { city: "second" } },
    ]);
    const kept = [];
    for await (const outcome of run) if (outcome.status !== "succeeded") kept.push(outcome);
    const resolved = await hubspot.resolveUnknown({ ...(await run.summary()), outcomes: kept });
    expect(resolved.outcomes).toMatchObject([
      { status: "unknown", error: { message: expect.stringContaining("whose outcome was not given") } },
    ]);
  });

  it("one that is not to be sent again, for its older value would be put over the newer", async () => {
    const { hubspot, sandbox } = inSandbox({ records, faults: [lost("reset-before-write", "contacts.update")] });
    const report = await hubspot.contacts.update([
      { id: "1", properties: { city: "first" } },
      { id: "1", properties: { city: "second" } },
    ]);
    expect(report.outcomes).toMatchObject([{ status: "unknown", resend: "safe" }, { status: "succeeded" }]);
    const resolved = await hubspot.resolveUnknown(report);
    expect(resolved.outcomes).toMatchObject([{ status: "unknown", resend: "read-first" }, { status: "succeeded" }]);
    expect(resolved.resend).toEqual({ safe: 0, "read-first": 1, pointless: 0 });
    const again = resendable(resolved).map(({ input }) => input);
    await hubspot.contacts.update(again);
    expect(sandbox.records("contacts")).toMatchObject([{ properties: { city: "second" } }]);
  });

  it("one whose outcome a stream gave after a later one's, and a run is not settled past it", async () => {
    const { hubspot } = inSandbox({ records, faults: [lost("reset-before-write", "contacts.update")] });
    const report = await hubspot.contacts.update([
      { id: "1", properties: { city: "first" } },
      { id: "1", properties: { city: "second" } },
    ]);
    const resolved = await hubspot.resolveUnknown({ ...report, outcomes: [...report.outcomes].reverse() });
    expect(resolved).toMatchObject({
      outcomes: [
        { index: 0, status: "unknown", resend: "read-first" },
        { index: 1, status: "succeeded" },
      ],
      source: { settledUpTo: 0 },
    });
  });

  it("or, unread, is put over the newer by a second pass, but for one that takes all from the first on", async () => {
    const rows: ObjectUpdateInput[] = [
      { id: "2", properties: { city: "other" } },
      { id: "3", properties: { city: "other" } },
      { id: "1", properties: { city: "first" } },
      { id: "1", properties: { city: "second" } },
    ];
    const others = ["2", "3"].map((id) => ({ id, properties: { city: "old", email: `${id}@x.com` } }));
    const of = (wanted: string) => ({ when: ({ id }: { id: string }) => id === wanted });
    const passes = async (again: (report: BatchReport<ObjectUpdateInput>) => ObjectUpdateInput[]) => {
      const refused = { operation: "contacts.update", ...of("2"), times: 1, answer: { status: 400 } };
      const { hubspot, sandbox } = inSandbox({
        records: { contacts: [...records.contacts, ...others] },
        faults: [refused as Fault, { ...lost("reset-before-write", "contacts.update"), ...of("1") } as Fault],
      });
      const report = await hubspot.contacts.update(rows, { batchSize: 2, isolate: false });
      expect(report.outcomes).toMatchObject([
        { status: "failed", resend: "safe" },
        { status: "failed", resend: "safe" },
        { status: "unknown", resend: "safe" },
        { status: "succeeded" },
      ]);
      const { ok } = mergeReports(report, await hubspot.contacts.update(again(report)));
      const cities = new Map(sandbox.records("contacts").map(({ id, properties }) => [id, properties]));
      return [ok, cities.get("2"), cities.get("1")];
    };
    const [other, first, second] = ["other", "first", "second"].map((city) => expect.objectContaining({ city }));
    expect(await passes((report) => resendable(report).map(({ input }) => input))).toEqual([true, other, first]);
    const fromFirst = (report: BatchReport<ObjectUpdateInput>) => rows.slice(resendable(report)[0]?.index);
    expect(await passes(fromFirst)).toEqual([true, other, second]);
    // It is settled past what was refused with its batch.
    expect((await passes(({ source }) => rows.slice(source.settledUpTo)))[0]).toBe(false);
  });

  it("one that means the record by another key", async () => {
    const fault = { ...lost("reset-after-write", "contacts.update"), when: ({ id }: { id: string }) => id === "1" };
    const { hubspot } = inSandbox({ records, faults: [fault as Fault] });
    const report = await hubspot.contacts.update(
      [
        { id: "1", properties: { city: "first" } },
        { id: "a@x.com", idProperty: "email", properties: { city: "second" } },
      ],
      { batchSize: 1 },
    );
    expect((await hubspot.resolveUnknown(report)).outcomes).toMatchObject([
      { status: "unknown", error: { message: expect.stringContaining("a later input is of record 1 too") } },
      { status: "succeeded" },
    ]);
  });
});

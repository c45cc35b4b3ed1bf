import { describe, expect, test } from "vitest";
import { type BatchReport, createClient, type Fetch } from "../../src/index.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { portal } from "../fixtures/portal.js";

// What is read from a file has no names that a compiler knows.
const untyped: object = portal;

type Options = Partial<Parameters<typeof createClient>[0]>;

/** A client that knows the portal, whose rows are of no type: as read from a file. */
function start(options: Options = {}) {
  const sandbox = createSandbox();
  const fetch: Fetch = sandbox.fetch;
  const hubspot = createClient({ accessToken: "t", fetch, portal: untyped, ...options });
  const sent = () => sandbox.requests.flatMap(({ inputs }) => inputs);
  return { hubspot, sandbox, sent };
}

const said = (report: BatchReport<object, object>) =>
  report.outcomes.map((outcome) => (outcome.status === "failed" ? outcome.error.message : outcome.status));
const row = (properties: object) => ({ properties: properties as Record<string, string> });

describe("an input", () => {
  test("that sets what the portal has is sent, its numbers, truth values and dates as texts", async () => {
    const { hubspot, sandbox } = start();
    const last_seen = new Date("2026-11-26T20:00:00Z");
    const report = await hubspot.contacts.create([row({ email: "a@b.c", age: 7, newsletter: true, last_seen })]);
    expect(said(report)).toEqual(["succeeded"]);
    expect(sandbox.records("contacts")[0]).toMatchObject({
      properties: { email: "a@b.c", age: "7", newsletter: "true", last_seen: "2026-11-26T20:00:00.000Z" },
    });
  });

  test("that sets what the portal does not have fails by itself, with what was meant where that is near", async () => {
    const { hubspot, sent } = start();
    const report = await hubspot.contacts.create([
      row({ emial: "a@b.c" }),
      row({ email: "b@b.c" }),
      row({ email: "c@b.c", qqqqqqqq: 7, colour: "red" }),
    ]);
    expect(said(report)).toEqual([
      expect.stringContaining("properties.emial: is no property of contacts in this portal: did you mean `email`?"),
      "succeeded",
      expect.stringMatching(
        /properties\.qqqqqqqq: is no property of contacts in this portal;.*properties\.colour: is no property of contacts in this portal: did you mean `color`\?/,
      ),
    ]);
    expect(sent()).toMatchObject([{ properties: { email: "b@b.c" } }]);
  });

  test("that sets what only HubSpot sets fails by itself", async () => {
    const { hubspot, sent } = start();
    const report = await hubspot.contacts.update([{ id: "1", ...row({ createdate: "2026-01-01" }) }]);
    expect(said(report)).toEqual([
      expect.stringContaining("properties.createdate: is a read-only property of contacts: only HubSpot sets it"),
    ]);
    expect(sent()).toEqual([]);
  });

  test("that the contract refuses too is told both", async () => {
    const { hubspot } = start();
    const report = await hubspot.contacts.create([{ ...row({ emial: "a@b.c" }), extra: 1 } as never]);
    expect(said(report)[0]).toMatch(/extra: is not a field.*properties\.emial: is no property/);
  });
});

describe("properties are looked up", () => {
  test("by the API, by the path's `objectType`, or not at all", async () => {
    const { hubspot } = start();
    const rows = [row({ platte: "x" })];
    const at = (objectType: string) => hubspot.objects.create(rows, { path: { objectType } });
    expect(said(await hubspot.lineItems.create(rows))[0]).toContain("no property of lineItems");
    expect(said(await at("2-123"))[0]).toContain("no property of 2-123 in this portal: did you mean `plate`?");
    expect(said(await at("line_items"))[0]).toContain("no property of lineItems");
    expect(said(await at("2-9"))).toEqual(["succeeded"]);
    expect(said(await hubspot.deals.create(rows))).toEqual(["succeeded"]);
  });

  test("by no id in a path that is a type's name", async () => {
    const { hubspot } = start();
    const attend = { interactionDateTime: 1, email: "a@b.c", properties: { seat: "7" } };
    const path = { externalEventId: "contacts", subscriberState: "attend" };
    const query = { externalAccountId: "9" };
    expect(said(await hubspot.attendance.createByExternalEventAndEmail([attend], { path, query }))).toEqual([
      "succeeded",
    ]);
  });

  test("for each type of object apart, in calls of one client", async () => {
    const { hubspot } = start();
    const at = (objectType: string) => hubspot.objects.create([row({ plate: "x" })], { path: { objectType } });
    const reports = await Promise.all([at("2-123"), at("contacts"), at("2-123")]);
    expect(reports.map(({ ok }) => ok)).toEqual([true, false, true]);
  });
});

test.each<Options>([{ unknownFields: "send" }, { validate: false }])(
  "with %j whatever is given is sent",
  async (options) => {
    const { hubspot, sent } = start(options);
    const report = await hubspot.contacts.create([row({ emial: "a@b.c", createdate: "2026-01-01" })]);
    expect(said(report)).toEqual(["succeeded"]);
    expect(sent()).toMatchObject([{ properties: { emial: "a@b.c" } }]);
  },
);

test("a portal is loaded ahead of time with the rest", async () => {
  const { hubspot } = start();
  await hubspot.preload("contacts.create");
  expect(said(await hubspot.contacts.create([row({ emial: "x" })]))[0]).toContain("did you mean `email`");
});

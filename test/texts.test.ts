import { describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { createSandbox, type SandboxOptions } from "../src/sandbox/sandbox.js";

function setUp(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  const bodies: { method: string; url: string; body: string }[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    bodies.push({ method: request.method, url: request.url, body: await request.clone().text() });
    return sandbox.fetch(request);
  };
  return { sandbox, bodies, hubspot: createClient({ accessToken: "token", fetch, retry: { maxRetries: 0 } }) };
}

const path = { listId: "12" };
const members = (...ids: number[]) => ids.map((id) => ({ recordId: String(id) }));

describe("memberships of a list", () => {
  it("are put as an array of texts, one outcome each", async () => {
    const { hubspot, bodies, sandbox } = setUp();
    const report = await hubspot.lists.addMemberships(members(1, 2, 3), { path });
    expect(bodies).toEqual([
      {
        method: "PUT",
        url: "https://api.hubapi.com/crm/lists/2026-03/12/memberships/add",
        body: '["1","2","3"]',
      },
    ]);
    expect(report).toMatchObject({ ok: true, counts: { succeeded: 3 } });
    expect(sandbox.records("lists/12")).toMatchObject(members(1, 2, 3));
  });

  it("that HubSpot has no record for fail, and the others are done", async () => {
    const { hubspot } = setUp({
      faults: [
        { operation: "lists.addMemberships", when: ({ recordId }) => recordId === "2", answer: { status: 207 } },
      ],
    });
    const report = await hubspot.lists.addMemberships(members(1, 2, 3), { path });
    expect(report.outcomes.map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded"]);
    expect(report.outcomes[1]).toMatchObject({
      error: { category: "OBJECT_NOT_FOUND", message: "HubSpot has no record 2" },
      scope: "record",
    });
  });

  it("that were there, or were not, are as they should be", async () => {
    const { hubspot, sandbox } = setUp();
    await hubspot.lists.addMemberships(members(1, 2), { path });
    expect(await hubspot.lists.addMemberships(members(2, 3), { path })).toMatchObject({ ok: true });
    expect(await hubspot.lists.removeMemberships(members(1, 9), { path })).toMatchObject({ ok: true });
    expect(sandbox.records("lists/12")).toMatchObject(members(2, 3));
  });

  it("are unknown where the answer has no lists", async () => {
    const { hubspot } = setUp({ faults: [{ answer: { status: 200, body: '{"status":"COMPLETE","results":[]}' } }] });
    const report = await hubspot.lists.addMemberships(members(1), { path });
    expect(report.outcomes[0]).toMatchObject({ status: "unknown", resend: "safe" });
  });

  it("of a record that is no text are refused", async () => {
    const { hubspot, bodies } = setUp();
    // @ts-expect-error An id is a text.
    const report = await hubspot.lists.addMemberships([{ recordId: {} }, { recordID: "1" }], { path });
    expect(report.counts.failed).toBe(2);
    expect(bodies).toEqual([]);
  });
});

it("inputs that are texts share a body with what the call adds, and are tied to their results", async () => {
  const { hubspot, bodies } = setUp();
  const inputs = ["a@example.com", "b@example.com"].map((subscriberIdString) => ({ subscriberIdString }));
  const report = await hubspot.communicationPreferences.readStatuses(inputs, { query: { channel: "EMAIL" } });
  expect(bodies).toEqual([
    {
      method: "POST",
      url: "https://api.hubapi.com/communication-preferences/2026-03/statuses/batch/read?channel=EMAIL",
      body: '{"inputs":["a@example.com","b@example.com"]}',
    },
  ]);
  for (const outcome of report.outcomes) {
    expect(outcome).toMatchObject({ status: "succeeded", record: outcome.input });
  }
});

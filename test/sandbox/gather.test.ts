import { describe, expect, it } from "vitest";
import { createClient } from "../../src/index.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { versionsWith } from "../helpers/versions.js";

function start(apiVersion: "2026-03" = "2026-03", options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  return {
    sandbox,
    hubspot: createClient({ accessToken: "t", apiVersion, fetch: sandbox.fetch, retry: { maxRetries: 0 } }),
  };
}

const members = (...ids: string[]) => ids.map((recordId) => ({ recordId }));
const query = { channel: "EMAIL" as const };
const people = (...names: string[]) => names.map((name) => ({ subscriberIdString: `${name}@example.com` }));

describe.each(versionsWith("lists", "communicationPreferences"))("in %s", (version) => {
  it("the lists of records are those that they were added to, and not taken from since", async () => {
    const { hubspot } = start(version, { records: { "lists/7": [{ recordId: "3" }] } });
    await hubspot.lists.addMemberships(members("1", "2"), { path: { listId: "12" } });
    await hubspot.lists.addMemberships(members("1"), { path: { listId: "13" } });
    await hubspot.lists.removeMemberships(members("2"), { path: { listId: "12" } });
    const inputs = ["1", "2", "3"].map((recordId) => ({ objectTypeId: "0-1", recordId }));
    const { outcomes } = await hubspot.lists.readMemberships(inputs);
    const listsOf = outcomes.map((outcome) =>
      outcome.status === "succeeded"
        ? outcome.record?.recordListMemberships.map(({ listId }) => listId)
        : outcome.status,
    );
    expect(listsOf).toEqual([["12", "13"], [], ["7"]]);
  });

  it("what contacts have agreed to is what was written of them last", async () => {
    const { hubspot } = start(version);
    const [ada, bob] = people("ada", "bob");
    const consent = (statusState: "SUBSCRIBED" | "UNSUBSCRIBED", subscriptionId: number) => ({
      ...ada!,
      ...{ channel: "EMAIL" as const, statusState, subscriptionId },
    });
    await hubspot.communicationPreferences.writeStatuses([consent("SUBSCRIBED", 1), consent("SUBSCRIBED", 2)]);
    await hubspot.communicationPreferences.writeStatuses([consent("UNSUBSCRIBED", 2)]);
    const { outcomes } = await hubspot.communicationPreferences.readStatuses([ada!, bob!], { query });
    expect(outcomes).toMatchObject([
      {
        record: {
          statuses: [
            { ...ada, subscriptionId: 1, status: "SUBSCRIBED" },
            { ...ada, subscriptionId: 2, status: "UNSUBSCRIBED" },
          ],
        },
      },
      { record: { ...bob, statuses: [] } },
    ]);
  });

  it("who has unsubscribed from everything is known, and apart from what else they agreed to", async () => {
    const { hubspot, sandbox } = start(version);
    const { communicationPreferences: consent } = hubspot;
    const [ada, bob] = people("ada", "bob");
    await consent.writeStatuses([{ ...ada!, channel: "EMAIL", statusState: "SUBSCRIBED", subscriptionId: 1 }]);
    await consent.unsubscribeAll([ada!], { query });
    const { outcomes } = await consent.readUnsubscribeAll([ada!, bob!], { query });
    expect(outcomes).toMatchObject([
      { record: { wideStatuses: [{ ...ada, status: "UNSUBSCRIBED", wideStatusType: "PORTAL_WIDE" }] } },
      { record: { ...bob, wideStatuses: [] } },
    ]);
    expect(sandbox.records("communicationPreferences")).toHaveLength(1);
    expect(sandbox.records("communicationPreferences/unsubscribed")).toHaveLength(1);
  });
});

it("a lost write of consent is read back", async () => {
  const { hubspot } = start("2026-03", {
    faults: [{ operation: "communicationPreferences.writeStatuses", times: 1, answer: "cut" }],
  });
  const [ada] = people("ada");
  const input = { ...ada!, channel: "EMAIL" as const, statusState: "SUBSCRIBED" as const, subscriptionId: 1 };
  const report = await hubspot.communicationPreferences.writeStatuses([input]);
  expect(report.counts).toMatchObject({ unknown: 1 });
  expect(await hubspot.resolveUnknown(report)).toMatchObject({ counts: { succeeded: 1 } });
});

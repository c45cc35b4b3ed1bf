import { describe, expect, it } from "vitest";
import { createClient } from "../../src/index.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { addressOf, event, paths, sandboxOf, send } from "./helpers.js";

it("a property finds what was created under it", async () => {
  const sandbox = sandboxOf();
  const input = { id: " A-1 ", idProperty: "sku", properties: { name: "first" } };
  const { body } = await send(sandbox, paths.contacts, [input]);
  const [result] = body.results ?? [];
  expect(result).toMatchObject({ properties: { sku: "A-1", name: "first" } });
  expect(result?.["id"]).not.toBe("A-1");

  await send(sandbox, paths.contacts, [{ id: "A-1", idProperty: "sku", properties: { name: "second" } }]);
  expect(sandbox.records("contacts")).toEqual([
    expect.objectContaining({ id: result?.["id"], properties: { sku: "A-1", name: "second" } }),
  ]);
});

describe("an event", () => {
  it("is deleted by an address that says more than was stored of it", async () => {
    const sandbox = createSandbox();
    const hubspot = createClient({ accessToken: "token", fetch: sandbox.fetch });
    await hubspot.marketingEvents.upsert([event("one"), event("two")]);
    await hubspot.marketingEvents.delete([addressOf(1, "one"), addressOf(1, "three")]);
    expect(sandbox.records("marketingEvents")).toMatchObject([{ externalEventId: "two" }]);
  });

  it("is told apart by all of its address where that was stored", async () => {
    const records = { marketingEvents: [1, 2].map((appId) => ({ ...event("one"), appId })) };
    const sandbox = createSandbox({ records });
    const hubspot = createClient({ accessToken: "token", fetch: sandbox.fetch });
    await hubspot.marketingEvents.delete([addressOf(3, "one"), addressOf(2, "one")]);
    expect(sandbox.records("marketingEvents")).toMatchObject([{ appId: 1 }]);
  });
});

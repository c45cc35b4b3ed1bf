import { describe, expect, it } from "vitest";
import { events, paths, sandboxOf, send } from "./helpers.js";

describe("the records of an api", () => {
  it("are shared by its operations and versions", async () => {
    const sandbox = sandboxOf({ records: { events: [] } });
    const { body } = await send(sandbox, paths.upsert, events(1));
    const objectId = body.results?.[0]?.["objectId"];
    await send(sandbox, paths.update, [{ objectId, eventType: "TALK" }]);
    const { status } = await send(sandbox, paths.updateV2, [{ objectId, eventName: "Renamed" }]);
    expect(status).toBe(200);
    expect(sandbox.records("events")).toEqual([
      expect.objectContaining({ objectId, externalEventId: "external-0", eventName: "Renamed", eventType: "TALK" }),
    ]);
  });

  it("are kept apart by the path's parameters", async () => {
    const sandbox = sandboxOf({ records: { "objects/deals": [{ id: "1", properties: { stage: "won" } }] } });
    await send(sandbox, paths.deals, [{ id: "1", properties: { stage: "lost" } }]);
    const { status } = await send(sandbox, paths.tickets, [{ id: "5", properties: { priority: "high" } }]);
    expect(status).toBe(200);
    expect(sandbox.records("objects/deals")).toMatchObject([{ id: "1", properties: { stage: "lost" } }]);
    expect(sandbox.records("objects/tickets")).toMatchObject([{ id: "5", properties: { priority: "high" } }]);
  });

  it("cannot be asked for by a name that the contract does not have", () => {
    expect(() => sandboxOf().records("event")).toThrow(TypeError);
    expect(() => sandboxOf({ records: { event: [] } })).toThrow(
      /Expected `records` to be of events, contacts, objects/,
    );
  });
});

describe("a sandbox with seeds", () => {
  it("leaves the seeds as they were given", async () => {
    const seed = { id: "1", properties: { name: "old" } };
    await send(sandboxOf({ records: { contacts: [seed] } }), paths.contacts, [
      { id: "1", properties: { name: "new" } },
    ]);
    expect(seed).toEqual({ id: "1", properties: { name: "old" } });
  });

  it("gives ids to seeds without", () => {
    const sandbox = sandboxOf({ records: { events: [{ eventName: "one" }, { eventName: "two" }] } });
    const ids = sandbox.records("events").flatMap(({ id, objectId }) => [id, objectId]);
    expect(new Set(ids).size).toBe(4);
  });
});

import { describe, expect, it } from "vitest";
import { events, paths, sandboxOf, send } from "./helpers.js";

describe("results", () => {
  it("come out of order, in the same one for the same seed", async () => {
    const names = async (seed: number) => {
      const { body } = await send(sandboxOf({ seed }), paths.upsert, events(20));
      return body.results?.map(({ eventName }) => eventName);
    };
    const sent = events(20).map(({ eventName }) => eventName);
    const first = await names(1);
    expect(first).not.toEqual(sent);
    expect([...(first ?? [])].sort()).toEqual([...sent].sort());
    expect(await names(1)).toEqual(first);
    expect(await names(2)).not.toEqual(first);
  });

  it("have the fields of the sample alone, and no external id", async () => {
    const { body } = await send(sandboxOf(), paths.upsert, [{ ...events(1)[0], eventUrl: "https://example.com" }]);
    expect(Object.keys(body.results?.[0] ?? {}).sort()).toEqual(
      [
        "createdAt",
        "customProperties",
        "eventName",
        "eventType",
        "id",
        "objectId",
        "startDateTime",
        "updatedAt",
      ].sort(),
    );
  });

  it("have null for what is not set, and an empty list for lists", async () => {
    const { body } = await send(sandboxOf(), paths.upsert, events(1));
    expect(body.results).toMatchObject([{ eventType: null, customProperties: [] }]);
  });

  it("have instants in UTC", async () => {
    const { body } = await send(sandboxOf(), paths.upsert, [
      { ...events(1)[0], eventType: "2026-05-01T12:00:00+02:00 or so", startDateTime: "2026-05-01T12:00:00+02:00" },
    ]);
    expect(body.results).toMatchObject([
      { eventType: "2026-05-01T12:00:00+02:00 or so", startDateTime: "2026-05-01T10:00:00.000Z" },
    ]);
  });

  it("have text without the blanks around it", async () => {
    const { body } = await send(sandboxOf(), paths.upsert, [{ ...events(1)[0], eventName: "  Launch " }]);
    expect(body.results).toMatchObject([{ eventName: "Launch" }]);
  });

  it("have HubSpot's ids, which differ from each other", async () => {
    const { body } = await send(sandboxOf(), paths.upsert, events(50));
    expect(new Set(body.results?.flatMap(({ id, objectId }) => [id, objectId])).size).toBe(100);
  });

  it("repeat a trace id sometimes, and only their own", async () => {
    const sandbox = sandboxOf();
    const inputs = Array.from({ length: 50 }, (_, id) => ({
      id: String(id),
      objectWriteTraceId: `trace-${id}`,
      properties: {},
    }));
    const { body } = await send(sandbox, paths.contacts, inputs);
    const traced = (body.results ?? []).filter((result) => "objectWriteTraceId" in result);
    expect(traced.length).toBeGreaterThan(5);
    expect(traced.length).toBeLessThan(45);
    for (const { id, objectWriteTraceId } of traced) expect(objectWriteTraceId).toBe(`trace-${String(id)}`);
  });
});

describe("an answer", () => {
  it("is HubSpot's envelope", async () => {
    const now = () => Date.parse("2026-05-01T10:00:00Z");
    const { status, headers, body } = await send(sandboxOf({ now }), paths.upsert, events(1));
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("application/json");
    expect(body).toMatchObject({
      status: "COMPLETE",
      startedAt: "2026-05-01T10:00:00.000Z",
      completedAt: "2026-05-01T10:00:00.000Z",
    });
    expect(body).not.toHaveProperty("errors");
    expect(body).not.toHaveProperty("numErrors");
  });

  it("to an operation that only creates is a 201", async () => {
    const sandbox = sandboxOf();
    const { status } = await send(sandbox, paths.create, [
      { properties: { name: "a" } },
      { properties: { name: "a" } },
    ]);
    expect(status).toBe(201);
    expect(sandbox.records("contacts")).toHaveLength(2);
  });

  it("to no inputs has no results", async () => {
    const { status, body } = await send(sandboxOf(), paths.upsert, []);
    expect(status).toBe(200);
    expect(body.results).toEqual([]);
  });
});

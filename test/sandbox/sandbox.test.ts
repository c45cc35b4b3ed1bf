import { getEventListeners } from "node:events";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { fakeTime } from "../helpers/fake-time.js";
import { events, paths, post, read, sandboxOf, send } from "./helpers.js";

const contacts = [{ id: "1", properties: { name: "one" } }];
const url = (path: string) => `https://api.example.com${path}`;

describe("a sandbox is not made", () => {
  const names = "status, category, subCategory, message, context, errors, policyName, headers, named, together, body";

  it.each<[object, string]>([
    [
      { latency: 5 },
      "Expected `options` to have only contract, records, quota, dailyLimit, latencyMs, wayMs, faults, accepts, portalId, scopes, seed, now, got `latency`",
    ],
    [{ quota: { requests: 0, intervalMs: 1 } }, "Expected `quota.requests` to be a number from 1, got 0"],
    [{ quota: { requests: 1, intervalMs: 0 } }, "Expected `quota.intervalMs` to be a number from 1, got 0"],
    [{ quota: { requests: 1 } }, "Expected `quota.intervalMs` to be a number from 1, got undefined"],
    [
      { quota: { requests: 1, intervalMs: 1, perMs: 1 } },
      "Expected `quota` to have only requests, intervalMs, got `perMs`",
    ],
    [
      { faults: [{ answer: "hnag" }] },
      "Expected `answer` to be { status, … } or one of reset-before-write, reset-after-write, hang, silent, html, cut, got hnag",
    ],
    [
      { faults: [{}] },
      "Expected `answer` to be { status, … } or one of reset-before-write, reset-after-write, hang, silent, html, cut, got undefined",
    ],
    [
      { faults: [{ answer: "hang", time: 1 }] },
      "Expected `fault` to have only operation, when, times, answer, got `time`",
    ],
    [{ faults: [{ answer: {} }] }, "Expected `answer.status` to be a whole number from 200 to 599, got undefined"],
    [{ faults: [{ answer: { status: 400, name: true } }] }, `Expected \`answer\` to have only ${names}, got \`name\``],
  ])("with %j", (options, message) => {
    expect(() => sandboxOf(options)).toThrow(new TypeError(message));
  });

  it("but with known options that are undefined", () => {
    const options = { records: undefined, quota: undefined, faults: undefined, seed: undefined } as object;
    expect(() => sandboxOf(options)).not.toThrow();
  });
});

describe("fetch", () => {
  it("takes a string, a URL or a Request", async () => {
    const sandbox = sandboxOf();
    const inputs = [
      [url(paths.contacts), post(contacts)],
      [new URL(url(paths.contacts)), post(contacts)],
      [new Request(url(paths.contacts), post(contacts)), undefined],
      [
        url(paths.contacts),
        { ...post(contacts), body: new TextEncoder().encode(JSON.stringify({ inputs: contacts })) },
      ],
    ] as const;
    for (const [input, init] of inputs) {
      const { status, body } = await read(await sandbox.fetch(input, init));
      expect(status).toBe(200);
      expect(body.results).toMatchObject([{ id: "1", properties: { name: "one" } }]);
    }
    for (const request of sandbox.requests) {
      expect(request).toMatchObject({
        method: "POST",
        path: paths.contacts,
        operation: "contacts.update",
        version: "v1",
        inputs: contacts,
        written: contacts,
        status: 200,
      });
      expect(request.headers["content-type"]).toBe("application/json");
    }
  });

  it("ignores the query", async () => {
    expect((await send(sandboxOf(), `${paths.contacts}?hapikey=x`, contacts)).status).toBe(200);
  });

  it("refuses an aborted signal with its reason, and the request never arrives", async () => {
    const sandbox = sandboxOf();
    const reason = new Error("enough");
    await expect(send(sandbox, paths.contacts, contacts, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(sandbox.requests).toEqual([]);
  });

  it("rejects where a fault's own function throws", async () => {
    const when = () => {
      throw new Error("typo");
    };
    await expect(send(sandboxOf({ faults: [{ when, answer: "hang" }] }), paths.contacts, contacts)).rejects.toThrow(
      "typo",
    );
  });
});

describe("without a contract of its own", () => {
  it("a sandbox serves this package's, every version on the same records", async () => {
    const sandbox = createSandbox({ records: { marketingEvents: [] } });
    const upserted = await send(sandbox, "/marketing/v3/marketing-events/events/upsert", events(1));
    const objectId = upserted.body.results?.[0]?.["objectId"];
    const update = { objectId, eventType: "TALK" };
    const { status } = await send(sandbox, "/marketing/marketing-events/2026-03/batch/update", [update]);
    expect(status).toBe(200);
    expect(sandbox.records("marketingEvents")).toMatchObject([{ objectId, eventName: "Event 0", eventType: "TALK" }]);

    const listing = await send(sandbox, "/crm/objects/2026-03/0-420/batch/update", contacts);
    expect(listing.body.results).toMatchObject([{ id: "1", properties: { name: "one" }, archived: false }]);
  });
});

describe("latency", () => {
  fakeTime();

  it("delays the answer by that much", async () => {
    const sandbox = sandboxOf({ latencyMs: 100 });
    const answer = vi.fn();
    const sent = send(sandbox, paths.archive, [{ id: "1" }]).then(answer);
    await vi.advanceTimersByTimeAsync(99);
    expect(answer).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await sent;
    const [request] = sandbox.requests;
    expect((request?.answeredAt ?? 0) - (request?.arrivedAt ?? 0)).toBe(100);
  });

  it("leaves no listener on a signal that outlives it", async () => {
    const { signal } = new AbortController();
    const sent = send(sandboxOf({ latencyMs: 10 }), paths.archive, [{ id: "1" }], { signal });
    await vi.advanceTimersByTimeAsync(10);
    await sent;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("drawn from a range lets later requests overtake earlier ones", async () => {
    const sandbox = sandboxOf({ latencyMs: [10, 1000] });
    const order: number[] = [];
    const sent = [0, 1, 2, 3, 4, 5].map((n) =>
      send(sandbox, paths.archive, [{ id: String(n) }]).then(() => order.push(n)),
    );
    await vi.advanceTimersByTimeAsync(1100);
    await Promise.all(sent);
    expect(order).not.toEqual([...order].sort());
    expect(order).toHaveLength(6);
  });

  it("ends with an abort, whose reason is given, and leaves no timer", async () => {
    const sandbox = sandboxOf({ latencyMs: 100 });
    const controller = new AbortController();
    const reason = new Error("enough");
    const sent = send(sandbox, paths.contacts, contacts, { signal: controller.signal });
    const refused = expect(sent).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort(reason);
    await refused;
    expect(vi.getTimerCount()).toBe(0);
    expect(sandbox.requests[0]).not.toHaveProperty("answeredAt");
  });

  it("that is aborted may have been long enough to write, or not", async () => {
    const written = new Set<number>();
    for (let seed = 1; seed <= 8; seed++) {
      const sandbox = sandboxOf({ latencyMs: 100, seed });
      const controller = new AbortController();
      const sent = send(sandbox, paths.contacts, contacts, { signal: controller.signal });
      const refused = expect(sent).rejects.toThrow();
      await vi.advanceTimersByTimeAsync(50);
      controller.abort();
      await refused;
      written.add(sandbox.records("contacts").length);
    }
    expect(written).toEqual(new Set([0, 1]));
  });
});

describe("a request that hangs", () => {
  it("is never answered nor written, holds no timer, and ends with an abort", async () => {
    vi.useFakeTimers();
    const sandbox = sandboxOf({ latencyMs: 10, faults: [{ answer: "hang" }] });
    const controller = new AbortController();
    const reason = new Error("enough");
    const settled = vi.fn();
    const sent = send(sandbox, paths.contacts, contacts, { signal: controller.signal });
    sent.then(settled, settled);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(settled).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    controller.abort(reason);
    await expect(sent).rejects.toBe(reason);
    expect(sandbox.records("contacts")).toEqual([]);
    expect(sandbox.requests[0]?.written).toEqual([]);
  });

  it("ends with the signal of a Request, too", async () => {
    const sandbox = sandboxOf({ faults: [{ answer: "hang" }] });
    const controller = new AbortController();
    const sent = sandbox.fetch(new Request(url(paths.contacts), { ...post(contacts), signal: controller.signal }));
    const refused = expect(sent).rejects.toMatchObject({ name: "AbortError" });
    controller.abort();
    await refused;
  });
});

describe("reset", () => {
  it("brings back the seeds, the faults, the limits and the luck, and empties the log", async () => {
    const sandbox = sandboxOf({
      records: { events: [{ objectId: "1", eventName: "seed" }] },
      faults: [{ times: 1, answer: { status: 503 } }],
      quota: { requests: 2, intervalMs: 1000 },
      now: () => 0,
    });
    const statuses = async () => {
      const found = [];
      for (let n = 0; n < 3; n++) found.push((await send(sandbox, paths.upsert, events(3))).status);
      return found;
    };
    expect(await statuses()).toEqual([503, 200, 429]);
    expect(sandbox.records("events")).toHaveLength(4);
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect(sandbox.records("events")).toMatchObject([{ objectId: "1", eventName: "seed" }]);
    expect(await statuses()).toEqual([503, 200, 429]);
  });
});

describe("handlers", () => {
  const sandbox = sandboxOf({
    faults: [
      { operation: "events.upsert", answer: "reset-after-write" },
      { operation: "events.update", answer: "hang" },
    ],
  });
  const server = setupServer(
    ...sandbox.handlers(http),
    http.all("https://elsewhere.example.com/*", () => HttpResponse.text("elsewhere")),
  );
  beforeAll(() => {
    server.listen({ onUnhandledRequest: "error" });
  });
  afterAll(() => {
    server.close();
  });

  it("answer msw's requests, also where the path has a parameter", async () => {
    for (const path of [paths.contacts, paths.deals]) {
      const { status, body } = await read(await fetch(url(path), post(contacts)));
      expect(status).toBe(200);
      expect(body.results).toMatchObject([{ id: "1" }]);
    }
    expect(sandbox.records("objects/deals")).toHaveLength(1);
  });

  it("answer without a body", async () => {
    expect((await fetch(url(paths.archive), post([{ id: "9" }]))).status).toBe(204);
  });

  it.each([undefined, null, {}, { get: () => {} }])("are not made with %j for msw's http", (none) => {
    expect(() => sandboxOf().handlers(none as never)).toThrow(
      new TypeError("Expected `http` to be msw's own, as in `sandbox.handlers(http)`, got something without `post`"),
    );
  });

  it("leave other endpoints to other handlers", async () => {
    expect(await (await fetch("https://elsewhere.example.com/x")).text()).toBe("elsewhere");
  });

  it("lose the connection as msw does", async () => {
    await expect(fetch(url(paths.upsert), post(events(1)))).rejects.toThrow(TypeError);
    expect(sandbox.records("events")).toHaveLength(1);
  });

  it("hang until the request is aborted", async () => {
    const controller = new AbortController();
    const sent = fetch(url(paths.update), { ...post([{ objectId: "1" }]), signal: controller.signal });
    const refused = expect(sent).rejects.toMatchObject({ name: "AbortError" });
    controller.abort();
    await refused;
  });
});

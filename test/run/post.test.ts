import { describe, expect, test } from "vitest";
import type { Operation, Version } from "../../src/contract.js";
import type { CallSettings } from "../../src/options/options.js";
import { createAddress } from "../../src/run/address.js";
import { type PostContext, post } from "../../src/run/post.js";
import { createBatchClient } from "../../src/wire/fetch-client.js";
import type { Fetch } from "../../src/wire/wire.js";
import { contract } from "../fixtures/contract.js";
import { contacts, entriesOf } from "../helpers/entries.js";
import { collectGarbage } from "../helpers/gc.js";
import { answer, fakeFetch, type Handler, respond } from "../helpers/http.js";
import { requestContext } from "../helpers/request-context.js";
import { transportOf } from "../helpers/transport.js";

const v1 = contract.versions.v1 as unknown as Version;
const { archive } = contract.versions.v1.operations.contacts as unknown as Record<string, Operation>;
const { update } = contract.versions.v1.operations.objects as unknown as Record<string, Operation>;
const noParameters = { path: undefined, query: undefined };

async function send(operation: Operation, handler: Handler, settings: Partial<CallSettings> = {}) {
  const { fetch, sent } = fakeFetch(handler);
  const client = createBatchClient(v1, { baseUrl: "https://api.example.com", headers: { accept: "application/json" } });
  const transport = transportOf(fetch, { retry: { maxRetries: 0 } });
  const entries = entriesOf(operation, [{ id: "1" }, { id: "2" }]);
  const { context, halts } = requestContext();
  const reply = await post(entries, context, {
    operation,
    address: createAddress(operation, client, { ...noParameters, ...settings }),
    transport,
    settings: { body: settings.body },
  });
  return { reply, halts, sent: sent[0]! };
}

describe("a request", () => {
  test("holds the JSON that was written for each record, as it is", async () => {
    const { sent } = await send(contacts, () => answer([]));
    expect(sent.body).toBe('{"inputs":[{"id":"1"},{"id":"2"}]}');
    expect(sent.url).toBe("https://api.example.com/contacts/v1/batch/update");
    expect(sent.headers.get("content-type")).toBe("application/json");
  });

  test("leaves each entry its JSON, to be sent again in whatever company", async () => {
    const { fetch, sent } = fakeFetch(() => answer([]));
    const client = createBatchClient(v1, { baseUrl: "https://api.example.com", headers: {} });
    const entries = entriesOf(
      contacts,
      ["1", "22", "333,}", "ä"].map((id) => ({ id })),
    );
    const settings = { body: { idProperty: "email" } };
    const address = createAddress(contacts, client, noParameters);
    const options: PostContext = { operation: contacts, address, transport: transportOf(fetch), settings };
    await post(entries, requestContext().context, options);
    await post([entries[3]!, entries[1]!], requestContext().context, options);
    await post(entries.slice(1, 3), requestContext().context, options);
    expect(sent.map(({ inputs }) => inputs.map(({ id }) => id))).toEqual([
      ["1", "22", "333,}", "ä"],
      ["ä", "22"],
      ["22", "333,}"],
    ]);
  });

  test("is kept but once", async () => {
    const bodies: unknown[] = [];
    const fetch: Fetch = async (_, { body }) => {
      bodies.push(body);
      return answer([]);
    };
    const client = createBatchClient(v1, { baseUrl: "https://api.example.com", headers: {} });
    const name = "x".repeat(1_000_000);
    const entries = entriesOf(
      contacts,
      Array.from({ length: 20 }, () => ({ name })),
    );
    const settings = { body: undefined };
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    await post(entries, requestContext().context, {
      operation: contacts,
      address: createAddress(contacts, client, noParameters),
      transport: transportOf(fetch),
      settings,
    });
    collectGarbage();
    // The body has come, and the JSON of each has gone.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
    expect((bodies as string[]).map(({ length }) => length > 20_000_000)).toEqual([true]);
    expect(entries[19]!.json).toBe(JSON.stringify({ name }));
  });

  test("has the fields of the body beside its inputs", async () => {
    const { sent } = await send(contacts, () => answer([]), { body: { idProperty: "email", properties: ["a"] } });
    expect(JSON.parse(sent.body)).toEqual({
      inputs: [{ id: "1" }, { id: "2" }],
      idProperty: "email",
      properties: ["a"],
    });
    expect(JSON.parse((await send(contacts, () => answer([]), { body: {} })).sent.body)).toEqual({
      inputs: [{ id: "1" }, { id: "2" }],
    });
  });

  test("goes to the path with its parameters filled in", async () => {
    const { sent } = await send(update!, () => answer([]), { path: { objectType: "a b/c" } });
    expect(sent.url).toBe("https://api.example.com/objects/v1/a%20b%2Fc/batch/update");
  });
});

test("before each attempt the caller is told which inputs it is of", async () => {
  const told: unknown[] = [];
  let failed = false;
  const { fetch } = fakeFetch(() => {
    if (failed) return answer([]);
    failed = true;
    return respond(503, "{}");
  });
  const client = createBatchClient(v1, { baseUrl: "https://api.example.com", headers: {} });
  const entries = entriesOf(contacts, [{ id: "1" }, { id: "2" }]).slice(1);
  const reply = await post(entries, requestContext().context, {
    operation: contacts,
    address: createAddress(contacts, client, noParameters),
    transport: transportOf(fetch, { retry: { initialDelayMs: 1, maxDelayMs: 1 } }),
    settings: { body: undefined, beforeSend: (request) => void told.push(request) },
  });
  expect(reply.kind).toBe("accepted");
  const { idempotent } = contacts;
  expect(told).toEqual([1, 2].map((attempt) => ({ indexes: [1], inputs: [{ id: "2" }], attempt, idempotent })));
});

describe("a 2xx", () => {
  test("with an envelope is accepted", async () => {
    const { reply } = await send(contacts, () => answer([{ id: "1" }], [{ message: "no" }], 207));
    expect(reply).toMatchObject({ kind: "accepted", value: { results: [{ id: "1" }], numErrors: 1 } });
  });

  test.each(["", "<html>", "[]", "null", '{"results":['])("without one is as good as lost: %j", async (text) => {
    const { reply } = await send(contacts, () => respond(200, text));
    expect(reply).toMatchObject({ kind: "lost", error: { name: "UnexpectedResponseError", status: 200 } });
  });

  test("without a body is accepted where the contract promises none", async () => {
    expect((await send(archive!, () => respond(204, ""))).reply).toMatchObject({
      kind: "accepted",
      value: "no-content",
    });
    expect((await send(archive!, () => answer([], [{}], 207))).reply).toMatchObject({ value: { numErrors: 1 } });
    expect((await send(archive!, () => respond(200, "<html>"))).reply).toMatchObject({ kind: "lost" });
  });
});

describe("a contract whose `send` fails", () => {
  const response = new Response();
  test.each<[string, Operation["send"], string]>([
    ["by not calling fetch", async () => ({ response }), "It did not call `fetch`"],
    ["before it calls fetch", () => Promise.reject(new Error("no path")), "no path"],
    [
      "on the way to the transport",
      async (_, __, { fetch }) => ({ response: await fetch({ url: "x" } as Request) }),
      "iterable",
    ],
  ])("%s has sent nothing, and ends the run", async (_, failing, why) => {
    const { reply, sent, halts } = await send({ ...contacts, send: failing }, () => answer([]));
    expect(sent).toBeUndefined();
    expect(reply).toMatchObject({
      kind: "unprocessed",
      reason: "callback-failed",
      error: { name: "CallerError", cause: { message: expect.stringContaining(why) } },
    });
    expect(halts).toEqual([{ reason: "callback-failed", error: expect.anything() }]);
  });

  test("after its request was carried has the reply all the same", async () => {
    const careless: Operation["send"] = async (client, body, init) => {
      void contacts.send(client, body, init);
      throw new Error("impatient");
    };
    const { reply, halts } = await send({ ...contacts, send: careless }, () => answer([{ id: "1" }]));
    expect(reply).toMatchObject({ kind: "accepted", value: { results: [{ id: "1" }] } });
    expect(halts).toEqual([]);
  });
});

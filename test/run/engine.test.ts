import { tracingChannel } from "node:diagnostics_channel";
import { describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import type { Operation, Version } from "../../src/contract.js";
import { callSettings } from "../../src/options/call-settings.js";
import type { CallOptions } from "../../src/options/options.js";
import { clientSettings } from "../../src/options/settings.js";
import type { OutcomeStatus } from "../../src/outcome/outcome.js";
import { partOf } from "../../src/part.js";
import { createEngine } from "../../src/run/engine.js";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import { contract } from "../fixtures/contract.js";
import { clientOf } from "../helpers/client.js";
import { fakeFetch, updated } from "../helpers/http.js";
import { updates } from "../helpers/inputs.js";
import { parts } from "../helpers/parts.js";
import { TOKEN } from "../helpers/token.js";
import { tokensOf } from "../helpers/tokens.js";

const version = contract.versions.v1 as unknown as Version;
const update = contract.versions.v1.operations.events.update as unknown as Operation;
const schema = async () => z.object({ objectId: z.string() });

function engineOf({ validate = true, watching = parts.watching, asked = parts.asked } = {}) {
  const { fetch, sent } = fakeFetch(updated);
  const settings = clientSettings({ accessToken: TOKEN, validate }, version.baseUrl);
  const createClient = vi.fn(version.createClient);
  const options = { baseUrl: version.baseUrl, headers: {} };
  const engine = createEngine(
    { createClient },
    settings,
    options,
    { ...parts, watching, asked },
    {
      wire: createFetchWire(fetch),
      tokens: tokensOf(TOKEN),
    },
  );
  const write = async (inputs: object[], operation: Operation, options: CallOptions = {}) => {
    const statuses: OutcomeStatus[] = [];
    const run = await engine.run(inputs, operation, callSettings(options, operation), {
      settled: ({ status }) => void statuses.push(status),
      untied: () => {},
      held: () => 0,
    });
    run.start();
    const { halted } = await run.ended;
    return { statuses, halted };
  };
  return { engine, write, sent, createClient };
}

describe("a schema", () => {
  test("is loaded once for all calls of a method, and checks each input", async () => {
    const load = vi.fn(schema);
    const operation = { ...update, schema: load };
    const { write, sent } = engineOf();
    expect((await write([{ objectId: "1" }, { objectId: 2 }], operation)).statuses.toSorted()).toEqual([
      "failed",
      "succeeded",
    ]);
    expect((await write([{ objectId: 3 }], operation)).statuses).toEqual(["failed"]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(sent.flatMap(({ inputs }) => inputs)).toEqual([{ objectId: "1" }]);
  });

  test("that could not be loaded is loaded again at the next call", async () => {
    const load = vi.fn(schema).mockRejectedValueOnce(new Error("chunk is gone"));
    const operation = { ...update, schema: load };
    const { write, sent } = engineOf();
    const first = await write([{ objectId: "1" }], operation);
    expect(first.halted).toBeDefined();
    expect(sent).toHaveLength(0);
    const second = await write([{ objectId: "1" }], operation);
    expect(second).toEqual({ statuses: ["succeeded"], halted: undefined });
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("that fails while another part still loads ends the run, and not the process", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const asked = partOf(async () => {
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      return parts.asked.load();
    });
    const { write } = engineOf({ asked });
    const operation = { ...update, schema: () => Promise.reject(new Error("gone")) };
    expect((await write([{ objectId: "1" }], operation, { onProgress: () => {} })).halted?.reason).toBe(
      "callback-failed",
    );
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("is loaded beforehand by a preload, and its failure told", async () => {
    const load = vi.fn(schema);
    const { engine, write } = engineOf();
    await engine.preload([{ ...update, schema: async () => Promise.reject(new Error("no")) }]).then(
      () => expect.unreachable(),
      (error: Error) => expect(error.message).toBe("no"),
    );
    const operation = { ...update, schema: load };
    await engine.preload([operation]);
    expect(load).toHaveBeenCalledTimes(1);
    await write([{ objectId: "1" }], operation);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("is not even loaded where nothing is to be checked", async () => {
    const load = vi.fn(schema);
    const { engine, write } = engineOf({ validate: false });
    const operation = { ...update, schema: load };
    await engine.preload([operation]);
    expect((await write([{ objectId: 1 }], operation)).statuses).toHaveLength(1);
    expect(load).not.toHaveBeenCalled();
  });
});

test("runs share one client of the contract's, made when the first is", async () => {
  const { write, createClient } = engineOf({ validate: false });
  expect(createClient).not.toHaveBeenCalled();
  await write(updates(1), update);
  await write(updates(1), update);
  expect(createClient).toHaveBeenCalledTimes(1);
});

test("a single request goes out with the client's token, too", async () => {
  const { engine, sent } = engineOf();
  const response = await engine.carry(new Request("https://api.example.com/x"));
  expect(response.status).toBe(200);
  expect(sent).toMatchObject([{ url: "https://api.example.com/x", token: TOKEN }]);
});

test("a single request is told of, and so is the version of a client's run", async () => {
  const told: unknown[] = [];
  const hear = (message: unknown) => void told.push(message);
  const channels = ["request", "run"].map((name) => tracingChannel(`hubspot-batch:${name}`).start);
  for (const channel of channels) channel.subscribe(hear);
  const { engine } = engineOf();
  await engine.carry(new Request("https://api.example.com/x"));
  await clientOf({ fetch: fakeFetch(updated).fetch }).events.update([]);
  for (const channel of channels) channel.unsubscribe(hear);
  expect(told).toEqual([
    { method: "GET", server: "https://api.example.com", attempt: 1, result: { status: 200 } },
    expect.objectContaining({ operation: "events.update", apiVersion: "v1" }),
  ]);
});

test("a run is made, and a request sent, though what would tell of it can't be loaded", async () => {
  const hear = () => {};
  const channel = tracingChannel("hubspot-batch:run").start;
  channel.subscribe(hear);
  const load = vi.fn(() => Promise.reject(new Error("chunk is gone")));
  const { engine, write } = engineOf({ watching: partOf(load) });
  expect(await write([{ objectId: "1" }], { ...update, schema })).toEqual({
    statuses: ["succeeded"],
    halted: undefined,
  });
  expect((await engine.carry(new Request("https://api.example.com/x"))).status).toBe(200);
  channel.unsubscribe(hear);
  expect(load).toHaveBeenCalledTimes(2);
});

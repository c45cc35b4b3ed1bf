import type { Operation, Version } from "../../src/contract.js";
import type { Inputs } from "../../src/intake/inputs.js";
import { callSettings } from "../../src/options/call-settings.js";
import type { CallOptions, ClientOptions, MayMap } from "../../src/options/options.js";
import { CLIENT_OPTIONS, clientSettings } from "../../src/options/settings.js";
import { type BatchRun, createBatchRun } from "../../src/run/batch-run.js";
import { createEngine, type EngineParts } from "../../src/run/engine.js";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import type { Fetch } from "../../src/wire/wire.js";
import { contract, type Event, type EventUpdate, type EventUpsert } from "../fixtures/contract.js";
import { parts } from "./parts.js";
import { TOKEN } from "./token.js";
import { tokensOf } from "./tokens.js";

const { v1 } = contract.versions;

interface Options extends Omit<ClientOptions, "apiVersion">, CallOptions, MayMap {
  readonly fetch: Fetch;
  /** What loads later; at hand unless told otherwise. */
  readonly parts?: EngineParts;
}

/**
 * A run as a client makes it, but for two imports that fake timers would not wait for: the engine's and zod's. Inputs are
 * not checked, and the quota has room for everything, unless told otherwise.
 */
export function runOf<I extends object, R extends object>(
  operation: Operation,
  inputs: Inputs<I>,
  options: Options,
): BatchRun<I, R> {
  const version = v1 as unknown as Version;
  const quota = options.rateLimiter === undefined ? { quota: { requests: 1_000_000, intervalMs: 1 } } : {};
  const [others, call] = [true, false].map((ofClient) =>
    Object.fromEntries(
      Object.entries(options).filter(([name]) => name !== "parts" && Object.hasOwn(CLIENT_OPTIONS, name) === ofClient),
    ),
  ) as [Omit<ClientOptions, "apiVersion">, CallOptions & MayMap]; // The names of each are the type's.
  const settings = clientSettings({ accessToken: TOKEN, validate: false, ...quota, ...others }, version.baseUrl);
  const engine = createEngine(version, settings, { baseUrl: version.baseUrl, headers: {} }, options.parts ?? parts, {
    wire: createFetchWire(options.fetch),
    tokens: tokensOf(settings.accessToken),
  });
  const checked = callSettings(call, operation);
  const run = createBatchRun<object, object>(
    async (consumer) => engine.run(inputs, operation, checked, consumer),
    checked.firstIndex,
  );
  return run as unknown as BatchRun<I, R>;
}

export function updateRun(inputs: Inputs<EventUpdate>, options: Options): BatchRun<EventUpdate, Event> {
  return runOf(v1.operations.events.update as Operation, inputs, options);
}

export function upsertRun(inputs: Inputs<EventUpsert>, options: Options): BatchRun<EventUpsert, Event> {
  return runOf(v1.operations.events.upsert as Operation, inputs, options);
}

export function archiveRun(inputs: Inputs<{ id: string }>, options: Options): BatchRun<{ id: string }, object> {
  return runOf(v1.operations.contacts.archive as Operation, inputs, options);
}

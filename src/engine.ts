import type { Operation, Version } from "./contract.js";
import { carry, createBatchClient, type FetchClientOptions } from "./fetch-client.js";
import type { CallSettings } from "./options.js";
import { Run, type Sink } from "./run.js";
import type { ClientSettings } from "./settings.js";
import { withShared } from "./shared.js";
import type { Inputs } from "./source.js";
import { TokenCache } from "./token.js";
import { Transport } from "./transport.js";
import { createPrepare, type Prepare } from "./validate.js";

/** What a client does its work with: loaded with its first call, so that importing this package costs next to nothing. */
export interface Engine {
  /** Makes a run of a batch method. */
  run(
    inputs: Inputs<object>,
    operation: Operation,
    settings: CallSettings,
    sink: Sink<object, object>,
  ): Run<object, object>;
  /** Sends a single request. */
  carry(request: Request): Promise<Response>;
}

/** Makes a client's engine. */
export function createEngine(version: Version, settings: ClientSettings, options: FetchClientOptions): Engine {
  const { limiter, concurrency, validate, unknownFields } = settings;
  const transport = new Transport({ ...settings, tokens: new TokenCache(settings.accessToken) });
  const checks = new Map<Operation, Promise<Prepare>>();
  let client: object | undefined;

  const prepare = async (operation: Operation) =>
    createPrepare(validate ? await operation.schema() : undefined, unknownFields);
  return {
    run(inputs, operation, call, sink) {
      client ??= createBatchClient(version, options);
      const check = checks.get(operation) ?? prepare(operation);
      checks.set(operation, check);
      // A schema that could not be loaded may be there at the next call.
      check.catch(() => checks.delete(operation));
      return new Run(
        inputs,
        {
          operation: withShared(operation, call.body),
          client,
          transport,
          limiter,
          concurrency,
          settings: call,
          prepare: check,
        },
        sink,
      );
    },
    carry: (request) => carry(request, transport),
  };
}

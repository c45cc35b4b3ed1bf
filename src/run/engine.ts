import type { Operation, Version } from "../contract.js";
import type { Inputs } from "../intake/inputs.js";
import { createPrepare, type Prepare } from "../intake/validate.js";
import { withBodyFields } from "../match/body-fields.js";
import type { CallSettings } from "../options/options.js";
import type { ClientSettings } from "../options/settings.js";
import { chooseWire } from "../wire/choose-wire.js";
import { carry, createBatchClient, type FetchClientOptions } from "../wire/fetch-client.js";
import { TokenCache } from "../wire/token.js";
import { Transport } from "../wire/transport.js";
import type { Wire } from "../wire/wire.js";
import { type OutcomeConsumer, Run } from "./run.js";

/** What a client does its work with: loaded with its first call, so that importing this package costs next to nothing. */
export interface Engine {
  /** Makes a run of a batch method. */
  run(
    inputs: Inputs<object>,
    operation: Operation,
    settings: CallSettings,
    consumer: OutcomeConsumer<object, object>,
  ): Run<object, object>;
  /** Loads what runs of these operations need. */
  preload(operations: readonly Operation[]): Promise<void>;
  /** Sends a single request. */
  carry(request: Request): Promise<Response>;
}

/** Makes a client's engine, on the wire that it is given or else the best there is. */
export async function loadEngine(
  version: Pick<Version, "createClient">,
  settings: ClientSettings,
  options: FetchClientOptions,
): Promise<Engine> {
  return createEngine(version, settings, options, await chooseWire(settings.fetch));
}

/** Makes a client's engine. */
export function createEngine(
  version: Pick<Version, "createClient">,
  settings: ClientSettings,
  options: FetchClientOptions,
  wire: Wire,
): Engine {
  const { limiter, concurrency, validate } = settings;
  const transport = new Transport({ ...settings, wire, tokens: new TokenCache(settings.accessToken) });
  const checks = new Map<Operation, Promise<Prepare>>();
  let client: object | undefined;

  const prepare = async (operation: Operation) =>
    createPrepare(validate ? await operation.schema() : undefined, settings);
  const checkOf = (operation: Operation) => {
    const check = checks.get(operation) ?? prepare(operation);
    checks.set(operation, check);
    // A schema that could not be loaded may be there at the next call.
    check.catch(() => checks.delete(operation));
    return check;
  };
  return {
    async preload(operations) {
      await Promise.all([...operations.map(checkOf), import("../intake/superseding.js")]);
    },
    run(inputs, operation, call, consumer) {
      client ??= createBatchClient(version, options);
      return new Run(
        inputs,
        {
          operation: withBodyFields(operation, call.body),
          client,
          transport,
          limiter,
          concurrency,
          settings: call,
          prepare: checkOf(operation),
        },
        consumer,
      );
    },
    carry: (request) => carry(request, transport),
  };
}

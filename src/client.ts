import type {
  Contract,
  LazyContract,
  LazyVersion,
  Operation,
  OperationTypes,
  Read,
  Signature,
  Version,
  VersionTypes,
} from "./contract.js";
import { type Inputs, isInputs } from "./intake/inputs.js";
import {
  type ChosenTypes,
  chooseVersion,
  type VersionChoice,
  type VersionPerApi,
  versionOf,
} from "./options/api-version.js";
import { callSettings } from "./options/call-settings.js";
import { expected, objectOf } from "./options/expected.js";
import type { CallOptions, ClientOptions, MayMap } from "./options/options.js";
import type { NoPortal, OfPortal } from "./options/portal.js";
import { CLIENT_OPTIONS, type ClientSettings, clientSettings } from "./options/settings.js";
import type { BatchReport } from "./outcome/summary.js";
import { partOf } from "./part.js";
import { createBatchRun } from "./run/batch-run.js";
import type { TokenCheck } from "./run/check-token.js";
import type { Engine } from "./run/engine.js";
import { mapValues } from "./run/map-values.js";
import type { BatchMethod } from "./run/method.js";
import type { Resolvable, ResolveOptions } from "./run/resolve.js";
import { type StartOfVersion, startOf } from "./run/start-of-version.js";
import { lateClient } from "./wire/late-client.js";

/** The batch methods of one version, as `client.api.verb`; of the APIs that a portal names, with its properties. */
export type BatchMethods<V extends VersionTypes, Types extends object = NoPortal> = {
  readonly [Api in keyof V["operations"]]: {
    readonly [Verb in keyof V["operations"][Api]]: BatchMethod<
      Api extends keyof Types
        ? OfPortal<V["operations"][Api][Verb], Types[Api]> extends infer Known extends OperationTypes
          ? Known
          : never
        : V["operations"][Api][Verb]
    >;
  };
};

/** A client for one version of a contract, and for a portal's properties where they are known. */
export type BoundClient<V extends VersionTypes, Types extends object = NoPortal> = BatchMethods<V, Types> & {
  /** The version's typed openapi-fetch client, with this client's token, pace and retries. */
  readonly api: V["client"];
  /**
   * Loads what the first call of each of these methods would load, by name; of all, where none is named. It opens no
   * connection and asks for no token: for a start that may take its time before the first call may not.
   */
  preload(...methods: readonly MethodName<V>[]): Promise<void>;
  /**
   * Asks what the token may do: its account, its scopes against these methods' (all, where none is named), the quota, and
   * what is left of the day. It never rejects for what HubSpot says: a token that is refused, and scopes that are missing,
   * are in what it gives, with an `advice`; the token is not. It takes three requests, or one of a token that is refused.
   */
  check(...methods: readonly MethodName<V>[]): Promise<TokenCheck>;
  /**
   * Reads what became of a report's inputs that are `unknown`, and gives the report with those decided that can be: HubSpot
   * is asked for their records, 100 in a request where it reads batches, and what is there is compared with what was sent.
   *
   * - There as it was sent: `succeeded`, with `recordId` and, as `record`, what was read. Of an archive: when it is gone.
   * - Not there: `unsent` where the input makes such a record, to be sent again; `failed`, in HubSpot's words, of an update.
   * - There otherwise: `unsent` where the operation is idempotent, for what was sent is not in effect. That it was, and was
   *   changed since, can't be told: to send it again may overwrite what others wrote in between. A create stays `unknown`,
   *   to be looked at, and so does what a later input of the same record may have overwritten.
   * - Where HubSpot can't be asked, or does not answer, it stays `unknown`, and its error says why.
   *
   * Of a create, the record is found by a unique property: the contract's (`email` of contacts), or the one that `by` names.
   * HubSpot may work at a request for 100 s after its answer was lost: what is read before that may still change. Of a
   * streamed run, pass the outcomes that were kept: `{ ...summary, outcomes }`; `errors` are then those of these outcomes.
   * Its `requests` count the reading. Throws a `TypeError` where the report or an option is none of this client's.
   */
  resolveUnknown<I, R, S extends object>(
    report: Resolvable<I, R, S>,
    options?: ResolveOptions,
  ): Promise<BatchReport<I, R, S>>;
};

/** The names of a version's methods, as `api.verb`. */
export type MethodName<V extends VersionTypes> = {
  [Api in keyof V["operations"] & string]: `${Api}.${keyof V["operations"][Api] & string}`;
}[keyof V["operations"] & string];

/** A client for the version, or the versions, that `apiVersion` names. */
export type ChosenClient<
  Types extends { [V in keyof Types]: VersionTypes },
  Choice,
  Fallback,
  Properties extends object = NoPortal,
> = BoundClient<ChosenTypes<Types, Choice, Fallback>, Properties>;

/** Makes clients for a contract; without a default version, each client has to name its own. */
export type CreateClient<Types extends { [V in keyof Types]: VersionTypes }, Default extends keyof Types & string> = [
  Default,
] extends [never]
  ? <
      const V extends (keyof Types & string) | (VersionPerApi<Types> & { readonly default: keyof Types }),
      Properties extends object = NoPortal,
    >(
      options: ClientOptions<V, Properties> & { readonly apiVersion: Known<Types, V> },
    ) => ChosenClient<Types, V, never, Properties>
  : <const V extends VersionChoice<Types> = Default, Properties extends object = NoPortal>(
      options?: ClientOptions<V, Properties> & { readonly apiVersion?: Known<Types, V> | undefined },
    ) => ChosenClient<Types, V, Default, Properties>;

/** What is inferred takes names of any kind in: those of no API are refused here. */
export type Known<Types extends { [V in keyof Types]: VersionTypes }, V> = V extends object
  ? { readonly [Name in keyof V]: Name extends keyof VersionPerApi<Types> ? V[Name] : never }
  : V;

/** Makes a `createClient` for a generated contract. */
export function bindClient<
  Types extends { [V in keyof Types]: VersionTypes },
  Default extends keyof Types & string = never,
>(contract: Contract<Types> | LazyContract<Types>, defaultVersion?: Default): CreateClient<Types, Default> {
  const given = contract.versions as object as Readonly<Record<string, Version | LazyVersion>>;
  const versions = mapValues(given, startOf);
  const create = (wanted?: ClientOptions) => {
    const options = objectOf("options", wanted, CLIENT_OPTIONS);
    // A copy: its caller may change it later, and what was chosen by it stays.
    const apiVersion = typeof options.apiVersion === "object" ? { ...options.apiVersion } : options.apiVersion;
    const version = chooseVersion(versions, apiVersion, defaultVersion);
    const nameOf = (api: string) => versionOf(apiVersion, defaultVersion, api);
    const reads = async (api: string) => (await versions[nameOf(api)]?.reads(api)) ?? {};
    return createClient(version, clientSettings(options, version.baseUrl), { versionOf: nameOf, reads });
  };
  // `Contract<Types>` says that the table has an operation for each of the types' methods: `create` gives what they promise.
  return create as unknown as CreateClient<Types, Default>;
}

function createClient(
  version: StartOfVersion,
  settings: ClientSettings,
  { versionOf, reads }: { versionOf(api: string): string; reads(api: string): Promise<Readonly<Record<string, Read>>> },
): object {
  const { baseUrl, userAgent, portal } = settings;
  const headers = { accept: "application/json", ...(userAgent !== undefined && { "user-agent": userAgent }) };
  const fetchClient = { baseUrl, headers };
  const engine = partOf(async () => (await import("./run/engine.js")).loadEngine(version, settings, fetchClient));

  const checking = portal && partOf(async () => new (await import("./intake/portal-check.js")).PortalCheck(portal));

  const method =
    (signature: Signature, find: () => Promise<Operation>, api: string) =>
    (inputs: Inputs<object>, options: CallOptions & MayMap = {}) => {
      if (!isInputs(inputs)) throw expected("inputs", "an array, an iterable or an async iterable of records", inputs);
      const call = { ...callSettings(options, signature), apiVersion: versionOf(api) };
      return createBatchRun<object, object>(async (consumer) => {
        const [{ run }, operation, check] = await Promise.all([engine.load(), find(), checking?.load()]);
        return run(inputs, check?.of(operation, api, call.path) ?? operation, call, consumer);
      }, call.firstIndex);
    };
  const finders = new Map<string, () => Promise<Operation>>();
  const methods = mapValues(version.operations, ({ signatures, load }, api) => {
    const table = partOf(load);
    return mapValues(signatures, (signature, verb) => {
      // The table has each of its signatures' verbs.
      const find = async () => (await table.load())[verb] as Operation;
      finders.set(`${api}.${verb}`, find);
      return method(signature, find, api);
    });
  });

  let api: object | undefined;
  const getApi = () =>
    (api ??= lateClient(async () =>
      (await version.connect()).createClient({
        ...fetchClient,
        fetch: async (request) => (await engine.load()).carry(request),
        Request,
      }),
    ));
  const named = (names: readonly string[]) => {
    const known = [...finders.keys()];
    const stray = names.find((name) => !finders.has(name));
    if (stray !== undefined) throw expected("methods", `some of ${known.join(", ")}`, stray);
    return names.length === 0 ? known : names;
  };
  const preload = async (...names: readonly string[]) => {
    const wanted = named(names);
    const finding = Promise.all(wanted.flatMap((name) => finders.get(name)?.() ?? []));
    const [{ preload }, operations] = await Promise.all([engine.load(), finding, checking?.load()]);
    await preload(operations);
  };
  const known = { find: (name: string) => finders.get(name)?.(), reads, versionOf };
  const resolveUnknown: Engine["resolve"] = async (report, options) =>
    (await engine.load()).resolve(report, options, known);
  const check = async (...names: readonly string[]) => {
    const wanted = named(names);
    return (await engine.load()).check(wanted, known);
  };
  return Object.defineProperties(methods, {
    check: { value: check },
    api: { get: getApi },
    preload: { value: preload },
    resolveUnknown: { value: resolveUnknown },
  });
}

import type { Contract, Operation, OperationTypes, Version, VersionTypes } from "./contract.js";
import { type Inputs, isInputs } from "./intake/source.js";
import { type ChosenTypes, chooseVersion, type VersionChoice, type VersionPerApi } from "./options/api-version.js";
import { callSettings } from "./options/call-settings.js";
import { expected, objectOf } from "./options/expected.js";
import type { CallOptions, ClientOptions } from "./options/options.js";
import { CLIENT_OPTIONS, type ClientSettings, clientSettings } from "./options/settings.js";
import { type BatchRun, createBatchRun } from "./run/batch-run.js";
import type { Engine } from "./run/engine.js";

/** What a call has to say besides its inputs: the path's parameters, and what the body needs beside the inputs. */
type Needs<T extends OperationTypes> = (T["path"] extends undefined ? unknown : { readonly path: T["path"] }) &
  (T extends { body: infer Body extends object }
    ? Record<never, never> extends Body
      ? unknown
      : { readonly body: Body }
    : unknown);

type BodyOf<T extends OperationTypes> = T extends { body: infer Body extends object } ? Body : undefined;

/** Nothing of an input is written to, so that one which is read-only through and through will do. */
type ReadOnly<T> = T extends object ? { readonly [Field in keyof T]: ReadOnly<T[Field]> } : T;

/** The array comes first: an error in an input is then one line, at the field. */
type Given<T extends OperationTypes> =
  | readonly ReadOnly<T["input"]>[]
  | Iterable<ReadOnly<T["input"]>>
  | AsyncIterable<ReadOnly<T["input"]>>;

/** One batch method: any number of inputs, as an array, an iterable or an async iterable. */
export type BatchMethod<T extends OperationTypes> =
  Record<never, never> extends Needs<T>
    ? (inputs: Given<T>, options?: CallOptions<undefined, BodyOf<T>>) => BatchRun<T["input"], T["record"]>
    : (inputs: Given<T>, options: CallOptions<T["path"], BodyOf<T>> & Needs<T>) => BatchRun<T["input"], T["record"]>;

/** The batch methods of one version, as `client.api.verb`. */
export type BatchMethods<V extends VersionTypes> = {
  readonly [Api in keyof V["operations"]]: {
    readonly [Verb in keyof V["operations"][Api]]: BatchMethod<V["operations"][Api][Verb]>;
  };
};

/** A client for one version of a contract. */
export type BoundClient<V extends VersionTypes> = BatchMethods<V> & {
  /** The version's typed openapi-fetch client, with this client's token, pace and retries. */
  readonly api: V["client"];
  /**
   * Loads what the first call of each of these methods would load, by name; of all, where none is named. It opens no
   * connection and asks for no token: for a start that may take its time before the first call may not.
   */
  preload(...methods: readonly MethodName<V>[]): Promise<void>;
};

/** The names of a version's methods, as `api.verb`. */
type MethodName<V extends VersionTypes> = {
  [Api in keyof V["operations"] & string]: `${Api}.${keyof V["operations"][Api] & string}`;
}[keyof V["operations"] & string];

/** A client for the version, or the versions, that `apiVersion` names. */
export type ChosenClient<Types extends { [V in keyof Types]: VersionTypes }, Choice, Fallback> = BoundClient<
  ChosenTypes<Types, Choice, Fallback>
>;

/** Makes clients for a contract; without a default version, each client has to name its own. */
export type CreateClient<Types extends { [V in keyof Types]: VersionTypes }, Default extends keyof Types & string> = [
  Default,
] extends [never]
  ? <const V extends (keyof Types & string) | (VersionPerApi<Types> & { readonly default: keyof Types })>(
      options: ClientOptions<V> & { readonly apiVersion: Known<Types, V> },
    ) => ChosenClient<Types, V, never>
  : <const V extends VersionChoice<Types> = Default>(
      options?: ClientOptions<V> & { readonly apiVersion?: Known<Types, V> | undefined },
    ) => ChosenClient<Types, V, Default>;

/** What is inferred takes names of any kind in: those of no API are refused here. */
type Known<Types extends { [V in keyof Types]: VersionTypes }, V> = V extends object
  ? { readonly [Name in keyof V]: Name extends keyof VersionPerApi<Types> ? V[Name] : never }
  : V;

/** Makes a `createClient` for a generated contract. */
export function bindClient<
  Types extends { [V in keyof Types]: VersionTypes },
  Default extends keyof Types & string = never,
>(contract: Contract<Types>, defaultVersion?: Default): CreateClient<Types, Default> {
  const versions: Readonly<Record<string, Version>> = contract.versions as object as Record<string, Version>;
  const create = (given?: ClientOptions) => {
    const options = objectOf("options", given, CLIENT_OPTIONS);
    const version = chooseVersion(versions, options.apiVersion, defaultVersion);
    return createClient(version, clientSettings(options, version.baseUrl));
  };
  // `Contract<Types>` says that the table has an operation for each of the types' methods: `create` gives what they promise.
  return create as unknown as CreateClient<Types, Default>;
}

function createClient(version: Version, settings: ClientSettings): object {
  const { baseUrl, userAgent } = settings;
  const headers = { accept: "application/json", ...(userAgent !== undefined && { "user-agent": userAgent }) };
  const fetchClient = { baseUrl, headers };
  let loading: Promise<Engine> | undefined;
  const engine = () =>
    (loading ??= import("./run/engine.js").then(({ loadEngine }) => loadEngine(version, settings, fetchClient)));

  const method =
    (operation: Operation) =>
    (inputs: Inputs<object>, options: CallOptions = {}) => {
      if (!isInputs(inputs)) throw expected("inputs", "an array, an iterable or an async iterable of records", inputs);
      const call = callSettings(options, operation);
      return createBatchRun<object, object>(async (sink) => (await engine()).run(inputs, operation, call, sink));
    };
  const methods = mapValues(version.operations, (operations) => mapValues(operations, method));

  let api: object | undefined;
  const getApi = () =>
    (api ??= version.createClient({
      ...fetchClient,
      fetch: async (request) => (await engine()).carry(request),
      Request,
    }));
  const preload = async (...names: readonly string[]) => {
    const operations = Object.values<Readonly<Record<string, Operation>>>(version.operations).flatMap(
      Object.values<Operation>,
    );
    const known = operations.map(({ method }) => method);
    const stray = names.find((name) => !known.includes(name));
    if (stray !== undefined) throw expected("methods", `some of ${known.join(", ")}`, stray);
    await (await engine()).preload(operations.filter(({ method }) => names.length === 0 || names.includes(method)));
  };
  return Object.defineProperties(methods, { api: { get: getApi }, preload: { value: preload } });
}

function mapValues<T, U>(object: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

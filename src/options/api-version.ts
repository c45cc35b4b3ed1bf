import type { ManyVersions, Version } from "../contract.js";
import { hint } from "./closest.js";
import { expected } from "./expected.js";

/** The APIs of any version. */
export type ApiOf<Types extends ManyVersions<Types>> = {
  [V in keyof Types]: keyof Types[V]["operations"];
}[keyof Types];
/** The versions that have an API. */
export type VersionsWith<Types extends ManyVersions<Types>, Api> = {
  [V in keyof Types]: Api extends keyof Types[V]["operations"] ? V : never;
}[keyof Types];

/** A version for each API that is to have another than the rest, so that one can be upgraded at a time. */
export type VersionPerApi<Types extends ManyVersions<Types>> = {
  /** The version of every API that is not named. Default: the client's own default. */
  readonly default?: keyof Types | undefined;
} & { readonly [Api in ApiOf<Types>]?: VersionsWith<Types, Api> | undefined };

/** What `apiVersion` may be: one version, or one for each API. */
export type VersionChoice<Types extends ManyVersions<Types>> = (keyof Types & string) | VersionPerApi<Types>;

/** The version of every API that is not named. */
export type DefaultOf<Choice, Fallback> = Choice extends { readonly default: infer Name extends PropertyKey }
  ? Name
  : Fallback;

/** The types of what was chosen: all of one version, with the APIs that were named apart from theirs. */
export type ChosenTypes<Types extends ManyVersions<Types>, Choice, Fallback> = [Choice] extends [keyof Types]
  ? Types[Choice]
  : DefaultOf<Choice, Fallback> extends infer Name extends keyof Types
    ? {
        client: Types[Name]["client"];
        operations: {
          [Api in keyof Types[Name]["operations"] as Api extends keyof Choice
            ? never
            : Api]: Types[Name]["operations"][Api];
        } & {
          [Api in keyof Choice as Api extends "default" ? never : Api]: Choice[Api] extends keyof Types
            ? Api extends keyof Types[Choice[Api]]["operations"]
              ? Types[Choice[Api]]["operations"][Api]
              : never
            : never;
        };
      }
    : never;

/** Puts together the version that `apiVersion` asks for. Throws a `TypeError`. */
export function chooseVersion<
  V extends Pick<Version, "baseUrl"> & { readonly operations: Readonly<Record<string, object>> },
>(versions: Readonly<Record<string, V>>, given: unknown, fallback: string | undefined): V {
  const named = (option: string, name: unknown): V => {
    const version = typeof name === "string" && Object.hasOwn(versions, name) ? versions[name] : undefined;
    if (version === undefined) throw expected(option, `one of ${Object.keys(versions).join(", ")}`, name);
    return version;
  };
  if (typeof given !== "object" || given === null) return named("apiVersion", given ?? fallback);
  const { default: name = fallback, ...others } = given as Readonly<Record<string, unknown>>;
  const base = named("apiVersion.default", name);
  const operations: Record<string, object> = { ...base.operations };
  for (const [api, other] of Object.entries(others)) {
    if (other === undefined) continue;
    const version = named(`apiVersion.${api}`, other);
    const its = Object.hasOwn(version.operations, api) ? version.operations[api] : undefined;
    const apis = Object.keys(version.operations);
    if (its === undefined)
      throw new TypeError(
        `Expected \`apiVersion\` to name only default and APIs that its versions have, got \`${api}\`, which ${String(other)} lacks${hint(api, apis)}`,
      );
    if (version.baseUrl !== base.baseUrl)
      throw new TypeError(`Expected \`apiVersion.${api}\` to be a version of the same server as the others`);
    operations[api] = its;
  }
  // Each API is one of a version of these.
  return { ...base, operations };
}

/** Which version `apiVersion` names for an API. */
export function versionOf(given: unknown, fallback: string | undefined, api: string): string {
  const names =
    typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : { [api]: given };
  return String(names[api] ?? names["default"] ?? fallback);
}

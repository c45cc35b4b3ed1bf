/** A mapping as it is kept in a file. */
import { readFileSync } from "node:fs";
import { CommandError } from "../failure.js";

/** What a mapping says. */
export interface MappingFile {
  readonly map?: readonly (readonly [string, string])[];
  readonly set?: readonly (readonly [string, string])[];
  readonly properties?: readonly string[] | "rest";
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly lookup?: readonly (readonly [string, string])[];
}

const PARTS = ["map", "set", "properties", "path", "query", "lookup"];

/** Reads a mapping: fields with their columns, or an object of `map`, `set`, `properties`, `path`, `query` and `lookup`. */
export function readMapping(path: string): MappingFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new CommandError(`--mapping ${path}: ${(error as Error).message}`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new CommandError(`--mapping ${path}: expected an object of fields with their columns`);
  const isFlat = Object.values(value).every((one) => typeof one === "string") && !("properties" in value);
  const parts = (isFlat ? { map: value } : value) as Readonly<Record<string, unknown>>;
  const stray = Object.keys(parts).find((name) => !PARTS.includes(name) && name !== "$schema");
  if (stray !== undefined)
    throw new CommandError(`--mapping ${path}: it has \`${stray}\`, where ${PARTS.join(", ")} can be`);
  const texts = (name: string) =>
    Object.entries(parts[name] ?? {}).map(
      ([key, one]) => [key, typeof one === "string" ? one : JSON.stringify(one)] as const,
    );
  const { properties } = parts;
  if (properties !== undefined && properties !== "rest" && !Array.isArray(properties))
    throw new CommandError(`--mapping ${path}: \`properties\` is a list of columns, or "rest"`);
  return {
    // A template leaves the columns open that a file may not have.
    map: texts("map").filter(([, column]) => column !== ""),
    set: texts("set"),
    ...(properties !== undefined && { properties: properties === "rest" ? "rest" : properties.map(String) }),
    path: Object.fromEntries(texts("path")),
    query: Object.fromEntries(texts("query")),
    lookup: texts("lookup"),
  };
}

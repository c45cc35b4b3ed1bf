/** Finds the batch operations of a published description, and says which of them can't be served. */
import { ContractError, isObject, type Json, type JsonObject, resolve } from "../codegen/document.js";
import type { Published } from "./source.js";

/** What batches are sent by, that of most first. */
const SENDINGS = ["post", "put"] as const;
export type Sending = (typeof SENDINGS)[number];

/** One POST of an array of inputs, or a PUT of an array of texts. */
export interface Found {
  readonly path: string;
  readonly sending: Sending;
  readonly post: JsonObject;
  /** The schema of one input, with no reference followed. */
  readonly input: Json | undefined;
}

/** An operation that was asked for and is not imported. */
export interface Refused {
  readonly path: string;
  readonly reason: string;
}

/** Every batch operation of a description, in the order of their paths. */
export function findBatches({ document }: Published): Found[] {
  const paths = objectIn(document, "paths");
  return Object.keys(paths)
    .sort()
    .flatMap((path) => {
      const found = SENDINGS.flatMap((sending): Found[] => {
        const post = objectIn(objectIn(paths, path), sending);
        const inputs = inputsOf(document, sending, post);
        if (!isObject(inputs) || inputs["type"] !== "array") return [];
        // A PUT of anything else replaces one thing.
        if (sending === "put" && !isText(document, inputs)) return [];
        return [{ path, sending, post, input: inputs["items"] }];
      });
      // A path has one batch operation: nobody could tell two of them apart by it.
      return found.slice(0, 1);
    });
}

/** What a contract reads, one at a time or by the page: a published description says of none that it is read. */
export function findReads(document: Json): [path: string, sending: "get" | "post", operation: JsonObject][] {
  return Object.entries(objectIn(document, "paths")).flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((sending): [string, "get" | "post", JsonObject][] => {
      const operation = objectIn(item, sending);
      return operation["x-read"] === undefined ? [] : [[path, sending, operation]];
    }),
  );
}

/** What a path's batches are sent by, and that operation: what a contract reads is none. */
export function sendingIn(item: Json | undefined): { sending: Sending; operation: JsonObject | undefined } {
  for (const sending of SENDINGS) {
    const operation = isObject(item) ? item[sending] : undefined;
    if (isObject(operation) && operation["x-read"] === undefined) return { sending, operation };
  }
  return { sending: "put", operation: undefined };
}

/** The schema of an operation's inputs: of a PUT, they are all of its body. */
export function inputsOf(document: JsonObject, sending: Sending, operation: JsonObject): Json | undefined {
  const schema = follow(document, jsonOf(follow(document, operation["requestBody"]))?.["schema"]);
  return sending === "put" ? schema : follow(document, objectIn(schema, "properties")["inputs"]);
}

/** Whether inputs are texts. */
export function isText(document: JsonObject, inputs: Json | undefined): boolean {
  const items = follow(document, objectIn({ inputs: inputs ?? null }, "inputs")["items"]);
  return isObject(items) && items["type"] === "string";
}

/** Those that are asked for: by the ends of their paths, or because the API's contracts have them, or all. */
export function selectFrom(
  published: Published,
  only: readonly string[] | "all" | undefined,
  isKnown: (path: string) => boolean,
): { asked: Found[]; leftOut: string[] } {
  const found = findBatches(published);
  if (found.length === 0 && findReads(published.document).length === 0) {
    throw new ContractError(published.name, ["paths"], "no batch operation, which is a POST of an array of inputs");
  }
  const known = only === undefined ? found.filter(({ path }) => isKnown(path)) : [];
  const asked = Array.isArray(only) ? withEndings(found, only, published) : known.length > 0 ? known : found;
  return { asked, leftOut: found.filter((one) => !asked.includes(one)).map(({ path }) => path) };
}

/** Those whose paths end as one of the endings does; each ending must fit at least one. */
function withEndings(found: readonly Found[], endings: readonly string[], { name }: Published): Found[] {
  for (const ending of endings) {
    if (found.some(({ path }) => path.endsWith(`/${ending}`))) continue;
    const paths = found.map(({ path }) => path).join(", ");
    throw new ContractError(name, ["paths"], `no batch operation ends in /${ending}, only ${paths}`);
  }
  return found.filter(({ path }) => endings.some((ending) => path.endsWith(`/${ending}`)));
}

/** Why an operation can't be served, whatever its schemas are. */
export function obstacleTo({ document }: Published, { post, input }: Found): string | undefined {
  for (const parameter of parametersOf(document, post)) {
    if (parameter["required"] === true && !["path", "query"].includes(String(parameter["in"]))) {
      return `needs the ${String(parameter["in"])} parameter ${String(parameter["name"])}`;
    }
  }
  const schemes = arrayOf(post["security"]).flatMap((one) => (isObject(one) ? Object.keys(one) : []));
  if (schemes.length > 0 && schemes.every((scheme) => scheme.endsWith("hapikey"))) {
    return "needs a developer's API key, which is no access token";
  }
  const schema = follow(document, input);
  if (!isObject(schema) || !isObject(input)) return "its inputs have no schema";
  const { type } = schema;
  if (type === "string") return undefined;
  if (type !== undefined && type !== "object") return `its inputs are of type ${String(type)}, not records`;
  if (schema["oneOf"] !== undefined || schema["anyOf"] !== undefined)
    return "its inputs are of several kinds, and a method's are of one";
  return typeof input["$ref"] === "string"
    ? undefined
    : "its inputs are of any shape: there is nothing to check or match";
}

/** An operation's parameters, with the references to them followed. */
export function parametersOf(document: JsonObject, post: JsonObject): JsonObject[] {
  return arrayOf(post["parameters"]).flatMap((parameter) => {
    const found = follow(document, parameter);
    return isObject(found) ? [found] : [];
  });
}

/** What tells a parameter from an operation's others. */
export const identityOf = (parameter: Json | undefined): string => {
  const { in: place, name } = objectIn({ parameter: parameter ?? null }, "parameter");
  return `${String(place)} ${String(name)}`;
};

/** The JSON content of a body; HubSpot declares some of it as any content at all. */
export function jsonOf(body: Json | undefined): JsonObject | undefined {
  const json = objectIn(body, "content")[mediaTypeOf(body)];
  return isObject(json) ? json : undefined;
}

/** The media type under which a body has JSON, which may name its letters too; nothing where it has none. */
export function mediaTypeOf(body: Json | undefined): string {
  const types = Object.keys(objectIn(body, "content"));
  return types.find((type) => /^application\/json\b/.test(type)) ?? types.find((type) => type === "*/*") ?? "";
}

/** What a reference refers to. */
export function targetOf(value: Json | undefined): string | undefined {
  const target = isObject(value) ? value["$ref"] : undefined;
  return typeof target === "string" ? target : undefined;
}

/** What a value is, or what its reference leads to. */
export function follow(document: JsonObject, value: Json | undefined): Json | undefined {
  if (!isObject(value) || typeof value["$ref"] !== "string") return value;
  // Whatever is in a JSON document is JSON.
  return resolve(document, value["$ref"]) as Json | undefined;
}

/** The object at a key; an empty one where there is none. */
export function objectIn(parent: Json | undefined, key: string): JsonObject {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : {};
}

export function arrayOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

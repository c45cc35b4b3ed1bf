/** Cuts out of a published description the operations that are wanted, and all that they refer to. */
import {
  ContractError,
  isObject,
  type Json,
  type JsonObject,
  nameOf,
  referencesOf,
  resolve,
} from "../codegen/document.js";
import { pascalOf } from "../codegen/typescript.js";
import { errorResponse, responsesFor } from "./answers.js";
import { clean, schemesOf, securityOf } from "./clean.js";
import type { Place } from "./place.js";
import { type Found, follow, jsonOf, objectIn, parametersOf, sendingIn } from "./select.js";
import type { Published } from "./source.js";

/** An operation to import, the verb that it is to be called by, and its path in the contract. */
export interface Wanted extends Found {
  readonly verb: string;
  readonly ours: string;
}

/** A contract of the wanted operations, without `x-batch` unless the description has some. */
export function cutContract(
  published: Published,
  wanted: readonly Wanted[],
  { version, api }: Place,
  dates: JsonObject | undefined,
  server: string,
): JsonObject {
  const { document } = published;
  const words = api.replaceAll("-", " ");
  const refused = errorResponse(document);
  const paths = wanted.map(({ ours, verb, sending, post }): [string, Json] => [
    ours,
    {
      [sending]: {
        operationId: verb + pascalOf(api),
        summary: summaryOf(verb, words),
        ...(isObject(post["x-batch"]) && { "x-batch": post["x-batch"] }),
        ...securedBy(post),
        ...parametersFor(document, post, ours),
        ...bodyFor(document, post),
        responses: responsesFor(document, post, refused !== undefined),
      },
    },
  ]);
  const requirements = paths.flatMap(([, item]) => securityOf(sendingIn(item).operation?.["security"]));
  const cut: JsonObject = {
    openapi: "3.0.3",
    info: {
      title: words.charAt(0).toUpperCase() + words.slice(1),
      description: `HubSpot's ${words}; the operations that take them in batches.`,
      version,
    },
    ...(dates && { "x-version": dates }),
    ...(document["x-objects"] !== undefined && { "x-objects": document["x-objects"] }),
    servers: [{ url: server }],
    paths: Object.fromEntries(paths),
    components: {
      ...(requirements.length > 0 && { securitySchemes: schemesOf(requirements) }),
      ...(refused !== undefined && { responses: { Error: refused } }),
    },
  };
  const schemas = closureOf(published, cut);
  return { ...cut, components: { ...objectIn(cut, "components"), schemas } };
}

/** The version that a description says it is of. */
export function versionOf(document: JsonObject): string | undefined {
  const { version } = objectIn(document, "info");
  return typeof version === "string" ? version : undefined;
}

/** What an operation does, in our words, until somebody finds better ones. */
function summaryOf(verb: string, words: string): string {
  if (verb === "upsert") return `Creates or updates ${words}.`;
  if (!/^[a-z]+$/.test(verb)) return `The operation ${verb} on ${words}.`;
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)}s ${words}.`;
}

function securedBy(post: JsonObject): JsonObject {
  const security = securityOf(post["security"]);
  return security.length > 0 ? { security } : {};
}

function parametersFor(document: JsonObject, post: JsonObject, path: string): JsonObject {
  const others = parametersOf(document, post).filter((parameter) => parameter["in"] !== "path");
  // Those of a path are what stands in it, whatever is declared; and whatever one is, it is text there.
  const own = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]): Json => {
    return { name, in: "path", required: true, schema: { type: "string" } };
  });
  const parameters = [...own, ...others.map(clean)];
  return parameters.length > 0 ? { parameters } : {};
}

function bodyFor(document: JsonObject, post: JsonObject): JsonObject {
  const { schema = {} } = jsonOf(follow(document, post["requestBody"])) ?? {};
  return { requestBody: { required: true, content: { "application/json": { schema: clean(schema) } } } };
}

/** The schemas that a contract refers to, and those that they refer to. */
function closureOf({ name, document }: Published, cut: JsonObject): JsonObject {
  const schemas: JsonObject = {};
  const add = (value: Json, at: readonly PropertyKey[] | undefined): void => {
    for (const [inner, target] of referencesOf(value)) {
      const schema = nameOf(target);
      if (schema === undefined || Object.hasOwn(schemas, schema)) continue;
      const found = resolve(document, target) as Json | undefined;
      const where = at ? [...at, ...inner] : placeOf(document, target);
      if (found === undefined) throw new ContractError(name, where, `${target} leads nowhere`);
      schemas[schema] = clean(found);
      add(schemas[schema], ["components", "schemas", schema]);
    }
  };
  add(cut, undefined);
  return schemas;
}

/** Where a description first refers to something. */
function placeOf(document: JsonObject, target: string): readonly PropertyKey[] {
  for (const [at, other] of referencesOf(document)) if (other === target) return at;
  return [];
}

/** Keeps what a contract reads: import takes batch operations from a description, and nothing else. */
import { type Contract, type Json, type JsonObject, nameOf, referencesOf, resolve } from "../codegen/document.js";
import { movedTo, type Placed } from "./names.js";
import { arrayOf, objectIn } from "./select.js";

/**
 * Gives a contract the requests that read of the closest contract of its API, with those of their schemas and scopes that
 * it lacks. The words of scopes are lent with the others.
 */
export function lendReads({ api, version, document }: Contract<Json>, lenders: readonly Contract<Json>[]): void {
  const lender = lenders.find((one) => one.api === api && readsOf(one.document).length > 0);
  if (lender === undefined) return;
  const known = lenders.flatMap((one) =>
    Object.keys(objectIn(one.document, "paths")).map((path): Placed => ({ path, version: one.version })),
  );
  const paths = objectIn(document, "paths");
  const components = objectIn(document, "components");
  const schemes = objectIn(objectIn(components, "securitySchemes"), "oauth2");
  const scopes = objectIn(objectIn(objectIn(schemes, "flows"), "authorizationCode"), "scopes");
  for (const [path, get] of structuredClone(readsOf(lender.document))) {
    const ours = movedTo(version, { path, version: lender.version }, known);
    if (ours === undefined) continue;
    paths[ours] = { ...objectIn(paths, ours), get };
    lendSchemas(get, lender.document, objectIn(components, "schemas"));
    for (const one of arrayOf(get["security"])) {
      for (const scope of arrayOf((one as JsonObject)["oauth2"])) scopes[String(scope)] ??= "";
    }
  }
}

/** What reads by GET: what reads by POST is written by hand. */
function readsOf(document: Json): [path: string, get: JsonObject][] {
  return Object.entries(objectIn(document, "paths")).flatMap(([path, item]): [string, JsonObject][] => {
    const get = objectIn(item, "get");
    return get["x-read"] === undefined ? [] : [[path, get]];
  });
}

function lendSchemas(value: Json, document: Json, schemas: JsonObject): void {
  for (const [, target] of referencesOf(value)) {
    const name = nameOf(target);
    if (name === undefined || Object.hasOwn(schemas, name)) continue;
    // Whatever is in a JSON document is JSON.
    const schema = structuredClone(resolve(document, target) as Json);
    schemas[name] = schema;
    lendSchemas(schema, document, schemas);
  }
}

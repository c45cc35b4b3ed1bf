/** Keeps what a contract reads: import takes batch operations from a description, and nothing else. */
import { type Contract, type Json, type JsonObject, nameOf, referencesOf, resolve } from "../codegen/document.js";
import { schemesOf, securityOf } from "./clean.js";
import { movedTo, type Placed } from "./names.js";
import { arrayOf, findReads, objectIn, sendingIn } from "./select.js";

/**
 * Gives a contract the requests that read of the closest contract of its API, with those of their schemas and scopes that
 * it lacks. The words of scopes are lent with the others.
 */
export function lendReads({ api, version, document }: Contract<Json>, lenders: readonly Contract<Json>[]): void {
  const lender = lenders.find((one) => one.api === api && findReads(one.document).length > 0);
  if (lender === undefined) return;
  const known = lenders.flatMap((one) =>
    Object.keys(objectIn(one.document, "paths")).map((path): Placed => ({ path, version: one.version })),
  );
  const paths = objectIn(document, "paths");
  const components = objectIn(document, "components");
  const needed = securityOf(Object.values(paths).flatMap((item) => arrayOf(sendingIn(item).operation?.["security"])));
  for (const [path, sending, operation] of structuredClone(findReads(lender.document))) {
    const ours = movedTo(version, { path, version: lender.version }, known);
    if (ours === undefined) continue;
    paths[ours] = { ...objectIn(paths, ours), [sending]: operation };
    lendSchemas(operation, lender.document, objectIn(components, "schemas"));
    needed.push(...securityOf(operation["security"]));
  }
  if (needed.length > 0) components["securitySchemes"] = schemesOf(needed);
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

/** Knows an operation again in another version, or where HubSpot has moved it. */
import type { JsonObject } from "../codegen/document.js";
import { findBatches, objectIn, type Sending } from "../import/select.js";
import type { Published } from "../import/source.js";
import { isVersion, unversioned } from "../paths.js";

/** One batch operation of a description. */
export interface Operation {
  /** Its path, as it is published. */
  readonly path: string;
  /** What it is sent by. */
  readonly sending: Sending;
  readonly post: JsonObject;
  readonly document: JsonObject;
  /** As of a published description. */
  readonly origins: Published["origins"];
  /** Where the document comes from, for messages. */
  readonly name: string;
}

/** Operations by what they are called in every version. */
export type Operations = ReadonlyMap<string, Operation>;

/** A path without its version, wherever that stands, and without the names of its parameters. */
export function templateOf(path: string): string {
  return unversioned(path).replace(/\{[^}]*\}/g, "{}");
}

/** The batch operations of some descriptions. */
export function operationsOf(descriptions: readonly Published[]): Operations {
  const operations = new Map<string, Operation>();
  for (const published of descriptions) {
    for (const { path, sending, post } of findBatches(published)) {
      const key = templateOf(path);
      const { document, name, origins } = published;
      // Two versions of one endpoint in one description are two operations.
      operations.set(operations.has(key) ? path : key, { path, sending, post, document, origins, name });
    }
  }
  return operations;
}

/** Those whose paths end as one of the endings does. */
export function withEndings(operations: Operations, endings: readonly string[] | undefined): Operations {
  if (!endings) return operations;
  return new Map([...operations].filter(([, { path }]) => endings.some((ending) => path.endsWith(`/${ending}`))));
}

/** Those that others have too. */
export function withKeys(operations: Operations, others: Operations): Operations {
  return new Map([...operations].filter(([key]) => others.has(key)));
}

/** The revision's operations under the base's names; of contracts, those of one method are one, wherever HubSpot moved it. */
export function aligned(base: Operations, revision: Operations, areOurs = false): Operations {
  const missing = [...base.keys()].filter((key) => !revision.has(key));
  return new Map(
    [...revision].map(([key, operation]) => {
      const isSame = (other: string): boolean =>
        withoutObject(other) === withoutObject(key) || (areOurs && isSameMethod(base.get(other), operation));
      const alike = base.has(key) ? [] : missing.filter(isSame);
      const [only = key] = alike;
      return [alike.length === 1 ? only : key, operation];
    }),
  );
}

/** Whether contracts say of two operations that they are one method. */
function isSameMethod(one: Operation | undefined, other: Operation): boolean {
  const [method, another] = [one, other].map((operation) => objectIn(operation?.post, "x-batch")["method"]);
  return method !== undefined && method === another;
}

/** Whether two paths are of one endpoint of one version. */
export function isSameEndpoint(one: string, other: string): boolean {
  const [known, found] = [one, other].map((path) => {
    return [path.split("/").find(isVersion), withoutObject(templateOf(path))].join(" ");
  });
  return known === found;
}

/**
 * HubSpot has published one endpoint under `0-420`, under `{objectType}` and under a misspelt name: it is told by the
 * rest of its path.
 */
const withoutObject = (template: string): string => template.replace(/(\/objects\/)[^/]+/, "$1");

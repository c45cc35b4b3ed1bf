/** Our own words about an API: kept when it is imported again, and lent to its other versions. */
import { type Contract, isObject, type Json } from "../codegen/document.js";
import { unversioned } from "../paths.js";

/** What in a contract is ours to word, wherever it stands. */
const WORDED = new Set(["description", "operationId", "summary", "title"]);

/** Gives a contract the words that others have for the same things, those of the first of them for choice. */
export function lendWords(borrower: Contract<Json>, lenders: readonly Contract<Json>[]): void {
  const own = partsOf(borrower);
  for (const lender of [...lenders].reverse()) {
    const { info, paths, components } = partsOf(lender);
    copyWords(components, own.components);
    copyWords(paths, own.paths);
    if (lender.api === borrower.api) copyWords(info, own.info);
  }
}

/** A contract's parts, its paths by what they are called in every version. */
function partsOf({ document, version }: Contract<Json>): Record<"components" | "info" | "paths", Json> {
  const { info = {}, paths = {}, components = {} } = isObject(document) ? document : {};
  const named = Object.entries(isObject(paths) ? paths : {}).map(([path, item]) => [unversioned(path, version), item]);
  return { info, paths: Object.fromEntries(named) as Json, components };
}

/** Copies words from one tree to the places that the other has too. */
function copyWords(from: Json | undefined, to: Json | undefined, key = ""): void {
  // Parameters are told apart by their names.
  if (key === "parameters" && Array.isArray(from) && Array.isArray(to)) {
    const named = (list: readonly Json[]) => list.filter(isObject).map((one) => [String(one["name"]), one] as const);
    const theirs = new Map(named(from));
    for (const [name, parameter] of named(to)) copyWords(theirs.get(name), parameter);
    return;
  }
  if (!isObject(from) || !isObject(to) || to["$ref"] !== undefined || key.startsWith("x-")) return;
  for (const [name, value] of Object.entries(from)) {
    if (typeof value !== "string") copyWords(value, to[name], name);
    else if (WORDED.has(name) || (key === "scopes" && name in to)) to[name] = value;
  }
}

/** From a published description and the contracts there are to one contract more. Reads nothing, writes nothing. */
import { ContractError } from "../codegen/document.js";
import type { Sources } from "../codegen/load.js";
import { cutContract, versionOf } from "./cut.js";
import { type Described, describe } from "./describe.js";
import { reversioned, unversioned, verbsOf } from "./names.js";
import { datesOf, fileOf, lendersFor, type Place } from "./place.js";
import { findBatches, objectIn, obstacleTo, type Refused, selectFrom } from "./select.js";
import type { Published } from "./source.js";
import { failureOf } from "./trial.js";
import { lendWords } from "./words.js";

/** What is to be imported, and as what. */
export interface ImportOptions extends Place {
  /** Ends of paths, or every batch operation. Left out: those that the API's contracts have, or else every one. */
  readonly only?: readonly string[] | "all" | undefined;
  /** The day on which HubSpot released the version. */
  readonly released?: string | undefined;
}

/** A contract as it is to be written, and what its reader should know of it. */
export interface Imported extends Described {
  readonly refused: readonly Refused[];
  /** The batch operations that were not asked for. */
  readonly leftOut: readonly string[];
}

/** Makes the contract. Throws a `ContractError` where it can't be made, or not all that was asked for by name. */
export function importContract(published: Published, sources: Sources, options: ImportOptions): Imported {
  const { version, api, only, released } = options;
  const file = fileOf(options, sources.contracts);
  const lenders = lendersFor(options, sources.contracts);
  const dates = datesOf(options, sources.contracts, released);
  const theirs = versionOf(published.document) ?? version;
  const known = new Set(
    lenders.flatMap((lender) =>
      lender.api !== api
        ? []
        : Object.keys(objectIn(lender.document, "paths")).map((path) => unversioned(path, lender.version)),
    ),
  );
  const { asked, leftOut } = selectFrom(published, only, (path) => known.has(unversioned(path, theirs)));
  const paths = findBatches(published).map(({ path }) => path);
  const verbs = verbsOf(paths, theirs);
  const ours = (path: string): string => reversioned(path, theirs, version);

  let refused = refusedOf(asked, (one) => obstacleTo(published, one));
  for (;;) {
    const [first] = refused;
    const wanted = asked
      .filter(({ path }) => !refused.some((one) => one.path === path))
      .map((one) => ({ ...one, verb: verbs.get(one.path) ?? "" }));
    if (first && (wanted.length === 0 || Array.isArray(only))) {
      throw new ContractError(published.name, ["paths", first.path, "post"], `can't be served: ${first.reason}`);
    }
    const contract = { file, version, api, document: cutContract(published, wanted, options, dates) };
    lendWords(contract, lenders);
    const byPath = new Map([...verbs].map(([path, verb]) => [ours(path), verb]));
    const described = describe(contract, byPath, { sources, lenders });
    const failed = refusedOf(wanted, ({ path }) => failureOf(described.repaired, ours(path)));
    if (failed.length === 0) return { ...described, refused, leftOut };
    refused = [...refused, ...failed];
  }
}

function refusedOf<T extends { readonly path: string }>(
  operations: readonly T[],
  reasonFor: (operation: T) => string | undefined,
): Refused[] {
  return operations.flatMap((operation) => {
    const reason = reasonFor(operation);
    return reason === undefined ? [] : [{ path: operation.path, reason }];
  });
}

/** From a published description and the contracts there are to one contract more. Reads nothing, writes nothing. */
import { type Contract, ContractError, type Json } from "../codegen/document.js";
import type { Sources } from "../codegen/load.js";
import { unversioned } from "../paths.js";
import { cutContract, versionOf } from "./cut.js";
import { type Described, describe } from "./describe.js";
import { movedTo, type Placed, verbsOf } from "./names.js";
import { datesOf, fileOf, lendersFor, type Place } from "./place.js";
import { lendReads } from "./reads.js";
import { findBatches, objectIn, obstacleTo, type Refused, selectFrom, sendingIn } from "./select.js";
import { serverOf } from "./server.js";
import { type Shape, shapeInputs } from "./shape.js";
import type { Published } from "./source.js";
import { failureOf } from "./trial.js";
import { lendWords } from "./words.js";

/** What is to be imported, and as what. */
export interface ImportOptions extends Place {
  /** Ends of paths, or every batch operation. Left out: those that the API's contracts have, or else every one. */
  readonly only?: readonly string[] | "all" | undefined;
  /** The day on which HubSpot released the version. */
  readonly released?: string | undefined;
  /** Where tokens may be sent that is neither HubSpot nor in a contract yet. */
  readonly server?: string | undefined;
}

/** A contract as it is to be written, and what its reader should know of it. */
export interface Imported extends Described {
  readonly refused: readonly Refused[];
  /** The operations whose inputs are published as of any shape, and what they are taken for. */
  readonly shapes: readonly Shape[];
  /** The batch operations that were not asked for. */
  readonly leftOut: readonly string[];
}

/** Makes the contract. Throws a `ContractError` where it can't be made, or lacks what it should have. */
export function importContract(given: Published, sources: Sources, options: ImportOptions): Imported {
  const { published, shapes } = shapeInputs(given);
  const { version, api, only, released } = options;
  const { name, document } = published;
  const file = fileOf(options, sources.contracts);
  const lenders = lendersFor(options, sources.contracts);
  const dates = datesOf(options, sources.contracts, released);
  const server = serverOf(published, sources.contracts, options.server);
  const theirs = versionOf(document) ?? version;
  const known = lenders.filter((lender) => lender.api === api).flatMap(batchesOf);
  const isKnown = (path: string): boolean =>
    known.some((one) => unversioned(one.path, one.version) === unversioned(path, theirs));
  const { asked, leftOut } = selectFrom(published, only, isKnown);
  const verbs = verbsOf(
    findBatches(published).map(({ path }) => path),
    theirs,
    api,
  );
  const moved = asked.map((one) => {
    const ours = movedTo(version, { path: one.path, version: theirs }, lenders.flatMap(placesOf));
    if (ours !== undefined) return { ...one, ours, verb: verbs.get(one.path) ?? "" };
    const problem = `no contract here shows where ${version} stands in such a path: import ${version}'s own description`;
    throw new ContractError(name, ["paths", one.path], problem);
  });
  const kept = Array.isArray(only) ? [] : known.filter((one) => one.version === version).map(({ path }) => path);

  let refused = refusedOf(moved, (one) => obstacleTo(published, one));
  for (;;) {
    const wanted = moved.filter(({ path }) => !refused.some((one) => one.path === path));
    if (refused.length > 0 && (wanted.length === 0 || Array.isArray(only))) throw refusalOf(name, refused);
    const lost = kept.filter((path) => !wanted.some(({ ours }) => ours === path));
    if (lost.length > 0) {
      const why = refused.filter(({ path }) => moved.some((one) => one.path === path && lost.includes(one.ours)));
      if (why.length > 0) throw refusalOf(name, why);
      throw new ContractError(
        name,
        ["paths"],
        `lacks ${lost.join(", ")}, which ${file} has: delete it there if it is gone`,
      );
    }
    const contract = { file, version, api, document: cutContract(published, wanted, options, dates, server) };
    // One of our own says itself what it reads.
    lendReads(contract, [{ file: name, version: theirs, api, document }, ...lenders]);
    lendWords(contract, lenders);
    const byPath = new Map(wanted.map(({ ours, verb }) => [ours, verb]));
    const described = describe(contract, byPath, { sources, lenders });
    const failed = refusedOf(wanted, ({ ours }) => failureOf(described.repaired, ours));
    if (failed.length === 0) {
      const shaped = shapes.filter(({ path }) => wanted.some((one) => one.path === path));
      return { ...described, refused, leftOut, shapes: shaped };
    }
    refused = [...refused, ...failed];
  }
}

/** The places of batch operations; what a contract reads is kept apart from what a description has. */
function batchesOf(contract: Contract<Json>): Placed[] {
  const paths = objectIn(contract.document, "paths");
  return placesOf(contract).filter(({ path }) => sendingIn(objectIn(paths, path)).operation !== undefined);
}

function placesOf({ version, document }: Contract<Json>): Placed[] {
  return Object.keys(objectIn(document, "paths")).map((path) => ({ path, version }));
}

/** Says of each operation why it can't be served: the first reason may be that of one that nobody misses. */
function refusalOf(name: string, refused: readonly Refused[]): ContractError {
  const [first, ...others] = refused;
  const more = others.map(({ path, reason }) => `; ${path}: ${reason}`).join("");
  return new ContractError(name, ["paths", first?.path ?? "", "post"], `can't be served: ${first?.reason}${more}`);
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

/** Holds what is published against one of our contracts, both with the repairs that we ship. */
import { type Contract, isObject, type Json } from "../codegen/document.js";
import type { Sources } from "../codegen/load.js";
import type { Repair } from "../codegen/repair.js";
import { apiNameOf } from "../import/names.js";
import { objectIn } from "../import/select.js";
import { shapeInputs } from "../import/shape.js";
import type { Published } from "../import/source.js";
import type { Change } from "./changes.js";
import { compare } from "./compare.js";
import { isSameEndpoint } from "./operations.js";
import { publishedFrom, repaired } from "./source.js";

/** What a contract and its published description no longer agree on; nothing where they agree. */
export interface Drift {
  readonly changes: readonly Change[];
  /** Repairs of the contract that the description has no need of. */
  readonly expired: readonly Repair[];
}

/**
 * Our contracts of the endpoints that a description describes. One path with `{objectType}` in it is in the descriptions
 * of all objects, so then the file's name says whose it is.
 */
export function contractsOf({ stem, document }: Published, { contracts }: Sources): Contract<Json>[] {
  const described = Object.keys(objectIn(document, "paths"));
  return contracts.filter((contract) => {
    const paths = pathsOf(contract);
    if (paths.some((path) => described.includes(path))) return true;
    return (
      contract.api === apiNameOf(stem) && paths.some((path) => described.some((other) => isSameEndpoint(path, other)))
    );
  });
}

/** Whether a file may describe one of our contracts, before it is parsed. */
export function mayDescribe(stem: string, text: string, { contracts }: Sources): boolean {
  if (!/["']?openapi["']?\s*:/.test(text)) return false;
  return contracts.some(
    (contract) => contract.api === apiNameOf(stem) || pathsOf(contract).some((path) => text.includes(path)),
  );
}

function pathsOf({ document }: Contract<Json>): string[] {
  return Object.keys(isObject(document) ? objectIn(document, "paths") : {});
}

/** What has changed from the contract to the description, for the operations that the contract has. */
export async function driftOf(contract: Contract<Json>, description: Published, sources: Sources): Promise<Drift> {
  const ours = repaired(publishedFrom(contract), sources, contract.file).description;
  const theirs = repaired(shapeInputs(description).published, sources, contract.file).description;
  const needed = repaired(description, sources).repairs.map(placeOf);
  const shipped = repaired(publishedFrom(contract), sources).repairs;
  return {
    changes: await compare({ all: [ours], ours: true }, { all: [theirs] }, { repair: async (one) => one }),
    expired: shipped.filter((repair) => !needed.includes(placeOf(repair))),
  };
}

/** Which action of which overlay a repair is. */
export const placeOf = ({ overlay, action }: Repair): string => `${overlay}#/actions/${action}`;

import { contract } from "../../generated/operations.js";

/** The versions that have all of these APIs, of records or to read from; in the types of one of them, for each has what it has. */
export function versionsWith(...apis: readonly string[]): "2026-03"[] {
  const found = Object.entries<{ operations: object; reads?: object }>(contract.versions).filter(
    ([, { operations, reads = {} }]) => apis.every((api) => Object.hasOwn({ ...operations, ...reads }, api)),
  );
  if (found.length === 0) throw new Error(`no version has ${apis.join(", ")}`);
  return found.map(([version]) => version as "2026-03");
}

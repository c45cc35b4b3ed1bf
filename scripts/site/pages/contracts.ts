/** The contracts as the package ships them: repaired, with what was repaired, and with their operations. */
import { type BatchOperation, batchOperations } from "../../../src/toolkit/codegen/batch.js";
import type { Contract } from "../../../src/toolkit/codegen/document.js";
import { load } from "../../../src/toolkit/codegen/load.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { type Repair, repair } from "../../../src/toolkit/codegen/repair.js";

/** All that the pages of operations are made of. */
export interface Contracts {
  readonly contracts: readonly Contract[];
  readonly operations: readonly BatchOperation[];
  readonly repairs: readonly Repair[];
}

/** Reads a folder of contracts and overlays. */
export async function readContracts(folder: string): Promise<Contracts> {
  const { contracts, repairs } = repair(await load(folder));
  const read = contracts.map(readContract);
  return { contracts: read, operations: read.flatMap(batchOperations), repairs };
}

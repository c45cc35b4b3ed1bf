import { readContract } from "../../src/toolkit/codegen/read-contract.js";
import { repair } from "../../src/toolkit/codegen/repair.js";
import { frozen, shipped } from "./shipped.js";

/** The contracts that are shipped, with their repairs, as code is made of them; not to be changed either. */
export const contracts = frozen(repair(shipped).contracts.map(readContract));

import { readContract } from "../../src/toolkit/codegen/read-contract.js";
import { repair } from "../../src/toolkit/codegen/repair.js";
import { shipped } from "./shipped.js";

/** The contracts that are shipped, with their repairs, as code is made of them. */
export const contracts = repair(shipped).contracts.map(readContract);

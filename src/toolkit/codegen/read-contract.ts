/** From a parsed contract to one that code can be made of, or the first reason why none can. */
import {
  type Contract,
  ContractError,
  documentSchema,
  isObject,
  type Json,
  type JsonObject,
  locationOf,
  NAME,
  read,
  referencesOf,
  resolve,
} from "./document.js";
import { withTextInputs } from "./text-inputs.js";

/** Reads a document, in which every reference must lead somewhere. */
export function readContract(contract: Contract<Json>): Contract {
  for (const name of Object.keys(schemasIn(contract.document))) {
    if (NAME.test(name)) continue;
    throw new ContractError(
      contract.file,
      locationOf(name),
      "expected a name of letters, digits, dots, dashes and underscores",
    );
  }
  for (const [at, target] of referencesOf(contract.document)) {
    if (resolve(contract.document, target) === undefined) {
      throw new ContractError(contract.file, at, `${target} leads nowhere`);
    }
  }
  return { ...contract, document: withTextInputs(read(documentSchema, contract.document, contract.file)) };
}

function schemasIn(document: Json): JsonObject {
  const components = isObject(document) ? document["components"] : undefined;
  const schemas = isObject(components) ? components["schemas"] : undefined;
  return isObject(schemas) ? schemas : {};
}

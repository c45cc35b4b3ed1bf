import { batchOperations } from "../codegen/batch.js";
import { type Contract, ContractError } from "../codegen/document.js";
import { emitSamples } from "../codegen/samples.js";
import { emitSchemas } from "../codegen/schemas.js";

/** Why no code can be made of one operation of a contract, if that is so; what its `x-batch` says wrongly is thrown. */
export function failureOf(contract: Contract, path: string): string | undefined {
  const { [path]: item = {} } = contract.document.paths;
  const alone = { ...contract, document: { ...contract.document, paths: { [path]: item } } };
  try {
    const operations = batchOperations(alone);
    emitSchemas(
      alone,
      operations.map(({ input }) => input),
    );
    emitSamples(
      contract.api,
      operations.map(({ batch: { method }, result }) => ({ contract: alone, method, result })),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof ContractError) || error.message.includes("/x-batch/")) throw error;
    return error.message;
  }
}

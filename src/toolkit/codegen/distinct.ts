/** Holds the contracts of a version against each other: each method and each API has one place. */
import type { BatchOperation } from "./batch.js";
import { type Contract, ContractError, type Location } from "./document.js";

/** What has a method's name. */
type Named = Pick<BatchOperation, "contract" | "path"> & { readonly method: string; readonly at: Location };

/** Refuses a version's second operation or read of one name, and an API of two contracts: each is loaded from one. */
export function assertDistinct(
  contracts: readonly Contract[],
  operations: readonly BatchOperation[],
  reads: readonly (Omit<Named, "at"> & { readonly verb: string })[] = [],
): void {
  const methods = new Map<string, Named>();
  const apis = new Map<string, Contract>();
  const claim = (api: string, contract: Contract, at: Location): void => {
    const other = apis.get(api) ?? contract;
    if (other !== contract) throw new ContractError(contract.file, at, `${api} is of ${other.file} already`);
    apis.set(api, contract);
  };
  const named: readonly Named[] = [
    ...operations.map(({ contract, path, verb, batch: { method } }) => {
      return { contract, path, method, at: ["paths", path, verb, "x-batch", "method"] };
    }),
    ...reads.map((read) => ({ ...read, at: ["paths", read.path, read.verb, "x-read", "method"] })),
  ];
  for (const one of named) {
    const { contract, method, at } = one;
    const other = methods.get(method);
    if (other)
      throw new ContractError(contract.file, at, `${method} is ${other.path} of ${other.contract.file} already`);
    methods.set(method, one);
  }
  for (const { contract, path, batch } of operations) {
    const { read } = batch;
    const found = read === undefined || methods.get(read.operation)?.contract === contract;
    if (found) continue;
    const at = ["paths", path, "post", "x-batch", "read", "operation"];
    throw new ContractError(contract.file, at, `${read?.operation} is no operation of this contract`);
  }
  for (const { method, contract, at } of named) claim(method.slice(0, method.indexOf(".")), contract, at);
  for (const contract of contracts) assertObjects(contract, operations, claim);
}

/** What `x-objects` says must fit the contract: one API, each of whose paths has the parameter. */
function assertObjects(
  contract: Contract,
  operations: readonly BatchOperation[],
  claim: (api: string, contract: Contract, at: Location) => void,
): void {
  const { file, document } = contract;
  const { parameter, apis = {}, unique = {} } = document["x-objects"] ?? {};
  if (parameter === undefined) return;
  const own = operations.filter((operation) => operation.contract === contract);
  if (new Set(own.map(({ batch }) => batch.method.split(".")[0])).size !== 1)
    throw new ContractError(file, ["x-objects"], "expected operations of one API");
  const lacking = own.find(({ parameters }) => !parameters.includes(parameter));
  if (lacking)
    throw new ContractError(file, ["x-objects", "parameter"], `${lacking.path} has no parameter ${parameter}`);
  const unknown = Object.keys(unique).find((api) => !Object.hasOwn(apis, api));
  if (unknown !== undefined) throw new ContractError(file, ["x-objects", "unique", unknown], "is none of the apis");
  for (const api of Object.keys(apis)) {
    const at = ["x-objects", "apis", api];
    if (own.some(({ batch }) => batch.method.startsWith(`${api}.`)))
      throw new ContractError(file, at, `${api} is the API itself`);
    claim(api, contract, at);
  }
}

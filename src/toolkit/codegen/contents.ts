/** What one version has, as all that is emitted of it is told. */
import type { BatchOperation } from "./batch.js";
import type { Contract } from "./document.js";
import { readApisOf } from "./read-table.js";
import type { ReadOperation } from "./reads.js";
import { apiOf, apisOf, type NamedApi, namedApis } from "./table.js";

/** What one version has. */
export interface VersionContents {
  readonly version: string;
  /** What its methods are deprecated with, where it is on its way out. */
  readonly deprecated: string | undefined;
  readonly contracts: readonly Contract[];
  readonly baseUrl: string;
  readonly operations: readonly BatchOperation[];
  readonly reads: readonly ReadOperation[];
}

/** One API of a version, and the module that has its operations. */
export interface Api {
  readonly api: string;
  readonly module: string;
  readonly operations: readonly BatchOperation[];
  /** Where it is another API's, with a value for a parameter. */
  readonly named: NamedApi | undefined;
}

/** The APIs of a version, in the order of their names. */
export function apisIn({ contracts, operations }: VersionContents): Api[] {
  const apis = contracts.flatMap((contract) => {
    const own = operations.filter((operation) => operation.contract === contract);
    const module = `./${contract.version}/${contract.api}.operations.js`;
    const of = (api: string) => own.filter(({ batch }) => apiOf(batch.method) === api);
    return [
      ...apisOf(own).map((api): Api => ({ api, module, operations: of(api), named: undefined })),
      ...namedApis(contract, own).map((named): Api => ({ api: named.api, module, operations: of(named.of), named })),
    ];
  });
  return apis.sort((one, other) => (one.api < other.api ? -1 : 1));
}

/** What one API of a version reads, and the module that has it. */
export interface Reading {
  readonly api: string;
  readonly module: string;
  readonly reads: readonly ReadOperation[];
}

/** What a version reads, by API. */
export function readsIn({ reads }: VersionContents): Reading[] {
  return readApisOf(reads).map((api) => {
    const own = reads.filter(({ method }) => apiOf(method) === api);
    const { version = "", api: file = "" } = own[0]?.contract ?? {};
    return { api, module: `./${version}/${file}.reads.js`, reads: own };
  });
}

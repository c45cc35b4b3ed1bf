/** What a client starts with of an API version, and how the rest comes. */
import type { LazyVersion, Operations, OperationTypes, Read, Signature, Version } from "../contract.js";
import { partOf } from "../part.js";
import type { Connect } from "./engine.js";
import { mapValues } from "./map-values.js";

type Table = Operations<Record<string, OperationTypes>>;

/** What a client starts with of a version: of each API, what its calls are checked against, and how the rest is loaded. */
export interface StartOfVersion extends Connect {
  /** The server that the contract names. */
  readonly baseUrl: string;
  readonly operations: Readonly<
    Record<string, { readonly signatures: Signatures; readonly load: () => Promise<Table> }>
  >;
  /** Loads what an API reads. */
  reads(api: string): Promise<Readonly<Record<string, Read>>>;
}

type Signatures = Readonly<Record<string, Signature>>;

/** The start of a version: of one that is whole, what it has; of a lazy one, what is loaded with the first call. */
export function startOf(version: Version | LazyVersion): StartOfVersion {
  const { baseUrl } = version;
  if (!("load" in version)) {
    const reads: Readonly<Record<string, Readonly<Record<string, Read>>>> = version.reads ?? {};
    return {
      connect: () => Promise.resolve(version),
      baseUrl,
      operations: mapValues(version.operations, (table: Table) => ({
        signatures: table,
        load: () => Promise.resolve(table),
      })),
      reads: (api) => Promise.resolve(reads[api] ?? {}),
    };
  }
  const loaders = partOf(version.load);
  return {
    connect: loaders.load,
    baseUrl,
    operations: mapValues(version.signatures, (signatures: Signatures, api) => ({
      signatures,
      // It gives an operation for each signature.
      load: async () => (await (await loaders.load()).operations[api]?.()) as Table,
    })),
    reads: async (api) => {
      const { reads = {} }: { readonly reads?: Readonly<Record<string, () => Promise<object>>> } = await loaders.load();
      return ((await reads[api]?.()) ?? {}) as Readonly<Record<string, Read>>;
    },
  };
}

/** From contracts and overlays to the text of every generated file. Reads nothing, writes nothing. */
import { batchOperations } from "./batch.js";
import { emitBound } from "./bound.js";
import { emitClient } from "./client.js";
import type { VersionContents } from "./contents.js";
import { assertDistinct } from "./distinct.js";
import { type Contract, ContractError } from "./document.js";
import { emitNames, typeNames } from "./interfaces.js";
import { emitLazy, emitLoaders } from "./lazy.js";
import type { Sources } from "./load.js";
import { emitMethods } from "./methods.js";
import { emitOpenapi } from "./openapi.js";
import { emitOperations } from "./operations.js";
import { readContract } from "./read-contract.js";
import { emitReads } from "./read-table.js";
import { readOperations } from "./reads.js";
import { type Repair, repair } from "./repair.js";
import { emitSamples } from "./samples.js";
import { emitSchemas } from "./schemas.js";
import { deprecations } from "./support.js";
import { emitTable } from "./table.js";
import { emitTypes } from "./types.js";

/** Stands in the first line, or the second of JSON; a file without it was not generated. */
export const BANNER = "Generated from the contracts by `";

/** What stands there, with the command that generates. */
export const bannerOf = (command: string): string => `${BANNER}${command}\`: do not edit.`;

/** Generates every file, by its path below the output folder; `command` is what does so, as the files name it. */
export async function generate(
  sources: Sources,
  contractModule?: string,
  command?: string,
): Promise<Map<string, string>> {
  const { contracts, repairs } = repair(sources);
  return generateOf({ contracts: contracts.map(readContract), repairs }, contractModule, command);
}

/** The same, of contracts that are repaired and read. */
export async function generateOf(
  { contracts, repairs }: { readonly contracts: readonly Contract[]; readonly repairs: readonly Repair[] },
  contractModule = "../src/contract.js",
  command = "npm run codegen",
): Promise<Map<string, string>> {
  const banner = bannerOf(command);
  const versions = contentsOf(contracts);

  const files = new Map<string, string>();
  const emit = (path: string, text: string): void => void files.set(path, `// ${banner}\n${text}`);
  /** Where each content stands first: what a later version has alike it takes from there. */
  const places = new Map<string, string>();
  const emitOnce = (path: string, text: string): string => {
    const place = places.get(text) ?? path;
    places.set(text, place);
    if (place === path) emit(path, text);
    return place;
  };
  /** As seen from a version's folder. */
  const module = contractModule.startsWith(".") ? `../${contractModule}` : contractModule;
  for (const contents of versions) {
    const { version, deprecated, contracts, operations, reads } = contents;
    const names = typeNames(operations);
    for (const contract of contracts) {
      const asked = reads.filter((read) => read.contract === contract);
      const own = operations.filter((operation) => operation.contract === contract);
      const path = `${version}/${contract.api}`;
      emit(`${path}.ts`, await emitTypes(contract));
      files.set(`${path}.openapi.json`, emitOpenapi(contract, banner));
      const text = emitSamples(contract.api, [
        ...own.map(({ batch, result }) => ({ contract, method: batch.method, result })),
        ...asked,
      ]);
      const place = text && emitOnce(`${path}.samples.ts`, text);
      const samples = place && moduleOf(place, version);
      if (samples !== undefined && asked.length > 0)
        emit(`${path}.reads.ts`, emitReads(contract, asked, { contractModule: module, samples }));
      if (own.length === 0) continue;
      const schemas = emitOnce(
        `${path}.schemas.ts`,
        emitSchemas(
          contract,
          own.map(({ input }) => input),
        ),
      );
      const shared = { schemas: moduleOf(schemas, version), samples };
      emit(`${path}.operations.ts`, emitTable(contract, own, { contractModule: module, deprecated, shared, names }));
    }
    emit(`${version}/client.ts`, emitClient(contracts));
    emit(`${version}/loaders.ts`, emitLoaders(contents, module));
    if (operations.length > 0) files.set(`${version}/methods.md`, emitMethods(contents, banner));
    if (operations.length > 0) emit(`${version}/names.ts`, emitNames(operations, names));
  }
  emit("operations.ts", emitOperations(versions, contractModule));
  emit("lazy.ts", emitLazy(versions, contractModule));
  if (contracts.some(({ document }) => document["x-objects"] !== undefined))
    emit("bound.ts", emitBound(contractModule));
  files.set("repairs.json", `${JSON.stringify({ $comment: banner, repairs }, null, 2)}\n`);
  files.set("README.md", readmeOf(banner, command));
  return files;
}

/** A file as a module of the version's folder. */
function moduleOf(path: string, version: string): string {
  const name = path.replace(/\.ts$/, ".js");
  return name.startsWith(`${version}/`) ? `./${name.slice(version.length + 1)}` : `../${name}`;
}

/** The contracts by version, and what each version's contracts have in common. */
function contentsOf(contracts: readonly Contract[]): VersionContents[] {
  const names = [...new Set(contracts.map(({ version }) => version))];
  const deprecated = deprecations(contracts);
  return names.map((version) => {
    const members = contracts.filter((contract) => contract.version === version);
    const operations = members.flatMap(batchOperations);
    const reads = members.flatMap(readOperations);
    assertDistinct(members, operations, reads);
    const baseUrl = serverOf(members);
    return { version, deprecated: deprecated.get(version), contracts: members, baseUrl, operations, reads };
  });
}

function serverOf(contracts: readonly Contract[]): string {
  let server: string | undefined;
  for (const { file, version, document } of contracts) {
    const url = document.servers[0]?.url;
    server ??= url;
    if (url === server) continue;
    throw new ContractError(file, ["servers", 0, "url"], `the other contracts of ${version} have ${server}`);
  }
  return server ?? "";
}

/** The page that stands beside the files. */
function readmeOf(banner: string, command: string): string {
  const check = command === "npm run codegen" ? "npm run codegen:check" : `${command} --check`;
  return `<!-- ${banner} -->
# Generated code

Everything here is made from the contracts and overlays in \`openapi/\`. An edit belongs there; then run \`${command}\`,
and commit what changed. \`${check}\` says whether the two agree.

| file | what it holds |
|---|---|
| \`<version>/<api>.ts\` | the types of the contract |
| \`<version>/<api>.openapi.json\` | the contract as it is once repaired, by itself |
| \`<version>/<api>.operations.ts\` | its batch operations, and their types |
| \`<version>/<api>.reads.ts\` | what it reads one at a time, or by the page |
| \`<version>/<api>.schemas.ts\` | zod/mini schemas of what is sent; versions that have the same share a file |
| \`<version>/<api>.samples.ts\` | one sample result per operation and read, shared likewise |
| \`<version>/names.ts\` | the names of all methods' inputs and records |
| \`<version>/methods.md\` | what a call of each method takes and needs, for people |
| \`<version>/client.ts\` | the typed fetch client |
| \`operations.ts\` | every operation, and the types of all |
| \`<version>/loaders.ts\` | what loads the operations of each API, with its first call |
| \`lazy.ts\` | what a client starts with: it loads what it calls |
| \`bound.ts\` | binds an API's operations to one type of record, where a contract lists types (\`x-objects\`) |
| \`repairs.json\` | what each overlay action changed, and where |
`;
}

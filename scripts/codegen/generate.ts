/** From contracts and overlays to the text of every generated file. Reads nothing, writes nothing. */
import { assertDistinct, batchOperations } from "./batch.js";
import { emitClient } from "./client.js";
import { type Contract, ContractError, readContract } from "./document.js";
import type { Sources } from "./load.js";
import { emitOperations, type VersionContents } from "./operations.js";
import { repair } from "./repair.js";
import { emitSamples } from "./samples.js";
import { emitSchemas } from "./schemas.js";
import { emitTypes } from "./types.js";

/** Stands in the first line, or the second of JSON; a file without it was not generated. */
export const BANNER = "Generated from the contracts by `npm run codegen`: do not edit.";

/** Generates every file, by its path below the output folder. */
export async function generate(sources: Sources, contractModule = "../src/contract.js"): Promise<Map<string, string>> {
  const { contracts, repairs } = repair(sources);
  const read = contracts.map(readContract);
  const versions = [...new Set(read.map(({ version }) => version))].map((version) =>
    contentsOf(
      version,
      read.filter((contract) => contract.version === version),
    ),
  );

  const files = new Map<string, string>();
  const emit = (path: string, text: string): void => void files.set(path, `// ${BANNER}\n${text}`);
  for (const { version, apis, operations } of versions) {
    for (const contract of read.filter((contract) => contract.version === version)) {
      const own = operations.filter((operation) => operation.contract === contract);
      const path = `${version}/${contract.api}`;
      emit(`${path}.ts`, await emitTypes(contract));
      if (own.length === 0) continue;
      emit(
        `${path}.schemas.ts`,
        emitSchemas(
          contract,
          own.map(({ input }) => input),
        ),
      );
      emit(`${path}.samples.ts`, emitSamples(contract.api, own));
    }
    emit(`${version}/client.ts`, emitClient(apis));
  }
  emit("operations.ts", emitOperations(versions, contractModule));
  files.set("repairs.json", `${JSON.stringify({ $comment: BANNER, repairs }, null, 2)}\n`);
  files.set("README.md", README);
  return files;
}

function contentsOf(version: string, contracts: readonly Contract[]): VersionContents {
  const operations = contracts.flatMap(batchOperations);
  assertDistinct(operations);
  const [baseUrl = "", ...others] = new Set(contracts.map(({ document }) => document.servers[0]?.url ?? ""));
  const odd = contracts.find(({ document }) => document.servers[0]?.url === others[0]);
  if (odd)
    throw new ContractError(odd.file, ["servers", 0, "url"], `the other contracts of ${version} have ${baseUrl}`);
  return { version, apis: contracts.map(({ api }) => api), baseUrl, operations };
}

const README = `<!-- ${BANNER} -->
# Generated code

Everything here is made from the contracts and overlays in \`openapi/\`. An edit belongs there; then run \`npm run codegen\`,
and commit what changed. \`npm run codegen:check\` says whether the two agree.

| file | what it holds |
|---|---|
| \`<version>/<api>.ts\` | the types of the contract |
| \`<version>/<api>.schemas.ts\` | zod/mini schemas of what is sent |
| \`<version>/<api>.samples.ts\` | one sample result per operation |
| \`<version>/client.ts\` | the typed fetch client |
| \`operations.ts\` | the table of batch operations, and its types |
| \`repairs.json\` | what each overlay action changed, and where |
`;

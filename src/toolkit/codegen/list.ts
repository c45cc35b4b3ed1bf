/** Writes the list of all methods, for a page that people read. */
import { type BatchOperation, batchOperations } from "./batch.js";
import { type Contract, ContractError } from "./document.js";
import type { Sources } from "./load.js";
import { readContract } from "./read-contract.js";
import { repair } from "./repair.js";
import { apiOf, namedApis, verbOf } from "./table.js";

const START = "<!-- The list of methods: `npm run codegen` writes it. -->\n";
const END = "<!-- The end of the list. -->";

/** A page with the list of these contracts' methods in the place of the one that it has. */
export function listIn(page: string, sources: Sources, file: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new ContractError(file, [], `expected ${START.trim()} and ${END} in it`);
  return `${page.slice(0, start)}${START}${listOf(sources)}${page.slice(end)}`;
}

/** A line for each API: its methods, how many inputs a request of each has, and the versions that have it. */
function listOf(sources: Sources): string {
  const contracts = repair(sources).contracts.map(readContract);
  const versions = [...new Set(contracts.map(({ version }) => version))];
  const apis = new Map<string, { versions: Set<string>; named: Set<string>; methods: Map<string, number> }>();
  for (const contract of contracts) {
    const operations = batchOperations(contract);
    for (const operation of operations) {
      const api = apiOf(operation.batch.method);
      const known = apis.get(api) ?? { versions: new Set(), named: new Set(), methods: new Map() };
      apis.set(api, known);
      known.versions.add(contract.version);
      for (const name of namesOf(contract, operations, api)) known.named.add(name);
      known.methods.set(verbOf(operation.batch.method), operation.batchSize);
    }
  }
  const lines = [...apis.entries()].sort().map(([api, { named, methods, versions: own }]) => {
    const byName = named.size === 0 ? "" : `; by name ${[...named].sort().map(code).join(", ")}`;
    const some = own.size === versions.length ? "" : ` (${versions.filter((one) => own.has(one)).join(", ")} only)`;
    const most = [...methods].sort().map(([verb, size]) => `${code(verb)} ${size.toLocaleString("en")}`);
    return `| ${code(api)}${byName}${some} | ${most.join(" · ")} |\n`;
  });
  return `| in ${versions.map(code).join(", ")} | methods, and how many inputs a request has by default |\n|---|---|\n${lines.join("")}`;
}

function namesOf(contract: Contract, operations: readonly BatchOperation[], api: string): string[] {
  return namedApis(contract, operations)
    .filter(({ of }) => of === api)
    .map((named) => named.api);
}

const code = (text: string): string => `\`${text}\``;

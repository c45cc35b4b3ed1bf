/** Writes the list of all methods, for a page that people read. */
import { type BatchOperation, batchOperations } from "./batch.js";
import { type Contract, ContractError, schemaOf } from "./document.js";
import { apiOf, namedApis, verbOf } from "./table.js";

const START = "<!-- The list of methods: `npm run codegen` writes it. -->\n";
const END = "<!-- The end of the list. -->";

/** A page with the list of the methods of these contracts, as they are once repaired, in the place of the one that it has. */
export function listIn(page: string, contracts: readonly Contract[], file: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new ContractError(file, [], `expected ${START.trim()} and ${END} in it`);
  return `${page.slice(0, start)}${START}${listOf(contracts)}${page.slice(end)}`;
}

/** What is listed of one API. */
interface Listed {
  readonly versions: Set<string>;
  readonly named: Set<string>;
  readonly methods: Map<string, string>;
  readonly scopes: Set<string>;
}

/** A line for each API: its methods, how many inputs a request of each has and what these must have, its scopes, its versions. */
function listOf(contracts: readonly Contract[]): string {
  const versions = [...new Set(contracts.map(({ version }) => version))];
  const apis = new Map<string, Listed>();
  for (const contract of contracts) {
    const operations = batchOperations(contract);
    for (const operation of operations) {
      const api = apiOf(operation.batch.method);
      const known: Listed = apis.get(api) ?? {
        versions: new Set(),
        named: new Set(),
        methods: new Map(),
        scopes: new Set(),
      };
      apis.set(api, known);
      known.versions.add(contract.version);
      for (const name of namesOf(contract, operations, api)) known.named.add(name);
      for (const scope of operation.scopes) known.scopes.add(scope);
      const verb = verbOf(operation.batch.method);
      // Where versions differ, the first is listed; each has a page of its own.
      known.methods.set(verb, known.methods.get(verb) ?? methodOf(operation));
    }
  }
  const lines = [...apis.entries()].sort().map(([api, { named, methods, versions: own, scopes }]) => {
    const byName = named.size === 0 ? "" : `; by name ${[...named].sort().map(code).join(", ")}`;
    const some = own.size === versions.length ? "" : ` (${versions.filter((one) => own.has(one)).join(", ")} only)`;
    const needed = [...scopes].sort().map(code).join(", ") || "those of the records' type";
    return `| ${code(api)}${byName}${some} | ${[...methods]
      .sort()
      .map(([, method]) => method)
      .join(" · ")} | ${needed} |\n`;
  });
  return `| in ${versions.map(code).join(", ")} | methods: inputs that a request has by default, and what each must have | scopes |\n|---|---|---|\n${lines.join("")}`;
}

function methodOf({ contract, batch, batchSize, input }: BatchOperation): string {
  const { required = [] } = schemaOf(contract, input);
  const fields = required.length === 0 ? "" : ` ${code(`{ ${[...required].sort().join(", ")} }`)}`;
  return `${code(verbOf(batch.method))} ${batchSize.toLocaleString("en")}${fields}`;
}

function namesOf(contract: Contract, operations: readonly BatchOperation[], api: string): string[] {
  return namedApis(contract, operations)
    .filter(({ of }) => of === api)
    .map((named) => named.api);
}

const code = (text: string): string => `\`${text}\``;

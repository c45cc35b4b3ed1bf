/** Emits a version's typed fetch client: the one place where openapi-fetch is imported. */
import { type Contract, type Json, nameOf, referencesOf, schemaOf } from "./document.js";
import { distinct, pascalOf } from "./typescript.js";
import { rewrite } from "./walk.js";

/** The client over the paths of all of a version's contracts. */
export function emitClient(contracts: readonly Contract[]): string {
  const names = distinct(
    contracts.map(({ api }) => [api, pascalOf(api)]),
    ["ApiClient", "Client", "ClientOptions"],
  );
  const imports = contracts.map(({ api }) => `import type { paths as ${names.get(api)} } from "./${api}.js";\n`);
  const [first = "", ...others] = groupsOf(contracts).map((group) =>
    group.map(({ api }) => names.get(api)).join(" & "),
  );
  const type = [first, ...others].map((paths) => `Client<${paths}>`).join(" & ");
  const one = others.length === 0;
  return `import createFetchClient, { type Client${one ? "" : ", type ClientOptions"} } from "openapi-fetch";
${imports.join("")}
/** The fetch client of this version, over all of its paths. */
export type ApiClient = ${type};

/** Makes the fetch client${one ? "" : "; it reads no types, so that one serves every description of a path"}. */
export const createClient = createFetchClient${one ? `<${first}>` : " as unknown as (options?: ClientOptions) => ApiClient"};
`;
}

/**
 * Contracts whose paths may be put together. HubSpot describes the generic paths of the CRM in a file for each object,
 * and not always the same: what would contradict itself is a client of its own beside the others.
 */
function groupsOf(contracts: readonly Contract[]): Contract[][] {
  const groups: { members: Contract[]; meanings: Map<string, string> }[] = [];
  for (const contract of contracts) {
    const meanings = Object.keys(contract.document.paths).map((path) => [path, meaningOf(contract, path)] as const);
    let group = groups.find((one) =>
      meanings.every(([path, meaning]) => (one.meanings.get(path) ?? meaning) === meaning),
    );
    if (!group) groups.push((group = { members: [], meanings: new Map() }));
    group.members.push(contract);
    for (const [path, meaning] of meanings) group.meanings.set(path, meaning);
  }
  return groups.map(({ members }) => members);
}

/** What a path's types are made of, without the words. */
function meaningOf(contract: Contract, path: string): string {
  const schemas = new Map<string, unknown>();
  const collect = (value: unknown): void => {
    for (const [, target] of referencesOf(value)) {
      const name = nameOf(target);
      if (name === undefined || schemas.has(name)) continue;
      schemas.set(name, schemaOf(contract, name));
      collect(schemas.get(name));
    }
  };
  const { [path]: item } = contract.document.paths;
  collect(item);
  const sorted = [...schemas].sort(([one], [other]) => (one < other ? -1 : 1));
  // A document that was read is JSON.
  return JSON.stringify(rewrite([item, sorted] as Json, (key, value) => (WORDS.has(key) ? undefined : value)));
}

const WORDS = new Set(["description", "operationId", "security", "summary", "tags", "title", "x-batch"]);

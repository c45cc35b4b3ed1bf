/** Emits the operation table and its types: all that the engine knows of an endpoint. */
import type { BatchOperation } from "./batch.js";
import type { Contract } from "./document.js";
import { schemaConstants } from "./schemas.js";
import { distinct, keyOf, literalOf, pascalOf, sampleName } from "./typescript.js";

/** What one version has. */
export interface VersionContents {
  readonly version: string;
  /** What its methods are deprecated with, where it is on its way out. */
  readonly deprecated: string | undefined;
  readonly contracts: readonly Contract[];
  readonly baseUrl: string;
  readonly operations: readonly BatchOperation[];
}

/** The table of all versions; `contractModule` is where the `Contract` type is imported from. */
export function emitOperations(versions: readonly VersionContents[], contractModule: string): string {
  const names = namesOf(versions);
  const imports = versions.flatMap(({ version, operations }) => [
    `import { type ApiClient as ${names.client(version)}, createClient as create${names.client(version)} } from "./${version}/client.js";\n`,
    ...[...new Set(operations.map(({ contract }) => contract.api))].map(
      (api) => `import type { components as ${names.types(version, api)} } from "./${version}/${api}.js";\n`,
    ),
  ]);
  return `import type { Contract } from ${JSON.stringify(contractModule)};
${imports.join("")}
/** The inputs, records and path parameters of every operation, by version. */
export interface Versions {
${versions.map((version) => emitVersionTypes(version, names)).join("")}}

/** Every operation that the contracts describe, by version. */
export const contract: Contract<Versions> = {
  versions: {
${versions.map((version) => emitVersion(version, names)).join("")}  },
};
`;
}

/** What is imported of a version and of its contracts, each under a name that no other has. */
interface Names {
  client(version: string): string;
  types(version: string, api: string): string;
}

function namesOf(versions: readonly VersionContents[]): Names {
  const wanted = versions.flatMap(({ version, contracts }) => [
    [version, `Client${pascalOf(version)}`] as const,
    ...contracts.map(({ api }) => [`${version}/${api}`, pascalOf(api) + pascalOf(version)] as const),
  ]);
  const names = distinct(wanted, ["Contract", "Versions"]);
  return {
    client: (version) => names.get(version) ?? "",
    types: (version, api) => names.get(`${version}/${api}`) ?? "",
  };
}

function emitVersionTypes({ version, deprecated, operations }: VersionContents, names: Names): string {
  return `  ${keyOf(version)}: {
    client: ${names.client(version)};
    operations: {
${byApi(operations, (operation) => emitOperationTypes(operation, deprecated, names), { indent: "      ", end: ";" })}    };
  };
`;
}

function emitOperationTypes(operation: BatchOperation, deprecated: string | undefined, names: Names): string {
  const { contract, path, summary, batch, input, body, result } = operation;
  const types = names.types(contract.version, contract.api);
  const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => `${keyOf(name)}: string`);
  const lines = [...(summary === undefined ? [] : [summary, ""]), `\`POST ${path}\`${needsOf(operation)}`];
  if (deprecated !== undefined) lines.push("", `@deprecated ${deprecated}`);
  return `        /**
${lines.map((line) => `         * ${line.replaceAll("*/", "*\\/")}`.trimEnd() + "\n").join("")}         */
        ${verbOf(batch.method)}: {
          input: ${types}["schemas"][${JSON.stringify(input)}];
          record: ${result ? `${types}["schemas"][${JSON.stringify(result)}]` : "Record<string, never>"};
          path: ${parameters.length > 0 ? `{ ${parameters.join("; ")} }` : "undefined"};
${body ? `          body: Omit<${types}["schemas"][${JSON.stringify(body.name)}], "inputs">;\n` : ""}        };
`;
}

/** What a token needs; the generic endpoints of the CRM take one scope of dozens. */
function needsOf({ scopes, anyScope }: BatchOperation): string {
  if (scopes.length === 0) return "";
  if (scopes.length > 4) return `, needs ${anyScope ? "one" : "all"} of ${scopes.length} scopes`;
  return `, needs ${anyScope ? "one of " : ""}${scopes.map((scope) => `\`${scope}\``).join(", ")}`;
}

function emitVersion({ version, baseUrl, operations }: VersionContents, names: Names): string {
  return `    ${keyOf(version)}: {
      createClient: create${names.client(version)},
      baseUrl: ${JSON.stringify(baseUrl)},
      operations: {
${byApi(operations, emitOperation, { indent: "        ", end: "," })}      },
    },
`;
}

function emitOperation(operation: BatchOperation): string {
  const { contract, path, scopes, batch, batchSize, maxItems, input, body, result } = operation;
  const { method, idempotent, identity, recordId, trace, match, errors, empty } = batch;
  const module = `./${contract.version}/${contract.api}`;
  const schema = schemaConstants(contract).get(input) ?? "";
  const described = {
    method,
    path,
    idempotent,
    batchSize,
    maxItems,
    identity,
    recordId,
    body: body?.fields,
    trace,
    match,
    errors,
    empty,
    noContent: result ? undefined : true,
    scopes,
  };
  const members = Object.entries(described)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `            ${key}: ${literalOf(value, " ".repeat(12))},\n`);
  const sample = result
    ? `\n              import("${module}.samples.js").then((samples) => samples.${sampleName(method)})`
    : " Promise.resolve(undefined)";
  return `          ${verbOf(method)}: {
${members.join("")}            send: (client, body, init) =>
              client.POST(${JSON.stringify(path)}, { body, parseAs: "text", ...init }),
            schema: () =>
              import("${module}.schemas.js").then(({ compile, ${schema} }) => compile(${schema})),
            sample: () =>${sample},
          },
`;
}

/** Operations as members of their API, both in the order of the methods' names. */
function byApi(
  operations: readonly BatchOperation[],
  emit: (operation: BatchOperation) => string,
  { indent, end }: { indent: string; end: string },
): string {
  const sorted = [...operations].sort((one, other) => (one.batch.method < other.batch.method ? -1 : 1));
  return [...new Set(sorted.map(({ batch }) => apiOf(batch.method)))]
    .map((api) => {
      const members = sorted.filter(({ batch }) => apiOf(batch.method) === api);
      return `${indent}${api}: {\n${members.map(emit).join("")}${indent}}${end}\n`;
    })
    .join("");
}

const apiOf = (method: string): string => method.slice(0, method.indexOf("."));
const verbOf = (method: string): string => method.slice(method.indexOf(".") + 1);

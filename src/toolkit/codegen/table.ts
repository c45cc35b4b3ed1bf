/** Emits the operations of a contract: all that the engine knows of an endpoint, loaded with an API's first call. */
import type { BatchOperation } from "./batch.js";
import type { Contract } from "./document.js";
import { emitInterfaces, type TypeNames } from "./interfaces.js";
import { schemaConstants } from "./schemas.js";
import { type Scopes, scopesIn } from "./scopes.js";
import { literalOf, pascalOf, quotedKey, sampleName } from "./typescript.js";
import type { XBatch } from "./x-batch.js";

/** Where a contract's other files are, from its own folder: those of equal content are written once. */
export interface Shared {
  readonly schemas: string;
  readonly samples: string | undefined;
}

/** What `x-objects` makes of a contract's operations: one API more for each kind of object. */
export interface NamedApi {
  readonly api: string;
  /** The parameter of the path, and its value. */
  readonly parameter: string;
  readonly value: string;
  /** The property by which its records are read, where it has one that is unique. */
  readonly unique: string | undefined;
  /** The API whose operations these are. */
  readonly of: string;
}

/** The APIs that a contract has by name. */
export function namedApis({ document }: Contract, operations: readonly BatchOperation[]): NamedApi[] {
  const { parameter, apis = {}, unique = {} } = document["x-objects"] ?? {};
  const [of] = apisOf(operations);
  if (parameter === undefined || of === undefined) return [];
  return Object.entries(apis)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([api, value]) => ({ api, parameter, value, unique: unique[api], of }));
}

/** The names of the APIs that operations belong to. */
export function apisOf(operations: readonly BatchOperation[]): string[] {
  return [...new Set(operations.map(({ batch }) => apiOf(batch.method)))].sort();
}

export const apiOf = (method: string): string => method.slice(0, method.indexOf("."));
export const verbOf = (method: string): string => method.slice(method.indexOf(".") + 1);

/** The constant and the type of an API's operations, as its module exports them. */
export const constantOf = (api: string): string => `${api}Operations`;
export const typeOf = (api: string): string => pascalOf(constantOf(api));

/** The module; `contractModule` is where the types of a contract are imported from. */
export function emitTable(
  contract: Contract,
  operations: readonly BatchOperation[],
  {
    contractModule,
    deprecated,
    shared,
    names,
  }: {
    contractModule: string;
    deprecated: string | undefined;
    shared: Shared;
    names: ReadonlyMap<string, TypeNames>;
  },
): string {
  const sorted = [...operations].sort((one, other) => (one.batch.method < other.batch.method ? -1 : 1));
  const named = namedApis(contract, operations);
  const types = ["components", ...(operations.some(({ query }) => query) ? ["paths"] : [])];
  return `import type { Operations } from ${JSON.stringify(contractModule)};
${named.length > 0 ? 'import { bound } from "../bound.js";\n' : ""}import type { ApiClient } from "./client.js";
import type { ${types.join(", ")} } from "./${contract.api}.js";
${emitInterfaces(sorted, names)}${apisOf(operations)
  .map((api) => {
    const own = sorted.filter(({ batch }) => apiOf(batch.method) === api);
    return `
/** What the operations of \`${api}\` take and return. */
export type ${typeOf(api)} = {
${own.map((operation) => emitTypes(operation, deprecated, names)).join("")}};

export const ${constantOf(api)}: Operations<${typeOf(api)}, ApiClient> = {
${own.map((operation) => emitOperation(operation, shared)).join("")}};
`;
  })
  .join("")}${named.map(emitNamed).join("")}`;
}

function emitNamed({ api, parameter, value, unique, of }: NamedApi): string {
  const values = literalOf({ [parameter]: value }) + (unique === undefined ? "" : `, ${JSON.stringify(unique)}`);
  return `\nexport const ${constantOf(api)} = bound<${typeOf(of)}, ApiClient, ${JSON.stringify(parameter)}>(${constantOf(of)}, ${JSON.stringify(api)}, ${values});\n`;
}

function emitTypes(
  operation: BatchOperation,
  deprecated: string | undefined,
  names: ReadonlyMap<string, TypeNames>,
): string {
  const { path, verb, summary, batch, parameters, query, body } = operation;
  const { input, record = "Record<string, never>" } = names.get(batch.method) ?? {};
  const schemas = (name: string): string => `components["schemas"][${JSON.stringify(name)}]`;
  const lines = [
    ...(summary === undefined ? [] : [summary, ""]),
    `\`${verb.toUpperCase()} ${path}\`${needsOf(operation)}`,
  ];
  if (deprecated !== undefined) lines.push("", `@deprecated ${deprecated}`);
  const values = parameters.map((name) => `${quotedKey(name)}: string`).join("; ");
  return `  /**
${lines.map((line) => `   * ${line.replaceAll("*/", "*\\/")}`.trimEnd() + "\n").join("")}   */
  ${verbOf(batch.method)}: {
    input: ${input};
    record: ${record};
    path: ${parameters.length > 0 ? `{ ${values} }` : "undefined"};
${body ? `    body: Omit<${schemas(body.name)}, "inputs">;\n` : ""}${
  query
    ? `    query: NonNullable<paths[${JSON.stringify(path)}][${JSON.stringify(verb)}]["parameters"]["query"]>;\n`
    : ""
}  };
`;
}

/** What a token needs; the generic endpoints of the CRM take one scope of dozens. */
export function needsOf({ scopes, scopeSets }: Scopes): string {
  if (scopes.length === 0) return "";
  if (scopes.length > 4) return `, needs ${scopeSets ? "one" : "all"} of ${scopes.length} scopes`;
  return `, needs ${scopesIn({ scopes, scopeSets })}`;
}

/** A rule as the engine has it: what belongs together stands together. */
function ruleOf(rule: XBatch["match"][number]): object {
  if (!("result" in rule) || typeof rule.result === "string") return rule;
  const inputs = [rule.input].flat();
  const pairs = rule.result.map((result, index) => [result, inputs[index]]);
  return { pairs, reverse: "reverse" in rule ? rule.reverse : undefined };
}

/** All of an operation that is data, as the engine has it. */
export function dataOf(operation: BatchOperation) {
  const { path, verb, bare, scopes, scopeSets, batch, batchSize, maxItems, query, body, result } = operation;
  const { method, idempotent, identity, recordId, trace, text, match, errors, empty, reads, read, links, answer } =
    batch;
  return {
    method,
    path,
    idempotent,
    batchSize,
    maxItems,
    identity,
    recordId,
    body: body?.fields,
    query,
    trace,
    verb: verb === "put" ? ("PUT" as const) : undefined,
    text,
    bare: bare || undefined,
    answer,
    match: match.map(ruleOf),
    errors,
    empty,
    read,
    links,
    gathers: batch.gathers,
    keeps: batch.keeps,
    reads,
    noContent: result ? undefined : (true as const),
    namesMissing: batch.namesMissing,
    scopes,
    scopeSets,
  };
}

function emitOperation(operation: BatchOperation, shared: Shared): string {
  const { contract, path, verb, bare, batch, input, query, result } = operation;
  const { method, text } = batch;
  const schema = schemaConstants(contract).get(input) ?? "";
  const members = Object.entries(dataOf(operation))
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `    ${key}: ${literalOf(value, "    ")},\n`);
  // A query that has to be given was held against the contract with the call's options.
  const required = Object.values(query ?? {}).includes("required");
  const init = required ? "...init, params: { ...init.params, query: init.params.query as never }" : "...init";
  // The engine writes the body, so that of texts only their type matters.
  const sent = bare ? "body: []" : text === undefined ? "body" : "body: { ...body, inputs: [] }";
  const taken = bare ? "_body" : "body";
  const sample = result
    ? `\n      import(${JSON.stringify(shared.samples)}).then((samples) => samples.${sampleName(method)})`
    : " Promise.resolve(undefined)";
  return `  ${verbOf(method)}: {
${members.join("")}    send: (client, ${taken}, init) =>
      client.${verb.toUpperCase()}(${JSON.stringify(path)}, { ${sent}, parseAs: "text", ${init} }),
    schema: () =>
      import(${JSON.stringify(shared.schemas)}).then(({ compile, ${schema} }) => compile(${schema})),
    sample: () =>${sample},
  },
`;
}

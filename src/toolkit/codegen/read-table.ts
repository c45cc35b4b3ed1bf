/** Emits what a contract reads: apart from its batch operations, for few calls need any of it. */
import type { Contract } from "./document.js";
import type { ReadOperation } from "./reads.js";
import { apiOf, needsOf, verbOf } from "./table.js";
import { literalOf, pascalOf, sampleName } from "./typescript.js";

/** The constant and the type of what an API reads, as its module exports them. */
export const readsConstantOf = (api: string): string => `${api}Reads`;
export const readsTypeOf = (api: string): string => pascalOf(readsConstantOf(api));

/** The names of the APIs that reads belong to. */
export function readApisOf(reads: readonly ReadOperation[]): string[] {
  return [...new Set(reads.map(({ method }) => apiOf(method)))].sort();
}

/** The module; `contractModule` is where the types of a contract are imported from, `samples` where the records' are. */
export function emitReads(
  contract: Contract,
  reads: readonly ReadOperation[],
  { contractModule, samples }: { readonly contractModule: string; readonly samples: string },
): string {
  const hasParameters = reads.some(({ parameters }) => Object.keys(parameters).length > 0);
  const apis = readApisOf(reads).map((api) => {
    const own = reads.filter(({ method }) => apiOf(method) === api);
    return `
/** What the reads of \`${api}\` take and give. */
export type ${readsTypeOf(api)} = {
${own.map(emitTypes).join("")}};

export const ${readsConstantOf(api)}: Reads<${readsTypeOf(api)}, ApiClient> = {
${own.map((one) => emitRead(one, samples)).join("")}};
`;
  });
  return `import type { Reads } from ${JSON.stringify(contractModule)};
import type { ApiClient } from "./client.js";
import type { components${hasParameters ? ", paths" : ""} } from "./${contract.api}.js";
${apis.join("")}`;
}

function emitTypes(operation: ReadOperation): string {
  const { method, path, verb, summary, parameters, result } = operation;
  const about = `\`${verb.toUpperCase()} ${path}\`${needsOf(operation)}`;
  const lines = [...(summary === undefined ? [] : [summary, ""]), about];
  const places = new Set(Object.values(parameters).map((place) => (place === "path" ? "path" : "query")));
  const given = [...places]
    .sort()
    .map((place) => `NonNullable<paths[${JSON.stringify(path)}][${JSON.stringify(verb)}]["parameters"]["${place}"]>`);
  return `  /**
${lines.map((line) => `   * ${line.replaceAll("*/", "*\\/")}`.trimEnd() + "\n").join("")}   */
  ${verbOf(method)}: {
    parameters: ${given.join(" & ") || "Record<never, never>"};
    record: components["schemas"][${JSON.stringify(result)}];
  };
`;
}

function emitRead(
  { method, path, verb, recordId, identity, match, scopes, scopeSets, parameters, isList }: ReadOperation,
  samples: string,
): string {
  const described = {
    method,
    path,
    isPost: verb === "post" || undefined,
    isList: isList || undefined,
    recordId,
    identity,
    match,
    scopes,
    scopeSets,
    parameters,
  };
  const members = Object.entries(described)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `    ${key}: ${literalOf(value, "    ")},\n`);
  // The parameters come by name, and a body as it is to be sent: whoever asks has held them against the contract.
  const call =
    verb === "get"
      ? `client.GET(${JSON.stringify(path)}, { params: params as never, parseAs: "text", ...init })`
      : `client.POST(${JSON.stringify(path)}, { params: params as never, body: body as never, parseAs: "text", ...init })`;
  return `  ${verbOf(method)}: {
${members.join("")}    send: (client, { params${verb === "get" ? "" : ", body"} }, init) =>
      ${call},
    sample: () =>
      import(${JSON.stringify(samples)}).then((samples) => samples.${sampleName(method)}),
  },
`;
}

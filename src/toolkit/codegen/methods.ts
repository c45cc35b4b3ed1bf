/** Writes the page of a version's methods, for people: what each takes, needs and gives, with a call to begin with. */
import type { BatchOperation } from "./batch.js";
import type { VersionContents } from "./contents.js";
import { type Contract, type JsonObject, schemaOf } from "./document.js";
import { callOf } from "./sample-call.js";
import { scopesIn } from "./scopes.js";
import { apiOf, apisOf, type NamedApi, namedApis } from "./table.js";

/** Scopes of which a page lists all. */
const MOST_SCOPES = 4;

/** The page of a version. */
export function emitMethods({ version, deprecated, contracts, operations }: VersionContents, banner: string): string {
  const apis = contracts
    .flatMap((contract) => {
      const own = operations.filter((operation) => operation.contract === contract);
      return apisOf(own).map((api) => ({ api, text: emitApi(contract, api, own) }));
    })
    .sort((one, other) => (one.api < other.api ? -1 : 1));
  return `<!-- ${banner} -->
# The methods of ${version}

What a call of each takes and needs. An input's fields are those that it must have, then those that it may have; the sample has the former.
${deprecated === undefined ? "" : `\n${deprecated}\n`}
${apis.map(({ text }) => text).join("\n")}`;
}

function emitApi(contract: Contract, api: string, own: readonly BatchOperation[]): string {
  const named = namedApis(contract, own).filter(({ of }) => of === api);
  const [sampled = undefined] = [...named].sort((one, other) => Number(!one.unique) - Number(!other.unique));
  const alias =
    sampled === undefined
      ? ""
      : `\nBy name: ${named.map((one) => code(one.api)).join(", ")}. Of any other type, \`hubspot.${api}\` with ${code(`path: { ${sampled.parameter}: "2-123" }`)}.\n`;
  const methods = own
    .filter(({ batch }) => apiOf(batch.method) === api)
    .sort((one, other) => (one.batch.method < other.batch.method ? -1 : 1));
  const about = String((contract.document["info"] as JsonObject | undefined)?.["description"] ?? ""); // It is what JSON was read.
  return `## ${code(api)}\n${about === "" ? "" : `\n${about}\n`}${alias}\n${methods.map((one) => emitMethod(one, sampled)).join("\n")}`;
}

function emitMethod(operation: BatchOperation, sampled: NamedApi | undefined): string {
  const { contract, path, verb, summary, batch, batchSize, maxItems, input } = operation;
  const { properties = {}, required = [] } = schemaOf(contract, input);
  const optional = Object.keys(properties).filter((name) => !required.includes(name) && name !== batch.trace);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["an input has", [...required].sort().map(code).join(", ") || "nothing that it must have"],
    ["and may have", optional.sort().map(code).join(", ")],
    ["options", optionsOf(operation, sampled)],
    ["scopes", needsOf(operation)],
    [
      "inputs of a request",
      maxItems === undefined || maxItems === batchSize ? `${batchSize}` : `${batchSize}, at most ${maxItems}`,
    ],
    ["of one record are", identityOf(batch)],
    ["`recordId`", idOf(batch, operation.result)],
    ["where an answer is lost", lostOf(batch)],
  ];
  const rows = facts.flatMap(([name, what]) => (what ? [`| ${name} | ${what} |\n`] : []));
  return `### ${code(batch.method)}

${summary === undefined ? "" : `${summary}\n\n`}\`${verb.toUpperCase()} ${path}\`

| | |
|---|---|
${rows.join("")}
\`\`\`ts
${callOf(operation, sampled)}
\`\`\`
`;
}

function optionsOf({ parameters, query = {}, body }: BatchOperation, sampled: NamedApi | undefined): string {
  const fields = (option: string, needs: Readonly<Record<string, string>> = {}): string[] =>
    Object.entries(needs).map(
      ([name, need]) => `${code(`${option}.${name}`)}${need === "required" ? "" : " (optional)"}`,
    );
  const free = parameters.filter((name) => name !== sampled?.parameter);
  return [...free.map((name) => code(`path.${name}`)), ...fields("query", query), ...fields("body", body?.fields)].join(
    ", ",
  );
}

function needsOf({ scopes, scopeSets }: BatchOperation): string {
  if (scopes.length === 0) return "none by name: those of the records' type";
  if (scopeSets !== undefined && scopeSets.length > MOST_SCOPES)
    return `one of ${scopeSets.length}: that of the records' type`;
  return scopesIn({ scopes, scopeSets });
}

function identityOf({ identity }: BatchOperation["batch"]): string {
  return identity.length === 0 ? "no two inputs" : `inputs of the same ${identity.map(code).join(", ")}`;
}

function idOf({ recordId, reads }: BatchOperation["batch"], result: string | undefined): string | undefined {
  if (recordId.length === 0 || result === undefined) return reads ? undefined : "none: HubSpot returns no id";
  return `the record's ${recordId.map(code).join(", else ")}`;
}

function lostOf({ idempotent, read, reads }: BatchOperation["batch"]): string {
  if (reads) return "it is asked again";
  const again = idempotent ? "it is sent again; where that is in vain," : "it is not sent again:";
  return `${again} the inputs are \`unknown\`${read === undefined ? "" : `, and \`resolveUnknown\` reads them by ${code(read.operation)}`}`;
}

const code = (text: string): string => `\`${text}\``;

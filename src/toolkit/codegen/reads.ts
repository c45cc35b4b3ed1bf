/** Finds what a contract asks for one at a time or by the page, and holds its `x-read` against what it names fields of. */
import * as z from "zod";
import { contentOf } from "./batch.js";
import { type Contract, ContractError, nameOf, type PathOperation, read, resolve, schemaOf } from "./document.js";
import { type Scopes, scopesOf } from "./scopes.js";
import { hasField, method } from "./x-batch.js";

const field = z.string().min(1);
const xRead = z.strictObject({
  method,
  /** Where a record has HubSpot's id, best first. */
  recordId: z.array(field).default([]),
  /** The parameters that together are the record's fields of the same names. */
  identity: z.array(field).default([]),
  /** How a parameter finds its record, tried in order: as in `x-batch`. */
  match: z.array(z.strictObject({ result: field, input: field, when: field.optional() })).default([]),
});

/** One request that reads: a record by its parameters, a page of records, or what there is but one of. */
export interface ReadOperation extends z.infer<typeof xRead>, Scopes {
  readonly contract: Contract;
  readonly path: string;
  readonly verb: "get" | "post";
  readonly summary: string | undefined;
  /** Where each parameter goes; of the query, what may be left out. */
  readonly parameters: Readonly<Record<string, "path" | "query" | "optional">>;
  /** The name of the schema of one record. */
  readonly result: string;
  /** Whether it answers with several, as `results`. */
  readonly isList: boolean;
}

/** What a contract reads, in the order of the methods' names. */
export function readOperations(contract: Contract): ReadOperation[] {
  return Object.entries(contract.document.paths)
    .flatMap(([path, { get, post }]) => [
      readOperation(contract, path, "get", get),
      readOperation(contract, path, "post", post),
    ])
    .filter((one) => one !== undefined)
    .sort((one, other) => (one.method < other.method ? -1 : 1));
}

function readOperation(
  contract: Contract,
  path: string,
  verb: "get" | "post",
  operation: PathOperation | undefined,
): ReadOperation | undefined {
  if (operation?.["x-read"] === undefined) return undefined;
  const { file, document } = contract;
  const at = ["paths", path, verb];
  const described = read(xRead, operation["x-read"], file, [...at, "x-read"]);
  const answer = nameOf(contentOf(contract, operation.responses["200"])?.["application/json"]?.schema?.$ref);
  if (answer === undefined)
    throw new ContractError(file, [...at, "responses", "200"], "expected JSON of a named schema");
  const items = nameOf(schemaOf(contract, answer).properties?.["results"]?.items?.$ref);
  const parameters = (operation.parameters ?? []).map((one) => {
    const { name, in: place, required } = "$ref" in one ? (resolve(document, String(one["$ref"])) as typeof one) : one;
    return [String(name), place === "path" ? "path" : required === true ? "query" : "optional"] as const;
  });
  const result = items ?? answer;
  const names = parameters.map(([name]) => name);
  for (const [index, name] of described.identity.entries())
    if (!names.includes(name))
      throw new ContractError(file, [...at, "x-read", "identity", index], `${name} is no parameter`);
  for (const [index, { result: place, input, when = input }] of described.match.entries()) {
    const where = [...at, "x-read", "match", index];
    const [, start = "", key = input] = /^([^[]+)(?:\[([^\]]+)\])?/.exec(place) ?? [];
    const stray = [input, when, key].find((name) => !names.includes(name));
    if (stray !== undefined) throw new ContractError(file, where, `${stray} is no parameter`);
    if (!hasField(contract, result, start)) throw new ContractError(file, where, `${start} is no field of ${result}`);
  }
  for (const [index, name] of described.recordId.entries())
    if (!hasField(contract, result, name))
      throw new ContractError(file, [...at, "x-read", "recordId", index], `${name} is no field of ${result}`);
  return {
    ...described,
    contract,
    path,
    verb,
    summary: operation.summary,
    ...scopesOf(operation),
    parameters: Object.fromEntries(parameters),
    result,
    isList: items !== undefined,
  };
}

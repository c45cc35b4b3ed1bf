/** Finds a contract's batch operations, and holds their `x-batch` against the schemas that it names fields of. */
import {
  type Body,
  type Contract,
  ContractError,
  type Location,
  nameOf,
  read,
  resolve,
  type Schema,
  schemaOf,
} from "./document.js";
import { type Scopes, scopesOf } from "./scopes.js";
import { areTexts, inputsOf, textInputName } from "./text-inputs.js";
import { assertFields, type XBatch, xBatch } from "./x-batch.js";

/** One batch operation of a contract. */
export interface BatchOperation extends Scopes {
  readonly contract: Contract;
  readonly path: string;
  /** What its requests are made by. */
  readonly verb: Verb;
  /** Whether a body is the array of inputs itself. */
  readonly bare: boolean;
  readonly summary: string | undefined;
  readonly batch: XBatch;
  readonly batchSize: number;
  readonly maxItems: number | undefined;
  /** The name of the schema of one input. */
  readonly input: string;
  /** The names of the path's parameters. */
  readonly parameters: readonly string[];
  /** The query's parameters; nothing where there are none. */
  readonly query: Readonly<Record<string, "required" | "optional">> | undefined;
  /** The body's fields beside its inputs, and the name of the body's schema; nothing where there are none. */
  readonly body:
    | { readonly name: string; readonly fields: Readonly<Record<string, "required" | "optional">> }
    | undefined;
  /** The name of the schema of one result; nothing where success has no body. */
  readonly result: string | undefined;
}

/** What requests with inputs are made by, in the order in which a path's operations are listed. */
export const VERBS = ["post", "put"] as const;
export type Verb = (typeof VERBS)[number];

type Parameter = NonNullable<NonNullable<Contract["document"]["paths"][string]["post"]>["parameters"]>[number];

/** The batch operations of a contract, in the order of their paths. */
export function batchOperations(contract: Contract): BatchOperation[] {
  return Object.keys(contract.document.paths)
    .sort()
    .flatMap((path) => VERBS.flatMap((verb) => batchOperation(contract, path, verb) ?? []));
}

function batchOperation(contract: Contract, path: string, verb: Verb): BatchOperation | undefined {
  const { file, document } = contract;
  const operation = document.paths[path]?.[verb];
  const at = ["paths", path, verb];
  if (!operation || operation["x-read"] !== undefined) return undefined;
  const schema = bodySchema(contract, operation.requestBody);
  const inputs = inputsOf(document, schema);
  const said = operation["x-batch"];
  if (said === undefined) {
    // A PUT of a list replaces one thing as often as it writes many: only `x-batch` tells.
    if (inputs === undefined || inputs.bare || verb === "put") return undefined;
    throw new ContractError(file, at, "takes inputs but has no x-batch");
  }
  if (inputs === undefined) throw new ContractError(file, [...at, "requestBody"], "expected an array of inputs");
  const described = read(xBatch, said, file, [...at, "x-batch"]);
  // Taken for a write, a read would be stored by the sandbox, and repeated as one.
  if (/[/-]read$/.test(path) && described.reads === undefined)
    throw new ContractError(file, [...at, "x-batch"], "expected `reads: true`, for its path ends in `read`");
  const input = areTexts(document, inputs) ? textInputOf(described, file, at) : nameOf(inputs.items?.$ref);
  if (input === undefined) throw new ContractError(file, [...at, "requestBody"], "expected inputs of a named schema");
  const result =
    described.answer === undefined ? resultOf(contract, operation.responses, [...at, "responses"]) : undefined;
  if (described.answer !== undefined) assertLists(contract, operation.responses, described.answer, [...at, "x-batch"]);
  const body = inputs.bare ? undefined : sharedOf(contract, operation.requestBody, schema);
  const { maxItems } = inputs.array;
  const batchSize = described.batchSize ?? maxItems;
  if (batchSize === undefined || batchSize > (maxItems ?? batchSize)) {
    const problem =
      maxItems === undefined ? "is missing, and there is no maxItems" : `is more than maxItems, ${maxItems}`;
    throw new ContractError(file, [...at, "x-batch", "batchSize"], problem);
  }
  const fields = { input, result, body: Object.keys(body?.fields ?? {}) };
  assertFields(contract, described, fields, [...at, "x-batch"]);
  return {
    contract,
    path,
    verb,
    bare: inputs.bare,
    summary: operation.summary,
    ...scopesOf(operation),
    batch: described,
    batchSize,
    maxItems,
    input,
    parameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name),
    query: queryOf(contract, operation.parameters ?? [], [...at, "parameters"]),
    body,
    result,
  };
}

function textInputOf({ method, text }: XBatch, file: string, at: Location): string {
  if (text === undefined)
    throw new ContractError(file, [...at, "x-batch"], "expected `text`, for its inputs are texts");
  return textInputName(method);
}

/** The lists that `x-batch` says an answer has must be among its fields. */
function assertLists(
  contract: Contract,
  responses: Record<string, Body>,
  lists: NonNullable<XBatch["answer"]>,
  at: Location,
): void {
  const fields = Object.entries(responses).flatMap(([status, response]) =>
    status.startsWith("2") ? Object.keys(bodySchema(contract, response)?.properties ?? {}) : [],
  );
  for (const [key, field = ""] of Object.entries(lists))
    if (!fields.includes(field))
      throw new ContractError(contract.file, [...at, "answer", key], `${field} is no field of an answer`);
}

/** The parameters of an operation's query. Those of any other kind must be such that a call need not give them. */
function queryOf({ file, document }: Contract, given: readonly Parameter[], at: Location): BatchOperation["query"] {
  const found = given.map((one) => ("$ref" in one ? (resolve(document, String(one["$ref"])) as Parameter) : one));
  for (const [index, { name, in: place, required }] of found.entries()) {
    if (place === "path" || place === "query" || !required) continue;
    throw new ContractError(file, [...at, index], `needs the ${String(place)} parameter ${String(name)}`);
  }
  const query = found.filter((parameter) => parameter["in"] === "query");
  if (query.length === 0) return undefined;
  const needs = query.map(({ name, required }) => [name, required === true ? "required" : "optional"]);
  return Object.fromEntries(needs.sort()) as BatchOperation["query"];
}

/** What a body has beside its inputs. */
function sharedOf(contract: Contract, body: Body | undefined, schema: Schema | undefined): BatchOperation["body"] {
  const names = Object.keys(schema?.properties ?? {}).filter((name) => name !== "inputs");
  const name = nameOf(contentOf(contract, body)?.["application/json"]?.schema?.$ref);
  // Without a name there is no type to take the fields from, and they are not offered.
  if (names.length === 0 || name === undefined) return undefined;
  const needs = names.sort().map((field) => [field, schema?.required?.includes(field) ? "required" : "optional"]);
  return { name, fields: Object.fromEntries(needs) as Record<string, "required" | "optional"> };
}

function resultOf(contract: Contract, responses: Record<string, Body>, at: Location): BatchOperation["result"] {
  const answering = Object.keys(responses)
    .filter((status) => status.startsWith("2") && contentOf(contract, responses[status]) !== undefined)
    .sort();
  if (answering.length === 0) return undefined;
  for (const status of answering) {
    const name = nameOf(bodySchema(contract, responses[status])?.properties?.["results"]?.items?.$ref);
    if (name !== undefined) return name;
  }
  throw new ContractError(contract.file, at, "expected an array of results of a named schema, in JSON");
}

/** The schema of a JSON body, with the reference to it followed. */
function bodySchema(contract: Contract, body: Body | undefined): Schema | undefined {
  const schema = contentOf(contract, body)?.["application/json"]?.schema;
  const name = nameOf(schema?.$ref);
  return name === undefined ? schema : schemaOf(contract, name);
}

type Content = Exclude<Body, { $ref: string }>["content"];

/** A body by media type, with the reference to it followed. */
export function contentOf({ document }: Contract, body: Body | undefined): Content {
  const target = body?.["$ref"];
  // A reference leads to one of the components, which were read as bodies with the rest of the document.
  const found = typeof target === "string" ? resolve(document, target) : body;
  return (found as { content?: Content } | undefined)?.content;
}

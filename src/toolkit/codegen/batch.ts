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
import { assertFields, type XBatch, xBatch } from "./x-batch.js";

/** One batch operation of a contract. */
export interface BatchOperation {
  readonly contract: Contract;
  readonly path: string;
  readonly summary: string | undefined;
  /** The scopes of which the operation needs all, or one: see `anyScope`. */
  readonly scopes: readonly string[];
  readonly anyScope: boolean;
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

type Parameter = NonNullable<NonNullable<Contract["document"]["paths"][string]["post"]>["parameters"]>[number];

/** The batch operations of a contract, in the order of their paths. */
export function batchOperations(contract: Contract): BatchOperation[] {
  return Object.keys(contract.document.paths)
    .sort()
    .flatMap((path) => batchOperation(contract, path) ?? []);
}

/** What has a method's name. */
type Named = Pick<BatchOperation, "contract" | "path"> & { readonly method: string; readonly at: Location };

/** Refuses a version's second operation or read of one name, and an API of two contracts: each is loaded from one. */
export function assertDistinct(
  contracts: readonly Contract[],
  operations: readonly BatchOperation[],
  reads: readonly (Omit<Named, "at"> & { readonly verb: string })[] = [],
): void {
  const methods = new Map<string, Named>();
  const apis = new Map<string, Contract>();
  const claim = (api: string, contract: Contract, at: Location): void => {
    const other = apis.get(api) ?? contract;
    if (other !== contract) throw new ContractError(contract.file, at, `${api} is of ${other.file} already`);
    apis.set(api, contract);
  };
  const named: readonly Named[] = [
    ...operations.map(({ contract, path, batch: { method } }) => {
      return { contract, path, method, at: ["paths", path, "post", "x-batch", "method"] };
    }),
    ...reads.map((read) => ({ ...read, at: ["paths", read.path, read.verb, "x-read", "method"] })),
  ];
  for (const one of named) {
    const { contract, method, at } = one;
    const other = methods.get(method);
    if (other)
      throw new ContractError(contract.file, at, `${method} is ${other.path} of ${other.contract.file} already`);
    methods.set(method, one);
  }
  for (const { method, contract, at } of named) claim(method.slice(0, method.indexOf(".")), contract, at);
  for (const contract of contracts) assertObjects(contract, operations, claim);
}

/** What `x-objects` says must fit the contract: one API, each of whose paths has the parameter. */
function assertObjects(
  contract: Contract,
  operations: readonly BatchOperation[],
  claim: (api: string, contract: Contract, at: Location) => void,
): void {
  const { file, document } = contract;
  const { parameter, apis } = document["x-objects"] ?? {};
  if (parameter === undefined) return;
  const own = operations.filter((operation) => operation.contract === contract);
  if (new Set(own.map(({ batch }) => batch.method.split(".")[0])).size !== 1)
    throw new ContractError(file, ["x-objects"], "expected operations of one API");
  const lacking = own.find(({ parameters }) => !parameters.includes(parameter));
  if (lacking)
    throw new ContractError(file, ["x-objects", "parameter"], `${lacking.path} has no parameter ${parameter}`);
  for (const api of Object.keys(apis ?? {})) {
    const at = ["x-objects", "apis", api];
    if (own.some(({ batch }) => batch.method.startsWith(`${api}.`)))
      throw new ContractError(file, at, `${api} is the API itself`);
    claim(api, contract, at);
  }
}

function batchOperation(contract: Contract, path: string): BatchOperation | undefined {
  const { file, document } = contract;
  const { post } = document.paths[path] ?? {};
  const at = ["paths", path, "post"];
  const schema = bodySchema(contract, post?.requestBody);
  const inputs = schema?.properties?.["inputs"];
  if (!post || post["x-read"] !== undefined) return undefined;
  if (inputs?.type !== "array" && post["x-batch"] === undefined) return undefined;
  if (inputs?.type !== "array") throw new ContractError(file, [...at, "requestBody"], "expected an array of inputs");
  if (post["x-batch"] === undefined) throw new ContractError(file, at, "takes inputs but has no x-batch");

  const input = nameOf(inputs.items?.$ref);
  if (input === undefined) throw new ContractError(file, [...at, "requestBody"], "expected inputs of a named schema");
  const result = resultOf(contract, post.responses, [...at, "responses"]);
  const body = sharedOf(contract, post.requestBody, schema);
  const described = read(xBatch, post["x-batch"], file, [...at, "x-batch"]);
  const { maxItems } = inputs;
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
    summary: post.summary,
    scopes: [...new Set((post.security ?? []).flatMap((requirement) => Object.values(requirement).flat()))],
    anyScope: (post.security ?? []).length > 1,
    batch: described,
    batchSize,
    maxItems,
    input,
    parameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name),
    query: queryOf(contract, post.parameters ?? [], [...at, "parameters"]),
    body,
    result,
  };
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

/** Finds a contract's batch operations, and holds their `x-batch` against the schemas that it names fields of. */
import * as z from "zod";
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

const field = z.string().min(1);
const rule = z.union(
  [
    z.strictObject({ trace: z.literal(true) }),
    z.strictObject({ result: field, input: field, when: field.optional() }),
    z.strictObject({ echo: z.array(field).min(1) }),
  ],
  "expected { trace }, { result, input, when? } or { echo }",
);
const batch = z.strictObject({
  method: z.string().regex(/^(?!api\.)[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/, "expected `api.verb` in camelCase"),
  /** Whether a lost answer may be sent again. */
  idempotent: z.boolean(),
  /** Inputs per request, where no `maxItems` is documented or fewer are wanted. */
  batchSize: z.int().positive().optional(),
  identity: z.array(field),
  recordId: z.array(field),
  trace: field.optional(),
  match: z.array(rule),
  errors: z.record(z.string(), field),
  /** Fields that a result may have although the contract doesn't say so. */
  undeclared: z.array(field).default([]),
});

/** One batch operation of a contract. */
export interface BatchOperation {
  readonly contract: Contract;
  readonly path: string;
  readonly summary: string | undefined;
  readonly scopes: readonly string[];
  readonly batch: z.infer<typeof batch>;
  readonly batchSize: number;
  readonly maxItems: number | undefined;
  /** The name of the schema of one input. */
  readonly input: string;
  /** The schema of one result and the status that answers with it; nothing where success has no body. */
  readonly result: { readonly name: string; readonly status: string } | undefined;
}

/** The batch operations of a contract, in the order of their paths. */
export function batchOperations(contract: Contract): BatchOperation[] {
  return Object.keys(contract.document.paths)
    .sort()
    .flatMap((path) => batchOperation(contract, path) ?? []);
}

/** Refuses a version's second operation of one name. */
export function assertDistinct(operations: readonly BatchOperation[]): void {
  const taken = new Map<string, BatchOperation>();
  for (const operation of operations) {
    const { contract, path, batch } = operation;
    const other = taken.get(batch.method);
    if (other) {
      const at = ["paths", path, "post", "x-batch", "method"];
      throw new ContractError(contract.file, at, `${batch.method} is ${other.path} of ${other.contract.file} already`);
    }
    taken.set(batch.method, operation);
  }
}

function batchOperation(contract: Contract, path: string): BatchOperation | undefined {
  const { file, document } = contract;
  const { post } = document.paths[path] ?? {};
  const at = ["paths", path, "post"];
  const inputs = bodySchema(contract, post?.requestBody)?.properties?.["inputs"];
  if (!post || (inputs?.type !== "array" && post["x-batch"] === undefined)) return undefined;
  if (inputs?.type !== "array") throw new ContractError(file, [...at, "requestBody"], "expected an array of inputs");
  if (post["x-batch"] === undefined) throw new ContractError(file, at, "takes inputs but has no x-batch");

  const input = nameOf(inputs.items?.$ref);
  if (input === undefined) throw new ContractError(file, [...at, "requestBody"], "expected inputs of a named schema");
  const result = resultOf(contract, post.responses, [...at, "responses"]);
  const described = read(batch, post["x-batch"], file, [...at, "x-batch"]);
  const { maxItems } = inputs;
  const batchSize = described.batchSize ?? maxItems;
  if (batchSize === undefined || batchSize > (maxItems ?? batchSize)) {
    const problem =
      maxItems === undefined ? "is missing, and there is no maxItems" : `is more than maxItems, ${maxItems}`;
    throw new ContractError(file, [...at, "x-batch", "batchSize"], problem);
  }
  assertFields(contract, described, { input, result: result?.name }, [...at, "x-batch"]);
  return {
    contract,
    path,
    summary: post.summary,
    scopes: [...new Set((post.security ?? []).flatMap((requirement) => Object.values(requirement).flat()))],
    batch: described,
    batchSize,
    maxItems,
    input,
    result,
  };
}

function resultOf(contract: Contract, responses: Record<string, Body>, at: Location): BatchOperation["result"] {
  const answering = Object.keys(responses)
    .filter((status) => status.startsWith("2") && contentOf(contract, responses[status]) !== undefined)
    .sort();
  if (answering.length === 0) return undefined;
  for (const status of answering) {
    const name = nameOf(bodySchema(contract, responses[status])?.properties?.["results"]?.items?.$ref);
    if (name !== undefined) return { name, status };
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
function contentOf({ document }: Contract, body: Body | undefined): Content {
  const target = body?.["$ref"];
  // A reference leads to one of the components, which were read as bodies with the rest of the document.
  const found = typeof target === "string" ? resolve(document, target) : body;
  return (found as { content?: Content } | undefined)?.content;
}

/** Every field that `x-batch` names must be one of the input or of the result. */
function assertFields(
  contract: Contract,
  { identity, recordId, trace, match, errors, undeclared }: z.infer<typeof batch>,
  { input, result }: { input: string; result: string | undefined },
  at: Location,
): void {
  const refuse = (path: Location, field: string, name: string | undefined): never => {
    const where = name === undefined ? "there is no result" : `${field} is no field of ${name}`;
    throw new ContractError(contract.file, [...at, ...path], where);
  };
  const has = (name: string | undefined, field: string): boolean =>
    name !== undefined && Object.hasOwn(schemaOf(contract, name).properties ?? {}, field);
  const inInput = (field: string, ...path: PropertyKey[]): void => {
    if (!has(input, field)) refuse(path, field, input);
  };
  const inResult = (field: string, ...path: PropertyKey[]): void => {
    if (!has(result, field) && !undeclared.includes(field)) refuse(path, field, result);
  };

  for (const [index, field] of undeclared.entries()) {
    const path = [...at, "undeclared", index];
    if (has(result, field)) throw new ContractError(contract.file, path, `${field} is declared by now`);
  }
  for (const [index, field] of identity.entries()) inInput(field, "identity", index);
  for (const [index, field] of recordId.entries()) inResult(field, "recordId", index);
  for (const [key, field] of Object.entries(errors)) inInput(field, "errors", key);
  if (trace !== undefined) inInput(trace, "trace");
  for (const [index, rule] of match.entries()) {
    if ("trace" in rule) {
      if (trace === undefined) throw new ContractError(contract.file, [...at, "match", index], "there is no trace");
      inResult(trace, "match", index);
    } else if ("echo" in rule) {
      for (const [position, field] of rule.echo.entries()) {
        inInput(field, "match", index, "echo", position);
        inResult(field, "match", index, "echo", position);
      }
    } else {
      // `properties[idProperty]` is the result's `properties`, read at the key that the input's `idProperty` names.
      const [, first = "", key] = /^([^.[]+)[^[]*(?:\[([^\]]+)\])?/.exec(rule.result) ?? [];
      inResult(first, "match", index, "result");
      if (key !== undefined) inInput(key, "match", index, "result");
      inInput(rule.input, "match", index, "input");
      if (rule.when !== undefined) inInput(rule.when, "match", index, "when");
    }
  }
}

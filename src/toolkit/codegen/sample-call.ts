/** Writes a call of a method as one would begin with it: one input, with what it must have and no more. */
import type { BatchOperation } from "./batch.js";
import { type Contract, type Json, type JsonObject, nameOf, type Schema, schemaOf } from "./document.js";
import { sampleOf } from "./samples.js";
import { apiOf, type NamedApi, verbOf } from "./table.js";
import { literalOf } from "./typescript.js";

/** Characters of a line. */
const WIDTH = 100;

/** A call with one input; of an API that has names by types of records, by one of these. */
export function callOf(operation: BatchOperation, named: NamedApi | undefined): string {
  const { contract, batch, input, parameters, query, body } = operation;
  const sample = sampleOf(contract, requiredOf(contract, schemaOf(contract, input)), "input") as JsonObject; // Inputs are objects.
  const shared = body === undefined ? {} : (schemaOf(contract, body.name).properties ?? {});
  const free = parameters.filter((name) => name !== named?.parameter);
  const options = Object.entries({
    path: valuesOf(free, (name) => parameterOf(operation, name)),
    query: valuesOf(requiredIn(query), (name) => parameterOf(operation, name)),
    body: valuesOf(requiredIn(body?.fields), (name) => sampleOf(contract, shared[name] ?? {}, name)),
  }).filter(([, values]) => Object.keys(values).length > 0);
  const given = [[named === undefined ? sample : ofNamed(sample, operation, named)]];
  const name = `hubspot.${named?.api ?? apiOf(batch.method)}.${verbOf(batch.method)}`;
  return called(name, options.length === 0 ? given : [...given, Object.fromEntries(options)]);
}

function called(name: string, given: readonly object[]): string {
  const line = `await ${name}(${given.map((one) => literalOf(one)).join(", ")});`;
  if (given.length === 1 || (line.length <= WIDTH && !line.includes("\n"))) return line;
  return `await ${name}(\n${given.map((one) => `  ${literalOf(one, "  ")},\n`).join("")});`;
}

function valuesOf(names: readonly string[], valueOf: (name: string) => Json): JsonObject {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}

function requiredIn(fields: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(fields).filter((name) => fields[name] === "required");
}

/** A value of a parameter, by what is said of it. */
export function parameterOf({ contract, path, verb }: BatchOperation, name: string): Json {
  const parameters = contract.document.paths[path]?.[verb]?.parameters ?? [];
  // What a parameter says of itself has the shape of a schema.
  const { schema, description } = (parameters.find((one) => "name" in one && one.name === name) ?? {}) as Schema;
  return sampleOf(contract, { type: "string", ...(schema as Schema | undefined), description }, name);
}

/** A record of a type whose records have a unique property has that, and is found by it, where it may be new. */
function ofNamed(sample: JsonObject, { batch }: BatchOperation, { unique }: NamedApi): JsonObject {
  if (unique === undefined || sample["properties"] === undefined) return sample;
  const value = sampleOf({} as Contract, { type: "string" }, unique); // Nothing is looked up for a text.
  const isFound = batch.idempotent && batch.read?.absent === "unsent";
  return { ...sample, ...(isFound && { id: value, idProperty: unique }), properties: { [unique]: value } };
}

/** A schema without what may be left out. */
function requiredOf(contract: Contract, schema: Schema): Schema {
  const name = nameOf(schema.$ref);
  if (name !== undefined) return requiredOf(contract, schemaOf(contract, name));
  const { properties, required = [], items } = schema;
  if (items !== undefined) return { ...schema, items: requiredOf(contract, items) };
  if (properties === undefined) return schema;
  const kept = Object.entries(properties).filter(([key]) => required.includes(key));
  return { ...schema, properties: Object.fromEntries(kept.map(([key, part]) => [key, requiredOf(contract, part)])) };
}

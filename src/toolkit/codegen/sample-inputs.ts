/** Makes inputs of an operation, each with values of its own wherever they tell it from others. */
import type { BatchOperation } from "./batch.js";
import { type Json, type JsonObject, schemaOf } from "./document.js";
import { parameterOf } from "./sample-call.js";
import { sampleOf } from "./samples.js";
import { fieldOf, type XBatch } from "./x-batch.js";

/** Input number so much; no two are of one record. With a `step` its fields differ by so much, each from the one before. */
export function sampleInput({ contract, input, batch }: BatchOperation, number: number, step = 0): JsonObject {
  // An input is an object. What it is found by is a choice, and a trace id is the engine's to give.
  const sample = sampleOf(contract, schemaOf(contract, input), "input") as JsonObject;
  const { required = [] } = schemaOf(contract, input);
  const chosen = batch.match.flatMap((rule) => (isChosen(rule) ? (rule.when ?? []) : []));
  const dropped = new Set(["idProperty", batch.trace, ...chosen.filter((field) => !required.includes(field))]);
  const value = Object.fromEntries(Object.entries(sample).filter(([field]) => !dropped.has(field)));
  const matched = batch.match.flatMap((rule) => {
    if ("echo" in rule) return rule.echo;
    return "input" in rule && !isChosen(rule) ? rule.input : [];
  });
  const telling = [...batch.identity, ...matched].filter((field) => !dropped.has(field));
  const isFree = (field: string): boolean => {
    const { enum: choices, format } = fieldOf(contract, input, field) ?? {};
    return choices === undefined && !WRITTEN.has(format ?? "");
  };
  // Where nothing says which record it is, what it must have is its own, and else all that it has.
  const own = [required, Object.keys(value)].map((names) =>
    names.filter((field) => canStamp(value[field]) && isFree(field)),
  );
  const fields = new Set(telling.length > 0 ? telling.filter(isFree) : own.find(({ length }) => length > 0));
  for (const [index, field] of [...fields].entries()) stamp(value, field.split("."), number + step * index);
  return value;
}

type Rule = XBatch["match"][number];

/** Whether a rule is of inputs that have a field of their choice, which samples have not. */
export function isChosen(rule: Rule): rule is Extract<Rule, { when?: string | undefined }> {
  return "when" in rule && rule.when !== undefined;
}

/** Puts a number where a text, a number or a map stands, but for one of a few words. */
export function stamp(value: JsonObject, [key = "", ...inner]: readonly string[], number: number): void {
  const found: Json = value[key] ?? {};
  if (inner.length > 0)
    stamp(found as JsonObject, inner, number); // A dotted field leads through objects.
  else if (typeof found === "number") value[key] = number;
  else if (typeof found === "string" && canStamp(found)) value[key] = String(number);
  else if (canStamp(found)) value[key] = { name: String(number) };
}

/** Whether a number can stand there. */
function canStamp(value: Json | undefined): boolean {
  if (typeof value === "string") return !CHOICE.test(value) && !INSTANT.test(value);
  return typeof value === "number" || (typeof value === "object" && !Array.isArray(value));
}

/** Formats that say how a text is written: a number is none of these. */
const WRITTEN = new Set(["date", "date-time", "email", "uri", "uuid"]);
const INSTANT = /^\d{4}-\d\d-\d\dT/;
const CHOICE = /^[A-Z_]+$/;

/** What a call of an operation can't do without: the path's parameters, and what the body and the query have to say. */
export function sampleOptions(operation: BatchOperation): object {
  const { contract, parameters, body, query } = operation;
  const { properties = {} } = body ? schemaOf(contract, body.name) : {};
  const required = (fields: Readonly<Record<string, string>>, valueOf: (field: string) => Json): object =>
    Object.fromEntries(
      Object.keys(fields)
        .filter((field) => fields[field] === "required")
        .map((field) => [field, valueOf(field)]),
    );
  return {
    ...(parameters.length > 0 && { path: Object.fromEntries(parameters.map((name) => [name, name])) }),
    ...(body && { body: required(body.fields, (field) => sampleOf(contract, properties[field] ?? {}, field)) }),
    ...(query && { query: required(query, (name) => parameterOf(operation, name)) }),
  };
}

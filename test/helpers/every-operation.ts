/** Inputs for any operation of the contracts, each with values of its own wherever they tell it from others. */
import { type BatchOperation, batchOperations } from "../../src/toolkit/codegen/batch.js";
import type { JsonObject } from "../../src/toolkit/codegen/document.js";
import { isChosen, sampleInput, sampleOptions, stamp } from "../../src/toolkit/codegen/sample-inputs.js";
import { apiOf } from "../../src/toolkit/codegen/table.js";
import { contracts } from "./repaired.js";

/** An operation of a version, and what a call of it takes. */
export interface Described {
  readonly version: string;
  readonly method: string;
  readonly operation: BatchOperation;
  /** Input number so much; no two are of one record. */
  input(number: number): JsonObject;
  /** What the sandbox has to have stored, for operations that only read. */
  readonly records: Readonly<Record<string, readonly object[]>>;
  /** What a call can't do without: the path's parameters, and what the body and the query have to say. */
  readonly options: object;
}

/**
 * Every batch operation of the contracts; those of named objects once, for they differ in a word of their path. `many` is
 * how many records there are for those that read.
 */
export async function everyOperation(many = MANY): Promise<Described[]> {
  return contracts.flatMap((contract) => batchOperations(contract).map((one) => describe(one, many)));
}

/** The same of each named object's API. */
export function namedAs(one: Described): Described[] {
  const { parameter, apis = {} } = one.operation.contract.document["x-objects"] ?? {};
  if (parameter === undefined) return [];
  const [, verb = ""] = one.method.split(".");
  const [stored = []] = Object.values(one.records);
  const { path: _, ...options } = one.options as { readonly path?: object };
  return Object.keys(apis).map((api) => ({
    ...one,
    method: `${api}.${verb}`,
    records: stored.length > 0 ? { [api]: stored } : {},
    options,
  }));
}

function describe(operation: BatchOperation, many: number): Described {
  const { contract, batch, parameters } = operation;
  return {
    version: contract.version,
    method: batch.method,
    operation,
    input: (number) => sampleInput(operation, number),
    records: batch.reads ? { [[apiOf(batch.method), ...parameters].join("/")]: storedFor(operation, many) } : {},
    options: sampleOptions(operation),
  };
}

/** Inputs that a test tries each operation with: enough for a second request of most. */
export const MANY = 123;

/** Records that the inputs of a read find by what they are told apart by. */
function storedFor(operation: BatchOperation, many: number): JsonObject[] {
  return Array.from({ length: many }, (_, number) => {
    if (operation.batch.links) return { from: String(number), to: String(number) };
    const record: JsonObject = { ...sampleInput(operation, number), properties: {} };
    // A record may say elsewhere than the input what it is found by.
    for (const rule of operation.batch.match)
      if ("result" in rule && !isChosen(rule))
        for (const [key = "", ...inner] of [rule.result].flat().map((field) => field.split("."))) {
          if (inner.length > 0) record[key] ??= { [inner.join(".")]: "" };
          stamp(record, [key, ...inner], number);
        }
    return record;
  });
}

/** What a record shows of the input that it answers, and what the input says there. */
export function shownOf(
  { batch }: BatchOperation,
  input: object,
  record: object,
): (readonly [shown: unknown, sent: unknown])[] {
  const places = batch.match.flatMap((rule): (readonly [string, string])[] => {
    if ("trace" in rule || isChosen(rule)) return [];
    if ("echo" in rule)
      return rule.echo.flatMap((field) => leavesOf(input, field).map((leaf) => [leaf, leaf] as const));
    const inputs = [rule.input].flat();
    return [rule.result].flat().map((result, place) => [result, inputs[place] ?? ""] as const);
  });
  const declared = places.filter(([result]) => !batch.undeclared.includes(result));
  const pairs = declared.map(([result, sent]) => [valueAt(record, result), valueAt(input, sent)] as const);
  return pairs.filter(([, sent]) => sent !== undefined);
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;

function valueAt(object: object, path: string): unknown {
  // Whatever is looked into is an object, or there is nothing there.
  return path.split(".").reduce<unknown>((at, key) => (at as JsonObject | undefined)?.[key], object);
}

/** The texts and numbers at a field; lists and instants come back written in another way. */
function leavesOf(input: object, field: string): string[] {
  const value = valueAt(input, field);
  if (typeof value !== "object" || value === null) return INSTANT.test(String(value)) ? [] : [field];
  return Array.isArray(value) ? [] : Object.keys(value).map((key) => `${field}.${key}`);
}

import { type Answer, answerWith, standardError } from "./bodies.js";
import type { Refusal } from "./faults.js";
import { coin, type Random, shuffle } from "./random.js";
import type { Input, SandboxOperation } from "./routes.js";
import { selected } from "./selected.js";
import { type StoredRecord, textOf, valueAt } from "./store.js";
import { creates, type Settled } from "./write.js";

/** Answers a batch: results in any order, then what went wrong. */
export async function answerBatch(
  operation: SandboxOperation,
  settled: Settled,
  times: { readonly startedAt: string; readonly completedAt: string },
  { random, asked = {} }: { readonly random: Random; readonly asked?: Input },
): Promise<Answer> {
  if (operation.answer) return answerWith(200, listsOf(operation, operation.answer, settled));
  const errors = errorsOf(operation, settled, random);
  if (operation.noContent && errors.length === 0) return { status: 204, headers: {}, body: null };

  const sample = settled.records.length > 0 ? await operation.sample() : undefined;
  const results = settled.records.map(({ input, record }) =>
    selected(resultOf(operation, sample, input, record, random), operation.reads ? asked : {}),
  );
  return answerWith(statusOf(operation, settled), {
    status: "COMPLETE",
    results: shuffle(results, random),
    ...(coin(random) && { requestedAt: times.startedAt }),
    ...times,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
  });
}

/** What is stored of a record, with the fields of a sample and no others. */
export function shapeOf(record: StoredRecord, shape: object): Record<string, unknown> {
  const fields = Object.entries(shape).map(([field, example]) => [field, shown(record[field], example)]);
  return Object.fromEntries(fields) as Record<string, unknown>;
}

/** Lists of texts in place of results: what was refused is missing too. */
function listsOf(
  { text = "" }: SandboxOperation,
  { missing, added, removed }: NonNullable<SandboxOperation["answer"]>,
  settled: Settled,
): object {
  const textsOf = (inputs: readonly Input[]) => inputs.map((input) => input[text]);
  return {
    [missing]: textsOf([...settled.notFound, ...[...settled.refused.values()].flat()]),
    ...(added !== undefined && { [added]: textsOf(settled.records.map(({ input }) => input)) }),
    ...(removed !== undefined && { [removed]: textsOf(settled.removed) }),
  };
}

/** A result has the fields of the sample, and what it was asked for of them. */
function resultOf(
  { trace, recordId }: SandboxOperation,
  sample: object | undefined,
  input: Input,
  record: StoredRecord,
  random: Random,
): object {
  const shape = sample ?? Object.fromEntries(recordId.map((field) => [field, ""]));
  const result = shapeOf(record, shape);
  if (trace !== undefined && input[trace] != null && coin(random)) result[trace] = input[trace];
  return result;
}

/** HubSpot gives instants in UTC, however they were sent, null for what is not set, and lists and counts in any case. */
function shown(value: unknown, example: unknown): unknown {
  if (value == null) return Array.isArray(example) ? [] : typeof example === "number" ? 0 : null;
  if (typeof value !== "string" || !isDateTime(example) || !isDateTime(value)) return value;
  return new Date(value).toISOString();
}

function isDateTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}

function errorsOf(operation: SandboxOperation, { notFound, existing, refused }: Settled, random: Random): object[] {
  const errors = [...refused].flatMap(([refusal, inputs]) =>
    (refusal.together ? [inputs] : inputs.map((input) => [input])).map((culprits) =>
      standardError(refusal, random, { operation, inputs: culprits }),
    ),
  );
  if (notFound.length > 0) {
    errors.push(standardError(absenceOf(operation), random, { operation, inputs: notFound }));
  }
  for (const { input, record } of existing) {
    const [name] = operation.identity.map((field) => textOf(valueAt(input, field.split("."))));
    const refusal =
      name === undefined
        ? conflictWith(operation, record)
        : { category: "OBJECT_ALREADY_EXISTS", message: `One named '${name}' already exists.` };
    errors.push(standardError(refusal, random, { operation, inputs: [input] }));
  }
  return errors;
}

/** What HubSpot says where another record has what is to be unique. */
export function conflictWith({ method, recordId: [id = "id"] }: SandboxOperation, record: StoredRecord) {
  const [api = ""] = method.split(".");
  return { category: "CONFLICT", message: `One of ${api} already exists. Existing ID: ${textOf(record[id])}` };
}

/** What HubSpot says where there is nothing: of what may well be so, by a name of its own. */
function absenceOf({ method, empty: [name] = [] }: SandboxOperation): Omit<Refusal, "status"> {
  const category = "OBJECT_NOT_FOUND";
  if (name === undefined)
    return {
      category,
      message: "Could not get some objects, they may be deleted or not exist. Check that ids are valid.",
    };
  const [api] = method.split(".");
  return { category, subCategory: `crm.${api}.${name}`, message: "Nothing was found for some of the inputs." };
}

function statusOf(operation: SandboxOperation, { notFound, existing, refused }: Settled): number {
  if (notFound.length + existing.length > 0) return 207;
  const [refusal] = refused.keys();
  if (refusal) return refusal.status;
  return creates(operation) ? 201 : 200;
}

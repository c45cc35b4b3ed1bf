/** What `x-batch` may say, and that every field it names is one. */
import * as z from "zod";
import { type Contract, ContractError, type Location, nameOf, type Schema, schemaOf } from "./document.js";

const field = z.string().min(1);
const rule = z.union(
  [
    z.strictObject({ trace: z.literal(true) }),
    z.strictObject({ result: field, input: field, when: field.optional() }),
    z
      .strictObject({
        result: z.array(field).min(2),
        input: z.array(field).min(2),
        reverse: z.literal(true).optional(),
      })
      .refine(
        ({ result, input }) => result.length === input.length,
        "expected as many fields of the result as of the input",
      ),
    z.strictObject({ echo: z.array(field).min(1) }),
  ],
  "expected { trace }, { result, input, when? }, { result: […], input: […], reverse? } of equal length, or { echo }",
);
/** The name of a method: of no API that a client's own members would hide. */
export const method = z
  .string()
  .regex(
    /^(?!(?:api|check|default|preload|resolveUnknown)\.)[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/,
    "expected `api.verb` in camelCase, and no API called api, check, default, preload or resolveUnknown: clients have these",
  );
/** See `Listed`. */
const listed = z.strictObject({
  list: field,
  of: field.optional(),
  item: z.record(z.string(), field),
  get parts() {
    return listed.optional();
  },
});
export const xBatch = z.strictObject({
  method,
  /** Whether a lost answer may be sent again. */
  idempotent: z.boolean(),
  /** Inputs per request, where no `maxItems` is documented or fewer are wanted. */
  batchSize: z.int().positive().optional(),
  identity: z.array(field),
  recordId: z.array(field),
  trace: field.optional(),
  /** Inputs are texts: the field that a call gives each as. */
  text: z
    .string()
    .regex(/^[A-Za-z]\w*$/, "expected a field's name")
    .optional(),
  /** The lists of texts that an answer has in place of results. */
  answer: z.strictObject({ missing: field, added: field.optional(), removed: field.optional() }).optional(),
  match: z
    .array(rule)
    .refine(
      (rules) => rules.filter((one) => "echo" in one).length <= 1,
      "expected at most one { echo }: join their fields",
    ),
  errors: z.record(z.string(), field),
  /** Errors that only say that there is nothing: last words of a category or subcategory. */
  empty: z.array(field).min(1).optional(),
  /** How it is read what became of an input whose answer was lost; see `ReadBack`. */
  read: z
    .strictObject({
      operation: method,
      by: z.record(z.string(), field),
      names: z.record(z.string(), field).optional(),
      always: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
      within: listed.optional(),
      absent: z.enum(["unsent", "failed", "succeeded"]),
    })
    .optional(),
  /** What it does with links between records; see `Links`. */
  links: z
    .strictObject({
      does: z.enum(["add", "remove", "unlabel", "list"]),
      from: field,
      to: field.optional(),
      types: field.optional(),
      list: field.optional(),
      as: z.record(z.string(), field).optional(),
    })
    .refine(
      ({ does, to, list }) => (does === "list" ? list : to) !== undefined,
      "expected `to`, or `list` of what lists",
    )
    .optional(),
  /** What its results list; see `Gathers`. */
  gathers: z
    .strictObject({ list: field, by: z.record(z.string(), field), item: z.record(z.string(), field) })
    .optional(),
  /** What the sandbox calls its records, where they are others than the rest of the API's. */
  keeps: z
    .string()
    .regex(/^[a-z]\w*$/i, "expected a name")
    .optional(),
  /** It writes nothing: what HubSpot answers with is what was there. */
  reads: z.literal(true).optional(),
  /** Although success has no content, an input that HubSpot has nothing for is an error of a 207. */
  namesMissing: z.literal(true).optional(),
  /** Fields that a result may have although the contract doesn't say so. */
  undeclared: z.array(field).default([]),
  /** Where HubSpot is seen to answer otherwise than its schemas suggest: what is said of its answers is not tried on those. */
  evidence: z.string().min(1).optional(),
  /** Import's guess, that nobody has confirmed yet: codegen takes it for what it says. */
  inferred: z.literal(true).optional(),
});

export type XBatch = z.infer<typeof xBatch>;

/** What the fields are looked up in: schemas by name, and the body's fields beside its inputs. */
export interface Fields {
  readonly input: string;
  readonly result: string | undefined;
  readonly body: readonly string[];
}

/** Every field that `x-batch` names must be one of the input, of the result, or beside the inputs. */
export function assertFields(
  contract: Contract,
  { identity, recordId, trace, match, errors, undeclared, read, links, gathers }: XBatch,
  { input, result, body }: Fields,
  at: Location,
): void {
  const refuse = (path: Location, field: string, name: string | undefined): never => {
    const where = name === undefined ? "there is no result" : `${field} is no field of ${name}`;
    throw new ContractError(contract.file, [...at, ...path], where);
  };
  const inInput = (field: string, ...path: PropertyKey[]): void => {
    if (!hasField(contract, input, field)) refuse(path, field, input);
  };
  const inResult = (field: string, ...path: PropertyKey[]): void => {
    if (!hasField(contract, result, field) && !undeclared.includes(field)) refuse(path, field, result);
  };
  const inEither = (field: string, ...path: PropertyKey[]): void => {
    if (!body.includes(field)) inInput(field, ...path);
  };

  for (const [index, field] of undeclared.entries()) {
    const path = [...at, "undeclared", index];
    if (hasField(contract, result, field)) throw new ContractError(contract.file, path, `${field} is declared by now`);
  }
  for (const [index, field] of identity.entries()) inInput(field, "identity", index);
  for (const [index, field] of recordId.entries()) inResult(field, "recordId", index);
  for (const [key, field] of Object.entries(errors)) inInput(field, "errors", key);
  if (trace !== undefined) inInput(trace, "trace");
  for (const part of ["by", "names"] as const)
    for (const [key, place] of Object.entries(read?.[part] ?? {})) {
      // `$by` is for the caller to say.
      const [start = ""] = place.split("[");
      if (start !== "$by") inInput(start, "read", part, key);
    }
  for (const part of ["from", "to", "types"] as const) {
    // What stands behind a list is of each of its elements.
    const [start] = links?.[part]?.split(".") ?? [];
    if (start !== undefined) inInput(start, "links", part);
  }
  if (links?.list !== undefined) inResult(links.list, "links", "list");
  if (gathers !== undefined) inResult(gathers.list, "gathers", "list");
  for (const field of Object.keys(gathers?.by ?? {})) inInput(field, "gathers", "by", field);
  const item = gathers && itemOf(contract, result, gathers.list);
  for (const field of Object.keys(gathers?.item ?? {}))
    if (!hasField(contract, item, field)) refuse(["gathers", "item", field], field, item);
  for (
    let level = read?.within, path: string[] = ["read", "within"];
    level;
    level = level.parts, path = [...path, "parts"]
  ) {
    // What stands in a list of the input's is a field of its items.
    const places = level.of === undefined ? Object.values(level.item) : [level.of];
    for (const place of places) inInput(place, ...path);
  }
  for (const [index, rule] of match.entries()) {
    if ("trace" in rule) {
      if (trace === undefined) throw new ContractError(contract.file, [...at, "match", index], "there is no trace");
      // That results repeat it is how HubSpot answers, whether or not it says so: for a year it did not.
    } else if ("echo" in rule) {
      for (const [position, field] of rule.echo.entries()) {
        inInput(field, "match", index, "echo", position);
        inResult(field, "match", index, "echo", position);
      }
    } else if (typeof rule.result !== "string") {
      for (const [position, field] of rule.result.entries()) inResult(field, "match", index, "result", position);
      for (const [position, field] of [rule.input].flat().entries()) inInput(field, "match", index, "input", position);
    } else {
      const { result, input, when } = rule as { result: string; input: string; when?: string };
      // `properties[idProperty]` is the result's `properties`, read at the key that `idProperty` names.
      const [, path = "", key] = /^([^[]+)(?:\[([^\]]+)\])?/.exec(result) ?? [];
      inResult(path, "match", index, "result");
      if (key !== undefined) inEither(key, "match", index, "result");
      inInput(input, "match", index, "input");
      if (when !== undefined) inEither(when, "match", index, "when");
    }
  }
}

/** The name of the schema of what a list has. */
function itemOf(contract: Contract, name: string | undefined, list: string): string | undefined {
  const { properties = {} } = name === undefined ? {} : schemaOf(contract, name);
  return nameOf(properties[list]?.items?.$ref);
}

/** Whether a schema has a field, `from.id` being the `id` of its `from`, and `properties.sku` one of any `properties`. */
export function hasField(contract: Contract, name: string | undefined, field: string): boolean {
  return fieldOf(contract, name, field) !== undefined;
}

/** The schema of a field, with the reference to it followed. */
export function fieldOf(contract: Contract, name: string | undefined, field: string): Schema | undefined {
  let schema: Schema | undefined = name === undefined ? undefined : schemaOf(contract, name);
  for (const key of field.split(".")) {
    const { properties = {}, additionalProperties: values } = schema ?? {};
    const any = typeof values === "object" ? values : undefined;
    const property: Schema | undefined = Object.hasOwn(properties, key) ? properties[key] : any;
    if (property === undefined) return undefined;
    const target = nameOf(property.$ref);
    schema = target === undefined ? property : schemaOf(contract, target);
  }
  return schema;
}

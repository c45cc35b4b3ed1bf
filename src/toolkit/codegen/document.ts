/** The parts of an OpenAPI 3.0 document that are read here, and the one kind of error there is about them. */
import * as z from "zod";
import { keyOf, pointerTo } from "../pointer.js";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where in a document: the keys from its root. */
export type Location = readonly PropertyKey[];

/** A contract or an overlay can't be used; thrown before anything is written. */
export class ContractError extends Error {
  override readonly name = "ContractError";

  constructor(file: string, at: Location, problem: string) {
    super(`${file}#${pointerTo("", ...at)}: ${problem.replace(/\s*\n\s*/g, " ")}`);
  }
}

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  required: z.array(z.string()).optional(),
  maxItems: z.int().optional(),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), schema]).optional();
  },
  get items() {
    return schema.optional();
  },
  get allOf() {
    return z.array(schema).optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
  get oneOf() {
    return z.array(schema).optional();
  },
});

/** A schema; keywords that are not named here are kept, for the emitters to refuse. */
export type Schema = z.infer<typeof schema>;

const reference = z.looseObject({ $ref: z.string() });
const body = z.looseObject({
  content: z.record(z.string(), z.looseObject({ schema: schema.optional() })).optional(),
});
const parameter = z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional() });
const operation = z.looseObject({
  parameters: z.array(z.union([reference, parameter])).optional(),
  summary: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  requestBody: z.union([reference, body]).optional(),
  responses: z.record(z.string(), z.union([reference, body])),
  "x-batch": z.unknown().optional(),
  "x-read": z.unknown().optional(),
});

/** One operation of a path. */
export type PathOperation = z.infer<typeof operation>;

/** What OpenAPI lets components be called, but for a name that no object can have. */
export const NAME = /^(?!__proto__$)[\w.-]+$/;

export const documentSchema = z.looseObject({
  openapi: z.string().regex(/^3\.0\./, "expected OpenAPI 3.0"),
  /** When the version was released, where HubSpot names a day, and the first day on which it is not supported. */
  "x-version": z.strictObject({ released: z.iso.date().optional(), supportedUntil: z.iso.date() }).optional(),
  /** The APIs that one with a parameter for the type of objects has by name, each with the parameter's value. */
  "x-objects": z
    .strictObject({
      parameter: z.string().min(1),
      apis: z.record(z.string().regex(/^(?!api$)[a-z][A-Za-z0-9]*$/), z.string().regex(/^[\w.-]+$/)),
      /** By API, the property that is unique among its records. */
      unique: z.record(z.string(), z.string().min(1)).optional(),
    })
    .optional(),
  servers: z.array(z.looseObject({ url: z.url() })).min(1),
  paths: z.record(
    z.string(),
    z.looseObject({ get: operation.optional(), post: operation.optional(), put: operation.optional() }),
  ),
  components: z
    .looseObject({
      schemas: z.record(z.string(), schema).optional(),
      requestBodies: z.record(z.string(), body).optional(),
      responses: z.record(z.string(), body).optional(),
    })
    .optional(),
});

export type Document = z.infer<typeof documentSchema>;
export type Body = z.infer<typeof body> | z.infer<typeof reference>;

/** One contract: one API of one version. */
export interface Contract<Content = Document> {
  /** Its path below openapi/, as in messages. */
  readonly file: string;
  readonly version: string;
  readonly api: string;
  readonly document: Content;
  /** Whether it is another package's, which is no part of the folder. */
  readonly isLent?: boolean;
}

/** Reads a value as its schema says, or says where it is otherwise. */
export function read<T>(type: z.ZodType<T>, value: unknown, file: string, at: Location = []): T {
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ContractError(file, [...at, ...(issue?.path ?? [])], issue?.message ?? "can't be read");
}

/** Every `$ref` in a document or a part of it, and where it stands. */
export function* referencesOf(value: unknown, at: Location = []): Generator<[at: Location, target: string]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === "$ref" && typeof child === "string") yield [[...at, key], child];
    else yield* referencesOf(child, [...at, key]);
  }
}

/** What a reference within the document leads to. */
export function resolve(root: unknown, target: string): unknown {
  if (!target.startsWith("#/")) return undefined;
  let value = root;
  for (const key of tokensOf(target)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    // It has this key of its own.
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The keys that a reference consists of; none of a document's where an escape in it is broken. */
function tokensOf(target: string): string[] {
  try {
    return target
      .slice(2)
      .split("/")
      .map((token) => keyOf(decodeURIComponent(token)));
  } catch {
    return [target];
  }
}

/** The name that a reference to a component schema gives. */
export function nameOf(target: string | undefined): string | undefined {
  return target?.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
}

/** The component schema of a name. */
export function schemaOf({ document }: Contract, name: string): Schema {
  return document.components?.schemas?.[name] ?? {};
}

/** Where the component schema of a name stands. */
export const locationOf = (name: string): Location => ["components", "schemas", name];

/**
 * The named schemas, and all that they refer to, each after what it refers to, as far as that does not lead back to it. A
 * schema that needs itself is refused: there is no value of it.
 */
export function closure(contract: Contract, names: readonly string[]): string[] {
  const closed = new Set<string>();
  const visit = (name: string, parents: readonly string[]): void => {
    if (closed.has(name) || parents.includes(name)) return;
    const references = [...referencesOf(schemaOf(contract, name), locationOf(name))];
    for (const [at, target] of references.sort(([, one], [, other]) => (one < other ? -1 : 1))) {
      const next = nameOf(target);
      if (next === undefined) throw new ContractError(contract.file, at, "expected a reference to a named schema");
      visit(next, [...parents, name]);
    }
    closed.add(name);
  };
  for (const name of names) visit(name, []);
  assertEnds(contract, names);
  return [...closed];
}

function assertEnds(contract: Contract, names: readonly string[]): void {
  const ended = new Set<string>();
  const visit = (name: string, parents: readonly string[]): void => {
    if (ended.has(name)) return;
    if (parents.includes(name)) {
      const cycle = [...parents.slice(parents.indexOf(name)), name].join(" → ");
      throw new ContractError(contract.file, locationOf(name), `needs itself, without an end: ${cycle}`);
    }
    for (const next of neededBy(schemaOf(contract, name))) visit(next, [...parents, name]);
    ended.add(name);
  };
  for (const name of names) visit(name, []);
}

/** The schemas of which each value of a schema has one inside it. */
function neededBy({ $ref, nullable, allOf = [], required = [], properties = {} }: Schema): string[] {
  if (nullable === true) return [];
  const name = nameOf($ref);
  const parts = [...allOf, ...required.map((field) => properties[field] ?? {})];
  return [...(name === undefined ? [] : [name]), ...parts.flatMap(neededBy)];
}

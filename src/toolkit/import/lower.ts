/** Writes a description of OpenAPI 3.1 as one of 3.0, which contracts are: what only 3.1 can say stays, and is refused where it is used. */
import { isObject, type Json, type JsonObject } from "../codegen/document.js";
import { mapObjects } from "../codegen/walk.js";

/** A document of 3.1 as one of 3.0. */
export function lower(document: JsonObject): JsonObject {
  const { webhooks: _, jsonSchemaDialect: __, ...rest } = document;
  // Its root is an object, and stays one.
  const lowered = mapObjects(rest, (object) => withBounds(withMembers(withType(withConstant(object))))) as JsonObject;
  return { ...lowered, openapi: "3.0.3" };
}

function withConstant({ const: only, ...rest }: JsonObject): JsonObject {
  return only === undefined ? rest : { ...rest, enum: [only] };
}

/** Null is a type among others in 3.1, and of several others each is a choice. */
function withType(object: JsonObject): JsonObject {
  const { type, ...rest } = object;
  if (type === "null") return { ...rest, nullable: true };
  if (!Array.isArray(type)) return object;
  const [only, ...others] = type.filter((one) => one !== "null");
  const nullable = type.includes("null") && { nullable: true };
  if (only === undefined) return { ...rest, ...nullable };
  if (others.length === 0) return { ...rest, type: only, ...nullable };
  return { ...together(rest, { anyOf: [only, ...others].map((one) => ({ type: one })) }), ...nullable };
}

/** What may stand beside a type and says nothing of values. */
const SAYINGS = new Set(["description", "title"]);

const isNull = (schema: Json): boolean =>
  isObject(schema) &&
  schema["nullable"] === true &&
  Object.keys(schema).every((keyword) => keyword === "nullable" || SAYINGS.has(keyword));

/** Null as one of several choices: the others may be null. */
function withMembers(object: JsonObject): JsonObject {
  for (const keyword of ["anyOf", "oneOf"]) {
    const { [keyword]: members, ...rest } = object;
    const others = Array.isArray(members) ? members.filter((member) => !isNull(member)) : [];
    if (!Array.isArray(members) || others.length === members.length) continue;
    const [only = {}] = others;
    if (others.length > 1) return { ...rest, [keyword]: others, nullable: true };
    return { ...(isObject(only) ? together(rest, only) : rest), nullable: true };
  }
  return object;
}

/** A schema that is both: one object, unless both say something of the same, or one is a reference, beside which 3.0 reads nothing. */
function together(schema: JsonObject, other: JsonObject): JsonObject {
  const isOne = other["$ref"] === undefined && Object.keys(other).every((keyword) => !Object.hasOwn(schema, keyword));
  if (isOne) return { ...schema, ...other };
  const { allOf = [] } = schema;
  return { ...schema, allOf: [...(Array.isArray(allOf) ? allOf : []), other] };
}

/** Bounds that exclude themselves are numbers in 3.1, and a word beside the bound in 3.0; of two the narrower one holds. */
function withBounds(object: JsonObject): JsonObject {
  return BOUNDS.reduce((lowered, [exclusive, bound, isNarrower]) => {
    const { [exclusive]: excluded, ...rest } = lowered;
    if (typeof excluded !== "number") return lowered;
    const { [bound]: included } = rest;
    if (typeof included === "number" && isNarrower(included, excluded)) return rest;
    return { ...rest, [bound]: excluded, [exclusive]: true };
  }, object);
}

type Bound = readonly [exclusive: string, bound: string, isNarrower: (included: number, excluded: number) => boolean];
const BOUNDS: readonly Bound[] = [
  ["exclusiveMinimum", "minimum", (included, excluded) => included > excluded],
  ["exclusiveMaximum", "maximum", (included, excluded) => included < excluded],
];

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
  return { ...rest, anyOf: [only, ...others].map((one) => ({ type: one })), ...nullable };
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
    // Beside a reference 3.0 reads nothing.
    const isReference = isObject(only) && only["$ref"] !== undefined;
    return { ...rest, ...(isReference ? { allOf: [only] } : isObject(only) && only), nullable: true };
  }
  return object;
}

/** Bounds that exclude themselves are numbers in 3.1, and a word beside the bound in 3.0. */
function withBounds(object: JsonObject): JsonObject {
  const bounds = { exclusiveMinimum: "minimum", exclusiveMaximum: "maximum" };
  return Object.entries(bounds).reduce((lowered, [exclusive, bound]) => {
    const { [exclusive]: value } = lowered;
    return typeof value === "number" ? { ...lowered, [bound]: value, [exclusive]: true } : lowered;
  }, object);
}

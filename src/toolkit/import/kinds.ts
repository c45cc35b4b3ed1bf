/** Frees schemas from being defined by each other: a kind of something is published as all of it, which is one of its kinds. */
import { isObject, type Json, type JsonObject, nameOf } from "../codegen/document.js";

/** A document whose kinds have what the whole says of each of them, and no longer the choice that they are one of. */
export function withOwnKinds(document: JsonObject): JsonObject {
  const { components } = document;
  const schemas = isObject(components) ? components["schemas"] : undefined;
  if (!isObject(components) || !isObject(schemas)) return document;
  const own = Object.entries(schemas).map(([name, schema]): [string, Json] => [name, kindOf(name, schema, schemas)]);
  return { ...document, components: { ...components, schemas: Object.fromEntries(own) } };
}

function kindOf(name: string, schema: Json, schemas: JsonObject): Json {
  if (!isObject(schema) || !Array.isArray(schema["allOf"])) return schema;
  const allOf = schema["allOf"].flatMap((member): Json[] => {
    const whole = schemas[nameIn(member) ?? ""];
    if (!isObject(whole) || !choicesIn(whole).some((choice) => nameIn(choice) === name)) return [member];
    const { oneOf: _, anyOf: __, discriminator: ___, ...rest } = whole;
    const isSilent = Object.values(rest).every((value) => isObject(value) && Object.keys(value).length === 0);
    return isSilent ? [] : [rest];
  });
  return { ...schema, allOf };
}

const choicesIn = ({ oneOf, anyOf }: JsonObject): Json[] => [oneOf, anyOf].flatMap((one) => one ?? []);

function nameIn(reference: Json | undefined): string | undefined {
  const target = isObject(reference) ? reference["$ref"] : undefined;
  return typeof target === "string" ? nameOf(target) : undefined;
}

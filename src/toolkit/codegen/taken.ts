/** What a call may give where the contract has a text: the client writes it as one, unless `coerce` is off. */
import { isObject, type Json, type JsonObject, referencesOf, resolve } from "./document.js";
import { mapObjects, rewrite } from "./walk.js";

/** Beside the type of a schema: what else is taken there. */
export const TAKEN = "x-taken";

/** Where a time is asked for, and where any text may stand beside others, as among a record's properties. */
export type Taken = "time" | "text";

/** A copy of a document that says what is taken, in the schemas of what batches send and nothing answers with. */
export function markTaken(document: JsonObject): JsonObject {
  const { paths = {}, components } = document;
  const schemas = isObject(components) ? components["schemas"] : undefined;
  if (!isObject(components) || !isObject(schemas)) return document;
  const batches = objectsIn(paths)
    .flatMap(objectsIn)
    .filter((operation) => operation["x-batch"] !== undefined);
  const sent = reach(
    document,
    batches.map(({ requestBody = null }) => requestBody),
  );
  const others = rewrite(paths, (key, value, owner) =>
    key === "requestBody" && owner["x-batch"] !== undefined ? undefined : value,
  );
  const shown = reach(document, others);
  const marked = Object.entries(schemas).map(([name, schema]): [string, Json] => {
    const reference = `#/components/schemas/${name}`;
    return [name, sent.has(reference) && !shown.has(reference) ? mapObjects(schema, mark) : schema];
  });
  return { ...document, components: { ...components, schemas: Object.fromEntries(marked) } };
}

/** The values of an object that are objects. */
function objectsIn(value: Json): JsonObject[] {
  return Object.values(isObject(value) ? value : {}).filter((one) => isObject(one));
}

/** All references that a part of a document leads to. */
function reach(document: JsonObject, part: Json): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (from: unknown): void => {
    for (const [, target] of referencesOf(from)) {
      if (found.has(target)) continue;
      found.add(target);
      visit(resolve(document, target));
    }
  };
  visit(part);
  return found;
}

function mark(schema: JsonObject): JsonObject {
  const values = schema["additionalProperties"];
  if (isText(values)) return { ...schema, additionalProperties: { ...values, [TAKEN]: "text" satisfies Taken } };
  return isText(schema, "date-time") ? { ...schema, [TAKEN]: "time" satisfies Taken } : schema;
}

/** Whether a schema is of a text and nothing else, of this format. */
function isText(schema: Json | undefined, format?: string): schema is JsonObject {
  if (!isObject(schema) || schema["type"] !== "string") return false;
  return schema["format"] === format && schema["enum"] === undefined && schema["nullable"] !== true;
}

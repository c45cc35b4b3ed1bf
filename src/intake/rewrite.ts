import type { InputSchema, SchemaIssue } from "../contract.js";
import { defAt, isMappedText } from "./schema-def.js";

/**
 * A copy of an input in which what its schema refuses is written as HubSpot takes it: numbers and booleans among texts, a
 * date-time of any ISO form, an object that says itself how it is written. `undefined` where nothing can be.
 */
export function rewrite(input: object, issues: readonly SchemaIssue[], schema: InputSchema): object | undefined {
  let copy: object | undefined;
  const copied = new Set<object>();
  const copyOf = (value: object): object => {
    if (copied.has(value)) return value;
    const own = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    copied.add(own);
    return own;
  };
  for (const { path } of issues) {
    const key = path.at(-1);
    const written = key === undefined ? undefined : better(valueAt(copy ?? input, path), path, schema);
    if (key === undefined || written === undefined) continue;
    let at = (copy = copyOf(copy ?? input)) as Record<PropertyKey, unknown>;
    for (const outer of path.slice(0, -1)) {
      // The schema has looked inside it: it is an object.
      const inner = copyOf(at[outer] as object) as Record<PropertyKey, unknown>;
      at[outer] = inner;
      at = inner;
    }
    // What is undefined is in no JSON: for the schema it is left out, too.
    if (written.value === undefined) delete at[key];
    else at[key] = written.value;
  }
  return copy;
}

/** The value at a path of an input, as the schema has read it. */
export function valueAt(input: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

function better(
  value: unknown,
  path: readonly PropertyKey[],
  schema: InputSchema,
): { readonly value: unknown } | undefined {
  // To write to that name would write to what the copy inherits.
  if (path.includes("__proto__")) return undefined;
  if (typeof value === "object" && value !== null) {
    if (typeof (value as { toJSON?: unknown }).toJSON !== "function") return undefined;
    const json: unknown = JSON.stringify(value);
    // A date that is none is null in JSON, which nobody meant.
    return typeof json === "string" && json !== "null" ? { value: JSON.parse(json) } : undefined;
  }
  if (isMappedText(schema, path)) {
    if (value === undefined) return { value };
    const plain = typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value);
    return plain ? { value: String(value) } : undefined;
  }
  const full = typeof value === "string" && defAt(schema, path)?.format === "datetime" ? fullDateTime(value) : value;
  return full === value ? undefined : { value: full };
}

/** A date and a time of day to the minute, with whatever else of a time and an offset ISO 8601 and RFC 3339 allow. */
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?:(:\d\d)(?:[.,](\d+))?)?(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)$/;

/** A date-time in the form that every reader knows, with seconds and minutes of offset: the text itself where it is none. */
function fullDateTime(text: string): string {
  return text.replace(
    DATE_TIME,
    (_, date: string, minute: string, second = ":00", fraction?: string, zulu?: string, hours = "", minutes = "00") =>
      `${date}T${minute}${second}${fraction === undefined ? "" : `.${fraction}`}${zulu === undefined ? `${hours}:${minutes}` : "Z"}`,
  );
}

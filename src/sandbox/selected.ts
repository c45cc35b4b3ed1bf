import type { Input } from "./routes.js";
import { isObject } from "./store.js";

/**
 * What a request asks for of a record: a list that is called as a map of the record says which of its keys; those that are
 * not set are null.
 */
export function selected(record: object, asked: Input): object {
  const parts = Object.entries(record).map(([field, value]: [string, unknown]) => {
    const { [field]: names } = asked;
    const list = typeof names === "string" ? names.split(",") : names;
    if (!isObject(value) || !Array.isArray(list) || list.length === 0) return [field, value];
    return [field, Object.fromEntries(list.map((name) => [String(name), value[String(name)] ?? null]))];
  });
  return Object.fromEntries(parts) as object;
}

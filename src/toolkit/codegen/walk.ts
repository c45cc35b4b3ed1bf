/** Walks a document knowing what is a name and what is a keyword: a property may well be called `description`. */
import { isObject, type Json, type JsonObject } from "./document.js";

/** Keywords whose value maps names of somebody's choosing. */
export const NAMED = new Set([
  "content",
  "paths",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "scopes",
  "securitySchemes",
]);

/** Keywords whose value is data, whatever it looks like. */
export const DATA = new Set(["default", "enum", "example", "examples", "required"]);

/** Changes every object of a document that is no map of names and no data, from the inside out. */
export function mapObjects(value: Json, change: (object: JsonObject) => JsonObject, names = false): Json {
  if (Array.isArray(value)) return value.map((element) => mapObjects(element, change));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]): [string, Json] => {
    if (names) return [key, mapObjects(child, change)];
    return [key, DATA.has(key) || key.startsWith("x-") ? child : mapObjects(child, change, NAMED.has(key))];
  });
  const mapped: JsonObject = Object.fromEntries(entries);
  return names ? mapped : change(mapped);
}

/** What is to become of one keyword of an object: another value, or nothing. */
export type Rewrite = (key: string, value: Json, owner: JsonObject) => Json | undefined;

/** Rewrites every keyword of a document, from the inside out; names stay, and so does what `x-` keys hold. */
export function rewrite(value: Json, change: Rewrite, names = false): Json {
  if (Array.isArray(value)) return value.map((element) => rewrite(element, change));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, Json][] => {
    if (names) return [[key, rewrite(child, change)]];
    const inner = DATA.has(key) || key.startsWith("x-") ? child : rewrite(child, change, NAMED.has(key));
    const next = change(key, inner, value);
    return next === undefined ? [] : [[key, next]];
  });
  return Object.fromEntries(entries);
}

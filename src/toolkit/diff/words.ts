/** Says in words where something is, and what. */
import { isObject, type Json, type JsonObject } from "../codegen/document.js";
import { arrayOf } from "../import/select.js";

/** A part of an operation, by the keys that lead to it in normal form. */
export interface Part {
  /** Where it is: `inputs[].customProperties[]`. */
  readonly place: string;
  /** The keyword that the last step follows. */
  readonly keyword: string;
  /** Its name and what has it, if it is a field. */
  readonly field: { readonly name: string; readonly of: string } | undefined;
}

/** Reads the keys: which are names, and which are keywords, only the way to them tells. */
export function partOf(keys: readonly string[]): Part {
  const [part, status = ""] = keys;
  const refused = part === "responses" && !status.startsWith("2");
  const root =
    part === "parameters" ? "a parameter" : part !== "responses" ? "the request" : refused ? "a refusal" : "the answer";
  const nameOf = (place: string): string => {
    if (place === "") return root;
    return part === "parameters" || refused ? `${root}'s ${place}` : place;
  };
  let place = "";
  let keyword = "";
  let field: Part["field"];
  const rest = keys.slice(keys.indexOf("schema") + 1);
  for (let index = 0; index < rest.length; index++) {
    keyword = rest[index] ?? "";
    field = undefined;
    if (keyword === "items") place += "[]";
    else if (keyword === "additionalProperties") place += ".*";
    else {
      const name = rest[++index];
      // Members of a combination are all in the same place.
      if (keyword !== "properties" || name === undefined) continue;
      field = { name, of: nameOf(place) };
      place += place === "" ? name : `.${name}`;
    }
  }
  return { place: nameOf(place), keyword, field };
}

/** What a sentence about a part begins with. */
export function subjectOf({ place, field }: Part): string {
  return field ? `\`${field.name}\` in ${field.of}` : place;
}

/** What a schema takes. */
export function inWords(schema: Json | undefined): string {
  const { nullable } = isObject(schema) ? schema : {};
  return isObject(schema) ? kindOf(schema) + (nullable === true ? " or null" : "") : "anything";
}

function kindOf(schema: JsonObject): string {
  const { title, type, format, items, additionalProperties: values } = schema;
  for (const [keyword, word] of [
    ["anyOf", "one"],
    ["oneOf", "one"],
    ["allOf", "all"],
  ] as const) {
    const members = arrayOf(schema[keyword]);
    if (members.length > 0) return `${word} of ${members.map(inWords).join(", ")}`;
  }
  if (type === "array") return `an array of ${inWords(items)}`;
  if (typeof title === "string") return title;
  if (type === "object" && isObject(values)) return `a map to ${inWords(values)}`;
  if (type === undefined) return "anything";
  return format === undefined ? String(type) : `${String(type)} (${String(format)})`;
}

/** A few names; of many, the first. */
export function listOf(values: readonly Json[]): string {
  const shown = values.slice(0, 12).map((value) => `\`${String(value)}\``);
  if (values.length > shown.length) shown.push(`${values.length - shown.length} more`);
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join("");
}

import { ContractError, isObject, type Json, type JsonObject, nameOf, resolve } from "../codegen/document.js";
import { arrayOf, targetOf } from "../import/select.js";
import { keysOf, pointerTo } from "../pointer.js";
import { below, type Origins, type Spot } from "./origins.js";

/** Keywords that say nothing of what may be sent or answered. */
const PROSE = new Set(["description", "example", "examples", "externalDocs", "summary", "title", "xml"]);

/** What keywords need not say. HubSpot has null for defaults that there are none of. */
const IMPLIED = new Map<string, Json>([
  ["default", null],
  ["deprecated", false],
  ["nullable", false],
  ["readOnly", false],
  ["uniqueItems", false],
  ["writeOnly", false],
]);

/** Keywords whose value is a schema, or a list of schemas in no order. */
const SCHEMA = new Set(["additionalProperties", "items", "not"]);
const SCHEMAS = new Set(["allOf", "anyOf", "oneOf"]);

/** Writes a description's schemas in normal form. */
export class SchemaForm {
  readonly #description: { readonly document: JsonObject; readonly name: string };
  readonly #origins: Origins;

  /** `name` is the description's, for messages. */
  constructor(description: { readonly document: JsonObject; readonly name: string }, origins: Origins) {
    this.#description = description;
    this.#origins = origins;
  }

  /** A schema with its references followed, under the name of the first of them. */
  write(value: Json, spot: Spot, parents: readonly string[] = []): JsonObject {
    const { document, name } = this.#description;
    const target = targetOf(value);
    if (target === undefined) {
      this.#origins.note(spot);
      return isObject(value) ? this.#keywords(value, spot, parents) : {};
    }
    // Whatever is in a JSON document is JSON.
    const found = resolve(document, target) as Json | undefined;
    if (found === undefined) throw new ContractError(name, keysOf(spot.from), `${target} leads nowhere`);
    // What refers to itself has been written once, further out: from here on its name says what it is.
    if (parents.includes(target)) {
      this.#origins.note(spot, target.slice(1));
      return { title: nameOf(target) ?? target };
    }
    const schema = this.write(found, { here: spot.here, from: target.slice(1) }, [...parents, target]);
    this.#origins.note(spot, target.slice(1));
    const title = nameOf(target);
    return title === undefined ? schema : sorted({ ...schema, title });
  }

  #keywords(schema: JsonObject, spot: Spot, parents: readonly string[]): JsonObject {
    const written: JsonObject = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (PROSE.has(keyword) || keyword.startsWith("x-")) continue;
      if (IMPLIED.get(keyword) === value || (keyword === "required" && arrayOf(value).length === 0)) continue;
      const at = below(spot, keyword);
      if (keyword === "enum") written[keyword] = setOf(value).filter((one) => one !== null);
      else if (keyword === "required") written[keyword] = setOf(value);
      else if (keyword === "properties") written[keyword] = this.#fields(value, at, parents);
      else if (SCHEMA.has(keyword) && isObject(value)) written[keyword] = this.write(value, at, parents);
      else if (SCHEMAS.has(keyword)) Object.assign(written, this.#members(keyword, schema, spot, parents));
      else if (keyword === "type" && Array.isArray(value)) Object.assign(written, typesOf(value));
      else written[keyword] = value;
    }
    return sorted(written["type"] === "object" ? complete(written) : written);
  }

  #fields(fields: Json, spot: Spot, parents: readonly string[]): JsonObject {
    if (!isObject(fields)) return {};
    const entries = Object.entries(fields).map(([name, field]): [string, Json] => {
      return [name, this.write(field, below(spot, name), parents)];
    });
    return sorted(Object.fromEntries(entries));
  }

  /** Null among several is a schema that takes null; what is then the only one is the schema, if it has no rival. */
  #members(keyword: string, schema: JsonObject, { here, from }: Spot, parents: readonly string[]): JsonObject {
    const members = arrayOf(schema[keyword]);
    const others = members.filter((member) => !isObject(member) || member["type"] !== "null");
    const nullable = others.length < members.length && { nullable: true };
    const origin = (member: Json): string => pointerTo(from, keyword, String(members.indexOf(member)));
    const [only, ...rest] = others;
    if (only !== undefined && rest.length === 0 && schema["properties"] === undefined) {
      return { ...this.write(only, { here, from: origin(only) }, parents), ...nullable };
    }
    const written = others.toSorted(byText).map((member, index) => {
      return this.write(member, { here: pointerTo(here, keyword, String(index)), from: origin(member) }, parents);
    });
    return { [keyword]: written, ...nullable };
  }
}

/** Null is a type in OpenAPI 3.1, and beside the type in 3.0. */
function typesOf(types: readonly Json[]): JsonObject {
  const [type = null, ...others] = types.filter((one) => one !== "null");
  const several = others.length > 0 ? setOf([type, ...others]) : type;
  return { type: several, ...(types.includes("null") && { nullable: true }) };
}

/** An object has fields, if only none, and whatever values it takes are no news where nothing is said of them. */
function complete(written: JsonObject): JsonObject {
  const { properties = {}, additionalProperties: values, ...rest } = written;
  const isOpen = values === true || (isObject(values) && Object.keys(values).every((keyword) => keyword === "title"));
  const said = values !== undefined && !(isOpen && Object.keys(properties ?? {}).length === 0);
  return { ...rest, properties, ...(said && { additionalProperties: values }) };
}

function sorted(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const byText = (one: Json, other: Json): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

const setOf = (values: Json): Json[] => arrayOf(values).toSorted(byText);

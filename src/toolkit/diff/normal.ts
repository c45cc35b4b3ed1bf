/**
 * Writes batch operations in one form, whatever they were written in: references followed, keys and sets in order, no
 * prose. What two descriptions in this form differ in is a change to what is sent or read.
 */
import { ContractError, isObject, type Json, type JsonObject, nameOf, resolve } from "../codegen/document.js";
import {
  arrayOf,
  follow,
  identityOf,
  jsonOf,
  mediaTypeOf,
  objectIn,
  parametersOf,
  targetOf,
} from "../import/select.js";
import { keysOf, pointerTo } from "../pointer.js";
import type { Operation, Operations } from "./operations.js";

/** Batch operations in normal form. */
export interface Normal {
  readonly document: JsonObject;
  /** For a pointer into the normal form, where that stood: where it is mentioned, and where it is described. */
  readonly origins: ReadonlyMap<string, Origin>;
}

interface Origin {
  readonly site: string;
  readonly body: string;
}

/** Where something is to stand, and where it stood. */
interface Spot {
  readonly here: string;
  readonly from: string;
}

const below = ({ here, from }: Spot, key: string): Spot => ({ here: pointerTo(here, key), from: pointerTo(from, key) });

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

/** The normal form of these operations. */
export function normalForm(operations: Operations): Normal {
  const origins = new Map<string, Origin>();
  const paths: JsonObject = {};
  for (const [key, operation] of [...operations].sort(([one], [other]) => (one < other ? -1 : 1))) {
    // Whatever it is sent by, so that one which is sent by another now is the same operation.
    paths[key] = { post: new Writer(operation, origins).operation(key) };
  }
  const info = { title: "Batch operations", version: "1" };
  return { document: { openapi: "3.0.3", info, paths }, origins };
}

class Writer {
  readonly #operation: Operation;
  readonly #origins: Map<string, Origin>;

  constructor(operation: Operation, origins: Map<string, Origin>) {
    this.#operation = operation;
    this.#origins = origins;
  }

  operation(key: string): JsonObject {
    const { document, path, sending, post } = this.#operation;
    const from = pointerTo("", "paths", path, sending);
    const spot = this.#note({ here: pointerTo("", "paths", key, "post"), from });
    this.#note({ here: pointerTo(spot.here, "servers"), from: "/servers" });
    const [server] = arrayOf(document["servers"]);
    return {
      ...(post["deprecated"] === true && { deprecated: true }),
      servers: [{ url: (isObject(server) ? String(server["url"]) : "/").replace(/(?<=.)\/$/, "") }],
      security: securityOf(post["security"] ?? document["security"]),
      parameters: this.#parameters(spot),
      requestBody: { required: true, ...this.#content(post["requestBody"], below(spot, "requestBody")) },
      responses: this.#answers(spot),
    };
  }

  #parameters({ here, from }: Spot): Json[] {
    const { document, post } = this.#operation;
    const given = arrayOf(post["parameters"]).map((parameter) => follow(document, parameter));
    return parametersOf(document, post)
      .sort((one, other) => (identityOf(one) < identityOf(other) ? -1 : 1))
      .map((parameter, index) => {
        const [written, origin] = [String(index), String(given.indexOf(parameter))];
        const at = { here: pointerTo(here, "parameters", written), from: pointerTo(from, "parameters", origin) };
        this.#note(at);
        const { name = "", in: place = "", required, schema = {} } = parameter;
        // Whatever a path's parameter is, it is text in a path.
        if (place === "path") return { name, in: place, required: true, schema: { type: "string" } };
        return { name, in: place, required: required === true, schema: this.#schema(schema, below(at, "schema")) };
      });
  }

  /**
   * Answers by status; the first of success is as good as any other, so it is always called 200. What it is published
   * as stays its description, which no answer goes without.
   */
  #answers({ here, from }: Spot): JsonObject {
    const { document, post } = this.#operation;
    const responses = objectIn(post, "responses");
    const statuses = Object.keys(responses).sort();
    const success = statuses.filter((status) => status.startsWith("2"));
    const first = success.find((status) => jsonOf(follow(document, responses[status])) !== undefined) ?? success[0];
    return Object.fromEntries(
      statuses.map((status) => {
        const name = status === first ? "200" : status;
        const spot = { here: pointerTo(here, "responses", name), from: pointerTo(from, "responses", status) };
        return [name, { description: status, ...this.#content(responses[status], spot) }];
      }),
    );
  }

  /** A body's JSON; HubSpot declares some of it as any content at all. */
  #content(body: Json | undefined, spot: Spot): JsonObject {
    const target = targetOf(body)?.slice(1);
    const found = follow(this.#operation.document, body);
    const schema = jsonOf(found)?.["schema"];
    this.#note(spot, target);
    if (schema === undefined) return {};
    const type = mediaTypeOf(found);
    const here = pointerTo(spot.here, "content", "application/json", "schema");
    const from = pointerTo(target ?? spot.from, "content", type, "schema");
    return { content: { "application/json": { schema: this.#schema(schema, { here, from }) } } };
  }

  /** A schema with its references followed, under the name of the first of them. */
  #schema(value: Json, spot: Spot, parents: readonly string[] = []): JsonObject {
    const { document, name } = this.#operation;
    const target = targetOf(value);
    if (target === undefined) {
      this.#note(spot);
      return isObject(value) ? this.#keywords(value, spot, parents) : {};
    }
    // Whatever is in a JSON document is JSON.
    const found = resolve(document, target) as Json | undefined;
    if (found === undefined) throw new ContractError(name, keysOf(spot.from), `${target} leads nowhere`);
    // What refers to itself has been written once, further out: from here on its name says what it is.
    if (parents.includes(target)) {
      this.#note(spot, target.slice(1));
      return { title: nameOf(target) ?? target };
    }
    const schema = this.#schema(found, { here: spot.here, from: target.slice(1) }, [...parents, target]);
    this.#note(spot, target.slice(1));
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
      else if (SCHEMA.has(keyword) && isObject(value)) written[keyword] = this.#schema(value, at, parents);
      else if (SCHEMAS.has(keyword)) Object.assign(written, this.#members(keyword, schema, spot, parents));
      else if (keyword === "type" && Array.isArray(value)) Object.assign(written, typesOf(value));
      else written[keyword] = value;
    }
    return sorted(written["type"] === "object" ? complete(written) : written);
  }

  #fields(fields: Json, spot: Spot, parents: readonly string[]): JsonObject {
    if (!isObject(fields)) return {};
    const entries = Object.entries(fields).map(([name, field]): [string, Json] => {
      return [name, this.#schema(field, below(spot, name), parents)];
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
      return { ...this.#schema(only, { here, from: origin(only) }, parents), ...nullable };
    }
    const written = others.toSorted(byText).map((member, index) => {
      return this.#schema(member, { here: pointerTo(here, keyword, String(index)), from: origin(member) }, parents);
    });
    return { [keyword]: written, ...nullable };
  }

  #note(spot: Spot, body: string = spot.from): Spot {
    this.#origins.set(spot.here, { site: this.#originOf(spot.from), body: this.#originOf(body) });
    return spot;
  }

  /** Where something stood before the description was read, which may have been moved more than once. */
  #originOf(pointer: string): string {
    const { origins } = this.#operation;
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const origin = origins?.get(pointer.slice(0, end));
      if (origin !== undefined && origin !== pointer.slice(0, end)) return this.#originOf(origin + pointer.slice(end));
    }
    return pointer;
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

/**
 * The scopes that a token needs, each alternative once. HubSpot repeats them for every kind of app, beside keys and
 * cookies that are no access token, and beside old schemes without any scope.
 */
function securityOf(security: Json | undefined): Json[] {
  const alternatives = new Map<string, Json>();
  for (const requirement of arrayOf(security)) {
    for (const [scheme, scopes] of Object.entries(isObject(requirement) ? requirement : {})) {
      if (/key$|cookie$/.test(scheme)) continue;
      const token = arrayOf(scopes).map(String).sort();
      if (token.length > 0) alternatives.set(token.join(" "), { token });
    }
  }
  return [...alternatives.keys()].sort().flatMap((scopes) => alternatives.get(scopes) ?? []);
}

function sorted(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const byText = (one: Json, other: Json): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

const setOf = (values: Json): Json[] => arrayOf(values).toSorted(byText);

/** Where a description has what stands at these keys of its normal form: where it mentions or where it describes it. */
export function originOf({ origins }: Normal, keys: readonly string[], part: keyof Origin): string {
  for (let length = keys.length; length > 0; length--) {
    const origin = origins.get(pointerTo("", ...keys.slice(0, length)));
    // Places that only the normal form has are known by what is around them.
    if (origin) return pointerTo(origin[part], ...keys.slice(length));
  }
  return pointerTo("", ...keys);
}

/** What stands at these keys. */
export function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }, value);
}

/**
 * Writes batch operations in one form, whatever they were written in: references followed, keys and sets in order, no
 * prose. What two descriptions in this form differ in is a change to what is sent or read.
 */
import { ContractError, isObject, type Json, type JsonObject, nameOf, resolve } from "../codegen/document.js";
import { arrayOf, follow, jsonOf, objectIn, parametersOf } from "../import/select.js";
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

/** Keywords that say nothing of what may be sent or answered. */
const PROSE = new Set(["description", "example", "examples", "externalDocs", "summary", "title", "xml"]);

/** Keywords whose value is a schema, a list of them in no order, or a map of them by name. */
const SCHEMA = new Set(["additionalProperties", "items", "not"]);
const SCHEMAS = new Set(["allOf", "anyOf", "oneOf"]);

/** The normal form of these operations. */
export function normalForm(operations: Operations): Normal {
  const origins = new Map<string, Origin>();
  const paths: JsonObject = {};
  for (const [key, operation] of [...operations].sort(([one], [other]) => (one < other ? -1 : 1))) {
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
    const { document, path, post } = this.#operation;
    const here = `${pointerTo("", "paths", key)}/post`;
    const from = `${pointerTo("", "paths", path)}/post`;
    this.#origins.set(here, { site: from, body: from });
    this.#origins.set(`${here}/servers`, { site: "/servers", body: "/servers" });
    return {
      ...(post["deprecated"] === true && { deprecated: true }),
      servers: arrayOf(document["servers"])
        .slice(0, 1)
        .map((server) => ({ url: String(isObject(server) ? server["url"] : server).replace(/\/$/, "") })),
      security: securityOf(post["security"]),
      parameters: this.#parameters(here, from),
      requestBody: {
        required: true,
        ...this.#content(post["requestBody"], `${here}/requestBody`, `${from}/requestBody`),
      },
      responses: this.#answers(here, from),
    };
  }

  /**
   * Answers by status; the first of success is as good as any other, so it is always called 200. What it is published
   * as stays its description, which no answer goes without.
   */
  #answers(here: string, from: string): JsonObject {
    const { document, post } = this.#operation;
    const responses = objectIn(post, "responses");
    const statuses = Object.keys(responses).sort();
    const success = statuses.filter((status) => status.startsWith("2"));
    const first = success.find((status) => jsonOf(follow(document, responses[status])) !== undefined) ?? success[0];
    return Object.fromEntries(
      statuses.map((status) => {
        const name = status === first ? "200" : status;
        const [written, given] = [pointerTo(here, "responses", name), pointerTo(from, "responses", status)];
        return [name, { description: status, ...this.#content(responses[status], written, given) }];
      }),
    );
  }

  #parameters(here: string, from: string): Json[] {
    const { document, post } = this.#operation;
    return parametersOf(document, post)
      .sort((one, other) => (identityOf(one) < identityOf(other) ? -1 : 1))
      .map((parameter, index) => {
        const position = arrayOf(post["parameters"]).findIndex((given) => follow(document, given) === parameter);
        const at = `${here}/parameters/${index}`;
        const origin = `${from}/parameters/${position}`;
        this.#origins.set(at, { site: origin, body: origin });
        const { name = "", in: place = "", required, schema = {} } = parameter;
        // Whatever a path's parameter is, it is text in a path.
        if (place === "path") return { name, in: place, required: true, schema: { type: "string" } };
        const described = this.#schema(schema, `${at}/schema`, `${origin}/schema`);
        return { name, in: place, required: required === true, schema: described };
      });
  }

  /** A body's JSON; HubSpot declares some of it as any content at all. */
  #content(body: Json | undefined, here: string, from: string): JsonObject {
    const { document } = this.#operation;
    const target = targetOf(body);
    const origin = { site: from, body: target?.slice(1) ?? from };
    this.#origins.set(here, origin);
    const found = follow(document, body);
    const schema = jsonOf(found)?.["schema"];
    if (schema === undefined) return {};
    const content = isObject(found) && isObject(found["content"]) ? found["content"] : {};
    const type = content["application/json"] === undefined ? "*/*" : "application/json";
    const written = pointerTo(here, "content", "application/json", "schema");
    return {
      content: {
        "application/json": {
          schema: this.#schema(schema, written, pointerTo(origin.body, "content", type, "schema")),
        },
      },
    };
  }

  #schema(value: Json, here: string, from: string, parents: readonly string[] = []): JsonObject {
    const { document, name } = this.#operation;
    const target = targetOf(value);
    if (target !== undefined) {
      // Whatever is in a JSON document is JSON.
      const found = resolve(document, target) as Json | undefined;
      if (found === undefined) throw new ContractError(name, keysOf(from), `${target} leads nowhere`);
      if (parents.includes(target)) {
        const cycle = [...parents.slice(parents.indexOf(target)), target].map((parent) => nameOf(parent) ?? parent);
        throw new ContractError(name, keysOf(target), `refers to itself: ${cycle.join(" → ")}`);
      }
      const schema = this.#schema(found, here, target.slice(1), [...parents, target]);
      this.#origins.set(here, { site: from, body: target.slice(1) });
      const title = nameOf(target);
      return title === undefined ? schema : sorted({ ...schema, title });
    }
    this.#origins.set(here, { site: from, body: from });
    if (!isObject(value)) return {};
    return this.#keywords(value, here, from, parents);
  }

  #keywords(schema: JsonObject, here: string, from: string, parents: readonly string[]): JsonObject {
    const written: JsonObject = {};
    for (const keyword of Object.keys(schema).sort()) {
      const value = schema[keyword] ?? null;
      const at = [here, from].map((pointer) => pointerTo(pointer, keyword)) as [string, string];
      if (PROSE.has(keyword) || keyword.startsWith("x-")) continue;
      // HubSpot's way of saying that there is none.
      if (keyword === "default" && value === null) continue;
      if (keyword === "properties") {
        if (!isObject(value)) continue;
        written["properties"] = Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((name) => [
              name,
              this.#schema(value[name] ?? {}, pointerTo(at[0], name), pointerTo(at[1], name), parents),
            ]),
        );
      } else if (SCHEMA.has(keyword) && isObject(value)) {
        written[keyword] = this.#schema(value, ...at, parents);
      } else if (SCHEMAS.has(keyword) && Array.isArray(value)) {
        Object.assign(written, this.#combined(keyword, value, here, from, parents), written);
      } else if (keyword === "type" && Array.isArray(value)) {
        // OpenAPI 3.1 has null among the types, 3.0 beside them.
        const types = value.filter((type) => type !== "null").sort();
        written["type"] = types.length === 1 ? (types[0] ?? null) : types;
        if (types.length < value.length) written["nullable"] = true;
      } else if (keyword === "enum") {
        written["enum"] = arrayOf(value)
          .filter((one) => one !== null)
          .sort();
      } else if (keyword === "required") {
        const names = arrayOf(value).map(String).sort();
        if (names.length > 0) written["required"] = names;
      } else if (
        value !== false ||
        !["nullable", "uniqueItems", "readOnly", "writeOnly", "deprecated"].includes(keyword)
      ) {
        written[keyword] = value;
      }
    }
    if (written["type"] === "object") {
      const { properties = {}, additionalProperties: others } = written;
      written["properties"] = properties;
      const open = others === true || (isObject(others) && Object.keys(others).every((keyword) => keyword === "title"));
      if (open && isObject(properties) && Object.keys(properties).length === 0) delete written["additionalProperties"];
    }
    return sorted(written);
  }

  /** One schema out of several is that schema; null among them is a schema that takes null. */
  #combined(keyword: string, members: Json[], here: string, from: string, parents: readonly string[]): JsonObject {
    const others = members.filter((member) => !isObject(member) || member["type"] !== "null");
    const nullable = others.length < members.length && { nullable: true };
    const [only, ...rest] = others;
    if (only !== undefined && rest.length === 0) {
      const at = pointerTo(from, keyword, String(members.indexOf(only)));
      return { ...this.#schema(only, here, at, parents), ...nullable };
    }
    const text = (member: Json): string => JSON.stringify(member);
    const sorted = others.toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
    return {
      [keyword]: sorted.map((member, index) => {
        const at = pointerTo(from, keyword, String(members.indexOf(member)));
        return this.#schema(member, pointerTo(here, keyword, String(index)), at, parents);
      }),
      ...nullable,
    };
  }
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

function targetOf(value: Json | undefined): string | undefined {
  const target = isObject(value) ? value["$ref"] : undefined;
  return typeof target === "string" ? target : undefined;
}

const identityOf = (parameter: JsonObject): string => `${String(parameter["in"])} ${String(parameter["name"])}`;

/** Where a description has what stands at these keys of its normal form: where it mentions or where it describes it. */
export function originOf({ origins }: Normal, keys: readonly string[], part: keyof Origin): string {
  for (let length = keys.length; length > 0; length--) {
    const origin = origins.get(pointerTo("", ...keys.slice(0, length)));
    // Places that only the normal form has are known by what is around them.
    if (origin) return pointerTo(origin[part], ...keys.slice(length));
  }
  return pointerTo("", ...keys);
}

/** The keys that a pointer consists of, with or without a `#`. */
export function keysOf(pointer: string): string[] {
  const [, ...keys] = pointer.split("/").map((key) => decodeURIComponent(key));
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at these keys. */
export function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }, value);
}

/** A pointer with these keys after it. */
export function pointerTo(pointer: string, ...keys: readonly string[]): string {
  return pointer + keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * Writes batch operations in one form, whatever they were written in: references followed, keys and sets in order, no
 * prose. What two descriptions in this form differ in is a change to what is sent or read.
 */
import { isObject, type Json, type JsonObject } from "../codegen/document.js";
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
import { pointerTo } from "../pointer.js";
import type { Operation, Operations } from "./operations.js";
import { below, type Origin, Origins, type Spot } from "./origins.js";
import { SchemaForm } from "./schema-form.js";

/** Batch operations in normal form. */
export interface Normal {
  readonly document: JsonObject;
  /** For a pointer into the normal form, where that stood: where it is mentioned, and where it is described. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** The normal form of these operations. */
export function normalForm(operations: Operations): Normal {
  const origins = new Map<string, Origin>();
  const paths: JsonObject = {};
  for (const [key, operation] of [...operations].sort(([one], [other]) => (one < other ? -1 : 1))) {
    // Whatever it is sent by, so that one which is sent by another now is the same operation.
    paths[key] = { post: new OperationForm(operation, origins).write(key) };
  }
  const info = { title: "Batch operations", version: "1" };
  return { document: { openapi: "3.0.3", info, paths }, origins };
}

/** Writes one operation in normal form. */
class OperationForm {
  readonly #operation: Operation;
  readonly #origins: Origins;
  readonly #schemas: SchemaForm;

  constructor(operation: Operation, noted: Map<string, Origin>) {
    this.#operation = operation;
    this.#origins = new Origins(noted, operation.origins);
    this.#schemas = new SchemaForm(operation, this.#origins);
  }

  /** The operation, by what it is called in every version. */
  write(key: string): JsonObject {
    const { document, path, sending, post } = this.#operation;
    const from = pointerTo("", "paths", path, sending);
    const spot = { here: pointerTo("", "paths", key, "post"), from };
    this.#origins.note(spot);
    this.#origins.note({ here: pointerTo(spot.here, "servers"), from: "/servers" });
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
        this.#origins.note(at);
        const { name = "", in: place = "", required, schema = {} } = parameter;
        // Whatever a path's parameter is, it is text in a path.
        if (place === "path") return { name, in: place, required: true, schema: { type: "string" } };
        return {
          name,
          in: place,
          required: required === true,
          schema: this.#schemas.write(schema, below(at, "schema")),
        };
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
    this.#origins.note(spot, target);
    if (schema === undefined) return {};
    const type = mediaTypeOf(found);
    const here = pointerTo(spot.here, "content", "application/json", "schema");
    const from = pointerTo(target ?? spot.from, "content", type, "schema");
    return { content: { "application/json": { schema: this.#schemas.write(schema, { here, from }) } } };
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

/** What stands at these keys. */
export function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }, value);
}

/** Writes in one place what a description says in several: objects that are all of others, and what all operations of a path take. */
import { isObject, type Json, type JsonObject, resolve } from "../codegen/document.js";
import { DATA, NAMED } from "../codegen/walk.js";
import { pointerTo } from "../pointer.js";
import { arrayOf, follow, identityOf, objectIn, targetOf } from "./select.js";
import type { Published } from "./source.js";

/** What objects that are put together may say: what else one says of itself holds of all, and stays apart. */
const JOINED = new Set(["description", "example", "nullable", "properties", "required", "title", "type"]);
const SAYINGS = new Set(["description", "example", "title", "type"]);

/** A description in which what is all of several objects is one that has the fields of each, and each operation has its parameters. */
export function joinParts(published: Published): Published {
  const joiner = new Joiner(published.document);
  // Its root is an object, and stays one.
  const document = joiner.walk(published.document, "") as JsonObject;
  const paths = Object.entries(objectIn(document, "paths")).map(([path, item]): [string, Json] => [
    path,
    withOwnParameters(document, item, pointerTo("", "paths", path), joiner.origins),
  ]);
  return { ...published, document: { ...document, paths: Object.fromEntries(paths) }, origins: joiner.origins };
}

/** A path whose operations take themselves what it says that all of them do, but for what one says otherwise. */
function withOwnParameters(document: JsonObject, item: Json, at: string, origins: Map<string, string>): Json {
  if (!isObject(item) || !Array.isArray(item["parameters"])) return item;
  const shared = item["parameters"];
  const operations = Object.entries(item).map(([verb, operation]): [string, Json] => {
    if (!isObject(operation)) return [verb, operation];
    const own = arrayOf(operation["parameters"]);
    const taken = own.map((one) => identityOf(follow(document, one)));
    const others = shared.filter((one) => !taken.includes(identityOf(follow(document, one))));
    for (const [index, one] of others.entries())
      origins.set(
        pointerTo(at, verb, "parameters", own.length + index),
        pointerTo(at, "parameters", shared.indexOf(one)),
      );
    return [verb, { ...operation, parameters: [...own, ...others] }];
  });
  return Object.fromEntries(operations.filter(([key]) => key !== "parameters"));
}

type Part = readonly [part: Json, place: string];

class Joiner {
  readonly origins = new Map<string, string>();
  readonly #document: JsonObject;
  /** By what refers to them, the schemas that others are all of: each is walked once, however many are. */
  readonly #walked = new Map<string, Json>();
  /** Those that the walk is in. */
  readonly #within = new Set<string>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  walk(value: Json, at: string, names = false): Json {
    if (Array.isArray(value)) return value.map((one, index) => this.walk(one, pointerTo(at, index)));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, child]): [string, Json] => {
      const isData = !names && (DATA.has(key) || key.startsWith("x-"));
      return [key, isData ? child : this.walk(child, pointerTo(at, key), !names && NAMED.has(key))];
    });
    const walked: JsonObject = Object.fromEntries(entries);
    return names ? walked : (this.#joined(walked, at) ?? walked);
  }

  /** The one object that a schema is; nothing where it is one other that may be null, or all of what is no object. */
  #joined(schema: JsonObject, at: string): JsonObject | undefined {
    const { allOf, ...rest } = schema;
    if (!Array.isArray(allOf)) return undefined;
    const [only] = allOf;
    // Beside its type, a schema that is another has nothing to say of values but that it may be null.
    const isOther = allOf.length === 1 && targetOf(only) !== undefined && rest["properties"] === undefined;
    if (isOther) return Object.keys(rest).every((keyword) => SAYINGS.has(keyword)) && isObject(only) ? only : undefined;
    const parts = this.#parts(allOf, at, new Set());
    const fields = new Map<string, Json>();
    const required = new Set<Json>();
    const origins: [string, string][] = [];
    for (const [part, place] of [[rest, at] as const, ...parts]) {
      if (!isObject(part) || Object.keys(part).some((keyword) => !JOINED.has(keyword))) return undefined;
      if ((part["type"] ?? "object") !== "object") return undefined;
      for (const name of arrayOf(part["required"])) required.add(name);
      for (const [name, field] of Object.entries(objectIn(part, "properties"))) {
        if (JSON.stringify(fields.get(name) ?? field) !== JSON.stringify(field)) return undefined;
        fields.set(name, field);
        if (place !== at) origins.push([pointerTo(at, "properties", name), pointerTo(place, "properties", name)]);
      }
    }
    for (const [here, from] of origins) this.origins.set(here, from);
    const properties = Object.fromEntries(fields);
    return { ...rest, type: "object", properties, ...(required.size > 0 && { required: [...required] }) };
  }

  /** The members that a schema is all of, and those of each that is all of others, once each, with where they are described. */
  #parts(members: readonly Json[], at: string, taken: Set<string>): Part[] {
    return members.flatMap((member, index) => {
      const target = targetOf(member);
      // One that leads back to what it is a member of is left as it is.
      if (target === undefined || this.#within.has(target))
        return this.#allOf(member, pointerTo(at, "allOf", index), taken);
      if (taken.has(target)) return [];
      taken.add(target);
      this.#within.add(target);
      const parts = this.#allOf(this.#target(target), target.slice(1), taken);
      this.#within.delete(target);
      return parts;
    });
  }

  #allOf(part: Json, place: string, taken: Set<string>): Part[] {
    const { allOf, ...rest } = objectIn({ part }, "part");
    return Array.isArray(allOf) ? [[rest, place], ...this.#parts(allOf, place, taken)] : [[part, place]];
  }

  #target(target: string): Json {
    // Whatever is in a JSON document is JSON.
    const walked =
      this.#walked.get(target) ?? this.walk((resolve(this.#document, target) ?? null) as Json, target.slice(1));
    this.#walked.set(target, walked);
    return walked;
  }
}

/** Says what inputs are where a description leaves that open, as far as the rest of it tells. */
import { isObject, type Json, type JsonObject, nameOf } from "../codegen/document.js";
import { pointerTo } from "../pointer.js";
import { type Found, findBatches, follow, inputsOf, jsonOf, objectIn } from "./select.js";
import type { Published } from "./source.js";

/** Inputs that are published as of any shape, and what they are taken for. */
export interface Shape {
  readonly path: string;
  /** The create beside it: its inputs are what there is to change. */
  readonly create: string;
}

/** A description whose inputs have a shape, where that can be told, and those that had none. */
export function shapeInputs(published: Published): { readonly published: Published; readonly shapes: Shape[] } {
  const batches = findBatches(published);
  const shapes: Shape[] = [];
  const origins = new Map<string, string>();
  let { document } = published;
  for (const found of batches) {
    const only = onlyChoice(found.input);
    if (only !== undefined) document = withInput(document, found, only, origins);
    const create = batches.find(({ path }) => path === found.path.replace(/\/update$/, "/create"));
    const made = create && isAny(document, found.input) ? nameIn(create.input) : undefined;
    const schema = objectIn(schemasIn(document), made ?? "");
    if (create === undefined || objectIn(schema, "properties")["id"] === undefined) continue;
    const name = freeName(document, `${made}Changes`);
    document = withInput(withSchema(document, name, { ...schema, required: ["id"] }), found, name, origins);
    origins.set(placeOf(name), placeOf(made ?? ""));
    shapes.push({ path: found.path, create: create.path });
  }
  return { published: { ...published, document, origins }, shapes };
}

/** The schema that is all there is to choose from. */
function onlyChoice(input: Json | undefined): string | undefined {
  const members = ["oneOf", "anyOf", "allOf"].flatMap((keyword) => (isObject(input) && input[keyword]) || []);
  return members.length === 1 ? nameIn(members[0]) : undefined;
}

/** Keywords that say nothing of what a value is. */
const SILENT = new Set(["description", "example", "title"]);

function isAny(document: JsonObject, input: Json | undefined): boolean {
  const schema = follow(document, input);
  const isSilent = ([keyword, value]: [string, Json]): boolean =>
    SILENT.has(keyword) || value === true || (isObject(value) && Object.keys(value).length === 0);
  return (
    isObject(schema) &&
    Object.entries(schema).every(([key, value]) => isSilent([key, value]) || (key === "type" && value === "object"))
  );
}

/** A description in which an operation takes inputs of a schema; what else took what it took goes on to. */
function withInput(
  document: JsonObject,
  { path, sending, post }: Found,
  input: string,
  origins: Map<string, string>,
): JsonObject {
  const body = follow(document, post["requestBody"]);
  const json = jsonOf(body);
  const taken = follow(document, json?.["schema"]);
  const inputs = inputsOf(document, sending, post);
  if (!isObject(body) || !isObject(taken) || !isObject(inputs)) return document;
  const properties = { ...objectIn(taken, "properties"), inputs: { ...inputs, items: refTo(input) } };
  const name = freeName(document, `BatchInput${input}`);
  const [type = ""] = Object.entries(objectIn(body, "content")).find(([, one]) => one === json) ?? [];
  const here = pointerTo("", "paths", path, sending, "requestBody");
  const from = targetOf(post["requestBody"]) ?? here;
  origins.set(here, from).set(placeOf(name), targetOf(json?.["schema"]) ?? pointerTo(from, "content", type, "schema"));
  const paths = objectIn(document, "paths");
  const requestBody = { ...body, content: { [type]: { schema: refTo(name) } } };
  const item = { ...objectIn(paths, path), [sending]: { ...post, requestBody } };
  return { ...withSchema(document, name, { ...taken, properties }), paths: { ...paths, [path]: item } };
}

function withSchema(document: JsonObject, name: string, schema: JsonObject): JsonObject {
  const schemas = { ...schemasIn(document), [name]: schema };
  return { ...document, components: { ...objectIn(document, "components"), schemas } };
}

const schemasIn = (document: JsonObject): JsonObject => objectIn(objectIn(document, "components"), "schemas");

function freeName(document: JsonObject, wanted: string): string {
  let name = wanted;
  while (Object.hasOwn(schemasIn(document), name)) name += "_";
  return name;
}

const placeOf = (name: string): string => pointerTo("", "components", "schemas", name);
const refTo = (name: string): JsonObject => ({ $ref: `#${placeOf(name)}` });

/** What a reference leads to, as a pointer. */
function targetOf(value: Json | undefined): string | undefined {
  const target = isObject(value) ? value["$ref"] : undefined;
  return typeof target === "string" ? target.slice(1) : undefined;
}

function nameIn(reference: Json | undefined): string | undefined {
  const target = targetOf(reference);
  return target === undefined ? undefined : nameOf(`#${target}`);
}

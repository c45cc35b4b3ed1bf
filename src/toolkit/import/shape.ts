/** Says what inputs are where a description leaves that open, as far as the rest of it tells. */
import { isObject, type Json, type JsonObject, nameOf } from "../codegen/document.js";
import { pascalOf } from "../codegen/typescript.js";
import { pointerTo } from "../pointer.js";
import { joinParts } from "./join.js";
import { type Found, findBatches, follow, inputsOf, jsonOf, mediaTypeOf, objectIn, targetOf } from "./select.js";
import type { Published } from "./source.js";

/** Inputs that are published as of any shape, and what they are taken for. */
export interface Shape {
  readonly path: string;
  /** The create beside it: its inputs are what there is to change. */
  readonly create: string;
}

/** A description whose inputs have a shape, where that can be told, and those that had none. */
export function shapeInputs(given: Published): { readonly published: Published; readonly shapes: Shape[] } {
  const published = joinParts(given);
  const batches = findBatches(published);
  const shapes: Shape[] = [];
  const origins = new Map(published.origins);
  let { document } = published;
  for (const found of batches) {
    const only = onlyChoice(found.input);
    if (only !== undefined) document = withInput(document, found, only, origins);
    if (isInline(found.input)) document = withNamed(document, found, found.input, origins);
    document = withNamedResults(document, found, origins);
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

/** Whether an input is described where it is taken. */
function isInline(input: Json | undefined): input is JsonObject {
  return Object.keys(objectIn(input, "properties")).length > 0;
}

/** A description in which an operation takes inputs that have a name: what they are types of is called by it. */
function withNamed(document: JsonObject, found: Found, input: JsonObject, origins: Map<string, string>): JsonObject {
  const name = nameFor(document, found.path, "input", input);
  const named = withInput(withSchema(document, name, input), found, name, origins);
  origins.set(placeOf(name), pointerTo(placeOf(`BatchInput${name}`), "properties", "inputs", "items"));
  return named;
}

/** A description in which the results of an operation have a name. */
function withNamedResults(document: JsonObject, { path, sending }: Found, origins: Map<string, string>): JsonObject {
  const paths = objectIn(document, "paths");
  const item = objectIn(paths, path);
  const operation = objectIn(item, sending);
  let named = document;
  const responses = Object.entries(objectIn(operation, "responses")).map(([status, response]): [string, Json] => {
    const body = follow(document, response);
    const answer = follow(document, jsonOf(body)?.["schema"]);
    const properties = objectIn(answer, "properties");
    const results = objectIn(properties, "results");
    const record = results["items"];
    if (!isObject(body) || !isObject(answer) || !isInline(record)) return [status, response];
    const name = nameFor(named, path, "result", record);
    named = withSchema(named, name, record);
    const here = pointerTo("", "paths", path, sending, "responses", status);
    const schema = schemaOrigin(document, response, here, origins);
    origins.set(pointerTo(here, "content", "application/json", "schema"), schema);
    origins.set(placeOf(name), pointerTo(schema, "properties", "results", "items"));
    const written = { ...answer, properties: { ...properties, results: { ...results, items: refTo(name) } } };
    return [status, { ...body, content: { [mediaTypeOf(body)]: { schema: written } } }];
  });
  if (named === document) return document;
  const changed = { ...item, [sending]: { ...operation, responses: Object.fromEntries(responses) } };
  return { ...named, paths: { ...paths, [path]: changed } };
}

/** A name of what an operation takes or gives: that which the same has already, or a new one. */
function nameFor(document: JsonObject, path: string, what: string, schema: JsonObject): string {
  const words = path.split("/").filter((word) => word !== "batch" && !word.startsWith("{"));
  const wanted = pascalOf([...words.slice(-2), what].join("-"));
  const isSame = JSON.stringify(schemasIn(document)[wanted]) === JSON.stringify(schema);
  return isSame ? wanted : freeName(document, wanted);
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
  const taken = follow(document, jsonOf(body)?.["schema"]);
  const inputs = inputsOf(document, sending, post);
  if (!isObject(body) || !isObject(taken) || !isObject(inputs)) return document;
  const properties = { ...objectIn(taken, "properties"), inputs: { ...inputs, items: refTo(input) } };
  const name = freeName(document, `BatchInput${input}`);
  const here = pointerTo("", "paths", path, sending, "requestBody");
  origins.set(placeOf(name), schemaOrigin(document, post["requestBody"], here, origins));
  const paths = objectIn(document, "paths");
  const requestBody = { ...body, content: { [mediaTypeOf(body)]: { schema: refTo(name) } } };
  const item = { ...objectIn(paths, path), [sending]: { ...post, requestBody } };
  return { ...withSchema(document, name, { ...taken, properties }), paths: { ...paths, [path]: item } };
}

/** Where the schema of a body is described, which is written anew at a place; notes where the body is. */
function schemaOrigin(
  document: JsonObject,
  reference: Json | undefined,
  here: string,
  origins: Map<string, string>,
): string {
  const from = pointerOf(reference) ?? here;
  origins.set(here, from);
  const body = follow(document, reference);
  return pointerOf(jsonOf(body)?.["schema"]) ?? pointerTo(from, "content", mediaTypeOf(body), "schema");
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

const pointerOf = (reference: Json | undefined): string | undefined => targetOf(reference)?.slice(1);

function nameIn(reference: Json | undefined): string | undefined {
  return nameOf(targetOf(reference));
}

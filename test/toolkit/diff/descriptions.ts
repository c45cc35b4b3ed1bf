import type { Json, JsonObject } from "../../../src/toolkit/codegen/document.js";
import type { Published } from "../../../src/toolkit/import/source.js";

/** One endpoint with all that it refers to, for a test to change. */
export interface Endpoint {
  path: string;
  post: JsonObject;
  schemas: Record<SchemaName, JsonObject> & Record<string, JsonObject>;
}

type SchemaName = "Batch" | "Input" | "Answer" | "AnswerWithErrors" | "Result" | "Refusal" | "Problem";

const text = { type: "string" };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });
const envelope = {
  results: { type: "array", items: ref("Result") },
  status: { type: "string", enum: ["COMPLETE", "PENDING"] },
};

/** An endpoint as HubSpot's are. */
export const endpoint = (): Endpoint => ({
  path: "/crm/v1/things/batch/update",
  post: {
    operationId: "post-/crm/v1/things/batch/update",
    tags: ["Batch"],
    summary: "Updates things.",
    security: [{ oauth2: ["things.write"] }],
    parameters: [{ name: "archived", in: "query", required: false, schema: { type: "boolean" } }],
    requestBody: { required: true, ...json(ref("Batch")) },
    responses: {
      "200": { description: "Done.", ...json(ref("Answer")) },
      "207": { description: "Partly done.", ...json(ref("AnswerWithErrors")) },
      default: { description: "Refused.", ...json(ref("Refusal")) },
    },
  },
  schemas: {
    Batch: {
      type: "object",
      required: ["inputs"],
      properties: { inputs: { type: "array", maxItems: 100, items: ref("Input") } },
    },
    Input: {
      type: "object",
      description: "One thing.",
      required: ["id", "name"],
      properties: {
        id: text,
        name: text,
        note: text,
        kind: { type: "string", enum: ["large", "small"] },
        count: { type: "integer", format: "int32" },
        size: { type: "number" },
        at: { type: "string", format: "date-time" },
        code: { type: "string", maxLength: 10 },
        tags: { type: "array", items: text },
        properties: { type: "object", additionalProperties: text },
      },
    },
    Answer: { type: "object", required: ["results", "status"], properties: envelope },
    AnswerWithErrors: {
      type: "object",
      required: ["results", "status"],
      properties: { ...envelope, errors: { type: "array", items: ref("Problem") }, numErrors: { type: "integer" } },
    },
    Result: {
      type: "object",
      required: ["id", "createdAt"],
      properties: {
        id: text,
        createdAt: { type: "string", format: "date-time" },
        note: text,
        kind: { type: "string", enum: ["large", "small"] },
        count: { type: "integer", format: "int32" },
        at: { type: "string", format: "date-time", nullable: true },
        tags: { type: "array", items: text },
        properties: { type: "object", additionalProperties: text },
      },
    },
    Problem: { type: "object", required: ["message"], properties: { message: text } },
    Refusal: { type: "object", properties: { category: text, message: text } },
  },
});

/** A description of these endpoints. */
export function description(...endpoints: readonly Endpoint[]): Published {
  return {
    name: "things.json",
    stem: "things",
    document: {
      openapi: "3.0.1",
      info: { title: "Things", version: "v1" },
      servers: [{ url: "https://api.example.com" }],
      paths: Object.fromEntries(endpoints.map(({ path, post }) => [path, { post }])),
      components: { schemas: Object.assign({}, ...endpoints.map(({ schemas }) => schemas)) as JsonObject },
    },
  };
}

/** The same endpoint, changed. */
export function changed(change: (endpoint: Endpoint) => void): Endpoint {
  // Through text, or what schemas share would change together.
  const copy = JSON.parse(JSON.stringify(endpoint())) as Endpoint;
  change(copy);
  return copy;
}

/** The object at these keys, which must be there. */
export function inside(parent: JsonObject, ...keys: readonly string[]): JsonObject {
  return keys.reduce<JsonObject>((found, key) => {
    const next = found[key];
    if (typeof next !== "object" || next === null || Array.isArray(next)) throw new TypeError(`no object at ${key}`);
    return next;
  }, parent);
}

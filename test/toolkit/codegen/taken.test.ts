import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { markTaken } from "../../../src/toolkit/codegen/taken.js";

const time = { type: "string", format: "date-time" };
const texts = { type: "object", additionalProperties: { type: "string" } };
const fields = (properties: JsonObject): JsonObject => ({ type: "object", properties });
const bodyOf = (name: string) => ({
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});

/** What becomes of a document's schemas: a batch of `Batch`, answered with `Answer`, beside a request with `Search`. */
function marked(schemas: JsonObject, xBatch: JsonObject = { "x-batch": {} }) {
  const document = {
    paths: {
      "/batch": { post: { ...xBatch, requestBody: bodyOf("Batch"), responses: { 200: bodyOf("Answer") } } },
      "/search": { post: { requestBody: bodyOf("Search"), responses: {} } },
    },
    components: { schemas: { Batch: fields({}), Answer: fields({}), Search: fields({}), ...schemas } },
  };
  return (markTaken(document)["components"] as JsonObject)["schemas"];
}

test("what a batch sends takes dates as times, and plain values as texts of a map, however far in", () => {
  const items = { type: "array", items: { $ref: "#/components/schemas/Inner" } };
  expect(marked({ Batch: fields({ at: time, items }), Inner: fields({ properties: texts }) })).toMatchObject({
    Batch: fields({ at: { ...time, "x-taken": "time" }, items }),
    Inner: fields({ properties: { ...texts, additionalProperties: { type: "string", "x-taken": "text" } } }),
  });
});

test("what is answered, sent by a request that is no batch, or a text of its own, takes nothing else", () => {
  const own = {
    text: { type: "string" },
    day: { type: "string", format: "date" },
    late: { ...time, nullable: true },
    kinds: { type: "object", additionalProperties: { type: "string", enum: ["a", "b"] } },
    open: { type: "object", additionalProperties: true },
  };
  const shared = fields({ inner: { $ref: "#/components/schemas/Shared" } });
  const schemas = {
    Batch: { ...shared, properties: { ...own, inner: { $ref: "#/components/schemas/Shared" } } },
    Answer: shared,
    Shared: fields({ at: time, properties: texts }),
    Search: fields({ at: time, properties: texts }),
  };
  expect(marked(schemas)).toEqual(schemas);
  const sent = { Batch: fields({ at: time }), Answer: fields({}), Search: fields({}) };
  expect(marked(sent, {})).toEqual(sent);
});

test("schemas that have each other inside end, and a document without any is as it was", () => {
  const circle = { Batch: fields({ at: time, more: { $ref: "#/components/schemas/Batch" } }) };
  expect(marked(circle)).toMatchObject({ Batch: { properties: { at: { "x-taken": "time" } } } });
  expect(markTaken({ paths: {} })).toEqual({ paths: {} });
});

import type { Contract, Json } from "../../../src/toolkit/codegen/document.js";

export type JsonObject = { [key: string]: Json };

/** What tells one small contract from another. */
export interface Described {
  version?: string;
  api?: string;
  path?: string;
  /** Part of the operation, laid over it. */
  post?: JsonObject;
  batch?: JsonObject | undefined;
  /** Laid over the schemas `Batch`, `Input`, `Answer` and `Result`. */
  schemas?: JsonObject;
}

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const text: JsonObject = { type: "string" };

/** What `x-batch` says in these contracts unless a test says otherwise. */
export const batch: JsonObject = {
  method: "things.update",
  idempotent: true,
  batchSize: 10,
  identity: ["id"],
  recordId: ["id"],
  match: [{ result: "id", input: "id" }],
  errors: { ids: "id" },
};

/** A contract with one batch operation. */
export function contractOf(described: Described = {}): Contract<Json> {
  const { version = "v1", api = "things", path = `/${version}/${api}/batch/update`, post, schemas } = described;
  const xBatch = "batch" in described ? described.batch : batch;
  return {
    file: `${version}/${api}.yaml`,
    version,
    api,
    document: {
      openapi: "3.0.3",
      info: { title: api, version },
      servers: [{ url: "https://api.example.com" }],
      paths: {
        [path]: {
          post: {
            summary: "Updates things.",
            security: [{ oauth2: ["things.write"] }],
            requestBody: { required: true, content: { "application/json": { schema: ref("Batch") } } },
            responses: { "200": { description: "Done.", content: { "application/json": { schema: ref("Answer") } } } },
            ...(xBatch && { "x-batch": xBatch }),
            ...post,
          },
        },
      },
      components: {
        schemas: {
          Batch: {
            type: "object",
            required: ["inputs"],
            properties: { inputs: { type: "array", items: ref("Input") } },
          },
          Input: { type: "object", required: ["id"], properties: { id: text, note: text } },
          Answer: {
            type: "object",
            required: ["results"],
            properties: { results: { type: "array", items: ref("Result") } },
          },
          Result: { type: "object", required: ["id"], properties: { id: text, note: text } },
          ...schemas,
        },
      },
    },
  };
}

/** An overlay with these actions. */
export function overlayOf(...actions: JsonObject[]): { file: string; document: Json } {
  return {
    file: "overlays/test.overlay.yaml",
    document: {
      overlay: "1.0.0",
      info: { title: "Test", version: "1.0.0" },
      actions: actions.map((action) => ({ description: "Why.", ...action })),
    },
  };
}

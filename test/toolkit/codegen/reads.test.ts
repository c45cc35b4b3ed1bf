import { describe, expect, it } from "vitest";
import type { Contract, Json } from "../../../src/toolkit/codegen/document.js";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { contractOf, type JsonObject } from "./contracts.js";

const answer = {
  description: "Done.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Result" } } },
};
const parameter = (name: string, place: string, required = true): JsonObject => ({
  name,
  in: place,
  required,
  schema: { type: "string" },
});

/** A contract that reads one thing, by its id. */
function withRead(xRead: JsonObject, get: JsonObject = {}): Contract<Json> {
  const contract = contractOf();
  const { paths } = contract.document as { paths: JsonObject };
  paths["/v1/things/{id}"] = {
    get: {
      summary: "Gives a thing.",
      parameters: [parameter("id", "path"), parameter("account", "query"), parameter("fields", "query", false)],
      responses: { "200": answer },
      "x-read": { method: "things.get", recordId: ["id"], match: [{ result: "id", input: "id" }], ...xRead },
      ...get,
    },
  };
  return contract;
}

const filesOf = (contract: Contract<Json>) => generate({ contracts: [contract], overlays: [] });

it("what a contract reads has a module of its own, which the table refers to", async () => {
  const files = await filesOf(withRead({}));
  const reads = files.get("v1/things.reads.ts") ?? "";
  expect(reads).toContain('parameters: { id: "path", account: "query", fields: "optional" },');
  expect(reads).toContain('client.GET("/v1/things/{id}", { params: params as never, parseAs: "text", ...init })');
  expect(files.get("v1/loaders.ts")).toContain(
    'things: () => import("./things.reads.js").then((module) => module.thingsReads)',
  );
  expect(files.get("operations.ts")).toContain("/** What reads `things` in v1, through `api`: `get`. */");
  expect(files.get("v1/things.operations.ts")).not.toContain("things.get");
});

it("a contract that reads nothing has none", async () => {
  const files = await filesOf(contractOf());
  expect([...files.keys()].filter((path) => path.includes("reads"))).toEqual([]);
  expect(files.get("operations.ts")).not.toContain("reads");
});

describe("a read is refused", () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    [
      "without an answer of a named schema",
      {},
      { responses: { "204": { description: "" } } },
      "/responses/200: expected JSON of a named schema",
    ],
    ["by a parameter that it has not", { identity: ["key"] }, {}, "/x-read/identity/0: key is no parameter"],
    [
      "that looks where no record has a field",
      { match: [{ result: "ids", input: "id" }] },
      {},
      "/x-read/match/0: ids is no field of Result",
    ],
    [
      "that looks for what is no parameter",
      { match: [{ result: "id", input: "key" }] },
      {},
      "/x-read/match/0: key is no parameter",
    ],
    [
      "that finds an id where there is none",
      { recordId: ["key"] },
      {},
      "/x-read/recordId/0: key is no field of Result",
    ],
    [
      "by a batch's name",
      { method: "things.update" },
      {},
      "/x-read/method: things.update is /v1/things/batch/update of v1/things.yaml already",
    ],
    ["by a name that the client has", { method: "api.get" }, {}, "/x-read/method: expected `api.verb` in camelCase"],
  ])("%s", async (_, xRead, get, message) => {
    await expect(filesOf(withRead(xRead, get))).rejects.toThrow(message);
  });
});

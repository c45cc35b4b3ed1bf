import { expect, it } from "vitest";
import { emitClient } from "../../../src/toolkit/codegen/client.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { contractOf, type Described } from "./contracts.js";

const emitted = (...described: Described[]) => emitClient(described.map((one) => readContract(contractOf(one))));
const path = "/v1/{objectType}/batch/update";
const input = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };

it("the contracts of a version share a client", () => {
  expect(emitted({ api: "things" }, { api: "stuff" })).toContain("createFetchClient<Things & Stuff>;");
});

it("contracts that describe a path in the same way share it, whatever their words", () => {
  const words = { summary: "Updates stuff.", operationId: "updateStuff" };
  expect(emitted({ api: "things", path }, { api: "stuff", path, post: words })).toContain("Client<Things & Stuff>;");
});

it("a contract that describes a path in another way has a client of its own beside the others'", () => {
  const text = emitted({ api: "things", path }, { api: "stuff", path, schemas: { Input: input } }, { api: "more" });
  expect(text).toContain("export type ApiClient = Client<Things & More> & Client<Stuff>;");
});

import { expect, it } from "vitest";
import { batchOperations } from "../../../src/toolkit/codegen/batch.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { sampleInput } from "../../../src/toolkit/codegen/sample-inputs.js";
import { batch, contractOf, type JsonObject } from "./contracts.js";

const text: JsonObject = { type: "string" };

function samplesOf(more: JsonObject, properties: JsonObject, required: string[]): JsonObject[] {
  const Input: JsonObject = { type: "object", required, properties };
  const contract = readContract(contractOf({ batch: { ...batch, ...more }, schemas: { Input } }));
  return batchOperations(contract).flatMap((operation) => [0, 1].map((number) => sampleInput(operation, number, 2)));
}

it("inputs have what tells them apart of their own, and share the rest", () => {
  const properties = { id: text, part: { type: "object", properties: { key: text } }, note: text };
  expect(samplesOf({ identity: ["id", "part.key"], match: [], errors: {} }, properties, ["id", "part"])).toEqual([
    { id: "0", part: { key: "2" }, note: "Note" },
    { id: "1", part: { key: "3" }, note: "Note" },
  ]);
});

const keyless = { idempotent: false, identity: [], recordId: [], match: [], errors: {} };

it("inputs that nothing tells apart have all of their own that they must have, or else all that they have", () => {
  const kind = { type: "string", enum: ["FORM"] };
  const at = { type: "string", format: "date-time" };
  const properties = { at, kind, open: { type: "boolean" }, count: { type: "number" }, tags: { type: "object" } };
  expect(samplesOf(keyless, properties, ["at", "kind", "tags"]).map(({ at: _, ...rest }) => rest)).toEqual([
    { kind: "FORM", open: false, count: 1, tags: { name: "0" } },
    { kind: "FORM", open: false, count: 1, tags: { name: "1" } },
  ]);
  expect(samplesOf(keyless, properties, ["at", "kind"]).map(({ at: _, ...rest }) => rest)).toEqual([
    { kind: "FORM", open: false, count: 0, tags: { name: "2" } },
    { kind: "FORM", open: false, count: 1, tags: { name: "3" } },
  ]);
});

it("inputs keep to choices, and to how a text is written", () => {
  const kind = { type: "string", enum: ["de", "en"] };
  const page = { type: "string", format: "uri" };
  const echo = { ...keyless, match: [{ echo: ["kind", "page", "note"] }] };
  const fields = { kind, page, note: text };
  const schemas = { Input: { type: "object", properties: fields }, Result: { type: "object", properties: fields } };
  const contract = readContract(contractOf({ batch: { ...batch, ...echo }, schemas }));
  const [operation] = batchOperations(contract);
  if (operation === undefined) throw new Error("expected the operation");
  const shared = { kind: "de", page: "https://example.com/" };
  expect(sampleInput(operation, 3)).toEqual({ ...shared, note: "3" });
});

it("inputs that have no place for a value of their own are alike", () => {
  const [one, other] = samplesOf(keyless, { open: { type: "boolean" } }, []);
  expect(one).toEqual({ open: false });
  expect(other).toEqual(one);
});

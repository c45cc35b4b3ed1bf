import { expect, it } from "vitest";
import { batchOperations } from "../../../src/toolkit/codegen/batch.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { callOf } from "../../../src/toolkit/codegen/sample-call.js";
import { namedApis } from "../../../src/toolkit/codegen/table.js";
import { batch, contractOf, type Described, type JsonObject } from "./contracts.js";

const text: JsonObject = { type: "string" };

function called(described: Described, objects?: JsonObject): string {
  const written = contractOf(described);
  const document = { ...(written.document as JsonObject), ...(objects && { "x-objects": objects }) };
  const contract = readContract({ ...written, document });
  const operations = batchOperations(contract);
  return operations.map((operation) => callOf(operation, namedApis(contract, operations)[0])).join("\n");
}

it("a call has what its input must have, further in too, and no more", () => {
  const Part: JsonObject = { type: "object", required: ["email"], properties: { email: text, note: text } };
  const properties = { id: text, parts: { type: "array", items: { $ref: "#/components/schemas/Part" } }, note: text };
  const Input: JsonObject = { type: "object", required: ["id", "parts"], properties };
  expect(called({ schemas: { Input, Part } })).toBe(
    'await hubspot.things.update([{ id: "90001", parts: [{ email: "ada@example.com" }] }]);',
  );
});

it("a call has the options that it can't do without, with the values that their descriptions give", () => {
  const parameters: JsonObject[] = [
    { name: "state", in: "path", required: true, schema: text, description: "Such as it is, such as `attend`." },
    { name: "channel", in: "query", required: true, schema: { type: "string", enum: ["EMAIL"] } },
    { name: "locale", in: "query", required: false, schema: text },
  ];
  const Batch: JsonObject = {
    type: "object",
    required: ["inputs", "archived"],
    properties: {
      inputs: { type: "array", items: { $ref: "#/components/schemas/Input" } },
      archived: { type: "boolean" },
      locale: text,
    },
  };
  const path = "/v1/things/{state}/batch/update";
  expect(called({ path, post: { parameters }, schemas: { Batch } })).toBe(
    'await hubspot.things.update([{ id: "90001" }], { path: { state: "attend" }, query: { channel: "EMAIL" }, body: { archived: false } });'
      .replace('([{ id: "90001" }], {', '(\n  [{ id: "90001" }],\n  {')
      .replace(" });", " },\n);"),
  );
});

it("a call of an API by types of records is one of a type, found by what is unique of it where it may be new", () => {
  const properties = { id: text, idProperty: text, properties: { type: "object", additionalProperties: text } };
  const Input: JsonObject = { type: "object", required: ["id", "properties"], properties };
  const objects = { parameter: "kind", apis: { people: "people" }, unique: { people: "email" } };
  const parameters: JsonObject[] = [{ name: "kind", in: "path", required: true, schema: text }];
  const of = (absent: string) =>
    called(
      {
        path: "/v1/{kind}/batch/upsert",
        post: { parameters },
        batch: { ...batch, read: { operation: "things.update", by: { id: "id" }, absent } },
        schemas: { Input },
      },
      objects,
    );
  expect(of("failed")).toBe(
    'await hubspot.people.update([{ id: "90001", properties: { email: "ada@example.com" } }]);',
  );
  expect(of("unsent")).toContain(
    'id: "ada@example.com", properties: { email: "ada@example.com" }, idProperty: "email"',
  );
});

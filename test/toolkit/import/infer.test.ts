import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { inferBatch, type Known } from "../../../src/toolkit/import/infer.js";
import { contractOf } from "../codegen/contracts.js";

const text = { type: "string" };
const objectOf = (fields: JsonObject, required = Object.keys(fields)): JsonObject => ({
  type: "object",
  properties: fields,
  required,
});
const map = { type: "object", additionalProperties: text };
const end = objectOf({ id: text });

const infer = (verb: string, input: JsonObject, result?: JsonObject, known: Partial<Known> = {}) =>
  inferBatch(readContract(contractOf({ schemas: { Input: input, Result: result ?? {} } })), {
    method: `things.${verb}`,
    verb,
    input: "Input",
    result: result && "Result",
    maxItems: 100,
    body: [],
    ...known,
  });

it("an update by id, or by a property that is named", () => {
  const input = objectOf({ id: text, idProperty: text, objectWriteTraceId: text, properties: map });
  expect(infer("update", input, objectOf({ id: text, properties: map, objectWriteTraceId: text }))).toEqual({
    method: "things.update",
    idempotent: true,
    identity: ["id", "idProperty"],
    recordId: ["id"],
    trace: "objectWriteTraceId",
    match: [
      { trace: true },
      { result: "properties[idProperty]", input: "id", when: "idProperty" },
      { result: "id", input: "id" },
    ],
    errors: { ids: "id", objectWriteTraceId: "objectWriteTraceId" },
  });
});

it("a trace that answers don't declare is expected all the same", () => {
  const input = objectOf({ id: text, objectWriteTraceId: text });
  expect(infer("update", input, objectOf({ id: text }))).toMatchObject({
    trace: "objectWriteTraceId",
    match: [{ trace: true }, { result: "id", input: "id" }],
  });
});

it("a create is not to be sent again, and no two are one record", () => {
  const input = objectOf({ properties: map, objectWriteTraceId: text });
  expect(infer("create", input, objectOf({ id: text, objectWriteTraceId: text }))).toMatchObject({
    idempotent: false,
    identity: [],
    match: [{ trace: true }],
    errors: { objectWriteTraceId: "objectWriteTraceId" },
  });
});

it.each(["send", "complete", "clone", "email-create"])("nor is what may be a create: %s", (verb) => {
  expect(infer(verb, objectOf({ id: text }))).toMatchObject({ idempotent: false, identity: [] });
});

it("a create's own id is no key: fields that come back tell its inputs apart", () => {
  const input = objectOf({
    id: text,
    created: text,
    name: text,
    open: { type: "boolean" },
    tags: { type: "array", items: text },
  });
  expect(infer("create", input, input)).toMatchObject({ match: [{ echo: ["name", "open"] }], errors: {} });
});

it("a read, by what its body names for all inputs", () => {
  const result = objectOf({ id: text, properties: map });
  expect(infer("read", objectOf({ id: text }), result, { body: ["idProperty", "properties"] })).toMatchObject({
    idempotent: true,
    identity: ["id"],
    match: [
      { result: "properties[idProperty]", input: "id", when: "idProperty" },
      { result: "id", input: "id" },
    ],
  });
});

it("an archive without a body has nothing to match", () => {
  expect(infer("archive", objectOf({ id: text }))).toMatchObject({
    idempotent: true,
    identity: ["id"],
    recordId: [],
    match: [],
    errors: { ids: "id" },
  });
});

it("an object id", () => {
  const input = objectOf({ objectId: text, eventName: text });
  expect(infer("update", input, objectOf({ id: text, objectId: text }))).toMatchObject({
    identity: ["objectId"],
    recordId: ["objectId", "id"],
    match: [{ result: "objectId", input: "objectId" }],
    errors: { ids: "objectId" },
  });
});

it("external ids, of which none names a record by itself", () => {
  const input = objectOf({ externalEventId: text, externalAccountId: text, note: text }, [
    "externalEventId",
    "externalAccountId",
  ]);
  expect(infer("upsert", input, input)).toMatchObject({
    identity: ["externalAccountId", "externalEventId"],
    match: [{ echo: ["externalAccountId", "externalEventId"] }],
    errors: {},
  });
});

it("a name", () => {
  const input = objectOf({ name: text });
  expect(infer("read", input, input)).toMatchObject({ identity: ["name"], match: [{ result: "name", input: "name" }] });
});

it("both ends of an association", () => {
  const input = objectOf({ from: end, to: end, type: text });
  const ends = ["from.id", "to.id"];
  expect(infer("create", input, input)).toMatchObject({ idempotent: false, identity: [], match: [{ echo: ends }] });
  expect(infer("archive", input)).toMatchObject({ identity: ends, errors: {} });
});

it("one end of an association, that answers give under another name", () => {
  const input = objectOf({ from: end, to: end });
  expect(infer("create", input, objectOf({ fromObjectId: text, toObjectId: text }))).toMatchObject({
    identity: ["from.id"],
    match: [{ result: "fromObjectId", input: "from.id" }],
    errors: {},
  });
});

it("the associations of a record", () => {
  expect(infer("read", objectOf({ id: text }), objectOf({ from: end }))).toMatchObject({
    match: [{ result: "from.id", input: "id" }],
  });
});

it("a hundred inputs a request, where nothing is documented", () => {
  expect(infer("archive", objectOf({ id: text }), undefined, { maxItems: undefined })).toMatchObject({
    batchSize: 100,
  });
  expect(infer("archive", objectOf({ id: text }))).not.toHaveProperty("batchSize");
});

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
    lists: [],
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
    match: [{ result: ["externalAccountId", "externalEventId"], input: ["externalAccountId", "externalEventId"] }],
    errors: {},
  });
});

it("a name", () => {
  const input = objectOf({ name: text });
  expect(infer("read", input, input)).toMatchObject({ identity: ["name"], match: [{ result: "name", input: "name" }] });
});

it("both ends of an association, which it sets however often it is sent", () => {
  const input = objectOf({ from: end, to: end, type: text });
  const ends = ["from.id", "to.id"];
  expect(infer("create", input, input)).toMatchObject({
    idempotent: true,
    identity: ends,
    match: [{ result: ends, input: ends }],
    errors: {},
  });
  expect(infer("archive", input)).toMatchObject({ identity: ends, errors: {} });
});

it("both ends of an association, that answers give under other names", () => {
  const input = objectOf({ from: end, to: end });
  expect(infer("create", input, objectOf({ fromObjectId: text, toObjectId: text }))).toMatchObject({
    idempotent: true,
    identity: ["from.id", "to.id"],
    match: [{ result: ["fromObjectId", "toObjectId"], input: ["from.id", "to.id"] }],
    errors: {},
  });
});

it("the associations of a record", () => {
  expect(infer("read", objectOf({ id: text }), objectOf({ from: end }))).toMatchObject({
    match: [{ result: "from.id", input: "id" }],
    errors: { ids: "id", fromObjectId: "id" },
    empty: ["NO_ASSOCIATIONS_FOUND"],
    reads: true,
  });
});

it("what leads from a record to several is about all of them", () => {
  const several = objectOf({ from: end, to: { type: "array", items: end } });
  expect(infer("archive", several)).toMatchObject({ identity: ["from.id", "to"], errors: {} });
  expect(infer("create", several)).toMatchObject({ idempotent: true, identity: ["from.id", "to"] });
});

it.each(["read", "name-read"])("that nothing is written by %s, whatever inputs are", (verb) => {
  expect(infer(verb, objectOf({ id: text }), objectOf({ id: text }))).toMatchObject({ reads: true });
  expect(infer(verb, {}, objectOf({ userId: text }), { input: undefined })).toMatchObject({ reads: true });
  expect(infer("archive", objectOf({ id: text }))).not.toHaveProperty("reads");
});

it("a hundred inputs a request, where nothing is documented", () => {
  expect(infer("archive", objectOf({ id: text }), undefined, { maxItems: undefined })).toMatchObject({
    batchSize: 100,
  });
  expect(infer("archive", objectOf({ id: text }))).not.toHaveProperty("batchSize");
});

const choice = { type: "string", enum: ["A", "B"] };

it("a choice beside an id that tells no record by itself", () => {
  const input = objectOf({ category: choice, typeId: text, limit: text });
  expect(infer("update", input, objectOf({ category: choice, typeId: text }))).toMatchObject({
    identity: ["typeId", "category"],
    match: [{ result: ["typeId", "category"], input: ["typeId", "category"] }],
  });
  expect(infer("purge", input)).toMatchObject({ identity: ["typeId", "category"] });
});

it("a choice that is published as a text in one place, and as a choice in another", () => {
  const schemas = {
    Input: objectOf({ category: text, typeId: text }),
    Other: objectOf({ category: { type: "string", enum: ["A", "B"] } }),
  };
  const known = { method: "things.purge", verb: "purge", input: "Input", result: undefined };
  const guess = inferBatch(readContract(contractOf({ schemas: { ...schemas, Result: {} } })), {
    ...known,
    maxItems: 100,
    lists: [],
    body: [],
  });
  expect(guess).toMatchObject({ identity: ["typeId", "category"], errors: {} });
});

it("what a create is about, where that is all that an answer has of an id", () => {
  const input = objectOf({ category: choice, typeId: text, limit: text });
  const about = objectOf({ category: choice, typeId: text });
  expect(infer("create", input, about)).toMatchObject({
    idempotent: false,
    identity: ["typeId", "category"],
    match: [{ result: ["typeId", "category"], input: ["typeId", "category"] }],
  });
  // What has an id of its own may be another each time, and what is not all shown tells nothing.
  const withId = objectOf({ id: text, category: choice, typeId: text });
  expect(infer("create", input, withId)).toMatchObject({ identity: [], match: [{ echo: ["category", "typeId"] }] });
  expect(infer("create", objectOf({ typeId: text, ownerId: text }), objectOf({ typeId: text }))).toMatchObject({
    identity: [],
  });
});

it("no choice that is what an input sets", () => {
  const input = objectOf({ channel: choice, statusState: choice, subscriberIdString: text, subscriptionId: text });
  const result = objectOf({ channel: choice, status: choice, subscriberIdString: text, subscriptionId: text });
  const identity = ["subscriberIdString", "subscriptionId", "channel"];
  expect(infer("update", input, result)).toMatchObject({ identity, match: [{ result: identity, input: identity }] });
});

it("an event of a record, whose id is not the event's", () => {
  const input = objectOf({ id: text, eventType: text, objectId: text }, ["eventType"]);
  expect(infer("create", input, objectOf({ id: text, eventType: text, objectId: text }))).toMatchObject({
    idempotent: false,
    recordId: ["id"],
  });
});

it.each(["vid", "email"])("what a person did, by %s: nothing else comes back, and it may be sent again", (key) => {
  const input = objectOf({ [key]: text, interactionDateTime: text });
  expect(infer("create", input, objectOf({ [key]: text }))).toMatchObject({
    idempotent: true,
    identity: [key],
    match: [{ result: key, input: key }],
  });
});

it("a create of what has a name for an id", () => {
  const input = objectOf({ name: text, label: text, description: text, hidden: { type: "boolean" } });
  expect(infer("create", input, input)).toMatchObject({
    idempotent: false,
    identity: ["name"],
    match: [{ result: "name", input: "name" }],
  });
});

it("no slug, URL or path is expected back as it was sent", () => {
  const input = objectOf({ id: text, name: text, slug: text, websiteUrl: text, path: text, avatarLink: text });
  expect(infer("create", input, input)).toMatchObject({ match: [{ echo: ["name"] }] });
});

it("an id that may be left out is no identity", () => {
  const input = objectOf({ id: text, values: map }, ["values"]);
  expect(infer("update", input, objectOf({ id: text }))).toMatchObject({ identity: [] });
});

it("nor is another's id beside one that may be left out: rows of one table are not one record", () => {
  const input = objectOf({ id: text, childTableId: text, values: map }, ["childTableId", "values"]);
  expect(infer("update", input, objectOf({ id: text, childTableId: text }))).toMatchObject({
    idempotent: true,
    identity: [],
    errors: {},
  });
});

it("a create is found by its properties where its answer does not repeat the trace id", () => {
  const input = objectOf({ properties: map, objectWriteTraceId: text });
  expect(infer("create", input, objectOf({ id: text, properties: map }))).toMatchObject({
    match: [{ trace: true }, { echo: ["properties"] }],
  });
});

it("texts, which are values of the field that a result has them in", () => {
  const texts = (result?: JsonObject) => infer("read", {}, result, { input: undefined });
  expect(texts(objectOf({ subscriberIdString: text, statuses: map }))).toMatchObject({
    text: "subscriberIdString",
    identity: ["subscriberIdString"],
    match: [{ result: "subscriberIdString", input: "subscriberIdString" }],
  });
  expect(texts(objectOf({ id: text, portalId: text }))).toMatchObject({ text: "id", recordId: ["id"] });
  expect(infer("add", {}, undefined, { input: undefined, lists: ["idsMissing", "idsAdded"] })).toMatchObject({
    idempotent: true,
    text: "id",
    answer: { missing: "idsMissing", added: "idsAdded" },
    errors: { idsMissing: "id" },
  });
  expect(texts()).toMatchObject({ idempotent: true, text: "id", match: [], errors: { ids: "id" } });
});

import { describe, expect, it } from "vitest";
import { type Json, type JsonObject, resolve } from "../../../src/toolkit/codegen/document.js";
import { joinParts } from "../../../src/toolkit/import/join.js";
import { objectIn } from "../../../src/toolkit/import/select.js";

const text: JsonObject = { type: "string" };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const documentOf = (schemas: JsonObject, paths: JsonObject = {}): JsonObject => ({ paths, components: { schemas } });
const joined = (document: JsonObject) => joinParts({ name: "a.json", stem: "a", document });

function schemaOf(schema: JsonObject, others: JsonObject = {}): Json | undefined {
  const { document } = joined(documentOf({ It: schema, ...others }));
  return objectIn(objectIn(document, "components"), "schemas")["It"];
}

const Base: JsonObject = { type: "object", required: ["id"], properties: { id: text } };
const Named: JsonObject = { allOf: [{ ...ref("Base"), description: "Their words." }, { properties: { name: text } }] };

describe("what is all of several objects", () => {
  it("is one that has the fields of each, however far in", () => {
    const more: JsonObject = { type: "object", required: ["size", "id"], properties: { size: { type: "number" } } };
    const own: JsonObject = { type: "object", properties: { constructor: text }, description: "Ours.", nullable: true };
    expect(schemaOf({ ...own, allOf: [ref("Named"), { allOf: [more] }] }, { Named, Base })).toEqual({
      ...own,
      required: ["id", "size"],
      properties: { constructor: text, id: text, name: text, size: { type: "number" } },
    });
  });

  it.each<[string, JsonObject]>([
    ["one of which is of several kinds", { allOf: [ref("Base"), { oneOf: [ref("Base"), ref("Named")] }] }],
    ["which differ in a field", { allOf: [ref("Base"), { properties: { id: { type: "integer" } } }] }],
    ["one of which says what else it takes", { allOf: [ref("Base"), { type: "object", additionalProperties: false }] }],
    ["one of which is no object", { allOf: [text, { type: "string", maxLength: 3 }] }],
    ["one of which is not there", { allOf: [ref("Base"), ref("Nothing")] }],
    ["one of which is itself", { allOf: [ref("Base"), ref("It")] }],
    ["of one that may be null here", { allOf: [ref("Base")], nullable: true }],
  ])("stays so where it is of objects %s", (_, schema) => {
    expect(schemaOf(schema, { Named, Base })).toEqual(schema);
  });

  it("is looked at once, however many ways lead to it, and however far down it stays apart", () => {
    const level = (below: string): JsonObject => ({
      additionalProperties: false,
      allOf: [ref(below), { properties: { [below]: text } }, { allOf: [ref(below), ref("Base")] }],
    });
    const levels = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`L${index + 1}`, level(`L${index}`)]));
    const schema: JsonObject = { allOf: [ref("L50"), { properties: { name: text } }] };
    expect(schemaOf(schema, { ...levels, L0: Base, Base })).toEqual(schema);
  });

  it("may have itself inside", () => {
    const schema: JsonObject = { allOf: [ref("Base"), { properties: { parts: { type: "array", items: ref("It") } } }] };
    expect(schemaOf(schema, { Base })).toMatchObject({
      properties: { id: text, parts: { type: "array", items: ref("It") } },
    });
  });
});

it("what is one other is that, whatever is said of it", () => {
  expect(schemaOf({ type: "object", description: "Their words.", allOf: [ref("Base")] }, { Base })).toEqual(
    ref("Base"),
  );
});

it("a property may be called as a keyword is", () => {
  const schema: JsonObject = { type: "object", properties: { allOf: { type: "array", items: text }, required: text } };
  expect(schemaOf(schema)).toEqual(schema);
});

it("what is put together is known by where it was", () => {
  const document = documentOf({ It: { allOf: [ref("Named"), { properties: { size: text } }] }, Named, Base });
  const { origins } = joined(document);
  const at = (pointer: string): string => {
    const origin = origins?.get(pointer);
    return origin === undefined ? pointer : at(origin);
  };
  expect(["id", "name", "size"].map((field) => at(`/components/schemas/It/properties/${field}`))).toEqual([
    "/components/schemas/Base/properties/id",
    "/components/schemas/Named/allOf/1/properties/name",
    "/components/schemas/It/allOf/1/properties/size",
  ]);
});

it("what all operations of a path take, each takes itself, but for what it says otherwise", () => {
  const named = (name: string, required: boolean): JsonObject => ({ name, in: "query", required });
  const shared = [named("locale", true), { $ref: "#/components/parameters/Dry" }];
  const path = { parameters: shared, post: { parameters: [named("locale", false)] }, put: {}, summary: "Their words." };
  const document: JsonObject = {
    paths: { "/a/{b}": path },
    components: { parameters: { Dry: named("dry", true) } },
  };
  const { document: written, origins } = joined(document);
  expect(objectIn(written, "paths")["/a/{b}"]).toEqual({
    post: { parameters: [named("locale", false), shared[1]] },
    put: { parameters: shared },
    summary: "Their words.",
  });
  const origin = origins?.get("/paths/~1a~1{b}/post/parameters/1");
  expect(resolve(document, `#${origin}`)).toEqual(shared[1]);
});

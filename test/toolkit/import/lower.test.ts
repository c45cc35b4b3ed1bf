import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { normalForm } from "../../../src/toolkit/diff/normal.js";
import { operationsOf } from "../../../src/toolkit/diff/operations.js";
import { lower } from "../../../src/toolkit/import/lower.js";
import { published } from "../../../src/toolkit/import/source.js";
import { robots } from "./published.js";

/** A schema of a document of 3.1, as it is in 3.0. */
function lowered(schema: JsonObject): unknown {
  const { components } = lower({ openapi: "3.1.0", paths: {}, components: { schemas: { Thing: schema } } });
  return (components as { schemas: { Thing: unknown } }).schemas.Thing;
}

const ref = { $ref: "#/components/schemas/Other" };

describe("a schema of OpenAPI 3.1 is, in 3.0,", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["nullable, of one type and null", { type: ["string", "null"] }, { type: "string", nullable: true }],
    ["of that type, of a list of one", { type: ["string"] }, { type: "string" }],
    ["nullable, of null alone", { type: "null" }, { nullable: true }],
    [
      "a choice, of several types",
      { type: ["string", "integer", "null"] },
      { anyOf: [{ type: "string" }, { type: "integer" }], nullable: true },
    ],
    ["nullable, of a choice with null", { oneOf: [ref, { type: "null" }] }, { allOf: [ref], nullable: true }],
    [
      "the other of two, of which one is null",
      { anyOf: [{ type: "null" }, { type: "string", maxLength: 2 }] },
      { type: "string", maxLength: 2, nullable: true },
    ],
    [
      "the other of two, whatever is said of null",
      { oneOf: [{ type: "string" }, { type: "null", title: "Nothing", description: "No value." }] },
      { type: "string", nullable: true },
    ],
    [
      "the others of several",
      { anyOf: [ref, { type: "null" }, { type: "string" }] },
      { anyOf: [ref, { type: "string" }], nullable: true },
    ],
    ["a choice of one value, of a constant", { const: "a" }, { enum: ["a"] }],
    [
      "with exclusive bounds",
      { type: "integer", exclusiveMinimum: 3 },
      { type: "integer", minimum: 3, exclusiveMinimum: true },
    ],
    [
      "with the narrower of two bounds",
      { type: "number", minimum: 5, exclusiveMinimum: 3, maximum: 9, exclusiveMaximum: 12 },
      { type: "number", minimum: 5, maximum: 9 },
    ],
    [
      "with the narrower of two bounds, if that is the one that excludes itself",
      { type: "number", minimum: 3, exclusiveMinimum: 3, maximum: 12, exclusiveMaximum: 9 },
      { type: "number", minimum: 3, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
    ],
    [
      "all that is said of it, beside the other of two",
      { maxLength: 5, anyOf: [{ type: "string", maxLength: 9 }, { type: "null" }] },
      { maxLength: 5, allOf: [{ type: "string", maxLength: 9 }], nullable: true },
    ],
    [
      "both choices, of several types beside a choice",
      { type: ["string", "integer"], anyOf: [ref, { maxLength: 2 }] },
      { anyOf: [ref, { maxLength: 2 }], allOf: [{ anyOf: [{ type: "string" }, { type: "integer" }] }] },
    ],
    [
      "the same wherever it stands, whatever fields are called",
      {
        type: "object",
        properties: { const: { type: ["string", "null"] }, type: { const: 1 } },
        default: { const: 1 },
      },
      {
        type: "object",
        properties: { const: { type: "string", nullable: true }, type: { enum: [1] } },
        default: { const: 1 },
      },
    ],
    ["what it was, where 3.0 has the same", { type: "array", items: ref }, { type: "array", items: ref }],
  ])("%s", (_, schema, expected) => {
    expect(lowered(schema)).toEqual(expected);
  });
});

it("a description of 3.1 is read as that of 3.0 that says the same", () => {
  const text = JSON.stringify({ ...robots(), webhooks: {}, openapi: "3.1.0" })
    .replaceAll('"type":"string","nullable":true', '"type":["string","null"]')
    .replaceAll('"nullable":true,"type":"string"', '"type":["null","string"]');
  const newer = published("robots.json", "robots.json", text);
  expect(newer.document["openapi"]).toBe("3.0.3");
  const older = published("robots.json", "robots.json", JSON.stringify(robots()));
  const [was, is] = [older, newer].map((one) => normalForm(operationsOf([one])).document);
  expect(is).toEqual(was);
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InputSchema } from "../../../src/contract.js";
import type { Contract, Json } from "../../../src/toolkit/codegen/document.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { emitSchemas } from "../../../src/toolkit/codegen/schemas.js";
import { constantsOf } from "../../../src/toolkit/codegen/typescript.js";
import { contractOf, type JsonObject } from "./contracts.js";

const emitted = (schemas: JsonObject, ...names: string[]) => emitSchemas(readContract(contractOf({ schemas })), names);

/** A contract that has these schemas and no others. */
function only(schemas: JsonObject): Contract<Json> {
  const contract = contractOf();
  const document = { ...(contract.document as JsonObject), paths: {}, components: { schemas } };
  return { ...contract, document };
}

/** Each schema with what it lets pass and what it stops. */
const CASES: Record<string, { schema: JsonObject; passes: Json[]; stops: unknown[] }> = {
  Tree: {
    schema: {
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "string" },
        branches: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
        roots: { type: "object", additionalProperties: { $ref: "#/components/schemas/Root" } },
      },
    },
    passes: [
      { id: "1" },
      { id: "1", branches: [{ id: "2", branches: [{ id: "3" }] }], roots: { a: { of: { id: "4" } } } },
    ],
    stops: [
      { id: "1", branches: [{ id: 2 }] },
      { id: "1", roots: { a: { of: { id: "4", leaf: 1 } } } },
    ],
  },
  Root: {
    schema: { type: "object", properties: { of: { $ref: "#/components/schemas/Tree" } } },
    passes: [{}, { of: { id: "1" } }],
    stops: [{ of: {} }],
  },
  Text: { schema: { type: "string" }, passes: ["", "a"], stops: [1, null] },
  Length: { schema: { type: "string", minLength: 1, maxLength: 2 }, passes: ["a", "ab"], stops: ["", "abc"] },
  Pattern: { schema: { type: "string", pattern: '^"\\d/$' }, passes: ['"1/'], stops: ["1"] },
  Instant: {
    schema: { type: "string", format: "date-time" },
    passes: ["2026-03-30T09:00:00Z", "2026-03-30T09:00:00.123+02:00"],
    stops: ["2026-03-30T09:00:00", "2026-03-30", "soon"],
  },
  Day: { schema: { type: "string", format: "date" }, passes: ["2026-03-30"], stops: ["2026-03-30T09:00:00Z"] },
  Uuid: { schema: { type: "string", format: "uuid" }, passes: ["aeb5f871-7f07-4993-9211-075dc63e7cbf"], stops: ["a"] },
  Uri: { schema: { type: "string", format: "uri" }, passes: ["https://example.com"], stops: ["a"] },
  Email: { schema: { type: "string", format: "email" }, passes: ["a@example.com"], stops: ["a"] },
  Unheard: { schema: { type: "string", format: "datetime" }, passes: ["soon"], stops: [1] },
  default: { schema: { type: "string" }, passes: ["a"], stops: [1] },
  string: { schema: { type: "integer" }, passes: [1], stops: ["a"] },
  "A-b": { schema: { type: "boolean" }, passes: [true], stops: [1] },
  A_b: { schema: { type: "integer" }, passes: [1], stops: [true] },
  "A.b": {
    schema: { type: "object", properties: { one: { $ref: "#/components/schemas/A-b" } } },
    passes: [{ one: true }],
    stops: [{ one: 1 }],
  },
  "1st": { schema: { type: "string" }, passes: ["a"], stops: [1] },
  RegExp: { schema: { type: "boolean" }, passes: [true], stops: ["a"] },
  compile: { schema: { type: "boolean" }, passes: [true], stops: ["a"] },
  Choice: { schema: { type: "string", enum: ["A", "B"] }, passes: ["A"], stops: ["C", 1] },
  Whole: { schema: { type: "integer", format: "int64" }, passes: [1774861200000], stops: [1.5, 2 ** 53, "1", 1n] },
  Bounds: { schema: { type: "integer", minimum: 1, maximum: 3 }, passes: [1, 3], stops: [0, 4] },
  Within: {
    schema: { type: "number", minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true },
    passes: [1.1, 2.9],
    stops: [1, 3],
  },
  From: { schema: { type: "number", minimum: 1, exclusiveMinimum: false }, passes: [1], stops: [0.9] },
  Amount: { schema: { type: "number", format: "double" }, passes: [1.5], stops: ["1.5"] },
  Flag: { schema: { type: "boolean" }, passes: [true], stops: ["true"] },
  Nullable: { schema: { type: "string", nullable: true }, passes: ["a", null], stops: [1] },
  NullableChoice: { schema: { type: "string", enum: ["A", null], nullable: true }, passes: ["A", null], stops: ["B"] },
  List: {
    schema: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2 },
    passes: [["a"]],
    stops: [[], ["a", "b", "c"], [1]],
  },
  Texts: {
    schema: { type: "object", additionalProperties: { type: "string" } },
    passes: [{}, { a: "b" }],
    stops: [{ a: 1 }],
  },
  Anything: { schema: { type: "object", properties: {} }, passes: [{}, { a: { b: 1 } }], stops: [[], "a"] },
  Thing: {
    schema: {
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "string" },
        "odd-name": { type: "boolean" },
        part: { $ref: "#/components/schemas/Text" },
      },
    },
    passes: [{ id: "1" }, { id: "1", "odd-name": true, part: "a" }],
    stops: [{}, { id: "1", name: "a" }, { id: "1", part: 2 }],
  },
  Wrapped: {
    schema: { allOf: [{ $ref: "#/components/schemas/Flag" }], nullable: true },
    passes: [true, null],
    stops: ["a"],
  },
  Either: { schema: { oneOf: [{ type: "string" }, { type: "boolean" }] }, passes: ["a", true], stops: [1] },
  Any: { schema: { anyOf: [{ type: "string" }, { type: "integer" }] }, passes: ["a", 1], stops: [true] },
  Annotated: {
    schema: { type: "string", title: "a", description: "b", example: "c", default: "d", deprecated: true, "x-note": 1 },
    passes: ["a"],
    stops: [1],
  },
};

describe("a schema", () => {
  let folder: string;
  let schemas: Record<string, InputSchema>;
  const constants = constantsOf(Object.keys(CASES));

  beforeAll(async () => {
    folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-schemas-"));
    const all = Object.fromEntries(Object.entries(CASES).map(([name, { schema }]) => [name, schema]));
    await writeFile(join(folder, "all.schemas.ts"), emitSchemas(readContract(only(all)), Object.keys(CASES)));
    const module = (await import(join(folder, "all.schemas.ts"))) as Record<string, InputSchema>;
    schemas = Object.fromEntries([...constants].map(([name, constant]) => [name, module[constant]])) as typeof schemas;
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.entries(CASES))("of %s passes what it describes, and nothing else", (name, { passes, stops }) => {
    for (const value of passes)
      expect(schemas[name]?.safeParse(value), JSON.stringify(value)).toMatchObject({ success: true });
    for (const value of stops) expect(schemas[name]?.safeParse(value), String(value)).toMatchObject({ success: false });
  });

  it("takes undefined for an optional field", () => {
    expect(schemas["Thing"]?.safeParse({ id: "1", "odd-name": undefined, part: undefined }).success).toBe(true);
  });

  it("names the fields that it does not know", () => {
    expect(schemas["Thing"]?.safeParse({ id: "1", nmae: "a" })).toMatchObject({
      error: { issues: [{ code: "unrecognized_keys", keys: ["nmae"] }] },
    });
  });
});

describe("emitting schemas", () => {
  it("imports by name only what is used, and puts what is referred to first", () => {
    const schemas = {
      Input: { type: "object", required: ["part"], properties: { part: { $ref: "#/components/schemas/Part" } } },
      Part: { type: "object", properties: { id: { type: "string" } } },
    };
    expect(emitted(schemas, "Input")).toBe(
      [
        'import { optional, strictObject, string } from "zod/mini";\n',
        "export const Part = strictObject({\n  id: optional(string()),\n});\n",
        "export const Input = strictObject({\n  part: Part,\n});\n",
        'export { compile } from "zod/mini";\n',
      ].join("\n"),
    );
  });

  it("leaves out what is only answered", () => {
    expect(emitted({}, "Input")).not.toContain("Result");
  });

  it.each<[string, JsonObject, string]>([
    [
      "an unknown keyword",
      { type: "array", items: { type: "string" }, uniqueItems: true },
      "/uniqueItems: can't be checked",
    ],
    ["a keyword of another type", { type: "string", maximum: 1 }, "/maximum: can't be checked"],
    [
      "what stands beside a reference",
      { $ref: "#/components/schemas/Result", minLength: 1 },
      "/minLength: can't be checked",
    ],
    ["a pattern that is none", { type: "string", pattern: "(" }, "/pattern: Invalid regular expression"],
    ["no type", { description: "Anything." }, ": can't check the type of nothing in particular"],
    ["an unknown type", { type: "file" }, ": can't check the type file"],
    ["more than one part", { allOf: [{ type: "string" }, { type: "string" }] }, "/allOf: expected a single schema"],
    [
      "a map beside properties",
      { type: "object", properties: { id: { type: "string" } }, additionalProperties: { type: "string" } },
      "/additionalProperties: can't be checked beside properties",
    ],
    [
      "a required field that is none",
      { type: "object", required: ["key"], properties: { id: { type: "string" } } },
      "/required: key is no property",
    ],
    [
      "an object that takes nothing",
      { type: "object", additionalProperties: false },
      "/additionalProperties: leaves nothing",
    ],
  ])("refuses %s, and says where", (_, schema, message) => {
    const schemas = { Input: { type: "object", properties: { "a/b": schema } } };
    expect(() => emitted(schemas, "Input")).toThrow(
      `v1/things.yaml#/components/schemas/Input/properties/a~1b${message}`,
    );
  });
});

/** The repaired documents, held by a validator that knows nothing of this package against what it sends and is answered. */
import Ajv from "ajv";
import { describe, expect, it, test } from "vitest";
import { contract as ours } from "../../../generated/operations.js";
import type { Operation, Read } from "../../../src/contract.js";
import { batchOperations } from "../../../src/toolkit/codegen/batch.js";
import { type Contract, type Json, type JsonObject, schemaOf } from "../../../src/toolkit/codegen/document.js";
import { emitOpenapi } from "../../../src/toolkit/codegen/openapi.js";
import { readOperations } from "../../../src/toolkit/codegen/reads.js";
import { sampleOf } from "../../../src/toolkit/codegen/samples.js";
import { contracts } from "../../helpers/repaired.js";

/** What a schema of the document has against a value. */
function validatorOf(contract: Contract): (pointer: string, value: unknown) => string {
  const ajv = new Ajv({ nullable: true, unknownFormats: "ignore", validateSchema: false, logger: false });
  ajv.addSchema(JSON.parse(emitOpenapi(contract, "")) as object, "document");
  return (pointer, value) => (ajv.validate(`document#${pointer}`, value) === true ? "" : ajv.errorsText());
}

/** Only what is required, all the way down. */
function least(contract: Contract, name: string): Json {
  const { required = [], properties = {} } = schemaOf(contract, name);
  return Object.fromEntries(required.map((field) => [field, sampleOf(contract, properties[field] ?? {}, field)]));
}

const pointerOf = (schema: unknown): string => String((schema as { $ref?: string } | undefined)?.$ref).slice(1);
const contentOf = (body: unknown): unknown =>
  (body as { content?: Record<string, { schema?: unknown }> } | undefined)?.content?.["application/json"]?.schema;

describe.each(contracts.map((contract) => [contract.file, contract] as const))("%s", (_, contract) => {
  const errorsOf = validatorOf(contract);
  const tables = Object.values(ours.versions[contract.version as "v3"].operations as object) as Record<
    string,
    Operation
  >[];
  const tableOf = new Map(tables.flatMap((verbs) => Object.values(verbs)).map((one) => [one.method, one]));

  it.each(batchOperations(contract).map((one) => [one.batch.method, one] as const))(
    "takes what %s sends, and what it is answered",
    async (method, { path, input, result, body, batch: { text } }) => {
      const operation = tableOf.get(method);
      const inputs =
        text !== undefined
          ? ["text"]
          : [least(contract, input), sampleOf(contract, schemaOf(contract, input), "input")];
      const schema = await operation?.schema();
      // A text is called by a name here, and sent by itself.
      for (const one of inputs)
        expect(schema?.safeParse(text === undefined ? one : { [text]: one }).success).toBe(true);
      const item = (contract.document.paths[path]?.post ?? contract.document.paths[path]?.["put"]) as JsonObject;
      const shared = Object.fromEntries(
        Object.entries(body?.fields ?? {})
          .filter(([, need]) => need === "required")
          .map(([field]) => [
            field,
            sampleOf(contract, schemaOf(contract, body?.name ?? "").properties?.[field] ?? {}, field),
          ]),
      );
      const sent = contentOf(item["requestBody"]);
      const whole = pointerOf(sent).includes("/") ? { ...shared, inputs } : undefined;
      if (whole) expect(errorsOf(pointerOf(sent), whole)).toBe("");
      const sample = await operation?.sample();
      for (const answer of Object.values(item["responses"] as JsonObject)) {
        const pointer = pointerOf(contentOf(answer));
        if (result === undefined || sample === undefined || !pointer.includes("Response")) continue;
        const at = "2026-03-30T09:00:00.000Z";
        expect(errorsOf(pointer, { status: "COMPLETE", startedAt: at, completedAt: at, results: [sample] })).toBe("");
      }
    },
  );

  it.each(readOperations(contract).map((one) => [one.method, one] as const))(
    "has the shape of what %s is answered",
    async (method, { result }) => {
      const [api = "", verb = ""] = method.split(".");
      const reads = ours.versions[contract.version as "v3"].reads as Record<string, Record<string, Read>> | undefined;
      expect(errorsOf(`/components/schemas/${result}`, await reads?.[api]?.[verb]?.sample())).toBe("");
    },
  );
});

test("a document says nothing that only this package reads, and is the same however its contract is ordered", () => {
  const [first] = contracts;
  if (first === undefined) throw new Error("There are no contracts");
  const text = emitOpenapi(first, "Generated");
  expect(text.split("\n")[1]).toBe('  "x-generated": "Generated",');
  expect(text).not.toMatch(/"x-(?:batch|read|objects)"/);
  const reversed = (value: Json): Json =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, child]) => [key, reversed(child)]),
        )
      : value;
  expect(emitOpenapi({ ...first, document: reversed(first.document as Json) as never }, "Generated")).toBe(text);
});

test("a field of another type is refused", () => {
  const contract = contracts.find(({ file }) => file === "2026-03/listings.yaml");
  const errorsOf = contract && validatorOf(contract);
  expect(errorsOf?.("/components/schemas/SimplePublicObjectBatchInput", { id: 1, properties: {} })).toContain(
    "should be string",
  );
  expect(errorsOf?.("/components/schemas/SimplePublicObject", {})).toContain("required");
});

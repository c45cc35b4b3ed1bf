import { expect, it } from "vitest";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { sampleOf } from "../../../src/toolkit/codegen/samples.js";
import { contractOf, type JsonObject } from "./contracts.js";

const sampled = (properties: JsonObject, required: string[] = []) => {
  const contract = readContract(contractOf({ schemas: { Result: { type: "object", required, properties } } }));
  return sampleOf(contract, { $ref: "#/components/schemas/Result" }, "record");
};

it("a sample has every property, by plausible values", () => {
  const sample = sampled({
    url: { type: "string" },
    id: { type: "string", nullable: true },
    eventName: { type: "string" },
    kind: { type: "string", description: "The kind, such as `FAIR` or `TALK`." },
    state: { type: "string", enum: ["OFF", "ON"], description: "Its state, such as `ON`." },
    level: { type: "string", enum: ["LOW"], description: "Its level, such as `NONE`." },
    email: { type: "string" },
    startDateTime: { type: "integer" },
    createdAt: { type: "string", format: "date-time" },
    day: { type: "string", format: "date" },
    correlation: { type: "string", format: "uuid" },
    status: { type: "string", enum: ["COMPLETE", "PENDING"] },
    archived: { type: "boolean" },
    timestamp: { type: "integer", format: "int64" },
    count: { type: "integer" },
    ratio: { type: "number" },
    tags: { type: "array", items: { type: "string" } },
    values: { type: "object", additionalProperties: { type: "string" } },
    part: { allOf: [{ $ref: "#/components/schemas/Input" }], nullable: true },
    either: { oneOf: [{ type: "boolean" }, { type: "string" }] },
    unknown: { type: "object" },
  });
  expect(sample).toEqual({
    archived: false,
    correlation: "00000000-0000-4000-8000-000000000000",
    count: 1,
    createdAt: "2026-03-30T09:00:00.000Z",
    day: "2026-03-30",
    either: false,
    eventName: "Event name",
    email: "ada@example.com",
    id: "90001",
    kind: "FAIR",
    level: "LOW",
    part: { id: "90001", note: "Note" },
    ratio: 1,
    startDateTime: 1774861200000,
    state: "ON",
    status: "COMPLETE",
    tags: ["Tag"],
    timestamp: 1774861200000,
    unknown: {},
    url: "https://example.com/",
    values: { name: "Name" },
  });
});

it("a sample of what may have itself inside ends where it would begin again", () => {
  const again = { $ref: "#/components/schemas/Result" };
  const none = { allOf: [again], nullable: true };
  const properties = {
    id: { type: "string" },
    parent: again,
    none,
    left: none,
    children: { type: "array", items: again },
    named: { type: "object", additionalProperties: again },
  };
  expect(sampled(properties, ["none"])).toEqual({ id: "90001", none: null, children: [], named: {} });
});

import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { withOwnKinds } from "../../../src/toolkit/import/kinds.js";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const own: JsonObject = { type: "object", properties: { id: { type: "string" } } };
const of = (schemas: JsonObject): JsonObject => ({ openapi: "3.0.1", paths: {}, components: { schemas } });

it("a kind is no longer all of the choice that it is one of", () => {
  const whole = { properties: {}, oneOf: [ref("Person"), ref("Robot")] };
  const made = withOwnKinds(
    of({ Actor: whole, Person: { allOf: [ref("Actor"), own] }, Robot: { allOf: [own, ref("Actor")] } }),
  );
  expect(made).toEqual(of({ Actor: whole, Person: { allOf: [own] }, Robot: { allOf: [own] } }));
});

it("a kind keeps what else the whole says of it", () => {
  const said = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
  const whole = { ...said, discriminator: { propertyName: "kind" }, anyOf: [ref("Person")] };
  const made = withOwnKinds(of({ Actor: whole, Person: { allOf: [ref("Actor"), own] } }));
  expect(made).toEqual(of({ Actor: whole, Person: { allOf: [said, own] } }));
});

it.each<[string, JsonObject]>([
  ["is all of another schema", { Base: own, Person: { allOf: [ref("Base"), own] } }],
  [
    "is all of a choice that it is none of",
    { Actor: { oneOf: [ref("Robot")] }, Robot: own, Person: { allOf: [ref("Actor"), own] } },
  ],
  ["refers to nothing", { Person: { allOf: [ref("Nowhere"), true] } }],
])("what %s stays as it is", (_, schemas) => {
  expect(withOwnKinds(of(schemas))).toEqual(of(schemas));
  expect(withOwnKinds({ paths: {} })).toEqual({ paths: {} });
});

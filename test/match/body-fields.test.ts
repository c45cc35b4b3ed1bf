import { expect, it } from "vitest";
import type { MatchRule, Operation } from "../../src/contract.js";
import { withBodyFields } from "../../src/match/body-fields.js";
import { contract } from "../fixtures/contract.js";

const { update } = contract.versions.v1.operations.contacts as unknown as Record<"update", Operation>;
const byKey: MatchRule = { result: "properties[idProperty]", input: "id", when: "idProperty" };
const byId: MatchRule = { result: "id", input: "id" };
const read: Operation = { ...update, body: { idProperty: "optional", properties: "required" }, match: [byKey, byId] };

it("a key that the body names for all inputs is the only one they are found by", () => {
  const { match } = withBodyFields(read, { idProperty: "email", properties: [] });
  expect(match).toEqual([{ result: "properties.email", input: "id" }]);
});

it("rules that ask for no such key, or for another, stay as they are", () => {
  const byEmail: MatchRule = { result: "email", input: "email" };
  const byOther: MatchRule = { result: "other[otherProperty]", input: "otherId", when: "otherProperty" };
  const body = { ...read.body, otherProperty: "optional" } as const;
  const operation: Operation = { ...read, body, match: [byKey, byOther, byId, byEmail] };
  expect(withBodyFields(operation, { idProperty: "email" }).match).toEqual([
    { result: "properties.email", input: "id" },
    byEmail,
  ]);
});

it("without such a key its rule speaks of no input", () => {
  expect(withBodyFields(read, { properties: [] }).match).toEqual([byId]);
  expect(withBodyFields(read, undefined).match).toEqual([byId]);
});

it("an operation whose inputs name their own keys stays as it is", () => {
  expect(withBodyFields(update, undefined)).toBe(update);
});

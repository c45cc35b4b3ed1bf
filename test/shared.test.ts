import { describe, expect, test } from "vitest";
import type { Operation } from "../src/contract.js";
import { tieBy } from "../src/rules.js";
import { withShared } from "../src/shared.js";
import { contacts, entriesOf } from "./helpers/entries.js";

const byProperty = { result: "properties[idProperty]", input: "id", when: "idProperty" } as const;
const byId = { result: "id", input: "id" } as const;
/** A read: its `idProperty` stands once in the body, for all inputs. */
const read: Operation = { ...contacts, body: { idProperty: "optional" }, match: [byProperty, byId] };

describe("what the body names for all inputs", () => {
  test("is looked up in every result, and HubSpot's own id no more", () => {
    const operation = withShared(read, { idProperty: "email" });
    expect(operation.match).toEqual([{ result: "properties.email", input: "id" }]);
    const entries = entriesOf(operation, [{ id: "a@x.example" }, { id: "7" }]);
    const results = [{ id: "7", properties: { email: "A@x.example" } }];
    expect(operation.match.map((rule) => tieBy(rule, entries, results, operation).get(results[0]!)?.index)).toEqual([
      0,
    ]);
  });

  test("and does not name this time leaves HubSpot's own id", () => {
    for (const body of [undefined, {}, { idProperty: undefined }]) expect(withShared(read, body).match).toEqual([byId]);
  });

  test("is nothing where the body has no such field: each input names its own", () => {
    expect(withShared(contacts, undefined)).toBe(contacts);
    const other: Operation = { ...contacts, body: { properties: "required" } };
    expect(withShared(other, { properties: ["email"] })).toBe(other);
  });
});

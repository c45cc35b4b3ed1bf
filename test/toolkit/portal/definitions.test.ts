import { expect, test } from "vitest";
import { definitionsIn } from "../../../src/toolkit/portal/definitions.js";
import { answers } from "../../fixtures/portal-definitions.js";

const contacts = definitionsIn("contacts", answers.contacts);
const named = (name: string) => contacts.find((one) => one.name === name);

test("properties come by their names, without those that are archived", () => {
  const names = contacts.map(({ name }) => name);
  expect(names).toEqual(names.toSorted());
  expect(names).not.toContain("old");
  expect(names).toHaveLength(answers.contacts.results.length - 1);
});

test("those are read-only whose values HubSpot calculates, or lets nobody set", () => {
  const readOnly = contacts.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name);
  expect(readOnly).toEqual(["computed", "createdate", "reading", "score", "sum", "synced", "total"]);
});

test("choices that are kept elsewhere are not known", () => {
  expect(named("hubspot_owner_id")?.choices).toEqual([]);
  expect(named("topics")?.choices).toEqual(["api", "crm"]);
});

test("what HubSpot leaves out, or has null for, is nothing", () => {
  const results = [{ name: "a", type: "string", description: null, options: null, modificationMetadata: null }];
  expect(definitionsIn("contacts", { results })).toEqual([
    { name: "a", type: "string", fieldType: "", label: "", description: "", choices: [], isReadOnly: false },
  ]);
});

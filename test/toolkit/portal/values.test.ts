import { expect, test } from "vitest";
import type { Definition } from "../../../src/toolkit/portal/definitions.js";
import { DECLARED, valueTypeOf } from "../../../src/toolkit/portal/values.js";

const typeOf = (type: string, fieldType: string, choices: string[] = [], isReadOnly = false) =>
  valueTypeOf({ name: "n", label: "", description: "", type, fieldType, choices, isReadOnly } satisfies Definition);

// The pairs of type and fieldType that HubSpot's guide to properties lists.
test.each([
  ["bool", "booleancheckbox", "BooleanValue"],
  ["enumeration", "booleancheckbox", "BooleanValue"],
  ["enumeration", "checkbox", 'SeveralOf<"true" | "false">'],
  ["enumeration", "radio", '"" | "true" | "false"'],
  ["enumeration", "select", '"" | "true" | "false"'],
  ["date", "date", "DateValue"],
  ["datetime", "date", "DateTimeValue"],
  ["dateTime", "date", "DateTimeValue"],
  ["string", "file", "string"],
  ["string", "text", "string"],
  ["string", "textarea", "string"],
  ["string", "html", "string"],
  ["string", "phonenumber", "string"],
  ["phone_number", "phonenumber", "string"],
  ["number", "number", "NumberValue"],
  ["object_coordinates", "text", "string"],
  ["json", "text", "string"],
])("a %s that is filled in as %s takes %s", (type, fieldType, expected) => {
  expect(typeOf(type, fieldType, ["true", "false"])).toBe(expected);
  expect(typeOf(type, fieldType, ["true", "false"], true)).toBe("never");
});

test("a choice of which none is known takes any text, and one of two that are not true and false these", () => {
  expect(typeOf("enumeration", "select")).toBe("string");
  expect(typeOf("enumeration", "booleancheckbox", ["Yes", "No"])).toBe('"" | "Yes" | "No"');
});

test("each type that is written is declared", () => {
  for (const [name, declaration] of Object.entries(DECLARED)) expect(declaration).toContain(`\ntype ${name}`);
});

import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { writePortal } from "../../../src/toolkit/portal/write-portal.js";
import { answers } from "../../fixtures/portal-definitions.js";

const text = (name: string) => ({ name, type: "string", fieldType: "text" });
const fixture = new URL("../../fixtures/portal.ts", import.meta.url);

describe("a portal's file", () => {
  // Types are tested on it in `portal.test-d.ts`. Where this fails, what is written changed: write it into the fixture.
  test("is of every kind of property what the types are tested on", () => {
    expect(writePortal(answers, { module: "../../src/index.js" })).toBe(readFileSync(fixture, "utf8"));
  });

  test("is the same for the same definitions in another order", () => {
    const turned = Object.entries(answers).map(([type, { results }]) => [type, { results: results.toReversed() }]);
    expect(writePortal(Object.fromEntries(turned.reverse()))).toBe(writePortal(answers));
  });

  test("imports the type of the package, and calls what it is asked to call", () => {
    const written = writePortal({ "0-420": { results: [text("a")] } }, { names: { "0-420": "listings" } });
    expect(written).toContain('import type { Portal } from "hubspot-batch";');
    expect(written).toContain("export interface ListingProperties {");
    expect(written).toContain('listings: { objectType: "0-420", settable: ["a"], readOnly: [] }');
  });

  test("takes a type of object by whatever name it has", () => {
    const written = writePortal({ constructor: { results: [text("a")] } });
    expect(written).toContain('constructor: { objectType: "constructor", settable: ["a"], readOnly: [] }');
  });

  test("leaves names alone that a portal gave, and numbers", () => {
    const written = writePortal({
      p_my_cars: { results: [] },
      p12_cars: { results: [] },
      postal_mail: { results: [] },
    });
    expect(written).toMatch(/^ {2}p_my_cars: \{ objectType: "p_my_cars"/m);
    expect(written).toMatch(/^ {2}p12_cars: \{ objectType: "p12_cars"/m);
    expect(written).toMatch(/^ {2}postalMail: \{ objectType: "postal_mail"/m);
  });

  test("says whatever a label says in a comment, on one line and no longer", () => {
    const label = `${"\u001b[31m*/ export const stolen = 1; /*\n\u202e"}${"x".repeat(500)}`;
    const written = writePortal({ contacts: { results: [{ ...text("a"), label }] } });
    const [comment = ""] = written.match(/ {2}\/\*\* .*/) ?? [];
    expect(comment).toMatch(/^ {2}\/\*\* \[31m\*\\\/ export const stolen = 1; \/\* x+… \*\/$/);
    expect(comment.length).toBeLessThan(220);
    expect(syntaxErrorsOf(written)).toEqual([]);
  });

  test("is the same after it was written and read, wherever a long description is cut", () => {
    for (const before of [196, 197, 198, 199]) {
      const written = writePortal({
        contacts: { results: [{ ...text("a"), label: `${"x".repeat(before)}😀😀` }] },
      });
      expect(Buffer.from(written).toString()).toBe(written);
      expect(written).toMatch(/x…|😀…|😀 \*\//u);
    }
  });

  test("is code, whatever properties and choices are called", () => {
    const odd = ['"', "\\", "`${x}`", "a\nb", "__proto__", "\u2028", ""];
    const results = odd.map((value, place) => ({
      name: value || "empty",
      type: "enumeration",
      fieldType: place % 2 === 0 ? "select" : "checkbox",
      options: odd.map((choice) => ({ value: choice })),
    }));
    expect(syntaxErrorsOf(writePortal({ contacts: { results } }))).toEqual([]);
  });

  test("is not written of two types of one name, nor of what is no answer", () => {
    const names = { "2-1": "cars", "2-2": "cars" };
    expect(() => writePortal({ "2-1": { results: [] }, "2-2": { results: [] } }, { names })).toThrow(
      "cars is the name of another type of object too",
    );
    expect(() => writePortal({ contacts: { results: [text("a"), { name: "b" }] } })).toThrow(
      /^properties of contacts#\/results\/1\/type: /,
    );
    expect(() => writePortal({ contacts: { message: "expired" } })).toThrow(/^properties of contacts#\/results: /);
  });
});

function syntaxErrorsOf(text: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => String(messageText));
}

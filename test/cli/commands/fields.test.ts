import { describe, expect, test } from "vitest";
import { listOperations, versions } from "../../../src/cli/catalogue.js";
import { runCommand } from "../terminal.js";

test("fields are told with what they take, which every row needs, and what they are", async () => {
  const { code, out } = await runCommand(["fields", "marketingEvents.upsert"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}eventName +text +required +\S+/m);
  expect(out).toMatch(/^ {2}startDateTime +date +\S+/m);
  expect(out).toContain("Columns of your own go to `customProperties`");
  expect(out).toContain("Rows with the same externalAccountId, externalEventId are the same record.");
});

test("as JSON they are plain data", async () => {
  const { out } = await runCommand(["fields", "associations.create", "--json"]);
  const { fields, identity } = JSON.parse(out);
  expect(identity).toEqual(["from.id", "to.id"]);
  expect(fields.map(({ name }: { name: string }) => name)).toContain("types.associationCategory");
});

describe.each(versions)("of %s", (version) => {
  test("every operation has fields and a description", async () => {
    for (const { method } of listOperations(version)) {
      const { code, out } = await runCommand(["fields", method, "--api-version", version, "--json"]);
      const { fields, summary } = JSON.parse(out);
      expect([method, code, fields.length > 0, typeof summary]).toEqual([method, 0, true, "string"]);
    }
  });
});

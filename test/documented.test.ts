/** What an editor shows of the public types: each member says what it is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const reports = fileURLToPath(new URL("api", import.meta.url));

test.each(readdirSync(reports).filter((name) => name.endsWith(".api.md")))(
  "in %s every member of an exported type says what it is",
  (name) => {
    const [, ...undocumented] = readFileSync(join(reports, name), "utf8").split("// (undocumented)\n");
    expect(undocumented.map((rest) => rest.slice(0, rest.indexOf("\n")).trim())).toEqual([]);
  },
);

test("every reason for a halt says when", () => {
  const text = readFileSync(fileURLToPath(new URL("../src/outcome/outcome.ts", import.meta.url)), "utf8");
  const union = /export type HaltReason =\n(.*?);/s.exec(text)?.[1] ?? "";
  const reasons = union.match(/\| "[a-z-]+"/g) ?? [];
  expect(reasons.length).toBeGreaterThan(10);
  expect(union.match(/\/\*\* .+ \*\/\n {2}\| "[a-z-]+"/g)).toHaveLength(reasons.length);
});

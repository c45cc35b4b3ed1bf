/** What an editor shows of the public types: each member says what it is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** The names that the package's entries speak of. */
const published = new Set(
  ["index.ts", "sandbox/sandbox.ts", "redis/redis.ts", "bullmq/bullmq.ts", "otel/otel.ts"].flatMap(
    (path) => readFileSync(join(src, path), "utf8").match(/\b[A-Z]\w+/g) ?? [],
  ),
);

/** The members of a file's exported types that have no comment. */
function undocumentedIn(path: string): string[] {
  const text = readFileSync(join(src, path), "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const missing: string[] = [];
  const isCommented = (node: ts.Node) =>
    (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []).some(({ pos }) => text.startsWith("/**", pos));
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement) && !ts.isClassDeclaration(statement)) continue;
    if (!published.has(statement.name?.text ?? "")) continue;
    for (const member of statement.members) {
      if (!ts.isPropertySignature(member) && !ts.isMethodSignature(member) && !ts.isPropertyDeclaration(member))
        continue;
      const name = member.name.getText();
      // A literal `name` says itself what it is, and what is private says nothing.
      if (ts.isPropertyDeclaration(member) && (name === "name" || name.startsWith("#"))) continue;
      if (!isCommented(member)) missing.push(`${statement.name?.text}.${name}`);
    }
  }
  return missing;
}

test.each([
  "bullmq/lane-options.ts",
  "bullmq/lanes.ts",
  "bullmq/report.ts",
  "bullmq/slice.ts",
  "bullmq/store.ts",
  "options/options.ts",
  "otel/otel.ts",
  "outcome/errors.ts",
  "outcome/messages.ts",
  "outcome/outcome.ts",
  "outcome/refusals.ts",
  "outcome/summary.ts",
  "pace/pace.ts",
  "redis/redis.ts",
  "run/batch-run.ts",
  "sandbox/faults.ts",
  "sandbox/options.ts",
  "sandbox/sandbox.ts",
  "wire/expiry.ts",
])("in %s every member of an exported type says what it is", (path) => {
  expect(undocumentedIn(path)).toEqual([]);
});

test("every reason for a halt says when", () => {
  const text = readFileSync(join(src, "outcome/outcome.ts"), "utf8");
  const union = /export type HaltReason =\n(.*?);/s.exec(text)?.[1] ?? "";
  const reasons = union.match(/\| "[a-z-]+"/g) ?? [];
  expect(reasons.length).toBeGreaterThan(10);
  expect(union.match(/\/\*\* .+ \*\/\n {2}\| "[a-z-]+"/g)).toHaveLength(reasons.length);
});

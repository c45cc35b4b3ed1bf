/** The changelog fits the version that package.json has. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { mistakeIn } from "../scripts/changelog.js";

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };

test("the changelog fits the version", () => {
  expect(mistakeIn(read("CHANGELOG.md"), version, false)).toBeUndefined();
});

test.each([
  ["## Unreleased\nFirst version, to be released as 1.0.0.\n", false, undefined],
  [
    "## Unreleased\nFirst version, to be released as 1.0.1.\n",
    false,
    '"Unreleased" does not say that it is to be released as 1.0.0',
  ],
  [
    "## Unreleased\nFirst version, to be released as 1.0.0.\n",
    true,
    '1.0.0 is about to be released, and the changelog calls it "Unreleased"',
  ],
  ["## 1.0.0 (2026-02-01)\n- a\n\n## 0.9.0 (2026-01-01)\n", true, undefined],
  ["## 1.0.1 (2026-02-01)\n- a\n", true, 'expected the first section to be of 1.0.0, got "1.0.1 (2026-02-01)"'],
  ["## 1.0.0\n- a\n", true, 'expected a section to be called "1.2.3 (2026-01-31)", got "1.0.0"'],
  ["## 1.0.0 (2026-02-01)\n\n## 1.1.0 (2026-01-01)\n", true, '"1.1.0 (2026-01-01)" stands below an older version'],
  [
    "## Unreleased\nto be released as 1.0.0\n\n## 1.0.0 (2026-02-01)\n",
    false,
    "1.0.0 is released: what is unreleased needs a version of its own",
  ],
  ["# Changelog\n", false, "the changelog has no section"],
])("of %j, released: %s, it says %s", (changelog, isRelease, mistake) => {
  expect(mistakeIn(changelog, "1.0.0", isRelease)).toBe(mistake);
});

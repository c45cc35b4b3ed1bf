/**
 * Holds the changelog against the version in package.json: while it is not released, the first section is "Unreleased"
 * and says as what it will be; `tsx scripts/changelog.ts --release`, before a package is published, asks for a section of
 * that version.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8");

/** What is wrong with a changelog; nothing where it fits the version. */
export function mistakeIn(changelog: string, version: string, isRelease: boolean): string | undefined {
  const sections = [...changelog.matchAll(/^## (.+)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm)].map(
    ([, title = "", text = ""]) => ({
      title,
      text,
    }),
  );
  const [first, ...others] = sections;
  if (first === undefined) return "the changelog has no section";
  const released = (first.title === "Unreleased" ? others : sections).map(({ title }) => title);
  const odd = released.find((title) => !/^\d+\.\d+\.\d+(?:-[\w.]+)? \(\d{4}-\d\d-\d\d\)$/.test(title));
  if (odd !== undefined) return `expected a section to be called "1.2.3 (2026-01-31)", got "${odd}"`;
  const wrong = released.find(
    (title, at) => at > 0 && title.localeCompare(released[at - 1] ?? "", "en", { numeric: true }) >= 0,
  );
  if (wrong !== undefined) return `"${wrong}" stands below an older version`;
  if (first.title !== "Unreleased")
    return first.title.startsWith(`${version} `)
      ? undefined
      : `expected the first section to be of ${version}, got "${first.title}"`;
  if (isRelease) return `${version} is about to be released, and the changelog calls it "Unreleased"`;
  if (released.some((title) => title.startsWith(`${version} `)))
    return `${version} is released: what is unreleased needs a version of its own`;
  if (!first.text.includes(`to be released as ${version}`))
    return `"Unreleased" does not say that it is to be released as ${version}`;
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  const mistake = mistakeIn(read("CHANGELOG.md"), version, process.argv.includes("--release"));
  console.log(mistake ?? `CHANGELOG.md fits ${version}`);
  if (mistake !== undefined) process.exitCode = 1;
}

/** What is packed in fewer bytes than a build writes: JavaScript keeps its names and has lines of its own, for stack traces. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";

/** Rewrites the code of a build, and the types of the contracts. */
export async function makeSmaller(folder: string): Promise<void> {
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, path);
    if (path.endsWith(".js")) writeFileSync(file, await withoutSpaces(readFileSync(file, "utf8")));
    else if (/^generated.*\.d\.ts$/.test(path)) writeFileSync(file, withTabs(readFileSync(file, "utf8")));
  }
}

async function withoutSpaces(text: string): Promise<string> {
  const options = { format: "esm", target: "es2022", minifyWhitespace: true, minifySyntax: true } as const;
  return (await transform(text, { ...options, lineLimit: 160 })).code;
}

/** Versions have the same types but for their paths, and a tarball says twice what is further apart than 32 kB. */
const withTabs = (text: string): string => text.replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4));

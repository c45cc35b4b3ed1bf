/** The descriptions as they are packed: for programs, so without the spaces that the repository's have for readers. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/** Writes all files of a folder whose names end so into another, in as few bytes as JSON has. */
export function writeSmall(from: string, ending: string, folder: string, as: string): void {
  for (const path of readdirSync(from, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(ending)) continue;
    const target = join(folder, path.slice(0, -ending.length) + as);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, `${JSON.stringify(parse(readFileSync(join(from, path), "utf8")))}\n`);
  }
}

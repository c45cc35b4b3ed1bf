/** Holds generated files against a folder, and brings the folder up to date. */
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BANNER } from "./generate.js";
import { filesBelow } from "./load.js";

type Files = ReadonlyMap<string, string>;

/** One line for every file of the folder that is not as it would be generated now. */
export async function differences(files: Files, folder: string): Promise<string[]> {
  const present = await filesIn(folder);
  const paths = [...new Set([...files.keys(), ...present.keys()])].sort();
  return paths
    .filter((path) => files.get(path) !== present.get(path))
    .map((path) => `${!present.has(path) ? "missing" : files.has(path) ? "drifted" : "extra"} ${join(folder, path)}`);
}

/** Writes what changed, and removes what is no longer generated; a file that never was is left alone. */
export async function write(files: Files, folder: string): Promise<void> {
  const present = await filesIn(folder);
  for (const [path, text] of files) {
    if (present.get(path) === text) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const [path, text] of present) {
    if (!files.has(path) && text.split("\n", 2).join().includes(BANNER)) await rm(join(folder, path));
  }
}

async function filesIn(folder: string): Promise<Files> {
  const paths = existsSync(folder) ? await filesBelow(folder) : [];
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
  return new Map(paths.map((path, index) => [path, texts[index] ?? ""]));
}

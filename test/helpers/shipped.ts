/** The contracts and overlays that are shipped: to read them takes half a second, so whoever asks has the same. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { load } from "../../src/toolkit/codegen/load.js";

/** Not to be changed: it is everybody's. */
export const shipped = frozen(await load("openapi"));

/** A value nothing of which can be changed: what files of tests share, one would change for the others. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}

/** Writes those of them that are wanted into a folder, by their names, as JSON: YAML that is parsed in no time. */
export async function writeShipped(folder: string, isWanted: (file: string) => boolean): Promise<void> {
  for (const { file, document } of [...shipped.contracts, ...shipped.overlays]) {
    if (!isWanted(file)) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), JSON.stringify(document));
  }
}

/**
 * Writes generated/ from openapi/, or checks that it is up to date. `npm run codegen [-- --check]`
 *
 *     --openapi <folder>   where the contracts are (openapi)
 *     --out <folder>       where the generated files go (generated)
 *     --import <module>    where they import the `Contract` type from (../src/contract.js)
 *     --check              write nothing; exit 1 where a file is missing, drifted or extra
 *
 * A contract or an overlay that can't be used: one line, exit 2, and nothing is written.
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { ContractError } from "./document.js";
import { BANNER, generate } from "./generate.js";
import { filesBelow, load } from "./load.js";

const { values: options } = parseArgs({
  options: {
    openapi: { type: "string", default: "openapi" },
    out: { type: "string", default: "generated" },
    import: { type: "string" },
    check: { type: "boolean", default: false },
  },
});

try {
  const files = await generate(await load(options.openapi), options.import);
  const present = await readPresent(options.out);
  if (options.check) check(files, present);
  else await write(files, present);
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** Names every file that is not as it would be generated now. */
function check(files: ReadonlyMap<string, string>, present: ReadonlyMap<string, string>): void {
  const complaints = [...new Set([...files.keys(), ...present.keys()])].sort().flatMap((path) => {
    if (files.get(path) === present.get(path)) return [];
    return `${!present.has(path) ? "missing" : files.has(path) ? "drifted" : "extra  "}  ${join(options.out, path)}`;
  });
  if (complaints.length === 0) return;
  console.error(`${complaints.join("\n")}\nRun \`npm run codegen\` and commit what it changes.`);
  process.exitCode = 1;
}

/** Writes what changed, and removes what is no longer generated; a file that never was is left alone. */
async function write(files: ReadonlyMap<string, string>, present: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    if (present.get(path) === text) continue;
    const file = join(options.out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const [path, text] of present) {
    if (!files.has(path) && text.slice(0, 200).includes(BANNER)) await rm(join(options.out, path));
  }
}

async function readPresent(folder: string): Promise<Map<string, string>> {
  const paths = existsSync(folder) ? await filesBelow(folder) : [];
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const)),
  );
}

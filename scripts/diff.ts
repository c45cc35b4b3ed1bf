/**
 * Says what changed between two descriptions, and for whom. `npm run spec:diff -- <a> <b>`
 *
 * Either is a file, an https URL, a version in openapi/, or `git:<rev>:<path>`. Only batch operations are compared, and
 * only by what they mean.
 *
 *     --format <format>    text (the default), markdown or json
 *     --only <ends>        batch operations by the ends of their paths: batch/update,events/upsert
 *     --openapi <folder>   where versions and overlays are (openapi)
 *
 * Exit 1 where something breaks. What can't be compared: one line, and exit 2.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ContractError } from "../src/toolkit/codegen/document.js";
import { load, type Sources } from "../src/toolkit/codegen/load.js";
import { compare, type Descriptions } from "../src/toolkit/diff/compare.js";
import { FORMATS, print } from "../src/toolkit/diff/print.js";
import { publishedFrom, readDescription, repaired } from "../src/toolkit/diff/source.js";

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: "string", default: "text" },
      only: { type: "string" },
      openapi: { type: "string", default: "openapi" },
    },
  });
  const [a, b, ...others] = positionals;
  if (a === undefined || b === undefined || others.length > 0) throw new TypeError("expected two descriptions");
  const format = FORMATS.find((known) => known === values.format);
  if (!format) throw new TypeError(`expected --format ${FORMATS.join(", ")}, got ${values.format}`);
  const endings = values.only?.split(",").map((end) => end.trim().replace(/^\//, ""));

  let sources: Promise<Sources> | undefined;
  const loaded = (): Promise<Sources> => (sources ??= load(values.openapi));
  const read = async (location: string): Promise<Descriptions> => {
    if (!isVersion(location, values.openapi)) return { all: [await readDescription(location)] };
    const { contracts } = await loaded();
    return { all: contracts.filter(({ version }) => version === location).map(publishedFrom), ours: true };
  };
  const changes = await compare(await read(a), await read(b), {
    endings,
    // While the library is at it, and not at all where nothing changed.
    repair: async (description) => repaired(description, await loaded()).description,
  });
  console.log(print(changes, format));
  if (changes.some(({ severity }) => severity === "breaking")) process.exitCode = 1;
}

/** A version is a folder there, and never has a separator in its name. */
function isVersion(location: string, openapi: string): boolean {
  return !/[/\\:]/.test(location) && location !== "overlays" && existsSync(join(openapi, location));
}

try {
  await run();
} catch (error) {
  // A mistake in the command line is a TypeError, from here or from parseArgs.
  if (!(error instanceof ContractError || error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

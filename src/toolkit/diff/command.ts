/** `diff`: what changed between two descriptions, and for whom. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { load, type Sources } from "../codegen/load.js";
import { type Command, endsOf, telling, UsageError } from "../command.js";
import { compare, type Descriptions } from "./compare.js";
import { FORMATS, print } from "./print.js";
import { publishedFrom, readDescription, repaired } from "./source.js";

/**
 * Says what changed from one description to another: each is a file, an https URL, a version in openapi/, or
 * `git:<rev>:<path>`. Only batch operations are compared, and only by what they mean.
 *
 *     --format <format>    text (the default), markdown or json
 *     --only <ends>        batch operations by the ends of their paths: batch/update,events/upsert
 *     --openapi <folder>   where versions and overlays are (openapi)
 *
 * Exit 1 where something breaks. What can't be compared: one line, and exit 2.
 */
export const diff: Command = telling(async (args, { log }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "text" },
      only: { type: "string" },
      openapi: { type: "string", default: "openapi" },
    },
  });
  const [a, b, ...others] = positionals;
  if (a === undefined || b === undefined || others.length > 0) throw new UsageError("expected two descriptions");
  const format = FORMATS.find((known) => known === values.format);
  if (!format) throw new UsageError(`expected --format ${FORMATS.join(", ")}, got ${values.format}`);
  const endings = endsOf(values.only);

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
  log(print(changes, format));
  return changes.some(({ severity }) => severity === "breaking") ? 1 : 0;
});

/** A version is a folder there: what has a separator in it is a path, or an address. */
function isVersion(location: string, openapi: string): boolean {
  return !/[/\\:]/.test(location) && location !== "overlays" && existsSync(join(openapi, location));
}

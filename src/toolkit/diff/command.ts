/** `diff`: what changed between two descriptions, and for whom. */
import { parseArgs } from "node:util";
import type { Sources } from "../codegen/load.js";
import { assertPeers, COMPARING } from "../peer.js";
import { type Command, endsOf, type Output, telling, UsageError } from "../toolkit.js";
import { someOf, type Workspace, workspaceOf } from "../workspace.js";
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
export const diff: Command = telling(async (args, output) => {
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
  const { openapi, ...how } = values;
  return diffIn(workspaceOf({ openapi, out: "", module: "" }), [a, b], how, output);
});

/** Says what changed between two descriptions, with 1 where something breaks. */
export async function diffIn(
  workspace: Workspace,
  [a, b]: readonly [a: string, b: string],
  how: { readonly format: string; readonly only?: string | undefined },
  { log }: Pick<Output, "log">,
): Promise<number> {
  const format = FORMATS.find((known) => known === how.format);
  if (!format) throw new UsageError(`expected --format ${FORMATS.join(", ")}, got ${how.format}`);
  const endings = endsOf(how.only);
  assertPeers(COMPARING);
  let sources: Promise<Sources> | undefined;
  const loaded = (): Promise<Sources> => (sources ??= workspace.sources());
  const read = async (location: string): Promise<Descriptions> => {
    // A version: what has a separator in it is a path, or an address.
    const contracts = /[/\\:]/.test(location) ? [] : (await loaded()).contracts;
    const ours = contracts.filter(({ version }) => version === location);
    return ours.length === 0
      ? { all: [await readDescription(location)] }
      : { all: ours.map(publishedFrom), ours: true };
  };
  const changes = await compare(await read(a), await read(b), {
    endings,
    // While the library is at it, and not at all where nothing changed.
    repair: async (description) => repaired(description, someOf(workspace, await loaded())).description,
  });
  log(print(changes, format));
  return changes.some(({ severity }) => severity === "breaking") ? 1 : 0;
}

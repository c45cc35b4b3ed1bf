/** `import`: makes a contract of a published description. */
import { parseArgs } from "node:util";
import { type Command, endsOf, telling, UsageError } from "../toolkit.js";
import { workspaceOf } from "../workspace.js";
import { importInto } from "./run.js";

/**
 * Makes a contract of a published description, a file or an https URL, and regenerates.
 *
 *     --api <name>         what the API is called here (the file's name)
 *     --version <version>  the version it is or becomes part of (the description's own)
 *     --only <ends>        batch operations by the ends of their paths: batch/update,events/upsert
 *     --all-batch          every batch operation (the default for an API that has no contract yet)
 *     --server <URL>       where tokens may be sent, where the description has another server than HubSpot's
 *     --released <day>     when HubSpot released the version, where no contract of it says so
 *     --openapi, --out, --import   as for `codegen`
 *
 * Prints what was repaired, what was guessed and what can't be served. What can't be used at all: one line, exit 2, and
 * nothing is written.
 */
export const importDescription: Command = telling(async (args, { log }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      api: { type: "string" },
      version: { type: "string" },
      only: { type: "string" },
      "all-batch": { type: "boolean", default: false },
      released: { type: "string" },
      server: { type: "string" },
      openapi: { type: "string", default: "openapi" },
      out: { type: "string", default: "generated" },
      import: { type: "string", default: "../src/contract.js" },
    },
  });
  const [location, ...others] = positionals;
  if (location === undefined || others.length > 0) throw new UsageError("expected one file or URL");
  const only = values["all-batch"] ? "all" : endsOf(values.only);
  const { openapi, out, import: module, ...given } = values;
  log(await importInto({ ...given, location, only }, workspaceOf({ openapi, out, module })));
  return 0;
});

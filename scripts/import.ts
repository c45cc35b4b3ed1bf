/**
 * Makes a contract of a published description, and regenerates. `npm run spec:import -- <file or https URL>`
 *
 *     --api <name>         what the API is called here (the file's name)
 *     --version <version>  the version it is or becomes part of (the description's own)
 *     --only <ends>        batch operations by the ends of their paths: batch/update,events/upsert
 *     --all-batch          every batch operation (the default for an API that has no contract yet)
 *     --server <URL>       where tokens may be sent, where the description has another server than HubSpot's
 *     --released <day>     when HubSpot released the version, where no contract of it says so
 *     --openapi, --out, --import   as for `npm run codegen`
 *
 * Prints what was repaired, what was guessed and what can't be served. What can't be used at all: one line, exit 2, and
 * nothing is written.
 */
import { parseArgs } from "node:util";
import { ContractError } from "../src/toolkit/codegen/document.js";
import { importInto } from "../src/toolkit/import/run.js";

function commandLine() {
  const { values, positionals } = parseArgs({
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
  if (location === undefined || others.length > 0)
    throw new ContractError("spec:import", [], "expected one file or URL");
  const ends = values.only?.split(",").map((end) => end.trim().replace(/^\/+/, ""));
  if (ends?.includes("")) throw new ContractError("spec:import", ["only"], "expected ends of paths");
  return { ...values, location, module: values.import, only: values["all-batch"] ? ("all" as const) : ends };
}

try {
  console.log(await importInto(commandLine()));
} catch (error) {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const mistake = error instanceof ContractError || String(code).startsWith("ERR_PARSE_ARGS");
  if (!mistake) throw error;
  console.error(message);
  process.exitCode = 2;
}

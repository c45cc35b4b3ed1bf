/**
 * Makes a contract of a published description, and regenerates. `npm run spec:import -- <file or https URL>`
 *
 *     --api <name>         what the API is called here (the file's name)
 *     --version <version>  the version it is or becomes part of (the description's own)
 *     --only <ends>        batch operations by the ends of their paths: batch/update,events/upsert
 *     --all-batch          every batch operation (the default for an API that has no contract yet)
 *     --released <day>     when HubSpot released the version, where no contract of it says so
 *     --openapi, --out, --import   as for `npm run codegen`
 *
 * Prints what was repaired, what was guessed and what can't be served. What can't be used at all: one line, exit 2, and
 * nothing is written.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { ContractError } from "./codegen/document.js";
import { generate } from "./codegen/generate.js";
import { loadAny } from "./codegen/load.js";
import { write } from "./codegen/output.js";
import { versionOf } from "./import/cut.js";
import { importContract } from "./import/index.js";
import { kebabOf } from "./import/names.js";
import { reportOf } from "./import/report.js";
import { readPublished } from "./import/source.js";
import { textOf } from "./import/text.js";

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      api: { type: "string" },
      version: { type: "string" },
      only: { type: "string" },
      "all-batch": { type: "boolean", default: false },
      released: { type: "string" },
      openapi: { type: "string", default: "openapi" },
      out: { type: "string", default: "generated" },
      import: { type: "string", default: "../src/contract.js" },
    },
  });
  const [location, ...others] = positionals;
  if (location === undefined || others.length > 0) throw new TypeError("expected one file or https URL");
  const only = values["all-batch"] ? "all" : values.only?.split(",").map((end) => end.trim().replace(/^\//, ""));

  const published = await readPublished(location);
  const sources = await loadAny(values.openapi);
  const { api = kebabOf(published.stem), version = versionOf(published.document) ?? "", released } = values;
  const imported = importContract(published, sources, { api, version, only, released });
  const { contract } = imported;
  const contracts = [...sources.contracts.filter(({ file }) => file !== contract.file), contract];
  const files = await generate({ ...sources, contracts: contracts.sort(byFile) }, values.import);

  const path = join(values.openapi, contract.file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, textOf(contract.document, contract.file));
  await write(files, values.out);
  console.log(reportOf(imported));
}

function byFile(one: { file: string }, other: { file: string }): number {
  return one.file < other.file ? -1 : 1;
}

try {
  await run();
} catch (error) {
  // A mistake in the command line is a TypeError, from here or from parseArgs.
  if (!(error instanceof ContractError || error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

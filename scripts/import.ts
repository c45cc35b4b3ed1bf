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
import * as z from "zod";
import { ContractError, read } from "./codegen/document.js";
import { generate } from "./codegen/generate.js";
import { loadAny } from "./codegen/load.js";
import { write } from "./codegen/output.js";
import { versionOf } from "./import/cut.js";
import { importContract } from "./import/index.js";
import { kebabOf } from "./import/names.js";
import { reportOf } from "./import/report.js";
import { readPublished } from "./import/source.js";
import { textOf } from "./import/text.js";

/** What becomes part of paths and of code. */
const names = z.object({
  api: z.string().regex(/^[a-z][a-z0-9-]*$/, "expected lower-case words with hyphens between them: see --api"),
  version: z.string().regex(/^(?!overlays$)\w[\w.-]*$/, "expected a version's name: see --version"),
  released: z.iso.date("expected a day, as in 2026-09-08").optional(),
});

function commandLine() {
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
  if (location === undefined || others.length > 0)
    throw new ContractError("spec:import", [], "expected one file or URL");
  const ends = values.only?.split(",").map((end) => end.trim().replace(/^\/+/, ""));
  if (ends?.includes("")) throw new ContractError("spec:import", ["only"], "expected ends of paths");
  return { ...values, location, only: values["all-batch"] ? ("all" as const) : ends };
}

async function run(): Promise<void> {
  const { location, only, openapi, out, import: module, ...given } = commandLine();
  const published = await readPublished(location);
  const sources = await loadAny(openapi);
  const { api = kebabOf(published.stem), version = versionOf(published.document), released } = given;
  const place = read(names, { api, version, released }, published.name);
  const imported = importContract(published, sources, { ...place, only });
  const { contract } = imported;
  const contracts = [...sources.contracts.filter(({ file }) => file !== contract.file), contract];
  contracts.sort((one, other) => (one.file < other.file ? -1 : 1));
  const files = await generate({ ...sources, contracts }, module);

  // Nothing is written before all of it is known to be good.
  const path = join(openapi, contract.file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, textOf(contract.document, contract.file));
  await write(files, out);
  console.log(reportOf(imported));
}

try {
  await run();
} catch (error) {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const mistake = error instanceof ContractError || String(code).startsWith("ERR_PARSE_ARGS");
  if (!mistake) throw error;
  console.error(message);
  process.exitCode = 2;
}

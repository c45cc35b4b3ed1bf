/** Reads, imports, regenerates and writes: all of it, or nothing. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { type Contract, read } from "../codegen/document.js";
import { generate } from "../codegen/generate.js";
import { write } from "../codegen/output.js";
import { assertPeers, GENERATING } from "../peer.js";
import type { Workspace } from "../workspace.js";
import { versionOf } from "./cut.js";
import { type ImportOptions, importContract } from "./import.js";
import { apiNameOf } from "./names.js";
import { reportOf } from "./report.js";
import { readPublished } from "./source.js";
import { textOf } from "./text.js";

/** What to import, and where to. */
export interface ImportCommand extends Omit<Partial<ImportOptions>, "api" | "version"> {
  /** A file or an https URL. */
  readonly location: string;
  /** What the API is called. Default: the file's name. */
  readonly api?: string | undefined;
  /** Default: what the description says of itself. */
  readonly version?: string | undefined;
}

/** What becomes part of paths and of code. */
const place = z.object({
  api: z
    .string()
    .regex(
      /^(?!client$)[a-z][a-z0-9-]*$/,
      "expected lower-case words with hyphens between them, and not `client`: see --api",
    ),
  version: z
    .string("expected a version's name: see --version")
    .regex(/^(?!overlays$)\w[\w.-]*$/, "expected a version's name: see --version"),
  released: z.iso.date("expected a day, as in 2026-09-08").optional(),
});

/** Imports, and gives the page to read. Throws a `ContractError` before anything is written. */
export async function importInto(
  { location, only, ...given }: ImportCommand,
  { openapi, out, module, generate: command, sources: load, choose }: Workspace,
): Promise<string> {
  assertPeers(GENERATING);
  const published = await readPublished(location);
  const sources = await load();
  const { api = apiNameOf(published.stem), version = versionOf(published.document), released, server } = given;
  const options = { ...read(place, { api, version, released }, published.name), only, server };
  const imported = importContract(published, sources, options);
  const { contract } = imported;
  const contracts = [...sources.contracts.filter((one) => !isSame(one, contract)), contract];
  contracts.sort((one, other) => (one.file < other.file ? -1 : 1));
  const files = await generate(choose({ ...sources, contracts }), module, command);

  const path = join(openapi, contract.file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, textOf(contract.document, contract.file));
  await write(files, out);
  return reportOf(imported);
}

function isSame(one: Contract<unknown>, other: Contract<unknown>): boolean {
  return one.version === other.version && one.api === other.api;
}

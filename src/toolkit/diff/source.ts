/** Reads what is to be compared, and repairs it as our own contracts are. */
import { execFile } from "node:child_process";
import { posix } from "node:path";
import { promisify } from "node:util";
import { type Contract, ContractError, isObject, type Json } from "../codegen/document.js";
import { decodeFile, type Sources } from "../codegen/load.js";
import { type Repair, repairOne } from "../codegen/repair.js";
import { shapeInputs } from "../import/shape.js";
import { type Published, published, readPublished } from "../import/source.js";

/** Reads a file, an https URL, or `git:<rev>:<path>`, with inputs of any shape taken for what import takes them for. */
export async function readDescription(location: string): Promise<Published> {
  const [, revision, path] = /^git:([^:]+):(.+)$/.exec(location) ?? [];
  const read =
    revision === undefined || path === undefined
      ? await readPublished(location)
      : published(location, posix.basename(path), await show(location, revision, path));
  return shapeInputs(read).published;
}

/** One of our contracts, as if it had been published. */
export function publishedFrom({ file, api, document }: Contract<Json>): Published {
  if (!isObject(document)) throw new ContractError(file, [], "is no OpenAPI document");
  return { name: file, stem: api, document };
}

async function show(location: string, revision: string, path: string): Promise<string> {
  try {
    // A revision that begins with a dash would be an option.
    const args = ["show", "--end-of-options", `${revision}:${path}`];
    const { stdout } = await promisify(execFile)("git", args, { encoding: "buffer", maxBuffer: 64 * 1024 * 1024 });
    return decodeFile(location, stdout);
  } catch (error) {
    if (error instanceof ContractError) throw error;
    const { stderr, message } = error as { stderr?: Buffer; message: string };
    throw new ContractError(location, [], (String(stderr ?? "") || message).trim().replace(/^fatal: /, ""));
  }
}

/** A description with our repairs, and those that changed something in it; as that of one of our contracts, if it is. */
export function repaired(
  description: Published,
  { contracts, overlays }: Sources,
  file = "",
): { readonly description: Published; readonly repairs: readonly Repair[] } {
  const own: Contract<Json> = { file, version: "", api: description.stem, document: description.document };
  // Beside our contracts, because an action that changes none of them would be refused.
  const { contract, repairs } = repairOne(own, { contracts, overlays });
  return {
    description: { ...publishedFrom(contract), name: description.name, origins: description.origins },
    repairs,
  };
}

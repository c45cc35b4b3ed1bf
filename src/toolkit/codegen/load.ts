/** From a folder of contracts and overlays to their parsed documents: `<version>/<api>.yaml`, `overlays/*.overlay.yaml`. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type * as yaml from "yaml";
import { decode, EncodingError } from "../decode.js";
import { requirePeer } from "../peer.js";
import { type Contract, ContractError, type Json } from "./document.js";

/** All that is generated from. */
export interface Sources {
  readonly contracts: readonly Contract<Json>[];
  /** Overlays in file-name order, as they were parsed. One that is lent may have nothing to repair. */
  readonly overlays: readonly { readonly file: string; readonly document: Json; readonly isLent?: boolean }[];
}

const CONTRACT = /^([\w.-]+)\/([a-z][a-z0-9-]*)\.(?:yaml|yml|json)$/;
/** What a version's own files are called: an API of that name would be written over one. */
const RESERVED = "client";
const OVERLAY = /^overlays\/[^/]+\.overlay\.(?:yaml|yml|json)$/;

/** Loads every contract and overlay of the folder, in an order that no file system can change. */
export async function load(folder: string): Promise<Sources> {
  const sources = await loadAny(folder);
  if (sources.contracts.length === 0) throw new ContractError(folder, [], "no contracts");
  return sources;
}

/** Loads what there is, even if that is nothing: all overlays, and the contracts of all versions, or of those that are named. */
export async function loadAny(folder: string, versions?: readonly string[]): Promise<Sources> {
  const files = (existsSync(folder) ? await filesBelow(folder) : []).filter((file) =>
    /\.(?:yaml|yml|json)$/.test(file),
  );
  const contracts: Contract<Json>[] = [];
  const overlays: { file: string; document: Json }[] = [];
  for (const file of files) {
    const [, version, api] = CONTRACT.exec(file) ?? [];
    if (version !== undefined && version !== "overlays" && versions?.includes(version) === false) continue;
    const text = decodeFile(file, await readFile(join(folder, file)));
    if (OVERLAY.test(file)) overlays.push({ file, document: parseFile(file, text) });
    else if (version !== undefined && api !== undefined && version !== "overlays") {
      if (api === RESERVED)
        throw new ContractError(file, [], `expected another name than ${RESERVED}, which is the fetch client's`);
      const twin = contracts.find((other) => other.version === version && other.api === api);
      if (twin) throw new ContractError(file, [], `${twin.file} describes the same API`);
      contracts.push({ file, version, api, document: parseFile(file, text) });
    } else throw new ContractError(file, [], "expected <version>/<api>.yaml or overlays/<name>.overlay.yaml");
  }
  return { contracts, overlays };
}

/** The paths of all files below a folder, with forward slashes, sorted by code unit. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length).replaceAll("\\", "/"))
    .sort();
}

/** The text of a file; what is none is refused in the file's name. */
export function decodeFile(file: string, bytes: Uint8Array): string {
  try {
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new ContractError(file, [], error.message);
  }
}

/** Parses YAML, and so JSON; a text that is neither is refused in its file's name. */
export function parseFile(file: string, text: string): Json {
  if (/^\s*\{/.test(text)) {
    try {
      // A published description is 200 kB of JSON, which takes as YAML what all else takes together.
      return JSON.parse(text) as Json;
    } catch {
      // It may be YAML that begins with a brace; if it is neither, that parser knows line and column.
    }
  }
  try {
    // Timestamps, sets and the like are no JSON, and the core schema has none of them.
    return requirePeer<typeof yaml>("yaml").parse(text, { schema: "core" }) as Json;
  } catch (error) {
    throw new ContractError(file, [], error instanceof Error ? error.message : String(error));
  }
}

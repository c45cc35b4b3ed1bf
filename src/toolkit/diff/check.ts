/** `check`: whether what HubSpot publishes still agrees with our contracts. */
import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { parseArgs } from "node:util";
import { type Contract, ContractError, type Json } from "../codegen/document.js";
import { filesBelow, type Sources } from "../codegen/load.js";
import { decode, EncodingError } from "../decode.js";
import { readPublished } from "../import/source.js";
import { assertPeers, COMPARING } from "../peer.js";
import { type Command, mistakeIn, type Output, telling, UsageError } from "../toolkit.js";
import { someOf, type Workspace, workspaceOf } from "../workspace.js";
import { contractsOf, type Drift, driftOf, mayDescribe, placeOf } from "./drift.js";
import { print } from "./print.js";

/**
 * Says whether what is published, a file or an https URL, still agrees with what we ship.
 *
 *     --all <folder>       every description below a folder that has an endpoint of ours, whatever else is there
 *     --openapi <folder>   where the contracts and overlays are (openapi)
 *
 * One line for each contract that agrees; else the changes, the repairs that have expired, and the command that would
 * take them in, and exit 1. What can't be read: one line, and exit 2.
 */
export const check: Command = telling(async (args, output) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { all: { type: "string" }, openapi: { type: "string", default: "openapi" } },
  });
  const [location, ...others] = positionals;
  if ((location === undefined) === (values.all === undefined) || others.length > 0)
    throw new UsageError("expected one file or https URL, or --all <folder>");
  const { openapi, all } = values;
  return checkIn(workspaceOf({ openapi, out: "", module: "" }), { location, all }, output);
});

/** Says whether a description, or all below a folder, agree with a workspace's contracts: with 1 where one does not. */
export async function checkIn(
  workspace: Workspace,
  { location = "", all }: { readonly location?: string | undefined; readonly all?: string | undefined },
  output: Output,
): Promise<number> {
  assertPeers(COMPARING);
  const sources = someOf(workspace, await workspace.chosen());
  if (all !== undefined) return checkAll(all, sources, workspace, output);
  const checked = await checkOne(location, sources, workspace, output);
  if (checked.length === 0) throw new ContractError(location, ["paths"], "no endpoint of ours");
  return codeOf(checked);
}

interface Checked {
  readonly contract: Contract<Json>;
  readonly agrees: boolean;
}

const codeOf = (checked: readonly Checked[]): number => (checked.every(({ agrees }) => agrees) ? 0 : 1);

async function checkAll(folder: string, sources: Sources, workspace: Workspace, output: Output): Promise<number> {
  const seen = new Set<Contract<Json>>();
  let code = 0;
  for (const file of await descriptionsIn(folder)) {
    const text = textOf(await readFile(file));
    // A folder of descriptions has thousands of files, which are not all parsed for a few.
    if (!mayDescribe(parse(file).name, text, sources)) continue;
    try {
      const checked = await checkOne(file, sources, workspace, output);
      for (const { contract } of checked) seen.add(contract);
      code = Math.max(code, codeOf(checked));
    } catch (error) {
      // One that can't be read keeps no other from being checked.
      output.error(mistakeIn(error));
      code = 2;
    }
  }
  for (const contract of sources.contracts) {
    if (seen.has(contract)) continue;
    output.log(`${contract.file}: nothing in ${folder} describes it`);
    code = Math.max(code, 1);
  }
  return code;
}

/** A file's text; none where it has no text, and so describes nothing. */
function textOf(bytes: Uint8Array): string {
  try {
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return "";
  }
}

/** Checks every contract that a description is of. */
async function checkOne(
  location: string,
  sources: Sources,
  workspace: Workspace,
  { log }: Output,
): Promise<readonly Checked[]> {
  const description = await readPublished(location);
  const checked: Checked[] = [];
  for (const contract of contractsOf(description, sources)) {
    const drift = await driftOf(contract, description, sources);
    log(reportOf(drift, contract, location, workspace));
    checked.push({ contract, agrees: drift.changes.length + drift.expired.length === 0 });
  }
  return checked;
}

async function descriptionsIn(folder: string): Promise<string[]> {
  try {
    const files = await filesBelow(folder);
    return files.filter((file) => /\.(?:json|ya?ml)$/.test(file)).map((file) => join(folder, file));
  } catch (error) {
    throw new ContractError(folder, [], error instanceof Error ? error.message : String(error));
  }
}

function reportOf(
  { changes, expired }: Drift,
  { file, version, api }: Contract<Json>,
  location: string,
  { import: command }: Workspace,
): string {
  if (changes.length + expired.length === 0) return `${file}: agrees with ${location}`;
  const words = `${command} ${quoted(location)} --api ${api} --version ${version}`;
  return [
    `${file}: no longer agrees with ${location}`,
    print(changes, "text"),
    ...expired.map((repair) => `expired   ${placeOf(repair)}  ${repair.description}`),
    `To take it in: ${words}`,
  ].join("\n");
}

/** An argument as a shell takes it. */
const quoted = (argument: string): string =>
  /^[\w./:@%+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Says whether what HubSpot publishes still agrees with what we ship. `npm run spec:check -- <file or https URL>`
 *
 *     --all <folder>       every description below a folder that has an endpoint of ours, whatever else is there
 *     --openapi <folder>   where the contracts and overlays are (openapi)
 *
 * One line for each contract that agrees; else the changes, the repairs that have expired, and the command that would
 * take them in, and exit 1. What can't be read: one line, and exit 2.
 */
import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { parseArgs } from "node:util";
import { type Contract, ContractError, type Json } from "../src/toolkit/codegen/document.js";
import { filesBelow, load, type Sources } from "../src/toolkit/codegen/load.js";
import { decode, EncodingError } from "../src/toolkit/decode.js";
import { contractsOf, type Drift, driftOf, mayDescribe, nameOf } from "../src/toolkit/diff/drift.js";
import { print } from "../src/toolkit/diff/print.js";
import { readPublished } from "../src/toolkit/import/source.js";

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { all: { type: "string" }, openapi: { type: "string", default: "openapi" } },
  });
  if (positionals.length !== (values.all === undefined ? 1 : 0)) {
    throw new TypeError("expected one file or https URL, or --all <folder>");
  }
  const sources = await load(values.openapi);
  if (values.all === undefined) {
    for (const location of positionals) {
      const contracts = await check(location, sources);
      if (contracts.length === 0) throw new ContractError(location, ["paths"], "no endpoint of ours");
    }
    return;
  }
  const seen = new Set<Contract<Json>>();
  for (const file of await filesIn(values.all)) {
    const text = textOf(await readFile(file));
    // A folder of descriptions has thousands of files, which are not all parsed for a few.
    if (!mayDescribe(parse(file).name, text, sources)) continue;
    // One that can't be read keeps no other from being checked.
    for (const contract of await reported(() => check(file, sources))) seen.add(contract);
  }
  for (const contract of sources.contracts) {
    if (seen.has(contract)) continue;
    console.log(`${contract.file}: nothing in ${values.all} describes it`);
    process.exitCode ??= 1;
  }
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

/** Checks every contract that a description is of, and gives them. */
async function check(location: string, sources: Sources): Promise<readonly Contract<Json>[]> {
  const description = await readPublished(location);
  const contracts = contractsOf(description, sources);
  for (const contract of contracts) {
    const drift = await driftOf(contract, description, sources);
    console.log(reportOf(drift, contract, location));
    if (drift.changes.length + drift.expired.length > 0) process.exitCode ??= 1;
  }
  return contracts;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const files = await filesBelow(folder);
    return files.filter((file) => /\.(?:json|ya?ml)$/.test(file)).map((file) => join(folder, file));
  } catch (error) {
    throw new ContractError(folder, [], error instanceof Error ? error.message : String(error));
  }
}

function reportOf({ changes, expired }: Drift, { file, version, api }: Contract<Json>, location: string): string {
  if (changes.length + expired.length === 0) return `${file}: agrees with ${location}`;
  const command = `npm run spec:import -- ${quoted(location)} --api ${api} --version ${version}`;
  return [
    `${file}: no longer agrees with ${location}`,
    print(changes, "text"),
    ...expired.map((repair) => `expired   ${nameOf(repair)}  ${repair.description}`),
    `To take it in: ${command}`,
  ].join("\n");
}

/** An argument as a shell takes it. */
const quoted = (argument: string): string =>
  /^[\w./:@%+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;

/** Runs something; what can't be used is one line. */
async function reported<T>(action: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await action();
  } catch (error) {
    // A mistake in the command line is a TypeError, from here or from parseArgs.
    if (!(error instanceof ContractError || error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
    return [];
  }
}

await reported(async () => {
  await run();
  return [];
});

/**
 * Changes the engine in small ways, one at a time, and lists the changes that no test notices. `npm run mutants`, or
 * `npm run mutants -- pace src/wire/judge.ts` for some rooms and files. The verdicts are kept in .tmp-mutants/, and only
 * what has changed since, code or test, is tried again.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Stryker } from "@stryker-mutator/core";

type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** The rooms where a mistake costs records. */
const ROOMS = ["match", "wire", "pace", "intake", "run"];
/** The least share of changes that the tests of a room notice, in percent. */
const LEAST = 85;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !existsSync(name.endsWith(".ts") ? name : `src/${name}`));
if (unknown.length > 0) {
  console.error(`Usage: npm run mutants [-- <room or file>…]; there is no ${unknown.join(" and no ")}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : ROOMS) report(name, await mutantsOf(name));
}

/** Tries every change of a room or a file. */
function mutantsOf(name: string): Promise<Mutant[]> {
  const stryker = new Stryker({
    mutate: [name.endsWith(".ts") ? name : `src/${name}/**/*.ts`],
    // The words of a message are no promise.
    mutator: { excludedMutations: ["StringLiteral"] },
    // What runs once, when a module is loaded, would need all tests again for each change.
    ignoreStatic: true,
    incremental: true,
    incrementalFile: `.tmp-mutants/${name.replaceAll("/", "-")}.json`,
    testRunner: "vitest",
    vitest: { configFile: "vitest.mutants.config.ts" },
    plugins: ["@stryker-mutator/vitest-runner"],
    concurrency: availableParallelism(),
    tempDirName: ".tmp-mutants/sandbox",
    ignorePatterns: [".tmp-*", "dist", "test/.tmp-*"],
    reporters: ["progress-append-only"],
    allowEmpty: true,
  });
  return stryker.runMutationTest();
}

/** Prints the changes that nothing noticed, and what share was. */
function report(name: string, mutants: readonly Mutant[]): void {
  const tried = mutants.filter(({ status }) => status !== "Ignored" && status !== "CompileError");
  const noticed = tried.filter(({ status }) => status === "Killed" || status === "Timeout");
  for (const mutant of tried.filter((one) => !noticed.includes(one))) {
    const { fileName, location, mutatorName, replacement = "", status } = mutant;
    console.log(`${fileName}:${location.start.line}  ${status}  ${mutatorName}: ${replacement.replace(/\s+/g, " ")}`);
  }
  const score = tried.length === 0 ? 100 : (noticed.length / tried.length) * 100;
  console.log(`${name}: ${noticed.length} of ${tried.length} noticed, ${score.toFixed(1)} %`);
  if (score < LEAST) process.exitCode = 1;
}

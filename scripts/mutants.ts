/**
 * Changes the engine in small ways, one at a time, and lists the changes that no test notices. `npm run mutants`, or
 * `npm run mutants -- pace src/wire/judge.ts` for some rooms and files. The changes are Stryker's; its way of running
 * vitest, anew for each of them, takes hours for a room.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { runPlan } from "./mutants/run-plan.js";
import { Trials } from "./mutants/trials.js";

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
  for (const name of asked.length > 0 ? asked : ROOMS) await tryChanges(name);
}

/** Tries every change of a room or a file: on the room's own tests, then on those of the others that all are about. */
async function tryChanges(name: string): Promise<void> {
  const files = name.endsWith(".ts") ? [name] : readdirSync(`src/${name}`).map((file) => join("src", name, file));
  const own = `test/${files[0]?.split("/")[1]}/**/*.test.ts`;
  const others = [...ROOMS, "invariants"].map((room) => `test/${room}/**/*.test.ts`);
  const { changes, sources } = await changesOf(files);
  const trials = new Trials(changes);
  for (const { include, exclude } of [
    { include: [own], exclude: [] },
    { include: others, exclude: [own] },
  ]) {
    trials.learn(await runPlan({ sources, include, exclude }));
    for (let tries = trials.next(); tries !== undefined; tries = trials.next()) {
      console.log(`${name}: ${trials.noticed} of ${trials.tried.length} noticed; more tests are tried on the rest`);
      trials.take(await runPlan({ sources, include, exclude, tries }));
    }
  }
  for (const { file, line, kind, replacement } of trials.missed)
    console.log(`${file}:${line}  ${kind}: ${replacement.replace(/\s+/g, " ")}`);
  const score = (trials.noticed / trials.tried.length) * 100;
  console.log(`${name}: ${trials.noticed} of ${trials.tried.length} noticed, ${score.toFixed(1)} %`);
  if (!(score >= LEAST)) process.exitCode = 1;
}

/** Every change of some files, and the files with all of them in. The words of a message are no promise. */
async function changesOf(files: readonly string[]) {
  const off = () => false;
  const silent = () => {};
  const instrumenter = new Instrumenter({
    isTraceEnabled: off,
    isDebugEnabled: off,
    isInfoEnabled: off,
    isWarnEnabled: off,
    isErrorEnabled: off,
    isFatalEnabled: off,
    trace: silent,
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    fatal: silent,
  });
  const { files: changed, mutants } = await instrumenter.instrument(
    files.map((file) => ({ name: resolve(file), mutate: true, content: readFileSync(file, "utf8") })),
    { plugins: null, excludedMutations: ["StringLiteral"], ignorers: [] },
  );
  const changes = mutants
    .filter(({ status }) => status !== "Ignored")
    .map(({ id, fileName, location, mutatorName: kind, replacement }) => {
      return { id, file: fileName.slice(process.cwd().length + 1), line: location.start.line + 1, kind, replacement };
    });
  return { changes, sources: Object.fromEntries(changed.map(({ name, content }) => [name, content])) };
}

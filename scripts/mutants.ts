/**
 * Changes the engine in small ways, one at a time, and lists the changes that no test notices. `npm run mutants`, or
 * `npm run mutants -- pace src/wire/judge.ts` for some rooms and files; with `--own`, on the tests of the room alone, which
 * is soon over. The changes are Stryker's; its way of running vitest, anew for each of them, takes hours for a room.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { changesOf } from "./mutants/changes.js";
import { Known } from "./mutants/known.js";
import { runPlan } from "./mutants/run-plan.js";
import { Trials } from "./mutants/trials.js";

/** The rooms where a mistake costs records. */
const ROOMS = ["match", "wire", "pace", "intake", "run"];
/** The least share of changes that the tests of a room notice, in percent. */
const LEAST = 85;
/** Tests that look at files and start programs: what they reach of the rooms is in no process of ours. */
const NOT_TRIED = ["layers", "documented", "demo", "soak"].map((name) => `test/${name}.test.ts`);

const { values: how, positionals: asked } = parseArgs({
  options: { own: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = asked.filter((name) => !existsSync(name.endsWith(".ts") ? name : `src/${name}`));
if (unknown.length > 0) {
  console.error(`Usage: npm run mutants [-- [--own] <room or file>…]; there is no ${unknown.join(" and no ")}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : ROOMS) await tryChanges(name);
}

/**
 * Tries every change of a room or a file: on a file's own tests, then, what these missed, on those of its room, on
 * those of the other rooms and on those of the whole.
 */
async function tryChanges(name: string): Promise<void> {
  const files = name.endsWith(".ts") ? [name] : readdirSync(`src/${name}`).map((file) => join("src", name, file));
  const room = files[0]?.split("/")[1] ?? "";
  const its = name.endsWith(".ts") ? name.replace("src/", "test/").replace(".ts", ".test.ts") : undefined;
  const own = `test/${room}/**/*.test.ts`;
  const others = [...ROOMS, "invariants", "options", "outcome", "redis", "programs"].map(
    (other) => `test/${other}/*.test.ts`,
  );
  const { changes, sources } = await changesOf(files);
  if (changes.length === 0) return;
  const byId = new Map(changes.map((change) => [change.id, change]));
  const known = new Known();
  const trials = new Trials(
    changes,
    changes.filter((change) => known.has(change)).map(({ id }) => id),
  );
  for (const { include, exclude } of [
    ...(its !== undefined && existsSync(its) ? [{ include: [its], exclude: [] }] : []),
    { include: [own], exclude: its === undefined ? [] : [its] },
    ...(how.own ? [] : [{ include: [...others, "test/*.test.ts"], exclude: [own, ...NOT_TRIED] }]),
  ]) {
    if (trials.isDone) break;
    trials.learn(await runPlan({ sources, include, exclude }), include.length > 1);
    for (let tries = trials.next(); tries !== undefined; tries = trials.next()) {
      console.log(`${name}: ${trials.noticed} of ${trials.tried.length} noticed; more tests are tried on the rest`);
      const include = [...new Set(Object.keys(tries).map(fileOf))];
      for (const [id, test] of trials.take(await runPlan({ sources, include, exclude: [], tries }))) {
        const change = byId.get(id);
        if (change !== undefined) known.add(change, fileOf(test));
      }
      known.save();
    }
  }
  for (const { file, line, kind, replacement } of trials.missed)
    console.log(`${file}:${line}  ${kind}: ${replacement.replace(/\s+/g, " ")}`);
  const score = (trials.noticed / trials.tried.length) * 100;
  console.log(`${name}: ${trials.noticed} of ${trials.tried.length} noticed, ${score.toFixed(1)} %`);
  if (!(score >= LEAST)) process.exitCode = 1;
}

/** The file of a test, with whose name its own begins. */
function fileOf(test: string): string {
  return test.slice(0, test.indexOf(" "));
}

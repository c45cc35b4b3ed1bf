/**
 * Measures what the README promises, side by side with the alternatives: `npm run bench`, or `npm run bench -- cpu memory`
 * for some of it. All of it is written to test/bench/results.md;
 * the command over a million rows is measured by `npm run bench -- command` alone.
 */
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { measureBeside } from "./beside.js";
import { measureColdStart } from "./cold-start.js";
import { measureCommand } from "./command.js";
import { measureCpu } from "./cpu.js";
import { measureLinear } from "./linear.js";
import { measureLoop } from "./loop.js";
import { measureMemory, measureSlowConsumer } from "./memory.js";
import { measurePacing } from "./pacing.js";
import { measureSimulated } from "./simulate.js";
import { measureSize } from "./size.js";
import { markdown, type Table } from "./table.js";

const subjects: Readonly<Record<string, () => Promise<Table>>> = {
  // The one beside the other: they mostly wait.
  pacing: measurePacing,
  simulate: measureSimulated,
  beside: measureBeside,
  cpu: measureCpu,
  loop: measureLoop,
  linear: measureLinear,
  memory: async () => measureMemory(await slowConsumer),
  size: measureSize,
  "cold-start": measureColdStart,
  command: measureCommand,
};

/** What takes as long as all else together, and is measured where it is asked for. */
const APART = ["command"];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(subjects, name));
if (unknown.length > 0)
  throw new TypeError(`Expected some of ${Object.keys(subjects).join(", ")}, got ${unknown.join(", ")}`);
const wanted = (name: string) => chosen.includes(name) || (chosen.length === 0 && !APART.includes(name));

const startedMs = performance.now();
const slowConsumer = wanted("memory") ? measureSlowConsumer() : Promise.reject(new Error("Nobody asked for it"));
slowConsumer.catch(() => {});
// Whoever measures CPU wants the machine for itself.
if (wanted("memory") && !wanted("pacing")) await slowConsumer;

const tables: Table[] = [];
for (const [name, measure] of Object.entries(subjects)) {
  if (!wanted(name)) continue;
  const table = await measure();
  tables.push(table);
  print(markdown(table));
}

const misses = tables.flatMap(({ title, misses: missed }) => missed.map((miss) => `- ${title}: ${miss}`));
const verdict = misses.length === 0 ? "Every target is met." : ["Not met:", "", ...misses].join("\n");
print(verdict);
if (chosen.length === 0) await writeFile(new URL("../../../test/bench/results.md", import.meta.url), results());
print(`${((performance.now() - startedMs) / 1000).toFixed(0)} s`);

function results(): string {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  const { model, speed } = cpus()[0]!;
  return [
    "# What `npm run bench` measured",
    "",
    `Node ${process.version}, ${cpus().length} × ${model.trim()}${speed > 0 ? ` at ${speed} MHz` : ""}, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform}; @hubspot/api-client ${versionOf("@hubspot/api-client")}, ` +
      `openapi-fetch ${versionOf("openapi-fetch")}, zod ${versionOf("zod")}; ` +
      `${new Date().toISOString().slice(0, 10)}, in ${((performance.now() - startedMs) / 60_000).toFixed(1)} minutes.`,
    "",
    ...tables.map(markdown),
    verdict,
    "",
  ].join("\n");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

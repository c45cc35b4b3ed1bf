import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import type { Change } from "./trials.js";

/** How the instrumenter asks whether a change is on, and how the runner is asked: several may be. */
const ASKS = "if (ns.activeMutant === id) {";
const ASKS_RUNNER = "if (ns.on?.has(id)) { ns.passed.add(id);";

/** Every change of some files, and the files with all of them in. The words of a message are no promise. */
export async function changesOf(
  files: readonly string[],
): Promise<{ readonly changes: readonly Change[]; readonly sources: Readonly<Record<string, string>> }> {
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
      const { line, column } = location.start;
      const place = `${line + 1}:${column}-${location.end.line + 1}:${location.end.column}`;
      return { id, file: fileName.slice(process.cwd().length + 1), line: line + 1, place, kind, replacement };
    });
  const sources: Record<string, string> = {};
  for (const { name, content } of changed) {
    // A file with nothing to change has no switch.
    if (content.includes("stryMutAct") && !content.includes(ASKS)) throw new Error(`No switch in ${name}`);
    sources[name] = content.replace(ASKS, ASKS_RUNNER);
  }
  return { changes, sources };
}

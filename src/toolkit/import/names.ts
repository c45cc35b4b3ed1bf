/** Names methods after their paths: verb and, where several have the same, object. */
import { camelOf } from "../codegen/typescript.js";

/** A path without its version, wherever that stands in it: the same for all versions of an endpoint. */
export function unversioned(path: string, version: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== version)
    .join("/");
}

/** A path of one version as that of another. */
export function reversioned(path: string, from: string, to: string): string {
  return path
    .split("/")
    .map((segment) => (segment === from ? to : segment))
    .join("/");
}

/** Words that say nothing of what a path does. */
const SILENT = new Set(["", "batch", "default"]);

/** A verb for each path: its last word, with as many of the words before it as it takes to tell it from the others. */
export function verbsOf(paths: readonly string[], version: string): Map<string, string> {
  const words = new Map(paths.map((path) => [path, wordsOf(path, paths, version)]));
  const depths = new Map(paths.map((path) => [path, 1]));
  const verbOf = (path: string): string => {
    const last = (words.get(path) ?? []).slice(-(depths.get(path) ?? 1));
    return camelOf([...last.slice(-1), ...last.slice(0, -1)].join("-"));
  };
  const lengthOf = (path: string): number => words.get(path)?.length ?? 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const verb of new Set(paths.map(verbOf))) {
      const alike = paths.filter((path) => verbOf(path) === verb);
      const shortest = Math.min(...alike.map(lengthOf));
      const keeps = alike.filter((path) => lengthOf(path) === shortest);
      for (const path of alike) {
        const depth = depths.get(path) ?? 1;
        // The plainest of them keeps the plain name.
        if (alike.length === 1 || (keeps.length === 1 && keeps[0] === path) || depth >= lengthOf(path)) continue;
        depths.set(path, depth + 1);
        changed = true;
      }
    }
  }
  return new Map(paths.map((path) => [path, verbOf(path)]));
}

/** The words of a path that name something; where only a parameter tells it from another, that one too. */
function wordsOf(path: string, paths: readonly string[], version: string): string[] {
  const literal = literalOf(path, version);
  const [parameter] = /(?<=\{)[^}]+/.exec(path) ?? [];
  const twins = paths.filter((other) => literalOf(other, version).join("/") === literal.join("/"));
  return twins.length === 1 || parameter === undefined ? literal : literal.toSpliced(-1, 0, `by-${kebabOf(parameter)}`);
}

function literalOf(path: string, version: string): string[] {
  const segments = unversioned(path, version).split("/");
  // An object type's id, as in 0-420, is no word.
  return segments.filter((word) => !SILENT.has(word) && !/^[{\d]/.test(word));
}

/** A file's name as an API's: `marketingEvents` → `marketing-events`. */
export function kebabOf(name: string): string {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

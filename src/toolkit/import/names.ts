/** Names methods after their paths: verb and, where several have the same, object. */
import { camelOf, singularOf } from "../codegen/typescript.js";
import { unversioned } from "../paths.js";

/** A path of one version as that of another. */
function reversioned(path: string, from: string, to: string): string {
  return path
    .split("/")
    .map((segment) => (segment === from ? to : segment))
    .join("/");
}

/** A path of some version that there is already. */
export interface Placed {
  readonly path: string;
  readonly version: string;
}

/**
 * A path of one version as that of another. Versions named for a date stand elsewhere in it than numbered ones, and only
 * a path that is known shows where: the same one, or one that begins alike. Nothing where none does.
 */
export function movedTo(
  version: string,
  { path, version: from }: Placed,
  known: readonly Placed[],
): string | undefined {
  if (from === version) return path;
  const bare = unversioned(path, from);
  const alike = known.filter((one) => isDate(one.version) === isDate(version));
  const twin = alike.find((one) => unversioned(one.path, one.version) === bare);
  if (twin) return reversioned(twin.path, twin.version, version);
  if (isDate(from) === isDate(version))
    return path.split("/").includes(from) ? reversioned(path, from, version) : undefined;
  const starts = alike.map((one) => one.path.slice(0, one.path.indexOf(`/${one.version}/`) + 1));
  // One word tells nothing: `/crm/` is what half of HubSpot begins with.
  const [start] = starts
    .filter((one) => one.split("/").length > 3 && bare.startsWith(one))
    .sort((a, b) => b.length - a.length);
  return start === undefined ? undefined : `${start}${version}/${bare.slice(start.length)}`;
}

/** Versions named for a date come after all others. */
export const isDate = (version: string): boolean => /^\d{4}-\d\d/.test(version);

/** Words that say nothing of what a path does. */
const SILENT = new Set(["", "batch", "default"]);

/** Words that say in what state something is, and not what it is. */
const STATES = new Set(["draft", "live"]);

/**
 * A verb for each path of an API: its last word and the noun before it, unless that is what the API is about anyway, with
 * as many of the words before them as it takes to tell it from the others.
 */
export function verbsOf(paths: readonly string[], version: string, api: string): Map<string, string> {
  const words = new Map(paths.map((path) => [path, wordsOf(path, paths, version)]));
  const depths = new Map([...words].map(([path, own]) => [path, leastOf(own, api)]));
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

/** How many words a name has at least. */
function leastOf(words: readonly string[], api: string): number {
  const noun = words.findLastIndex((word, at) => at < words.length - 1 && !STATES.has(word) && !word.startsWith("by-"));
  // The first word is a part of HubSpot, as `crm`.
  if (noun < 1 || isOwn(words[noun] ?? "", words[noun - 1] ?? "", api)) return 1;
  return words.length - noun;
}

/** Whether a noun is what an API is about: by its name, or because it is the type of objects that stands there. */
function isOwn(noun: string, before: string, api: string): boolean {
  const wordsIn = (name: string): string[] => kebabOf(name).split("-").map(singularOf);
  const all = wordsIn(api);
  return before === "objects" || noun === "objects" || wordsIn(noun).every((word) => all.includes(word));
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

/** A name as words: `marketingEvents` → `marketing-events`. */
function kebabOf(name: string): string {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

/** A file's name as an API's, without what says only that it is one, and of what number: `campaignsPublicApi` → `campaigns`. */
export function apiNameOf(file: string): string {
  return kebabOf(file).replace(/(?<=.)(?:-public)?(?:-api)?(?:-v\d+)?$/, "");
}

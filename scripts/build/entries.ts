/** What of the build callers can reach: its entries by package.json, and all that those lead to. */
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** One file of the build, and where its relative imports are written. */
export interface BuiltFile {
  /** Below the build's folder. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly specifier: string; readonly pos: number; readonly end: number }[];
}

/** What package.json exports. */
export type Exports = Readonly<Record<string, string | { readonly [condition: string]: string | Exports[string] }>>;

/** The build's files that package.json names under a condition, of all of its entries. */
export function entriesOf(condition: "types" | "require", exports: Exports): string[] {
  const under = (target: Exports[string], met: boolean): string[] =>
    typeof target === "string"
      ? [target].filter((path) => met && path.startsWith("./dist/")).map((path) => path.slice("./dist/".length))
      : Object.entries(target).flatMap(([name, inner]) => under(inner, met || name === condition));
  return [...new Set(Object.values(exports).flatMap((target) => under(target, false)))];
}

/** Entries with all that they import, statically or later. */
export function reachableFrom(folder: string, entries: readonly string[]): BuiltFile[] {
  const found = new Map<string, BuiltFile>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    const text = readFileSync(join(folder, path), "utf8");
    const imports = ts
      .preProcessFile(text, true, true)
      .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName, pos, end }) => ({ specifier: fileName, pos, end }));
    found.set(path, { path, text, imports });
    for (const { specifier } of imports) {
      const target = posix.join(posix.dirname(path), specifier);
      visit(path.endsWith(".d.ts") ? target.replace(/\.js$/, ".d.ts") : target);
    }
  };
  entries.forEach(visit);
  return [...found.values()];
}

/** The names under which a file of types, and all that it exports from others, declares what it exports. */
export function namesOf(path: string): ReadonlySet<string> {
  const program = ts.createProgram([path], { noLib: true, types: [], module: ts.ModuleKind.NodeNext });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${path} is no module`);
  const declared = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  return new Set(declared.map(({ name }) => name));
}

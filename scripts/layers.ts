/** The layer check: in src/ imports go down, never up and never round. `npm run layers` */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

/** What may import what in src/. */
export interface Layers {
  /** Lowest first: the files of a floor import from their own floor and from those below. */
  readonly floors: readonly (readonly string[])[];
  /** The packages and built-in modules that the floors may import. */
  readonly packages: readonly string[];
  /** Folders that stand beside the floors. */
  readonly apart: Readonly<Record<string, Apart>>;
  /** The only files that may import generated code. */
  readonly generated: readonly string[];
}

/** A folder whose files import each other, and little else. */
interface Apart {
  /** The files of the floors whose types, and only types, the folder may import. */
  readonly types: readonly string[];
  readonly packages: readonly string[];
}

/** The layers of this project: a new file in src/ gets its place here. */
export const layers: Layers = {
  floors: [
    [
      "backoff.ts",
      "closest.ts",
      "contract.ts",
      "envelope.ts",
      "errors.ts",
      "expected.ts",
      "halt.ts",
      "identity.ts",
      "lines.ts",
      "look-alikes.ts",
      "options.ts",
      "others.ts",
      "outcome.ts",
      "progress.ts",
      "rate-limiter.ts",
      "redact.ts",
      "round-trips.ts",
      "times.ts",
      "today.ts",
    ],
    [
      "source.ts",
      "validate.ts",
      "plan.ts",
      "entries.ts",
      "match.ts",
      "rules.ts",
      "settings.ts",
      "shared.ts",
      "token.ts",
      "attempt.ts",
      "judge.ts",
      "transport.ts",
    ],
    ["batch.ts", "isolate.ts", "post.ts", "fetch-client.ts", "report.ts", "format.ts", "response.ts"],
    ["run.ts", "batch-run.ts"],
    ["engine.ts"],
    ["client.ts"],
    ["index.ts"],
  ],
  packages: ["openapi-fetch"],
  apart: {
    // The fake HubSpot shares no code with the engine, or it would share its mistakes.
    "sandbox/": { types: ["contract.ts"], packages: ["node:http", "node:stream/consumers"] },
  },
  generated: ["index.ts", "sandbox/index.ts"],
};

interface Import {
  readonly from: string;
  /** A package's name as written, or a path from src/, so generated code is `../generated/…`. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** Says everything in `files` (path below src/ → text) that the layers forbid; nothing wrong is an empty list. */
export function checkLayers(files: Readonly<Record<string, string>>, rules: Layers = layers): string[] {
  const violations: string[] = [];
  const imports: Import[] = [];
  for (const [file, text] of Object.entries(files)) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    imports.push(...importsOf(source));
    violations.push(...mutableStateOf(source));
    if (placeOf(file, rules) === undefined) violations.push(`${file} has no floor: give it one in scripts/layers.ts`);
  }
  for (const file of rules.floors.flat()) {
    if (!(file in files)) violations.push(`${file} has a floor but does not exist`);
  }
  for (const one of imports) {
    const reason = refusal(one, files, rules);
    if (reason) violations.push(`${one.from}:${one.line} imports ${one.to}: ${reason}`);
  }
  for (const cycle of cyclesOf(imports)) violations.push(`cycle: ${cycle.join(" → ")}`);
  return violations;
}

/** The floor a file stands on, or the folder that stands apart. */
function placeOf(file: string, rules: Layers): number | Apart | undefined {
  const floor = rules.floors.findIndex((files) => files.includes(file));
  if (floor >= 0) return floor;
  return Object.entries(rules.apart).find(([folder]) => file.startsWith(folder))?.[1];
}

function refusal({ from, to, isPackage, typeOnly }: Import, files: Readonly<Record<string, string>>, rules: Layers) {
  const here = placeOf(from, rules);
  if (here === undefined) return undefined;
  if (isPackage) {
    const packages = typeof here === "number" ? rules.packages : here.packages;
    return packages.includes(to) ? undefined : `of packages it may import ${packages.join(", ")} only`;
  }
  if (to.startsWith("../generated/")) {
    return rules.generated.includes(from) ? undefined : `only ${rules.generated.join(" and ")} import generated code`;
  }
  if (to.startsWith("../")) return "it is outside src/";
  if (!(to in files)) return "there is no such file";
  const there = placeOf(to, rules);
  if (there === undefined || there === here) return undefined;
  if (typeof here === "number") {
    if (typeof there !== "number") return "the floors know nothing of the folders beside them";
    return there > here ? `floor ${here} imports floor ${there}` : undefined;
  }
  if (typeof there !== "number") return "folders that stand apart do not meet";
  if (!here.types.includes(to)) return `of the floors it may import types from ${here.types.join(", ")} only`;
  return typeOnly ? undefined : "it may import its types, not its values";
}

/** Every way of importing: statements, re-exports, `import()` and `import("…").Type`. */
function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const { text } = specifier;
    const isPackage = !text.startsWith(".");
    const to = isPackage ? text : posix.join(posix.dirname(source.fileName), text).replace(/\.js$/, ".ts");
    const line = source.getLineAndCharacterOfPosition(specifier.getStart()).line + 1;
    found.push({ from: source.fileName, to, isPackage, line, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyExport(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

function isTypeOnlyExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true;
  return !!exportClause && ts.isNamedExports(exportClause) && exportClause.elements.every((one) => one.isTypeOnly);
}

/** What two clients of one process would share. */
function mutableStateOf(source: ts.SourceFile): string[] {
  return source.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => !(declarationList.flags & ts.NodeFlags.Const))
    .map((statement) => {
      const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
      return `${source.fileName}:${line} declares mutable state of the module`;
    });
}

/** Each cycle once, from its first file in alphabetical order. */
function cyclesOf(imports: readonly Import[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) next.set(from, (next.get(from) ?? new Set()).add(to));
  const cycles = new Map<string, string[]>();
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      const loop = path.slice(start);
      const first = loop.indexOf([...loop].sort()[0] ?? file);
      const cycle = [...loop.slice(first), ...loop.slice(0, first)];
      cycles.set(cycle.join(), [...cycle, ...cycle.slice(0, 1)]);
      return;
    }
    if (done.has(file)) return;
    for (const to of [...(next.get(file) ?? [])].sort()) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of [...next.keys()].sort()) walk(file, []);
  return [...cycles.values()];
}

function readSources(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8")]),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const files = readSources(join(dirname(fileURLToPath(import.meta.url)), "..", "src"));
  const violations = checkLayers(files);
  for (const violation of violations) console.error(`src/${violation}`);
  if (violations.length > 0) process.exitCode = 1;
  else console.log(`${Object.keys(files).length} files, ${layers.floors.length} floors: imports go down only`);
}

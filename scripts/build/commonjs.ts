/**
 * The CommonJS form of the build, for Jest, and for whatever else has a `require` that takes no ES module: `.cjs` beside
 * each `.js`, file by file, so that what is loaded later is loaded later here too. It is written small, for whoever reads
 * the code reads the `.js`. The types are there once: a `.d.cts` says of each name which one of the `.d.ts` it is.
 */
import { writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { transform } from "esbuild";
import ts from "typescript";
import { type BuiltFile, reachableFrom } from "./entries.js";

/** Writes the second form of the entries, `.cjs` and `.d.cts`, and of all code that they lead to. */
export async function writeCommonJs(folder: string, entries: readonly string[]): Promise<void> {
  const code = entries.filter((path) => path.endsWith(".cjs")).map((path) => path.replace(/\.cjs$/, ".js"));
  for (const file of reachableFrom(folder, code)) {
    writeFileSync(join(folder, file.path.replace(/\.js$/, ".cjs")), await toCommonJs(withCommonJsImports(file)));
  }
  for (const path of entries.filter((path) => path.endsWith(".d.cts"))) {
    writeFileSync(join(folder, path), typesOf(join(folder, path.replace(/\.d\.cts$/, ".d.ts"))));
  }
}

function withCommonJsImports({ text, imports }: BuiltFile): string {
  let result = text;
  // From the end, so that the places before it stay where they are. What is found there is the specifier, less its quotes.
  for (const { specifier, pos } of [...imports].sort((one, other) => other.pos - one.pos)) {
    const at = result.indexOf(specifier, pos);
    result = `${result.slice(0, at)}${specifier.replace(/\.js$/, ".cjs")}${result.slice(at + specifier.length)}`;
  }
  return result;
}

async function toCommonJs(text: string): Promise<string> {
  // Jest's CommonJS has no `import()`: loaded later means required later.
  const supported = { "dynamic-import": false };
  const { code } = await transform(text, { format: "cjs", target: "es2022", supported, minify: true });
  return code;
}

/** Says of each export of a `.d.ts` what it is for a `require`: to TypeScript, what a CommonJS file takes of an ES module is types alone. */
function typesOf(file: string): string {
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} exports nothing`);
  const types: string[] = [];
  const values: string[] = [];
  for (const symbol of checker.getExportsOfModule(module)) {
    const isAlias = symbol.flags & ts.SymbolFlags.Alias;
    const { flags, declarations = [] } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!(flags & ts.SymbolFlags.Value)) {
      types.push(symbol.name);
      continue;
    }
    values.push(`export declare const ${symbol.name}: typeof esm.${symbol.name};`);
    if (!(flags & ts.SymbolFlags.Type)) continue;
    values.push(
      `export type ${symbol.name}${parametersOf(declarations, true)} = esm.${symbol.name}${parametersOf(declarations, false)};`,
    );
  }
  const from = `from "./${posix.basename(file, ".d.ts")}.js" with { "resolution-mode": "import" };`;
  const lines = [
    ...(types.length > 0 ? [`export type { ${types.join(", ")} } ${from}`] : []),
    ...(values.length > 0 ? [`import type * as esm ${from}`, ...values] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** The type parameters of what declares a type, as it declares them or as they are called. */
function parametersOf(declarations: readonly ts.Declaration[], whole: boolean): string {
  for (const one of declarations) {
    if (!ts.isClassDeclaration(one) && !ts.isInterfaceDeclaration(one) && !ts.isTypeAliasDeclaration(one)) continue;
    const parameters = one.typeParameters?.map((parameter) => (whole ? parameter.getText() : parameter.name.text));
    if (parameters !== undefined) return `<${parameters.join(", ")}>`;
  }
  return "";
}

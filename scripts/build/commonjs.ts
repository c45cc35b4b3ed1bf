/**
 * The CommonJS form of the build, for Jest, and for whatever else has a `require` that takes no ES module: `.cjs` beside
 * each `.js`, `.d.cts` beside each `.d.ts`, file by file, so that what is loaded later is loaded later here too.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { type BuiltFile, reachableFrom } from "./entries.js";

/** Writes the second form of all that the entries, `.cjs` and `.d.cts`, lead to. */
export async function writeCommonJs(folder: string, entries: readonly string[]): Promise<void> {
  for (const file of reachableFrom(folder, entries.map(esmOf))) {
    const text = withCommonJsImports(file);
    if (file.path.endsWith(".d.ts")) writeFileSync(join(folder, file.path.replace(/\.ts$/, ".cts")), text);
    else writeFileSync(join(folder, file.path.replace(/\.js$/, ".cjs")), await toCommonJs(text));
  }
}

const esmOf = (path: string): string => path.replace(/\.cjs$/, ".js").replace(/\.d\.cts$/, ".d.ts");

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
  const { code } = await transform(text, { format: "cjs", target: "es2022", supported });
  return code;
}

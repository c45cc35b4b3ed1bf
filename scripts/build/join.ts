/**
 * Puts an entry and all that it imports into one file, from which those who share some of it then import: a bundler that
 * splits has a file for each set of entries that share something, and each file that a start loads costs it.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Metafile } from "esbuild";

type Outputs = Readonly<Metafile["outputs"]>;

/** Joins an entry of a build in `folder`, by its path there, with its static imports; `outputs` have their paths from `root`. */
export async function joinImports(root: string, folder: string, entry: string, outputs: Outputs): Promise<void> {
  const whole = join(folder, entry);
  const nameOf = (path: string) => relative(root, path);
  const joined = new Set<string>();
  const visit = (path: string): void => {
    if (joined.has(path)) return;
    joined.add(path);
    for (const { path: to, kind } of outputs[nameOf(path)]?.imports ?? [])
      if (kind === "import-statement") visit(resolve(root, to));
  };
  visit(whole);

  const names = [...joined].flatMap((path) => outputs[nameOf(path)]?.exports ?? []);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new Error(`Two of the files that are joined in ${entry} export ${twice}`);

  await build({
    stdin: {
      contents: [...joined].map((path) => `export * from ${JSON.stringify(path)};`).join("\n"),
      resolveDir: folder,
    },
    outfile: whole,
    allowOverwrite: true,
    bundle: true,
    platform: "neutral",
    format: "esm",
    target: "es2022",
    // Chunks import each other for their order alone.
    logOverride: { "ignored-bare-import": "silent" },
    plugins: [
      {
        name: "what is loaded later",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
            const to = resolve(resolveDir, path);
            return joined.has(to) ? { path: to } : { path: specifierOf(whole, to), external: true };
          }),
      },
    ],
  });
  for (const name of Object.keys(outputs)) {
    const path = resolve(root, name);
    if (path !== whole && joined.has(path)) rmSync(path);
    else if (!joined.has(path)) writeFileSync(path, importingFrom(path));
  }

  function importingFrom(path: string): string {
    return readFileSync(path, "utf8").replace(/(?<=(?:\bfrom|^import) ")(\.[^"]+)(?=";$)/gm, (specifier: string) =>
      joined.has(resolve(dirname(path), specifier)) ? specifierOf(path, whole) : specifier,
    );
  }
}

function specifierOf(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

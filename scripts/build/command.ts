/** The command `hubspot-batch`: its own files and what they need of other packages, beside the library that it calls. */
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { configJsonSchema } from "../../src/cli/teams/config.js";

/** The library's files that the command imports as any caller does. */
const LIBRARY = ["src/index.js", "src/sandbox/sandbox.js"];

/** Packages that are looked for where the command is called, for they are large and few need them; and what the library brings. */
const ASKED_FOR = ["json-p3", "openapi-typescript", "typescript", "yaml", "zod"];

/** Charts are most of what reads a workbook, and have no rows: the reader goes on where one is not told. */
const withoutCharts: Plugin = {
  name: "without charts",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]hucre[\\/]dist[\\/]xlsx[\\/]chart-reader\.mjs$/ }, () => ({
      contents: "export const parseChart = () => undefined;",
    })),
};

/** Writes `cli/` of the build: what is called later keeps a file of its own. */
export async function buildCommand(root: string, folder: string): Promise<void> {
  const library: Plugin = {
    name: "library",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
        const target = relative(root, resolve(dirname(importer), path)).replaceAll("\\", "/");
        return LIBRARY.includes(target) ? { path: `../${target}`, external: true } : undefined;
      }),
  };
  await mkdir(join(folder, "cli"), { recursive: true });
  await copyFile(join(root, "src/cli/events.schema.json"), join(folder, "cli/events.schema.json"));
  const schema = JSON.stringify(configJsonSchema(), undefined, 2);
  await writeFile(join(folder, "cli", "config.schema.json"), `${schema}\n`);
  await build({
    absWorkingDir: root,
    entryPoints: ["src/cli/hubspot-batch.ts"],
    outdir: join(folder, "cli"),
    // One folder, so that what stands beside the package's own files is found from each of them.
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // It has the code of other packages in it, which nobody reads here.
    minify: true,
    external: ASKED_FOR,
    plugins: [library, withoutCharts],
    // Chunks import each other for their order alone.
    logOverride: { "ignored-bare-import": "silent" },
    // Packages written as CommonJS ask for Node's modules by `require`.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
}

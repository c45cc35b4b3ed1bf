/**
 * Builds the package: types by tsc, and JavaScript by esbuild, in few files, for each file that a start loads costs it
 * most of a millisecond. What is loaded later keeps a file of its own. Then all that package.json has a `require` for is
 * written as CommonJS too. `npm run build`, or `tsx scripts/build.ts <folder>`
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { buildCommand } from "./build/command.js";
import { writeCommonJs } from "./build/commonjs.js";
import { writeSmall } from "./build/descriptions.js";
import { type Exports, entriesOf, reachableFrom } from "./build/entries.js";
import { joinImports } from "./build/join.js";
import { ownFiles } from "./build/own-files.js";
import { makeSmaller } from "./build/smaller.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "dist"));

rmSync(folder, { recursive: true, force: true });
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const args = [tsc, "-p", "tsconfig.build.json", "--emitDeclarationOnly", "--outDir", folder];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);

// Of the types, callers see what the entries lead to, and nothing else is packed.
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: Exports };
const types = entriesOf("types", exports).filter((path) => path.endsWith(".d.ts"));
const seen = new Set(reachableFrom(folder, types).map(({ path }) => join(folder, path)));
for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (path.endsWith(".d.ts") && !seen.has(join(folder, path))) rmSync(join(folder, path));
}

const generated = readdirSync(join(root, "generated"), { recursive: true, encoding: "utf8" })
  .filter((path) => /(\/(loaders|client)|\.(operations|reads|schemas|samples)|^bound)\.ts$/.test(path))
  .map((path) => join("generated", path));
const redis = ["redis", "script", "alone"].map((name) => `src/redis/${name}.ts`);
// Lanes share no file with the entries either.
const bullmq = ["bullmq", "redis-store", "postgres-store"].map((name) => `src/bullmq/${name}.ts`);
const options: BuildOptions = {
  absWorkingDir: root,
  outbase: root,
  outdir: folder,
  chunkNames: "src/shared/[hash]",
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "neutral",
  format: "esm",
  target: "es2022",
};
// The engine shares no file with the entries: a bundler would have the import pay for all that only the first call needs.
// What both have is small, and errors are told by their names.
const engine = "src/run/engine.ts";
// What it loads later has a name of its own, by which its size is told.
const later = [
  ...["run/trouble", "run/asked", "run/watched", "run/resolve", "run/check-token"],
  ...["intake/validate", "intake/portal-check"],
  ...["wire/fetch-wire", "wire/token-cache", "wire/carry"],
].map((name) => `src/${name}.ts`);
const ownBuild: Plugin = {
  name: "engine",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/(?:run\/engine|intake\/portal-check)\.js$/ }, ({ path }) => ({ path, external: true })),
};
const { metafile } = await build({ ...options, entryPoints: [engine, ...later], metafile: true });
await joinImports(root, folder, engine.replace(/\.ts$/, ".js"), metafile.outputs);
await build({
  ...options,
  entryPoints: [
    "src/index.ts",
    "src/sandbox/sandbox.ts",
    "src/sandbox/listen.ts",
    "src/otel/otel.ts",
    ...redis,
    ...generated,
  ],
  plugins: [ownBuild, ownFiles(root, folder, generated)],
});
await build({ ...options, entryPoints: bullmq });
await makeSmaller(folder);
await buildCommand(root, folder);

writeSmall(join(root, "generated"), ".openapi.json", join(folder, "openapi"), ".json");
// Under names that a tarball has next to those: what is alike in it takes no room when it is near.
writeSmall(join(root, "openapi"), ".yaml", join(folder, "contracts"), ".json");
await writeCommonJs(folder, entriesOf("require", exports));

/** Packs the package as it would be published, and installs it into projects of their own. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");

/** Runs a command to its end and gives what it printed. */
export const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  const env = { ...process.env, NODE_OPTIONS: "", npm_config_loglevel: "error" };
  const { stdout } = await promisify(execFile)(command, args, { cwd, env }).catch(
    (error: Error & { stdout?: string }) => {
      throw new Error(`${error.message}\n${error.stdout ?? ""}`);
    },
  );
  return stdout;
};

/** What a project has besides the package. */
export interface ProjectOptions {
  /** What it lacks of the package's dependencies. */
  readonly without?: readonly string[];
  /** Its own packages, as links to this repository's. */
  readonly links?: readonly string[];
  /** What `.js` files are. Default: `module`. */
  readonly type?: "module" | "commonjs";
}

/** The package, packed. */
export interface Packed {
  /** Where the tarball is. */
  readonly tarball: string;
  /** The paths in the tarball. */
  readonly files: readonly string[];
  /** Makes an empty project with the package and what it declares, and gives its folder. */
  install(name: string, options?: ProjectOptions): Promise<string>;
  /** Removes the tarball and all projects. */
  remove(): Promise<void>;
}

/** Builds and packs beside the repository, so that neither a stale dist nor another build of it matters. */
export async function pack(): Promise<Packed> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "hubspot-batch-package-")));
  const staged = join(folder, "staged");
  await run(process.execPath, [tsx, join(root, "scripts", "build.ts"), join(staged, "dist")], root);
  for (const path of [
    "package.json",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "src",
    "scripts",
    "openapi",
  ]) {
    await cp(join(root, path), join(staged, path), { recursive: true });
  }
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], staged);
  const tarball = join(folder, (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "");
  const files = (await run("tar", ["-tzf", tarball], folder)).trim().split("\n");

  const install = async (name: string, { without = [], links = [], type = "module" }: ProjectOptions = {}) => {
    const project = join(folder, name);
    const target = join(project, "node_modules", "hubspot-batch");
    await mkdir(target, { recursive: true });
    await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", target], folder);
    await writeFile(join(project, "package.json"), JSON.stringify({ type, private: true }));
    const { dependencies } = JSON.parse(await readFile(join(target, "package.json"), "utf8"));
    for (const dependency of [...Object.keys(dependencies), ...links].filter((one) => !without.includes(one))) {
      const link = join(project, "node_modules", dependency);
      await mkdir(dirname(link), { recursive: true });
      await symlink(await realpath(join(root, "node_modules", dependency)), link, "junction");
    }
    return project;
  };
  return { tarball, files, install, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs a program in a project and gives what it prints as JSON. */
export const evaluate = async (project: string, program: string, type = "module") =>
  JSON.parse(await run(process.execPath, [`--input-type=${type}`, "--eval", program], project));

/** Compiles files in a project, with the repository's compiler or that of a path; what it has to say is thrown. */
export const compile = async (
  project: string,
  files: Record<string, string>,
  options: object,
  compiler: string = tsc,
): Promise<string> => {
  const compilerOptions = {
    module: "NodeNext",
    target: "ES2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    ...options,
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  for (const [file, text] of Object.entries(files)) await writeFile(join(project, file), text);
  return run(process.execPath, [compiler], project);
};

/** What `import` and `generate` ask for, as a project's own. */
export const toolkitPeers = ["openapi-typescript", "typescript", "yaml", "json-p3"];

/** The command's program in a project. */
export const programIn = (project: string): string =>
  join(project, "node_modules", "hubspot-batch", "dist", "cli", "hubspot-batch.js");

/** Calls the package's command in a project, and gives what it prints. */
export const call = (project: string, ...words: readonly string[]): Promise<string> =>
  run(process.execPath, [programIn(project), ...words], project);

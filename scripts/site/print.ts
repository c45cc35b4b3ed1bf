/** Runs a program of a page as its reader would, with the built package, and gives what it prints. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";

/** In a folder below the repository, where the package's own name leads to its build. */
export async function printed(root: string, program: string): Promise<string> {
  const folder = await mkdtemp(join(root, ".tmp-run-"));
  try {
    const file = join(folder, "program.mjs");
    const { code } = await transform(program, { loader: "ts", format: "esm", target: "es2022" });
    await writeFile(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

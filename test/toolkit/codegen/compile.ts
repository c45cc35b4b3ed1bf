import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "../../..");
// A problem's first line; more of it follows, indented.
const PROBLEM = /^(\S.*?)\((\d+),(\d+)\): error TS\d+: (.*(?:\n .*)*)/gm;

/** What the compiler says of a folder's files, compiled as the package is: file → `line:column message`. */
export async function diagnose(folder: string, files: readonly string[]): Promise<Map<string, string[]>> {
  const project = { extends: relative(folder, join(root, "tsconfig.json")), files, include: [] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
  const compiler = [join(root, "node_modules/@typescript/native-preview/bin/tsgo"), "--pretty", "false"];
  const [isOk, said] = await new Promise<[isOk: boolean, said: string]>((resolve) => {
    execFile(process.execPath, compiler, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve([error === null, stdout + stderr]),
    );
  });
  const problems = new Map<string, string[]>();
  for (const [, file = "", line, column, message] of said.matchAll(PROBLEM))
    problems.set(file, [...(problems.get(file) ?? []), `${line}:${column} ${message}`]);
  if (isOk !== (problems.size === 0)) throw new Error(`The compiler said what is not understood: ${said}`);
  return problems;
}

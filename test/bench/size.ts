import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { atMost, cellOf, type Table } from "./table.js";

/** What `npm run size` measures of the built package; it fails `npm run check` over these budgets. */
export async function measureSize(): Promise<Table> {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "size"], { cwd: root });
  const measures = [...stdout.matchAll(/^(.+?) +([\d.]+) kB gzipped, of ([\d.]+)/gm)].map(([, name, size, budget]) => {
    return { name: name!, size: Number(size), aim: atMost(Number(size), Number(budget)) };
  });
  return {
    title: "Size",
    head: ["what a bundle gets", "kB, gzipped", "target"],
    rows: measures.map(({ name, size, aim }) => [name, size.toFixed(1), cellOf(aim)]),
    misses: measures.filter(({ aim }) => !aim.met).map(({ name, aim }) => `${name}: ${aim.text}`),
    notes: ["esbuild, minified, split at dynamic imports; for a platform without Node's modules."],
  };
}

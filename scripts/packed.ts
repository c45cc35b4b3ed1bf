/** Weighs a packed package, and fails over budget. `tsx scripts/packed.ts <tarball>`, after `npm run build` */
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { reachableFrom } from "./build/entries.js";

const folder = fileURLToPath(new URL("../dist", import.meta.url));
const tarball = process.argv[2];
if (tarball === undefined) throw new Error("Expected the path of a tarball");

/** What an import of the package leads to, now or later, and what its types are made of; together as a tarball has them. */
function reach(): number {
  const files = reachableFrom(folder, ["src/index.js", "src/index.d.ts"]).map(({ path }) => path);
  const order = (path: string) => `${path.split(".").at(-1)} ${basename(path)} ${path}`;
  files.sort((one, other) => (order(one) < order(other) ? -1 : 1));
  if (files.length < 50) throw new Error(`Only ${files.length} files are reached`);
  return gzipSync(Buffer.concat(files.map((path) => readFileSync(join(folder, path)))), { level: 9 }).length;
}

/** kB (1,000 bytes) of gzipped files. */
const measures = [
  { name: "tarball", bytes: statSync(tarball).size, budget: 600 },
  { name: 'what `import "hubspot-batch"` can reach, code and types', bytes: reach(), budget: 250 },
];
for (const { name, bytes, budget } of measures) {
  const isOver = bytes > budget * 1_000;
  console.log(`${name}: ${(bytes / 1_000).toFixed(1)} kB, of ${budget}${isOver ? "  OVER BUDGET" : ""}`);
  if (isOver) process.exitCode = 1;
}

/** All that must hold besides the tests, cheapest first; stops at the first failure and shows its output. `npm run check` */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "hubspot-batch-check-"));
const { npm_package_name: name = "hubspot-batch", npm_package_version: version = "0.1.0" } = process.env;
const tarball = join(folder, `${name}-${version}.tgz`);

const steps: readonly (readonly [name: string, ...commands: string[]])[] = [
  ["format", "biome check"],
  ["layers", "npm run layers"],
  ["codegen", "npm run codegen:check"],
  ["types", "npm run types"],
  ["lint", "npm run lint"],
  ["contracts", 'redocly lint "openapi/*/*.yaml"'],
  ["unused", "knip"],
  // Packing builds, so what follows looks at what would be published.
  ["pack", `npm pack --pack-destination "${folder}"`],
  [
    "package",
    `publint run "${tarball}" --strict`,
    `attw "${tarball}" --no-definitely-typed --exclude-entrypoints events.schema.json`,
  ],
  ["api", "tsx scripts/api.ts --check"],
  ["size", "npm run size", `tsx scripts/packed.ts "${tarball}"`],
];

/** Gives the output of the first command that fails. */
function failureOf(commands: readonly string[]): string | undefined {
  for (const command of commands) {
    const { status, stdout, stderr } = spawnSync(command, {
      shell: true,
      encoding: "utf8",
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: { ...process.env, npm_config_loglevel: "error", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) return `$ ${command}\n${stdout}${stderr}`;
  }
  return undefined;
}

try {
  for (const [name, ...commands] of steps) {
    const startedAt = performance.now();
    const failure = failureOf(commands);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
    console.log(`${failure === undefined ? "ok    " : "FAILED"} ${name.padEnd(9)} ${seconds} s`);
    if (failure !== undefined) {
      console.error(`\n${failure}`);
      process.exitCode = 1;
      break;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

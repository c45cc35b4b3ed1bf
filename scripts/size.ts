/** Measures what the built package adds to a consumer's bundle, and fails over budget. `npm run build && npm run size` */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";

/** What a consumer writes: the smallest program that uses the client. */
const consumer = `
  import { createClient } from "./dist/src/index.js";
  const report = await createClient().listings.update([]);
  console.log(report.ok);
`;

/** Gzipped kB (1,000 bytes). */
const budgets = { entry: 13, engine: 18, schemas: 20 };

/** What the engine loads later, by the file that it loads. */
const later: Readonly<Record<string, { readonly name: string; readonly budget: number }>> = {
  "dist/generated/2026-03/loaders.js": {
    name: "openapi-fetch, and what loads each API, with the first call",
    budget: 3.5,
  },
  "dist/src/run/trouble.js": { name: "trouble, with the first answer that is not a plain success", budget: 12.9 },
  "dist/src/intake/validate.js": { name: "validating, with the first input that is not sent as it is", budget: 3 },
  "dist/src/intake/portal-check.js": {
    name: "a portal, with the first call of a client that has its properties",
    budget: 1.5,
  },
  "dist/src/run/resolve.js": { name: "resolving, with the first report whose unknown inputs are read", budget: 10.5 },
  "dist/src/wire/fetch-wire.js": {
    name: "the wire over a fetch, with the first call, but in Node without a `fetch`",
    budget: 2,
  },
  "dist/src/wire/token-cache.js": { name: "tokens, with the first call where `accessToken` is a function", budget: 2 },
  "dist/src/run/asked.js": {
    name: "asked, with the first call that tells its progress, or has a checkpoint, deadline, linger or sameRecord",
    budget: 3.2,
  },
  "dist/src/run/watched.js": { name: "watched, with the first call that somebody listens to", budget: 3 },
  "dist/src/redis/redis.js": { name: "redis, beside a client", budget: 3 },
  "dist/src/redis/script.js": { name: "redis, its script, where Redis does not have it", budget: 3.3 },
  "dist/src/bullmq/bullmq.js": { name: "bullmq, beside a client and BullMQ", budget: 12.4 },
  "dist/src/bullmq/redis-store.js": { name: "bullmq, what it keeps in Redis", budget: 8.6 },
  "dist/src/bullmq/postgres-store.js": { name: "bullmq, what it keeps in Postgres", budget: 9 },
  "dist/src/otel/otel.js": { name: "otel, beside @opentelemetry/api", budget: 2.4 },
};

interface Measure {
  readonly name: string;
  readonly bytes: number;
  readonly budget: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));
/** Measures all parts of a consumer's bundle, but for what it has anyway. */
async function measure(contents: string, external: string[] = []): Promise<Measure[]> {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: root, sourcefile: "consumer.js" },
    // Without Node's modules at hand, a build that succeeds also runs in workers.
    platform: "browser",
    format: "esm",
    target: "es2022",
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    external,
    // Chunks import each other for their order alone, which is nothing to a package without side effects.
    logOverride: { "ignored-bare-import": "silent" },
    absWorkingDir: root,
    outdir: "out",
    entryNames: "consumer",
  });

  const gzipped = new Map(
    outputFiles.map(({ path, contents }) => [path.slice(root.length), gzipSync(contents).length]),
  );
  const total = (chunks: ReadonlySet<string>) => [...chunks].reduce((sum, chunk) => sum + (gzipped.get(chunk) ?? 0), 0);

  const entry = closureOf("out/consumer.js", metafile.outputs);
  const engine = new Set(entry);
  for (const [chunk, { entryPoint }] of Object.entries(metafile.outputs))
    if (entryPoint === "dist/src/run/engine.js") closureOf(chunk, metafile.outputs, engine);
  /** What loading a chunk adds to what is loaded. */
  const lazy = (chunk: string, loaded = entry) =>
    total(new Set([...closureOf(chunk, metafile.outputs)].filter((one) => !loaded.has(one))));
  const parts: Measure[] = Object.entries(metafile.outputs).flatMap(([chunk, { entryPoint = "" }]) => {
    if (entryPoint === "dist/src/run/engine.js")
      return [{ name: "engine, with the first call", bytes: lazy(chunk), budget: budgets.engine }];
    const part = later[entryPoint];
    if (part !== undefined) return [{ ...part, bytes: lazy(chunk, engine) }];
    // Loaded with the first call of an operation, unless its client says `validate: false`.
    const api = /^dist\/generated\/(.+)\.schemas\.js$/.exec(entryPoint)?.[1];
    return api
      ? [{ name: `schemas of ${api}, with their first call`, bytes: lazy(chunk), budget: budgets.schemas }]
      : [];
  });
  return [
    { name: "entry: the import, and making a client", bytes: total(entry), budget: budgets.entry },
    ...parts.sort((one, other) => (one.name < other.name ? -1 : 1)),
  ];
}

/** Measures an entry of its own, beside a client. */
async function measureBeside(name: string, external?: string[]): Promise<Measure[]> {
  const both = `${consumer} export const beside = () => import("./dist/src/${name}/${name}.js");`;
  return (await measure(both, external)).filter((one) => one.name.startsWith(name));
}
const measures = [
  ...(await measure(consumer)),
  ...(await measureBeside("redis")),
  ...(await measureBeside("bullmq", ["node:events", "node:timers/promises", "bullmq"])),
  ...(await measureBeside("otel", ["node:diagnostics_channel", "@opentelemetry/api"])),
];

const width = Math.max(...measures.map(({ name }) => name.length));
for (const { name, bytes, budget } of measures) {
  const size = (bytes / 1000).toFixed(2).padStart(6);
  console.log(`${name.padEnd(width)} ${size} kB gzipped, of ${budget}${bytes > budget * 1000 ? "  OVER BUDGET" : ""}`);
}
const missing = ["engine", "schemas", ...Object.values(later).map(({ name }) => name)].filter(
  (part) => !measures.some(({ name }) => name.startsWith(part)),
);
if (missing.length > 0) console.log(`not loaded lazily: ${missing.join(", ")}`);
if (missing.length > 0 || measures.some(({ bytes, budget }) => bytes > budget * 1000)) process.exitCode = 1;

/** The chunk and all that it imports statically. */
function closureOf(chunk: string, outputs: Metafile["outputs"], seen = new Set<string>()): Set<string> {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const { path, kind } of outputs[chunk]?.imports ?? []) {
    if (kind === "import-statement") closureOf(path, outputs, seen);
  }
  return seen;
}

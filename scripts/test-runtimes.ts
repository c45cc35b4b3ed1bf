/**
 * Runs the built package from end to end, over real sockets, on every runtime it is meant for, and on every Node the tests
 * of its spans, whose context Node carries; and bundles it for one that has no Node. `npm run test:runtimes`, or
 * `npm run test:runtimes -- node@20 bun@1` for some of them.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { createSandbox } from "../src/sandbox/sandbox.js";

/** How each is called: npx fetches what is not there. */
const RUNTIMES: Readonly<Record<string, readonly string[]>> = {
  "node@20": ["node"],
  "node@22": ["node"],
  "node@24": ["node"],
  "node@26": ["node"],
  "bun@1": ["bun"],
  "deno@2": ["deno", "run", "--node-modules-dir=manual", "--allow-net", "--allow-env", "--allow-read"],
};

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = pathToFileURL(join(root, "dist", "src", "index.js")).href;

/** A thousand records, some of which HubSpot refuses, fails to answer, or never saw. */
const program = `
  import { createClient, formatReport, toBatchResponse, withStatus } from ${JSON.stringify(entry)};

  const hubspot = createClient({
    accessToken: "token",
    baseUrl: SERVER,
    retry: { initialDelayMs: 1 },
  });
  const listings = Array.from({ length: 1_000 }, (_, index) => ({
    id: String(index + 1),
    properties: index === 500 ? { hs_price: "refused" } : { hs_price: String(index) },
  }));
  listings.push({ id: "1001", properties: {}, propertys: {} });
  const report = await hubspot.listings.update(listings);

  const expect = (what, got, expected) => {
    if (JSON.stringify(got) !== JSON.stringify(expected))
      throw new Error(what + ": expected " + JSON.stringify(expected) + ", got " + JSON.stringify(got));
  };
  expect("counts", report.counts, { total: 1001, succeeded: 999, failed: 2, unknown: 0, unsent: 0 });
  expect("failed", withStatus(report, "failed").map(({ index, error }) => [index, error.name]), [
    [500, "RefusedError"],
    [1000, "InvalidInputError"],
  ]);
  expect("retried", report.requests.retried > 0, true);
  expect("records", toBatchResponse(report).results.length, 999);
  expect("text", formatReport(report).includes("999"), true);

  let streamed = 0;
  for await (const outcome of hubspot.listings.update(listings.slice(0, 250))) if (outcome.status === "succeeded") streamed++;
  expect("streamed", streamed, 250);

  const cut = hubspot.listings.update(listings.slice(0, 250), { signal: AbortSignal.abort() });
  expect("halted", (await cut).halted, { reason: "aborted" });
  console.log("written");
`;

/** The tests of spans and metrics, as Node is called with them. */
const spans = [join("node_modules", "vitest", "vitest.mjs"), "run", "--typecheck.enabled=false", "test/otel"];

/** Gives the output of a runtime that fails, or that does not say what it says where all went well. */
async function failureOn(
  runtime: string,
  call: readonly string[],
  file: readonly string[],
  said: string,
): Promise<string | undefined> {
  const args = ["-y", "-p", runtime, ...call, ...file];
  const child = spawn("npx", args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return code === 0 && output.includes(said) ? undefined : output;
}

/** Gives what keeps the package from a platform that has nothing but the web's globals. */
async function failureOnNone(): Promise<string | undefined> {
  const { errors, metafile } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    platform: "neutral",
    mainFields: ["module", "main"],
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  }).catch((error: unknown) => ({ errors: [error], metafile: { inputs: {} } }));
  const node = Object.keys(metafile.inputs).filter((path) => path.startsWith("node:"));
  const problems = [...errors.map(String), ...node];
  return problems.length === 0 ? undefined : problems.join("\n");
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(RUNTIMES, name));
if (unknown.length > 0)
  throw new TypeError(`Expected some of ${Object.keys(RUNTIMES).join(", ")}, got ${unknown.join(", ")}`);

// In the repository, where each runtime finds the dependencies.
const folder = await mkdtemp(join(root, ".tmp-runtimes-"));
try {
  const results: [name: string, failure: string | undefined][] = [["no runtime but the web's", await failureOnNone()]];
  for (const [runtime, call] of Object.entries(RUNTIMES)) {
    if (chosen.length > 0 && !chosen.includes(runtime)) continue;
    const sandbox = createSandbox({
      records: {
        listings: Array.from({ length: 1_000 }, (_, index) => ({ id: String(index + 1), properties: {} })),
      },
      latencyMs: 5,
      faults: [
        {
          when: ({ properties }) => (properties as { hs_price?: string } | undefined)?.hs_price === "refused",
          answer: { status: 400, category: "VALIDATION_ERROR" },
        },
        { times: 2, answer: "reset-after-write" },
        { times: 2, answer: { status: 503, category: "UNAVAILABLE" } },
      ],
    });
    const { url, close } = await sandbox.listen();
    const file = join(folder, `${runtime}.mjs`);
    await writeFile(file, program.replace("SERVER", JSON.stringify(url)));
    results.push([runtime, await failureOn(runtime, call, [file], "written")]);
    await close();
    if (runtime.startsWith("node@"))
      results.push([`${runtime}: spans`, await failureOn(runtime, call, spans, "passed")]);
  }
  for (const [name, failure] of results) {
    console.log(`${failure === undefined ? "ok    " : "FAILED"} ${name}`);
    if (failure === undefined) continue;
    console.error(failure);
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

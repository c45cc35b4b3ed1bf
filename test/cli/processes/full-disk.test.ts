/** No room for a run's files, as a limit of the process: each write beyond it is refused, as a full disk does. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { EVENTS, FAST, linesOf, openPlace, writesOf } from "./place.js";
import { type Ended, run } from "./process.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs the command where no file may have more than so many blocks of 512 bytes. */
async function runIn(cwd: string, blocks: number, args: readonly string[]): Promise<Ended> {
  const node = [
    process.execPath,
    "--import",
    `${root}node_modules/tsx/dist/loader.mjs`,
    `${root}src/cli/hubspot-batch.ts`,
  ];
  const child = spawn("sh", ["-c", `ulimit -f ${blocks}; exec "$@"`, "sh", ...node, ...args], {
    cwd,
    env: { ...process.env, HUBSPOT_ACCESS_TOKEN: "any", NO_COLOR: "1", TSX_DISABLE_CACHE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}

test("without room nothing more is sent; what to do is said, and once there is room the run goes on", async () => {
  const count = 12_000;
  const place = await openPlace("events.csv", [
    EVENTS,
    ...Array.from({ length: count }, (_, index) => `a,${index},Event,Me,`),
  ]);
  onTestFinished(place.close);
  const load = ["load", "marketingEvents.upsert", "events.csv", "--target", place.url, ...FAST, "--quiet"];

  const full = await runIn(place.folder, 16, load);
  const [id] = /resume \d{8}T\S+/.exec(full.err) ?? [];
  expect([full.code, full.err.trim()]).toEqual([
    3,
    `the run's files can't be written (EFBIG). Make room, then go on: hubspot-batch ${id}`,
  ]);
  expect(writesOf(place.sandbox).size).toBeLessThan(count);

  const ended = await run(place.folder, [...(id ?? "").split(" "), ...FAST]);
  expect(ended.code).toBe(0);
  const { succeeded, ...others } = await linesOf(place);
  expect([succeeded.length, others]).toEqual([count, { failed: [], unknown: [], unsent: [] }]);
  const writes = [...writesOf(place.sandbox).values()];
  expect([writes.length, Math.max(...writes)]).toEqual([count, 2]);
});

test("where not even a run can be begun, it is one line, and nothing is sent", async () => {
  const place = await openPlace("events.csv", [EVENTS, "a,1,Event,Me,"]);
  onTestFinished(place.close);
  const { code, out, err } = await runIn(place.folder, 0, [
    ...["load", "marketingEvents.upsert", "events.csv", "--target", place.url],
  ]);
  expect([code, out, writesOf(place.sandbox).size]).toEqual([2, "", 0]);
  expect(err).toMatch(/^EFBIG: file too large, write\n$/);
});

/** Runs that are killed in the middle: nothing is lost, nothing is claimed that is not so, nothing is written twice but what was on the way. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox, type SandboxOptions } from "../../../src/sandbox/sandbox.js";
import { createFolder } from "../folder.js";
import { lastRunOf } from "../last-run.js";
import { play } from "./kills.js";
import { EVENTS, FAST, openPlace } from "./place.js";
import { run, start } from "./process.js";

async function open(lines: readonly string[], options?: SandboxOptions) {
  const place = await openPlace("events.csv", [EVENTS, ...lines], options);
  onTestFinished(place.close);
  return place;
}

test.each([0, 1, 2])("killed four times at random moments, a run is whole in the end (way %i)", async (seed) => {
  // Once more, where it was not over before its last kill.
  expect((await play(seed, 4)).halted).toMatch(/^killed [45] times$/);
});

test("creates that were on the way stay unknown, and are sent again by retry alone", async () => {
  const folder = createFolder({
    "contacts.csv": `email\n${Array.from({ length: 3_000 }, (_, index) => `p${index}@example.com\n`).join("")}`,
  });
  const sandbox = createSandbox({ latencyMs: [20, 60] });
  const { url, close } = await sandbox.listen();
  const { child, ended } = start(folder, ["load", "contacts.create", "contacts.csv", "--target", url, ...FAST]);
  while (sandbox.requests.length < 8) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill("SIGKILL");
  await ended;
  const { code, err } = await run(folder, ["resume"]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /rows were being sent when the run ended: they may be written or not, and contacts\.create would write them twice/,
  );
  const written = sandbox.requests.flatMap((request) => request.written as { properties: { email: string } }[]);
  expect(new Set(written.map(({ properties }) => properties.email)).size).toBe(written.length);
  const again = await run(folder, ["retry", "last", "--status", "unknown"]);
  await close();
  // Those that were written before the kill are there, and HubSpot says so: of which request they are, nobody knows.
  const refused = readFileSync(join(lastRunOf(folder), "unknown.csv"), "utf8")
    .trim()
    .split("\n");
  expect(refused.slice(1).filter((line) => !/Existing ID.*earlier request may have written it/.test(line))).toEqual([]);
  expect(again.code).toBe(refused.length > 1 ? 1 : 0);
  expect(sandbox.records("contacts").length).toBe(3_000);
});

test("two processes do not have one run", async () => {
  const place = await open(
    Array.from({ length: 500 }, (_, index) => `a,${index},Event,Me,`),
    { latencyMs: 200 },
  );
  const first = start(place.folder, [
    "load",
    "marketingEvents.upsert",
    "events.csv",
    "--target",
    place.url,
    "--quota",
    "1/1000",
  ]);
  while (place.sandbox.requests.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  const second = await run(place.folder, ["resume"]);
  expect([second.code, second.err]).toEqual([
    2,
    expect.stringContaining(`another process has this run: ${first.child.pid} on`),
  ]);
  first.child.kill("SIGINT");
  const { code, err } = await first.ended;
  expect(code).toBe(130);
  expect(err).toContain("Go on: hubspot-batch resume");
});

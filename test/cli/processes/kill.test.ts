/** Runs that are killed in the middle: nothing is lost, nothing is claimed that is not so, nothing is written twice but what was on the way. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox, type SandboxOptions } from "../../../src/sandbox/sandbox.js";
import { createFolder } from "../folder.js";
import { lastRunOf } from "../last-run.js";
import { play } from "./kills.js";
import { EVENTS, FAST, killAfter, linesOf, NAMES, openPlace, writesOf } from "./place.js";
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

test("100,000 rows, of which 1 % are bad in five ways, killed twice and resumed; the corrected file loads clean", async () => {
  const count = 100_000;
  const bad = ["", "soon", "ragged", "quote", "refused"];
  const kindOf = (index: number) => (index % 100 === 50 ? bad[((index - 50) / 100) % 5] : undefined);
  const lineOf = (index: number) => {
    const kind = kindOf(index);
    if (kind === "") return `a,${index},,Me,`;
    if (kind === "soon") return `a,${index},Event,Me,soon`;
    if (kind === "ragged") return `a,${index},Event,Me`;
    if (kind === "quote") return `a,${index},"Ev"ent,Me,`;
    return `a,${index},${kind === "refused" ? "Refused" : "Event"},Me,`;
  };
  const faults = [
    {
      operation: "marketingEvents.upsert",
      when: ({ eventName }: { eventName?: string }) => eventName === "Refused",
      answer: { status: 400 },
    },
  ] as const;
  const place = await open(
    Array.from({ length: count }, (_, index) => lineOf(index)),
    { latencyMs: [1, 5], faults },
  );
  const inFlight = new Map<number, number>();
  for (const [requests, args] of [
    [150, ["load", "marketingEvents.upsert", "events.csv", "--target", place.url, ...FAST]],
    [200, ["resume", "last", ...FAST]],
  ] as const) {
    const result = await killAfter(place, requests, args);
    for (const index of result as Set<number>) inFlight.set(index, (inFlight.get(index) ?? 0) + 1);
  }
  const { code, err } = await run(place.folder, ["resume", ...FAST]);
  expect([code, err]).toEqual([1, expect.stringContaining("were being sent when the run ended: sent again")]);

  const lines = await linesOf(place);
  const all = NAMES.flatMap((name) => lines[name]).sort((one, other) => one - other);
  expect(all).toEqual(Array.from({ length: count }, (_, index) => index + 2));
  const isBad = (line: number) => kindOf(line - 2) !== undefined;
  const notWritten = [...lines.failed, ...lines.unknown].sort((one, other) => one - other);
  expect(notWritten).toEqual(all.filter(isBad));
  // What was refused after a kill that it was on its way at, may be written for all that is known.
  expect(lines.unknown.filter((line) => !inFlight.has(line - 2))).toEqual([]);
  expect([lines.succeeded.length, lines.unsent]).toEqual([99_000, []]);
  const { counts } = JSON.parse(readFileSync(join(place.lastRun(), "report.json"), "utf8"));
  const unknown = lines.unknown.length;
  expect(counts).toMatchObject({ total: count, succeeded: 99_000, failed: 1_000 - unknown, unknown, unsent: 0 });
  const writes = writesOf(place.sandbox);
  expect([...writes].filter(([id, times]) => times > 1 + (inFlight.get(Number(id)) ?? 0))).toEqual([]);
  expect(writes.size).toBe(99_000);

  const [failed = "", doubtful = ""] = ["failed", "unknown"].map((name) =>
    readFileSync(join(place.lastRun(), `${name}.csv`), "utf8"),
  );
  const corrected = `${failed}${doubtful.slice(doubtful.indexOf("\n") + 1)}`
    .replaceAll(/^a,(\d+),,Me,,/gm, "a,$1,Mended,Me,,")
    .replaceAll(",soon,", ",,")
    .replaceAll(",Refused,", ",Mended,")
    .replaceAll('"""Ev""ent"', "Mended")
    // What could not be read is refused until its cells are others.
    .replaceAll(/^(a,\d+,)Event(,Me,,.*it has 4 cells)/gm, "$1Mended$2");
  writeFileSync(join(place.folder, "corrected.csv"), corrected);
  const clean = await run(place.folder, [
    "load",
    "marketingEvents.upsert",
    "corrected.csv",
    "--target",
    place.url,
    ...FAST,
  ]);
  expect([clean.code, clean.err]).toEqual([0, ""]);
  expect(place.sandbox.records("marketingEvents").length).toBe(count);
}, 600_000);

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

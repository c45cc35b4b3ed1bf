/** Nights of the packed command: what is killed goes on, what is corrected loads, and what did not change is not sent. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/sandbox.js";
import { EVENTS, FAST, killAfter, linesOf, NAMES, openPlace, writesOf } from "../cli/processes/place.js";
import { type Packed, pack, programIn } from "./project.js";

let packed: Packed;
let program: string;

beforeAll(async () => {
  packed = await pack();
  program = programIn(await packed.install("nights"));
}, 180_000);

afterAll(() => packed.remove());

async function open(lines: readonly string[], options?: SandboxOptions) {
  const place = await openPlace("events.csv", [EVENTS, ...lines], options, [program]);
  onTestFinished(place.close);
  return place;
}

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
  const { code, err } = await place.start(["resume", ...FAST]).ended;
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
  const clean = await place.start(["load", "marketingEvents.upsert", "corrected.csv", "--target", place.url, ...FAST])
    .ended;
  expect([clean.code, clean.err]).toEqual([0, ""]);
  expect(place.sandbox.records("marketingEvents").length).toBe(count);
}, 600_000);

test("the second night sends the rows that changed, and no others", async () => {
  const count = 10_000;
  const changes = new Map([0, 99, 100, 4_321, 7_777, 9_999].map((index) => [index, `a,${index},Moved ${index},Me,`]));
  const lineOf = (index: number) => `a,${index},Event ${index},Me,`;
  const place = await open(Array.from({ length: count }, (_, index) => lineOf(index)));
  const night = async () => {
    const before = place.sandbox.requests.length;
    const words = ["load", "marketingEvents.upsert", "events.csv", "--changed", "--target", place.url, ...FAST];
    const { code, out } = await place.start(words).ended;
    const sent = place.sandbox.requests.slice(before).flatMap(({ inputs }) => inputs as { externalEventId?: string }[]);
    return { code, out, sent: sent.flatMap(({ externalEventId }) => externalEventId ?? []).map(Number) };
  };
  const first = await night();
  expect([first.code, first.sent.length]).toEqual([0, count]);

  const rows = Array.from({ length: count }, (_, index) => changes.get(index) ?? lineOf(index));
  // Where a row stands is not what it is.
  writeFileSync(join(place.folder, "events.csv"), [EVENTS, ...rows.reverse(), ""].join("\n"));
  const second = await night();
  expect([second.code, second.sent.sort((one, other) => one - other)]).toEqual([0, [...changes.keys()]]);
  expect(second.out).toContain("9,994 of those that succeeded are unchanged, and were not sent");
  const names = place.sandbox.records("marketingEvents").map(({ eventName }) => eventName as string);
  expect(names.filter((name) => name.startsWith("Moved")).length).toBe(changes.size);

  const third = await night();
  expect([third.code, third.sent]).toEqual([0, []]);
}, 120_000);

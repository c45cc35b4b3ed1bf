/**
 * Loads that are killed at random moments, as they start, send and end, and are gone on with: whatever was on its way then,
 * nothing is lost, nothing is claimed that is not so, and nothing is written twice but what was on its way.
 */
import { deepEqual, equal } from "node:assert/strict";
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxOptions } from "../../../src/sandbox/sandbox.js";
import { EVENTS, FAST, killWhen, linesOf, openPlace, type Place, writesOf } from "./place.js";
import { type Ended, run } from "./process.js";

/** A load that is killed, and what has to be so in the end. */
interface Way {
  readonly operation: string;
  readonly lines: readonly string[];
  readonly flags?: readonly string[];
  readonly options?: SandboxOptions;
  hold(place: Place, ended: Killed): Promise<void>;
}

interface Killed {
  readonly kills: number;
  /** How often each row was on its way when a process was killed. */
  readonly inFlight: ReadonlyMap<number, number>;
  readonly code: number | null;
}

const REFUSED = 37;
const rowsOf = (count: number, lineOf: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => lineOf(at));
/** Rows stand below the header. */
const indexesOf = (lines: readonly number[]) => lines.map((line) => line - 2);

const upserts: Way = {
  operation: "marketingEvents.upsert",
  lines: [EVENTS, ...rowsOf(4_000, (index) => `a,${index},Event,Me,`)],
  async hold(place, { code, inFlight }) {
    const { succeeded, ...others } = await linesOf(place);
    deepEqual([code, others], [0, { failed: [], unknown: [], unsent: [] }]);
    deepEqual(indexesOf(succeeded), rowsOf(4_000, String).map(Number));
    holdWrites(place, 4_000, inFlight);
  },
};

const creates: Way = {
  operation: "contacts.create",
  lines: ["email", ...rowsOf(4_000, (index) => `p${index}@example.com`)],
  async hold(place, { inFlight }) {
    const { succeeded, unknown, ...others } = await linesOf(place);
    deepEqual(others, { failed: [], unsent: [] });
    deepEqual(
      indexesOf([...succeeded, ...unknown]).sort((one, other) => one - other),
      rowsOf(4_000, String).map(Number),
    );
    // What is in doubt was on its way when a process was killed; nothing of it was sent again.
    deepEqual(
      indexesOf(unknown).filter((index) => !inFlight.has(index)),
      [],
    );
    const written = place.sandbox.requests.flatMap((one) => one.written as { properties: { email: string } }[]);
    const emails = new Set(written.map(({ properties }) => properties.email));
    equal(emails.size, written.length);
    deepEqual(
      indexesOf(succeeded).filter((index) => !emails.has(`p${index}@example.com`)),
      [],
    );
  },
};

const nights: Way = {
  operation: "marketingEvents.upsert",
  lines: [EVENTS, ...rowsOf(4_000, (index) => `a,${index},${index % 100 === REFUSED ? "Refused" : "Event"},Me,`)],
  flags: ["--changed"],
  options: {
    faults: [
      {
        operation: "marketingEvents.upsert",
        when: ({ eventName }: { eventName?: string }) => eventName === "Refused",
        answer: { status: 400 },
      },
    ],
  },
  async hold(place, { code, inFlight }) {
    const { succeeded, failed, unknown, unsent } = await linesOf(place);
    const refused = indexesOf([...failed, ...unknown]).sort((one, other) => one - other);
    deepEqual([code, unsent, refused], [1, [], rowsOf(40, (nth) => String(nth * 100 + REFUSED)).map(Number)]);
    // That it was refused after a kill tells nothing of what was on its way before it.
    deepEqual(
      indexesOf(unknown).filter((index) => !inFlight.has(index)),
      [],
    );
    equal(succeeded.length, 3_960);
    holdWrites(place, 3_960, inFlight);
    // The next night sends again what is in doubt, and what was confirmed too late to be remembered; the one after, at most
    // what was refused together, as a call that is wrong: of which no row is to blame.
    const sent = await night(place);
    deepEqual(
      indexesOf(unknown).filter((index) => !sent.has(String(index))),
      [],
    );
    deepEqual(
      [...(await night(place))].filter((id) => Number(id) % 100 !== REFUSED),
      [],
    );
  },
};

const WAYS = [upserts, creates, nights];

/** Plays one, by turns; gives how it went. */
export async function play(seed: number, kills = 12): Promise<{ inputs: number; requests: number; halted: string }> {
  const way = WAYS[seed % WAYS.length]!;
  const place = await openPlace("rows.csv", way.lines, way.options);
  try {
    const ended = await killAndResume(place, way, kills);
    await way.hold(place, ended);
    const inputs = way.lines.length - 1;
    return { inputs, requests: place.sandbox.requests.length, halted: `killed ${ended.kills} times` };
  } finally {
    await place.close();
  }
}

const load = ({ url }: Place, { operation, flags = [] }: Way) => [
  ...["load", operation, "rows.csv", "--target", url],
  ...[...flags, ...FAST],
];

async function killAndResume(place: Place, way: Way, most: number): Promise<Killed> {
  const inFlight = new Map<number, number>();
  let kills = 0;
  let over: Ended | undefined;
  const words = () => (place.isBegun() ? ["resume", ...FAST] : load(place, way));
  const kill = async (isTime: () => boolean) => {
    const result = await killWhen(place, isTime, words());
    if (!(result instanceof Set)) over = result;
    else {
      kills++;
      for (const index of result) inFlight.set(index, (inFlight.get(index) ?? 0) + 1);
    }
  };
  while (kills < most && over === undefined) await kill(kills % 4 === 3 ? asItStarts(place) : asItSends(place));
  if (over === undefined) await kill(asItEnds(place, way.lines.length - 1));
  over ??= await run(place.folder, words());
  if (over.code !== 0 && over.code !== 1) throw new Error(`it has ended with ${over.code}: ${over.err}`);
  return { kills, inFlight, code: over.code };
}

/** Some requests and moments after the first one. */
function asItSends({ sandbox }: Place): () => boolean {
  const until = sandbox.requests.length + randomInt(1, 5);
  return after(() => sandbox.requests.length >= until, randomInt(0, 30));
}

/** Before the first request, mostly. */
function asItStarts({ sandbox }: Place): () => boolean {
  const from = sandbox.requests.length;
  const isTime = after(() => true, randomInt(0, 1_500));
  return () => isTime() || sandbox.requests.length > from + 3;
}

/** Once nothing comes any more that was not there before: as its files are written. */
function asItEnds({ sandbox }: Place, inputs: number): () => boolean {
  const sent = new Set<string>();
  let seen = 0;
  const isAllSent = () => {
    for (const { inputs: some } of sandbox.requests.slice(seen))
      for (const input of some) sent.add(JSON.stringify(input));
    seen = sandbox.requests.length;
    return sent.size >= inputs;
  };
  return after(isAllSent, randomInt(0, 150));
}

/** Whether something has come true so many ms ago. */
function after(isSo: () => boolean, ms: number): () => boolean {
  let since: number | undefined;
  return () => {
    if (since === undefined && isSo()) since = performance.now();
    return since !== undefined && performance.now() - since >= ms;
  };
}

function holdWrites({ sandbox }: Place, count: number, inFlight: ReadonlyMap<number, number>): void {
  const writes = writesOf(sandbox);
  equal(writes.size, count);
  deepEqual(
    [...writes].filter(([id, times]) => times > 1 + (inFlight.get(Number(id)) ?? 0)),
    [],
  );
}

/** Loads once more, and gives the ids that were sent. */
async function night(place: Place): Promise<Set<string>> {
  const before = place.sandbox.requests.length;
  const { code } = await run(place.folder, load(place, nights));
  const { counts } = JSON.parse(readFileSync(join(place.lastRun(), "report.json"), "utf8"));
  deepEqual([code, counts.total, counts.succeeded, counts.failed], [1, 4_000, 3_960, 40]);
  const inputs = place.sandbox.requests.slice(before).flatMap((one) => [...one.inputs]);
  return new Set((inputs as { externalEventId?: string }[]).flatMap(({ externalEventId }) => externalEventId ?? []));
}

/** The ways in which sending only what changed goes wrong, each as a night or two. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { takeLock } from "../../../src/cli/runs/lock.js";
import { canonical } from "../../../src/cli/state/fingerprints.js";
import { eventsCsv, openPlace, type Place } from "../runs/served.js";

const NIGHT = ["load", "marketingEvents.upsert", "events.csv", "--changed"];

/** Loads a file as every night, and gives what was sent and told. */
async function night(place: Place, csv: string, flags: readonly string[] = [], now = Date.now()) {
  writeFileSync(join(place.folder, "events.csv"), csv);
  const before = place.sent().length;
  const { code, out } = await place.run([...NIGHT, ...flags], { now: () => now });
  const { counts, gone } = JSON.parse(place.read("report.json"));
  const sent = (place.sent().slice(before).flat() as { externalEventId: string }[]).map((one) => one.externalEventId);
  return { code, out, sent: sent.sort(), counts, gone };
}

test("the second night sends only what changed; what did not is counted, shown, and among the succeeded", async () => {
  const place = await openPlace({});
  expect((await night(place, eventsCsv(250))).sent.length).toBe(250);
  const second = await night(
    place,
    eventsCsv(250, (index) => (index === 7 ? { name: "New" } : {})),
  );
  expect(second).toMatchObject({
    code: 0,
    sent: ["7"],
    counts: { total: 250, succeeded: 250, unchanged: 249 },
    gone: 0,
  });
  expect(second.out).toContain("249 of those that succeeded are unchanged, and were not sent");
  expect((await place.rows("succeeded.csv")).filter(({ _status }) => _status === "unchanged").length).toBe(249);
});

describe("1: what is compared is what is sent", () => {
  test("columns in another order, and other columns' names, change nothing", async () => {
    const place = await openPlace({});
    await night(place, "externalAccountId,externalEventId,eventName,eventOrganizer,red,blue\na,1,One,Me,1,2\n");
    const csv = "blue,red,Title,eventOrganizer,externalEventId,externalAccountId\n2,1,One,Me,1,a\n";
    expect((await night(place, csv, ["--map", "eventName=Title"])).sent).toEqual([]);
  });

  test("another constant changes every row", async () => {
    const place = await openPlace({});
    await night(place, eventsCsv(3), ["--set", "eventType=A"]);
    expect((await night(place, eventsCsv(3), ["--set", "eventType=B"])).sent).toEqual(["0", "1", "2"]);
  });

  test("another value beside the inputs changes every row", async () => {
    const place = await openPlace({ "people.csv": "email\na@b.c\nd@e.f\n" });
    await place.run(["load", "contacts.create", "people.csv"]);
    const ids = (place.sandbox.records("contacts") as { id: string }[]).map(({ id }) => id);
    writeFileSync(join(place.folder, "ids.csv"), ["id", ...ids, ""].join("\n"));
    const sentWith = async (names: string) => {
      const before = place.sent().length;
      const words = ["--set", `properties=${names}`, "--changed"];
      expect((await place.run(["load", "contacts.read", "ids.csv", ...words])).code).toBe(0);
      return place.sent().slice(before).flat().length;
    };
    expect([await sentWith('["email"]'), await sentWith('["email"]'), await sentWith('["city"]')]).toEqual([2, 0, 2]);
  });

  test("canonical texts are the same for the same value alone", () => {
    expect(canonical({ a: 1, b: { d: 1, c: 2 } })).toBe(canonical({ b: { c: 2, d: 1 }, a: 1 }));
    expect(canonical([{ name: "b", value: "1" }, { name: "a" }])).toBe(
      canonical([{ name: "a" }, { value: "1", name: "b" }]),
    );
    expect(canonical([2, 1])).not.toBe(canonical([1, 2]));
    expect(canonical({ a: null })).not.toBe(canonical({}));
  });
});

test("2: only a confirmed write is believed", async () => {
  const faults = [{ operation: "marketingEvents.upsert", times: 1, when: isSeven, answer: "silent" }] as const;
  const place = await openPlace({}, { faults });
  expect((await night(place, eventsCsv(9))).counts).toMatchObject({ unknown: 1 });
  expect((await night(place, eventsCsv(9))).sent).toEqual(["7"]);
});

test("3: after a write whose fate is not known, a source that goes back is sent, not passed over", async () => {
  const faults = [
    {
      operation: "marketingEvents.upsert",
      times: 1,
      when: (input: object) => isSeven(input) && "eventUrl" in input,
      answer: "silent",
    },
  ] as const;
  const place = await openPlace({}, { faults });
  await night(place, eventsCsv(9));
  const withUrl = eventsCsv(9)
    .replace(/^(.*)$/gm, "$1,")
    .replace("Organizer,", "Organizer,eventUrl")
    .replace("Event 7,Me,", "Event 7,Me,https://x.example");
  expect(await night(place, withUrl)).toMatchObject({ sent: ["7"], counts: { unknown: 1 } });
  expect((await night(place, eventsCsv(9))).sent).toEqual(["7"]);
});

test("3b: what a load without --changed has put over it is not passed over", async () => {
  const place = await openPlace({});
  const load = async (csv: string) => {
    writeFileSync(join(place.folder, "events.csv"), csv);
    expect((await place.run(NIGHT.slice(0, -1))).code).toBe(0);
    expect(JSON.parse(place.read("report.json")).gone).toBeUndefined();
  };
  await load(eventsCsv(9));
  expect(readdirSync(join(place.folder, ".hubspot-batch"))).not.toContain("state");
  await night(place, eventsCsv(9));
  await load(eventsCsv(8, (index) => (index === 7 ? { name: "Other" } : {})));
  expect((await night(place, eventsCsv(9))).sent).toEqual(["7"]);
});

test("3c: nor what another version of the operation, or another name of it, has put over it", async () => {
  const place = await openPlace({});
  const load = async (method: string, name: string, ...words: string[]) => {
    writeFileSync(join(place.folder, "people.csv"), `id,firstname\na@b.c,${name}\n`);
    const before = place.sent().flat().length;
    const told = await place.run(["load", method, "people.csv", "--set", "idProperty=email", ...words]);
    expect([method, told.code, told.err.includes("rror")]).toEqual([method, 0, false]);
    return place.sent().flat().length - before;
  };
  const others = [
    ["contacts.upsert", "--api-version", "v3"],
    ["objects.upsert", "--path", "objectType=contacts"],
  ] as const;
  for (const [method, ...words] of others) {
    await load("contacts.upsert", "Ada", "--changed", "--full");
    expect(await load(method, "Eve", ...words)).toBe(1);
    expect(await load("contacts.upsert", "Ada", "--changed")).toBe(1);
    expect(await load(method, "Ada", "--changed", ...words)).toBe(0);
  }
  expect(await load("objects.upsert", "Ada", "--changed", "--path", "objectType=companies")).toBe(1);
});

test("4: what was refused and did not change is told, and sent only if asked", async () => {
  const faults = [{ operation: "marketingEvents.upsert", when: isSeven, answer: { status: 400 } }] as const;
  const place = await openPlace({}, { faults });
  await night(place, eventsCsv(9));
  const second = await night(place, eventsCsv(9));
  expect(second).toMatchObject({ code: 1, sent: [], counts: { failed: 1, refusedBefore: 1, unchanged: 8 } });
  expect((await place.rows("failed.csv"))[0]).toMatchObject({ _status: "refused-before", _line: "9" });
  expect(new Set((await night(place, eventsCsv(9), ["--retry-refused"])).sent)).toEqual(new Set(["7"]));
  const mended = eventsCsv(9, (index) => (index === 7 ? { name: "Mended" } : {}));
  expect(new Set((await night(place, mended)).sent)).toEqual(new Set(["7"]));
});

test("5: another account's memory, and a sandbox's, skip nothing", async () => {
  const one = await openPlace({}, { portalId: 1 });
  await night(one, eventsCsv(3));
  await one.run([...NIGHT, "--target", "sandbox"]);
  expect(JSON.parse(one.read("report.json")).counts).toMatchObject({ succeeded: 3, unchanged: 0 });
  const other = await openPlace({}, { portalId: 2 });
  const { url, close } = await other.sandbox.listen();
  await one.run([...NIGHT, "--target", url]);
  await close();
  expect(other.sent().flat().length).toBe(3);
  expect((await night(one, eventsCsv(3))).sent).toEqual([]);
});

test("6: rows that are gone are told, and nothing is deleted", async () => {
  const place = await openPlace({});
  await night(place, eventsCsv(9));
  const { gone, out, sent } = await night(place, eventsCsv(7));
  expect([gone, sent, place.sandbox.records("marketingEvents").length]).toEqual([2, [], 9]);
  expect(out).toContain("2 records of earlier runs are in the file no more; nothing was deleted");
});

test("6b: a row that can't be used is in the file all the same; of one that can't be read, nobody knows which it is", async () => {
  const place = await openPlace({});
  const typed = (count: number, at: number, start: string) =>
    eventsCsv(count)
      .replace("eventOrganizer", "eventOrganizer,startDateTime")
      .replace(/Me$/gm, "Me,")
      .replace(`Event ${at},Me,`, `Event ${at},Me,${start}`);
  await night(place, typed(9, 0, ""));
  const invalid = await night(place, typed(8, 7, "soon"));
  expect([invalid.gone, invalid.counts]).toEqual([1, expect.objectContaining({ unchanged: 7, failed: 1 })]);
  const ragged = await night(place, typed(7, 6, "2026-05-06T15:57Z,too much"));
  expect([ragged.gone, ragged.counts]).toEqual([2, expect.objectContaining({ unchanged: 6, failed: 1 })]);
});

test("7: a blank that clears is not one that leaves", async () => {
  const place = await openPlace({});
  const csv = "externalAccountId,externalEventId,eventName,eventOrganizer,eventUrl\na,1,One,Me,\n";
  await night(place, csv);
  expect((await night(place, csv, ["--blank", "clear"])).sent).toEqual(["1"]);
  expect((await night(place, csv, ["--blank", "clear"])).sent).toEqual([]);
});

test("8: people edit HubSpot too: --full sends all, --max-age what was confirmed too long ago", async () => {
  const place = await openPlace({});
  const day = 86_400_000;
  const start = Date.UTC(2026, 0, 1);
  await night(place, eventsCsv(3), [], start);
  expect((await night(place, eventsCsv(3), ["--max-age", "30d"], start + 29 * day)).sent).toEqual([]);
  expect((await night(place, eventsCsv(3), ["--max-age", "30d"], start + 31 * day)).sent).toEqual(["0", "1", "2"]);
  expect((await night(place, eventsCsv(3), ["--full"], start + 32 * day)).sent).toEqual(["0", "1", "2"]);
});

test("10: of several rows of a record the last stands, every night", async () => {
  const place = await openPlace({});
  const csv = eventsCsv(3, (index) => (index === 2 ? { id: "0", name: "Last" } : {}));
  for (const expected of [
    ["0", "0", "1"],
    ["0", "0"],
  ]) {
    expect((await night(place, csv)).sent).toEqual(expected);
    const stored = place.sandbox.records("marketingEvents") as { externalEventId: string; eventName: string }[];
    expect(stored.find(({ externalEventId }) => externalEventId === "0")).toMatchObject({ eventName: "Last" });
  }
});

function isSeven(input: object): boolean {
  return (input as { externalEventId?: string }).externalEventId === "7";
}

test("3 and 10: what an earlier row of a record was answered says nothing of a later one whose answer was lost", async () => {
  const isLast = ({ eventName }: { eventName?: string }) => eventName === "Last";
  const faults = [{ operation: "marketingEvents.upsert", times: 1, when: isLast, answer: "silent" }] as const;
  const place = await openPlace({}, { faults });
  const both = eventsCsv(2, (index) => ({ id: "0", name: index === 1 ? "Last" : "First" }));
  expect((await night(place, both)).counts).toMatchObject({ succeeded: 1, unknown: 1 });
  expect(
    (
      await night(
        place,
        eventsCsv(1, () => ({ name: "First" })),
      )
    ).sent,
  ).toEqual(["0"]);
});

test("of a file that was read in part, none are said to be gone", async () => {
  const place = await openPlace({});
  await night(place, eventsCsv(9));
  expect((await night(place, eventsCsv(9), ["--limit", "2"])).gone).toBeUndefined();
});

test("what was refused is sent again by a retry that asks for it", async () => {
  const faults = [{ operation: "marketingEvents.upsert", times: 1, when: isSeven, answer: { status: 400 } }] as const;
  const place = await openPlace({}, { faults });
  expect((await night(place, eventsCsv(8).replace(/^.*,[0-6],.*\n/gm, ""))).counts).toMatchObject({ failed: 1 });
  expect((await place.run(["retry", "last", "--status", "failed"])).code).toBe(0);
  expect(JSON.parse(place.read("report.json")).counts).toMatchObject({ succeeded: 1, unchanged: 0, refusedBefore: 0 });
});

test("what is remembered is one process's at a time, for it would believe what another has written over", async () => {
  const place = await openPlace({});
  await night(place, eventsCsv(3));
  const folder = join(place.folder, ".hubspot-batch", "state");
  const [memory] = readdirSync(folder);
  const release = await takeLock(join(folder, `${memory}.lock`), "it");
  const { code, err } = await place.run(NIGHT);
  expect([code, place.sent().flat().length]).toEqual([2, 3]);
  expect(err).toContain("another process has what is remembered of marketingEvents.upsert for --changed");
  await release();
  expect((await place.run(["resume"])).code).toBe(0);
  expect(readdirSync(folder)).toEqual([memory]);
});

test("what was refused while it was in doubt is sent again: an earlier request may have written it", async () => {
  let refuses = false;
  const faults = [
    { operation: "marketingEvents.upsert", times: 1, when: isSeven, answer: "silent" },
    {
      operation: "marketingEvents.upsert",
      when: (input: object) => refuses && isSeven(input),
      answer: { status: 400 },
    },
  ] as const;
  const place = await openPlace({}, { faults });
  expect((await night(place, eventsCsv(9))).counts).toMatchObject({ unknown: 1 });
  refuses = true;
  await place.run(["retry", "last", "--status", "unknown"]);
  expect(JSON.parse(place.read("report.json")).counts).toMatchObject({ unknown: 1, failed: 0 });
  expect(new Set((await night(place, eventsCsv(9))).sent)).toEqual(new Set(["7"]));
  // There it was in no doubt: it is as it was refused.
  expect(await night(place, eventsCsv(9))).toMatchObject({ sent: [], counts: { refusedBefore: 1 } });
});

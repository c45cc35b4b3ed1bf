/** Rows that may be written by a request of an earlier pass, whatever a later one is answered. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Entry, writeEntry } from "../../../src/cli/runs/entry.js";
import { lastRunOf } from "../last-run.js";
import { eventsCsv, openLoaded, openPlace } from "./served.js";

const LOST = { name: "TimeoutError", message: "there was no answer in time", resend: "safe" };
const WHY = "it was being sent when the run ended: it may be written or not";

test("a row in doubt that is refused now stays unknown, for both reasons; one that never was on its way has failed", async () => {
  const entries: Entry[] = [
    { intent: "0" },
    { settled: { unknown: "1" }, details: [{ rows: "1", ...LOST }] },
    { settled: { unsent: "2" } },
  ];
  let refuses = false;
  const faults = [{ operation: "marketingEvents.upsert", when: () => refuses, answer: { status: 400 } }] as const;
  const { run, rows, read, resent } = await openLoaded(eventsCsv(4), entries, { faults });
  refuses = true;
  for (const again of [false, true]) {
    const before = resent().length;
    const { code, out } = await run(["resume"]);
    expect(code).toBe(1);
    // Of those that failed none is sent again; what is in doubt is.
    expect(new Set(resent().slice(before))).toEqual(
      new Set(["Event 0", "Event 1", ...(again ? [] : ["Event 2", "Event 3"])]),
    );
    expect(out).not.toContain("Go on:");
    const unknown = await rows("unknown.csv");
    expect(unknown.map(({ _line, _code, _resend }) => [_line, _code, _resend])).toEqual([
      ["2", "PROPERTY_DOESNT_EXIST", "read-first"],
      ["3", "PROPERTY_DOESNT_EXIST", "read-first"],
    ]);
    const [first = "", second = ""] = unknown.map(({ _message = "" }) => _message);
    expect(first).toMatch(new RegExp(`^(?!.*earlier.*earlier).*; an earlier request may have written it: ${WHY}$`));
    expect(second).toMatch(/; an earlier request may have written it: there was no answer in time$/);
    expect((await rows("failed.csv")).map(({ _line, _resend }) => [_line, _resend])).toEqual([
      ["4", "pointless"],
      ["5", "pointless"],
    ]);
  }
  // They are two reasons: what is to be done about them differs.
  expect(JSON.parse(read("report.json")).errors).toMatchObject([
    { count: 2, statuses: { unknown: 2 }, resend: "read-first" },
    { count: 2, statuses: { failed: 2 }, resend: "pointless" },
  ]);
  refuses = false;
  expect((await run(["retry", "last", "--status", "unknown,failed"])).code).toBe(0);
  expect((await rows("succeeded.csv")).length).toBe(4);
});

test("a create that HubSpot has by now may be the one whose answer was lost: it stays unknown", async () => {
  const place = await openPlace({ "people.csv": "email\na@b.c\nd@e.f\n" });
  await place.run(["load", "contacts.create", "people.csv"]);
  const began = { began: { command: "load", at: new Date().toISOString() } };
  const entries: Entry[] = [began, { intent: "0-1" }, { settled: { succeeded: "1" } }];
  writeFileSync(join(lastRunOf(place.folder), "journal.ndjson"), entries.map(writeEntry).join(""));
  const { code } = await place.run(["retry", "last", "--status", "unknown"]);
  expect([code, place.sandbox.records("contacts").length]).toEqual([1, 2]);
  expect(await place.rows("failed.csv")).toEqual([]);
  const [unknown, ...others] = await place.rows("unknown.csv");
  expect([unknown?.["email"], unknown?.["_resend"], others]).toEqual(["a@b.c", "read-first", []]);
  expect(unknown?.["_message"]).toMatch(/Existing ID.*an earlier request may have written it/);
});

test("a row in doubt that is not sent after all keeps the reason that it had", async () => {
  let refuses = false;
  const faults = [{ operation: "marketingEvents.upsert", when: () => refuses, answer: { status: 401 } }] as const;
  const entries: Entry[] = [{ settled: { unknown: "0" }, details: [{ rows: "0", ...LOST }] }, { intent: "1" }];
  const { run, rows } = await openLoaded(eventsCsv(2), entries, { faults });
  refuses = true;
  expect((await run(["resume"])).code).toBe(4);
  expect((await rows("unknown.csv")).map(({ _message }) => _message)).toEqual([LOST.message, WHY]);
});

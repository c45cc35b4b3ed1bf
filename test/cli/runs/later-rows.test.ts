import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../../src/cli/runs/entry.js";
import { findLaterRows } from "../../../src/cli/runs/later-rows.js";
import { Ledger, type RowFate } from "../../../src/cli/runs/ledger.js";
import { prepare } from "../../../src/cli/runs/prepare.js";
import { createFolder } from "../folder.js";
import { openLoaded } from "./served.js";

const HEADER = "externalAccountId,externalEventId,eventName,eventOrganizer,eventUrl";

/** Events, each with its id and its name. */
const eventsOf = (...rows: readonly (readonly [id: string, name: string, url?: string])[]) =>
  [HEADER, ...rows.map(([id, name, url = ""]) => `a,${id},${name},Me,${url}`), ""].join("\n");

const reason = { name: "RefusedError", code: "SOME_CODE", property: "eventName", message: "as it was", resend: "safe" };

describe("a row is not sent again where a later row of its record was written", () => {
  test.each<[string, string[], Entry[], string, string]>([
    [
      "unknown",
      ["resume"],
      [{ settled: { unknown: "0" }, details: [{ rows: "0", ...reason }] }],
      "unknown",
      "as it was (SOME_CODE)",
    ],
    [
      "on the way when its run was killed",
      ["resume"],
      [{ intent: "0" }],
      "unknown",
      "it may be written or not (no-answer)",
    ],
    [
      "unsent",
      ["resume"],
      [{ settled: { unsent: "0" }, details: [{ rows: "0", ...reason }] }],
      "unsent",
      "as it was (SOME_CODE)",
    ],
    ["not reached", ["resume"], [], "unsent", "the run ended before it (not-reached)"],
    [
      "failed",
      ["retry", "last", "--status", "failed"],
      [{ settled: { failed: "0" }, details: [{ rows: "0", ...reason }] }],
      "failed",
      "as it was (SOME_CODE)",
    ],
  ])("%s", async (_, command, entries, status, before) => {
    const csv = eventsOf(["1", "Old"], ["2", "Other"], [" 1", "New"]);
    const { run, rows, resent } = await openLoaded(csv, [...entries, { settled: { succeeded: "1-2" } }]);
    const { code, err, out } = await run(command);
    expect([code, resent()]).toEqual([1, []]);
    expect(err).toContain("1 row is not sent again: a later row of the same record was written, or may be");
    const told = await rows(`${status}.csv`);
    expect(told.map((row) => [row["_line"], row["eventName"], row["_code"], row["_resend"]])).toEqual([
      ["2", "Old", "LATER_ROW_WRITTEN", "read-first"],
    ]);
    expect(told[0]!["_message"]).toMatch(/^not sent again: a later row of its record, line 4, was written, and /);
    expect(told[0]!["_message"]).toContain(`Before: `);
    expect(told[0]!["_message"]).toContain(before);
    expect(out).not.toContain("Go on:");
    // Asked again, it says the same once.
    expect((await run(command)).code).toBe(1);
    expect([resent(), await rows(`${status}.csv`)]).toEqual([[], told]);
  });

  test("or may be", async () => {
    const csv = eventsOf(["1", "Old"], ["1", "New"]);
    const { run, rows, resent } = await openLoaded(csv, [{ settled: { failed: "0" } }, { intent: "1" }]);
    await run(["retry", "last", "--status", "failed"]);
    expect(resent()).toEqual([]);
    expect((await rows("failed.csv"))[0]!["_message"]).toContain("line 3, may be written");
  });
});

describe("a row is sent again", () => {
  test("with the later ones of its record, in order", async () => {
    const csv = eventsOf(["1", "Old"], ["1", "Newer"], ["1", "Newest"]);
    const { run, resent } = await openLoaded(csv, [{ intent: "0-1" }, { settled: { unsent: "2" } }]);
    expect((await run(["resume"])).code).toBe(0);
    expect(resent()).toEqual(["Old", "Newer", "Newest"]);
  });

  test("where the later one certainly was not written, or is another record", async () => {
    const csv = eventsOf(["1", "Old"], ["1", "New"], ["2", "Other"]);
    const { run, resent } = await openLoaded(csv, [{ settled: { unknown: "0", failed: "1", succeeded: "2" } }]);
    await run(["resume"]);
    expect(resent()).toEqual(["Old"]);
  });
});

const STATUSES: Readonly<Record<string, readonly RowFate[]>> = {
  failed: ["failed"],
  unknown: ["unknown", "sending"],
  unsent: ["unsent", "waiting"],
};
const FATES = ["waiting", "sending", "succeeded", "failed", "unknown", "unsent"] as const;

test("of whatever journal, no row is sent before whose record HubSpot may have a later one, and all others are", async () => {
  const rowsOf = fc.array(fc.tuple(fc.constantFrom("1", "2", "3"), fc.constantFrom(...FATES)), {
    minLength: 1,
    maxLength: 9,
  });
  const statuses = fc.subarray(Object.keys(STATUSES), { minLength: 1 });
  const folder = createFolder({ "events.csv": "" });
  await fc.assert(
    fc.asyncProperty(rowsOf, statuses, async (rows, asked) => {
      const csv = eventsOf(...rows.map(([id], index) => [id, `Event ${index}`] as const));
      writeFileSync(join(folder, "events.csv"), csv);
      const ledger = new Ledger();
      for (const [index, [, fate]] of rows.entries()) ledger.set(index, fate, 0);
      const chosen = (index: number) => asked.some((status) => STATUSES[status]!.includes(ledger.fateOf(index)));
      const later = await findLaterRows(await prepared(folder), ledger, chosen);
      const expected = rows.flatMap(([id, fate], index) => {
        const behind = rows.flatMap(([other, its], at) =>
          at > index && other === id && !chosen(at) && ["succeeded", "unknown", "sending"].includes(its) ? [at] : [],
        );
        return chosen(index) && behind.length > 0 ? [[index, fate, behind[0]! + 2]] : [];
      });
      expect([...later].map(([index, { line }]) => [index, rows[index]![1], line]).sort()).toEqual(expected.sort());
    }),
  );
});

test("what sets nothing that the later row has set, is sent", async () => {
  const csv = "id,city,phone\na@b.c,Bern,\na@b.c,,1\na@b.c,,2\na@b.c,Basel,\n";
  const folder = createFolder({ "events.csv": csv });
  const ledger = new Ledger();
  for (const [index, fate] of (["unknown", "succeeded", "unsent", "succeeded"] as const).entries())
    ledger.set(index, fate, 0);
  const chosen = (index: number) => index % 2 === 0;
  const later = await findLaterRows(await prepared(folder, "contacts.upsert"), ledger, chosen);
  // The last one's city is put over the first's; nothing is put over the third's phone.
  expect([...later]).toEqual([[0, { line: 5, isWritten: true }]]);
});

function prepared(folder: string, operation = "marketingEvents.upsert") {
  return prepare(
    {
      operation,
      apiVersion: "2026-03",
      target: "sandbox",
      file: { path: join(folder, "events.csv"), name: "events.csv", sha256: "", bytes: 1, encoding: "utf-8" },
      wishes: { map: [], set: operation === "contacts.upsert" ? [["idProperty", "email"]] : [] },
      path: {},
      query: {},
      blank: "leave",
    },
    // Nothing of it is asked.
    {} as never,
  );
}

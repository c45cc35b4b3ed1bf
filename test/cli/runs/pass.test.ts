import { expect, test } from "vitest";
import { eventsCsv, openLoaded } from "./served.js";

test("rows in doubt that are not sent again after all stay in doubt: only others are certainly not processed", async () => {
  let refuses = false;
  const faults = [{ operation: "marketingEvents.upsert", when: () => refuses, answer: { status: 401 } }] as const;
  const entries = [{ intent: "0-1" }, { settled: { unknown: "2" } }, { settled: { unsent: "3" } }];
  const { run, rows } = await openLoaded(eventsCsv(5), entries, { faults });
  refuses = true;
  const { code } = await run(["resume"]);
  expect(code).toBe(4);
  const lines = async (name: string) => (await rows(name)).map((row) => Number(row["_line"]));
  expect([await lines("unknown.csv"), await lines("unsent.csv")]).toEqual([
    [2, 3, 4],
    [5, 6],
  ]);
  refuses = false;
  expect((await run(["resume"])).code).toBe(0);
});

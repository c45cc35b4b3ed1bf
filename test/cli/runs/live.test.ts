import { expect, test } from "vitest";
import { Ledger } from "../../../src/cli/runs/ledger.js";
import { lineOf } from "../../../src/cli/runs/live.js";

const requests = { sent: 30, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };

/** Counts of so many rows that were written, and so many that were not reached. */
function countsOf(succeeded: number, waiting: number) {
  const ledger = new Ledger();
  for (let index = 0; index < succeeded; index++) ledger.set(index, "succeeded", 0);
  if (waiting > 0) ledger.add(succeeded + waiting - 1);
  return ledger.counts;
}

test("the line says how fast this pass is, what it spends of the quota, and how long the rest takes at that rate", () => {
  const progress = { counts: countsOf(3_000, 500), requests, rows: 6_000 };
  const quota = { requests: 10, intervalMs: 1_000 };
  expect(lineOf(progress, 10_000, 1_000, quota)).toBe(
    "3,000 rows · 200/s · 30 requests · 30 % of the quota · 10 s · about 15 s left",
  );
});

test.each([
  ["it has only begun", 1_000, 0, 6_000],
  ["nothing is done yet in this pass", 10_000, 3_000, 6_000],
  ["it is not known how many rows there are", 10_000, 0, 0],
])("it says nothing of what is left while %s", (_, ms, before, rows) => {
  expect(lineOf({ counts: countsOf(3_000, 0), requests, rows }, ms, before, undefined)).not.toContain("left");
});

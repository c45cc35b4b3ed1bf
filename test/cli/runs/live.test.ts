import { afterEach, expect, test, vi } from "vitest";
import { Ledger } from "../../../src/cli/runs/ledger.js";
import { lineOf, tellLive } from "../../../src/cli/runs/live.js";
import type { Terminal } from "../../../src/cli/terminal.js";

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
    "3,000 rows · 200/s · about 15 s left · 30 % of the quota · 30 requests · 10 s",
  );
});

test.each([
  ["it has only begun", 1_000, 0, 6_000],
  ["nothing is done yet in this pass", 10_000, 3_000, 6_000],
  ["it is not known how many rows there are", 10_000, 0, 0],
])("it says nothing of what is left while %s", (_, ms, before, rows) => {
  expect(lineOf({ counts: countsOf(3_000, 0), requests, rows }, ms, before, undefined)).not.toContain("left");
});

test("rows of earlier passes that were not sent are not done", () => {
  const ledger = new Ledger();
  for (let index = 0; index < 5; index++) ledger.set(index, index < 2 ? "succeeded" : "unsent", 0);
  expect(lineOf({ counts: ledger.counts, requests, rows: 5 }, 1_000, 2, undefined)).toContain("2 rows · 0/s · ");
});

afterEach(() => void vi.useRealTimers());

test("on a terminal it has as many parts as there is room for", () => {
  vi.useFakeTimers();
  let told = "";
  const stderr = { isTTY: true, columns: 40, write: (text: string) => (told += text) };
  const terminal = { stderr, now: () => Date.now() } as unknown as Terminal; // The rest is not asked for.
  const counts = countsOf(3_000, 500);
  const live = tellLive(
    { json: false, quiet: false },
    { bytes: 1, counts: countsOf(0, 0), quota: () => undefined },
    terminal,
  );
  live.started("7", "a.b", "a.csv", "x");
  live.progress({ counts, requests, rows: 6_000 });
  vi.advanceTimersByTime(10_000);
  expect(told.split("\r").at(-1)).toBe("3,000 rows · 300/s · about 10 s left");
  live.stop();
  expect(told.split("\r").slice(-2)).toEqual([" ".repeat(36), ""]);
});

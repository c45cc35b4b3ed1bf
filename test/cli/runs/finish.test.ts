import { expect, test } from "vitest";
import type { Detail, Entry, Settled } from "../../../src/cli/runs/entry.js";
import { LATER_ROW } from "../../../src/cli/runs/later-rows.js";
import { eventsCsv, openLoaded } from "./served.js";

const detail = (row: number, resend: string, code = "X"): Detail & { rows: string } => ({
  rows: String(row),
  name: "TimeoutError",
  code,
  message: "there was no answer in time",
  resend,
});
const ended: Entry = { ended: { at: "2026-11-26T00:00:00.000Z", requests: {} } };

test.each<[string, Settled["settled"], string | undefined]>([
  ["rows that may be sent again", { unknown: "0-1", failed: "2-3" }, "failed,unknown"],
  ["those, and one to be looked at first", { unknown: "0,2", failed: "1,3" }, "failed"],
  ["those, and one that no command sends again", { unknown: "1,4", failed: "2-3" }, "failed,unknown"],
  ["none but what was written", { succeeded: "0-4" }, undefined],
])("of %s, retry is offered for the statuses that have nothing to be looked at", async (_, settled, statuses) => {
  const details = [
    detail(0, "safe"),
    detail(1, "safe"),
    detail(2, settled.unknown?.includes("2") ? "read-first" : "safe"),
  ];
  const entry: Entry = {
    settled: { succeeded: "0-4", ...settled },
    details: [...details, detail(3, "pointless"), detail(4, "read-first", LATER_ROW)],
  };
  const { run } = await openLoaded(eventsCsv(5), [entry, ended]);
  const { next } = JSON.parse((await run(["report", "--json"])).out);
  expect(next?.replace(/ \d{8}T\S+/, "")).toBe(statuses && `hubspot-batch retry --status ${statuses}`);
});

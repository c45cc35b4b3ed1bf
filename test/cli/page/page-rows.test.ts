import { expect, test } from "vitest";
import { gatherRows, type PageRow, shortened } from "../../../src/cli/page/page-rows.js";

const row = (line: number, more: Partial<PageRow> = {}): PageRow => ({
  line,
  status: "failed",
  code: "INVALID_EMAIL",
  property: "email",
  message: `line ${line}`,
  resend: "pointless",
  ...more,
});

test("rows of one reason are counted together, the most frequent first, each with its own words", async () => {
  const rows = [row(9), row(2, { status: "unknown", code: "TimeoutError", resend: "safe" }), row(5, { cells: ["a"] })];
  expect(await gatherRows(rows)).toEqual({
    reasons: [
      { status: "failed", code: "INVALID_EMAIL", property: "email", message: "line 9", resend: "pointless", count: 2 },
      { status: "unknown", code: "TimeoutError", property: "email", message: "line 2", resend: "safe", count: 1 },
    ],
    rows: [
      [2, 1, "", [], false],
      [5, 0, "line 5", ["a"], false],
      [9, 0, "", [], false],
    ],
    leftOut: 0,
  });
});

test("of many rows as many are kept as can be shown, and of a late reason some", async () => {
  async function* rows() {
    for (let line = 1; line <= 30_000; line++) yield row(line, line > 29_900 ? { code: "LATE" } : {});
  }
  const { reasons, rows: kept, leftOut } = await gatherRows(rows());
  expect(reasons.map(({ code, count }) => [code, count])).toEqual([
    ["INVALID_EMAIL", 29_900],
    ["LATE", 100],
  ]);
  expect(kept.filter(([, at]) => at === 1)).toHaveLength(20);
  expect(kept.length + leftOut).toBe(30_000);
  expect(kept).toHaveLength(10_020);
});

test("reasons without end are summed up by status", async () => {
  const { reasons } = await gatherRows(Array.from({ length: 500 }, (_, line) => row(line, { code: `CODE_${line}` })));
  expect(reasons).toHaveLength(201);
  expect(reasons[0]).toMatchObject({ status: "failed", code: "", property: "", count: 300 });
});

test("cells of any length keep the page within its bounds", async () => {
  const cells = Array.from({ length: 50 }, () => "x".repeat(100_000));
  const { rows, leftOut } = await gatherRows(Array.from({ length: 1_200 }, (_, line) => row(line, { cells })));
  expect(JSON.stringify(rows).length).toBeLessThan(17_000_000);
  expect(rows.length + leftOut).toBe(1_200);
});

test("cells are whole while there is room for them, and a row that has cut ones says so", async () => {
  const sizes = [400, 5_000_000, 5_000_000, 2_000_000, 300];
  const { rows, leftOut } = await gatherRows(sizes.map((size, line) => row(line, { cells: ["id", "x".repeat(size)] })));
  expect(rows.map(([line, , , cells, isCut]) => [line, cells[1]!.length, isCut])).toEqual([
    [0, 400, false],
    [1, 5_000_000, false],
    [2, 301, true],
    [3, 2_000_000, false],
    [4, 300, false],
  ]);
  expect(leftOut).toBe(0);
});

test("a text is cut between characters", () => {
  expect(shortened("x".repeat(300))).toBe("x".repeat(300));
  expect(shortened(`${"x".repeat(299)}😀 and more`)).toBe(`${"x".repeat(299)}…`);
});

import { expect, test } from "vitest";
import type { Detail } from "../../../src/cli/runs/entry.js";
import { Reasons, tookMs } from "../../../src/cli/runs/report.js";

const invalid = (message: string, property?: string): Detail => ({
  ...{ name: "InvalidInputError", code: "INVALID_ROW", message, resend: "pointless" },
  ...(property !== undefined && { property }),
});

/** How often, with the line of the first, each reason was told of. */
function told(...details: readonly Detail[]): [number, number | undefined][] {
  const reasons = new Reasons();
  for (const [line, detail] of details.entries()) reasons.add(detail, "failed", line);
  return reasons.list().map(({ count, lines }) => [count, lines[0]]);
}

test("rows of which the same was expected are one reason, whatever came; of which something else was, another", () => {
  expect(
    told(
      invalid('at: expected a time, got "a; b"', "at"),
      invalid('at: expected an offset, got "a"', "at"),
      invalid('at: expected a time, got "c\nd"', "at"),
      invalid('at: expected a time, got "a"; is: expected true or false, got "x"', "at;is"),
      invalid('at: expected a time, got "b"; is: expected true or false, got "y"', "at;is"),
    ).sort(([, one = 0], [, other = 0]) => one - other),
  ).toEqual([
    [2, 0],
    [1, 1],
    [2, 3],
  ]);
});

test("rows that can't be read are one reason for each kind of mistake", () => {
  expect(told(invalid("it is no JSON: at 1"), invalid("it is no JSON: at 2"), invalid("it has 3 cells"))).toEqual([
    [2, 0],
    [1, 2],
  ]);
});

test("what HubSpot said is told apart by its code, property and advice", () => {
  const refused = (property: string, resend: string) => ({
    name: "RefusedError",
    code: "X",
    property,
    message: "",
    resend,
  });
  expect(
    told(refused("a", "pointless"), refused("b", "pointless"), refused("a", "read-first"), refused("a", "pointless")),
  ).toEqual([
    [2, 0],
    [1, 1],
    [1, 2],
  ]);
});

test("past a thousand distinct reasons the rest share one, and no row is lost", () => {
  const reasons = new Reasons();
  for (let line = 0; line < 3_000; line++) reasons.add(invalid(`cell ${line} is wrong`, "name"), "failed", line);
  const list = reasons.list();
  expect(list).toHaveLength(1_000);
  expect(list[0]).toMatchObject({ name: "Other", count: 2_001, statuses: { failed: 2_001 } });
  expect(list.slice(1).every(({ count, lines }) => count === 1 && lines.length === 1)).toBe(true);
});

test("a run took as long as its passes, whatever went by between them", () => {
  const at = (second: number) => new Date(second * 1_000).toISOString();
  const pass = (from: number, to?: number) => ({
    command: "load",
    startedAt: at(from),
    ...(to !== undefined && { completedAt: at(to) }),
  });
  expect(tookMs({ passes: [pass(0, 4), pass(50), pass(100, 103)] })).toBe(7_000);
  // Where the clock was set back in between.
  expect(tookMs({ passes: [pass(9, 4), pass(10, 11)] })).toBe(1_000);
});

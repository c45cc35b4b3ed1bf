import { expect, test } from "vitest";
import { OWN_COLUMNS } from "../../../src/cli/rows/row.js";
import { markedProblem, stillUnreadable } from "../../../src/cli/rows/unreadable.js";

const columns = ["email", "city", ...OWN_COLUMNS];
const rejected = (cells: readonly string[], message: string) => ({
  ...{ index: 0, line: 2 },
  cells: [...cells, "7", "failed", "INVALID_ROW", "", message, "pointless"],
});

test("a row that couldn't be read fails again as it was, and no more once it is corrected", () => {
  const cells = ["a@x.de", "Berlin,Mitte"];
  const message = markedProblem("it has 3 cells, the header has 2", cells);
  expect(message).toMatch(/^it has 3 cells, the header has 2 \[as read: [0-9a-f]{8}\]$/);
  expect(stillUnreadable(rejected(cells, message), columns).problem).toBe("it has 3 cells, the header has 2");
  expect(stillUnreadable(rejected(["a@x.de", "Berlin"], message), columns).problem).toBeUndefined();
  // Moved by a comma, it is another.
  expect(stillUnreadable(rejected(["a@x.de,Berlin", "Mitte"], message), columns).problem).toBeUndefined();
});

test("whatever a message says, a row without a mark is taken as it is", () => {
  for (const message of ["", "it has 3 cells, the header has 2", "x [as read: 0000]"])
    expect(stillUnreadable(rejected(["a", "b"], message), columns).problem).toBeUndefined();
  expect(stillUnreadable({ index: 0, line: 2, cells: ["a"] }, ["email"]).problem).toBeUndefined();
});

test("a long problem is cut, and its mark whole", () => {
  const message = markedProblem("x".repeat(5_000), ["a"]);
  expect(message.length).toBeLessThan(300);
  expect(stillUnreadable(rejected(["a"], message), ["email", ...OWN_COLUMNS]).problem).toMatch(/^x{200}…$/);
});

import { expect, it } from "vitest";
import type { Change } from "../../../src/toolkit/diff/changes.js";
import { print } from "../../../src/toolkit/diff/print.js";

const change: Change = {
  severity: "breaking",
  audience: "caller's types",
  pointer: "/components/schemas/Input/required",
  operation: "POST /v1/things/batch/update",
  message: "`note` became required in inputs[]: a|b",
};
const other: Change = {
  severity: "safe",
  audience: "what is read back",
  pointer: "/components/schemas/Result/properties/note",
  operation: "POST /v1/things/batch/update",
  message: "`note` was added to results[]",
};
const changes = [change, { ...change, operation: "POST /v1/things/batch/upsert" }, other];

it("text is one line for each change, however many operations have it", () => {
  expect(print(changes, "text").split("\n")).toEqual([
    "breaking  caller's types     `note` became required in inputs[]: a|b [POST /v1/things/batch/update, POST /v1/things/batch/upsert /components/schemas/Input/required]",
    "safe      what is read back  `note` was added to results[] [POST /v1/things/batch/update /components/schemas/Result/properties/note]",
    "1 breaking, 1 safe, 0 metadata.",
  ]);
});

it("Markdown is a table", () => {
  expect(print(changes, "markdown").split("\n")).toEqual([
    "1 breaking, 1 safe, 0 metadata.",
    "",
    "| | for | change | where |",
    "|---|---|---|---|",
    String.raw`| breaking | caller's types | ${"`note` became required in inputs[]: a\\|b"} | ${"`POST /v1/things/batch/update`<br>`POST /v1/things/batch/upsert`<br>`/components/schemas/Input/required`"} |`,
    "| safe | what is read back | `note` was added to results[] | `POST /v1/things/batch/update`<br>`/components/schemas/Result/properties/note` |",
  ]);
});

it("JSON is every change of every operation", () => {
  expect(JSON.parse(print(changes, "json"))).toEqual({ changes });
});

it("no change is said to be none", () => {
  expect(print([], "text")).toBe("No change to what is sent or read.");
  expect(JSON.parse(print([], "json"))).toEqual({ changes: [] });
});

import { expect, test } from "vitest";
import { absentIn, withoutAbsent } from "../../../src/cli/rows/absent.js";
import { ABSENT } from "../../../src/cli/rows/row.js";
import { openPlace } from "../runs/served.js";

const columns = ["id", "city", "name", "_line", ABSENT];
const row = (...cells: unknown[]) => ({ index: 0, line: 2, cells });

test("fields that a row does not have are named, and blank ones are not", () => {
  expect(absentIn(row("1", "", undefined), columns)).toBe('["name"]');
  expect(absentIn(row("1", "", "x"), columns)).toBe("");
});

test("they are taken as missing again, unless they were filled in", () => {
  expect(withoutAbsent(row("1", "", "", "9", '["name"]'), columns).cells).toEqual([
    "1",
    "",
    undefined,
    "9",
    '["name"]',
  ]);
  const filled = row("1", "", "x", "9", '["name"]');
  expect(withoutAbsent(filled, columns).cells).toEqual(filled.cells);
});

test.each(["", "x", "{}", "7"])("%j names none", (text) => {
  expect(withoutAbsent(row("1", "", "", "9", text), columns).cells[2]).toBe("");
});

test("a reject file of JSON clears no more than its rows did, however often it is loaded", async () => {
  const ndjson = '{"id":"1","city":"A","name":"a"}\n{"id":"2","name":"BAD"}\n{"id":"3","city":""}\n';
  const words = ["load", "companies.update", "in.ndjson", "--blank", "clear", "--target", "sandbox"];
  const faults = '[{ "when": { "id": "2" }, "answer": { "status": 400 } }]';
  const place = await openPlace({ "in.ndjson": ndjson, "f.json": faults });
  await place.run([...words, "--faults", "f.json", "--out", "first"]);
  await place.run([...words.with(2, "first/failed.csv"), "--faults", "f.json", "--out", "second"]);
  const { out } = await place.run(["plan", "companies.update", "second/failed.csv", "--blank", "clear", "--json"]);
  const { first } = JSON.parse(out) as { first: { body: { inputs: object[] } }[] };
  expect(first[0]?.body.inputs).toMatchObject([{ id: "2", properties: { name: "BAD" } }]);
  expect(JSON.stringify(first)).not.toContain("city");
});

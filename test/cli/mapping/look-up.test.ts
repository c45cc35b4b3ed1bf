import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openPlace, type Place } from "../runs/served.js";

const WRITTEN =
  "email,_recordId\nada@x.com,101\nbob@x.com,102\nbob@x.com,103\neve@x.com,\ncy@x.com,104\ncy@x.com,\n7,105\n";
const LOAD = ["load", "associations.createDefault", "links.csv"];
const TYPES = ["--path", "fromObjectType=contacts", "--path", "toObjectType=companies"];

const open = (links: string, written = WRITTEN) => openPlace({ "links.csv": links, "written.csv": written });
const pairs = (place: Place) =>
  (place.sent().flat() as { from: { id: string }; to: { id: string } }[]).map(({ from, to }) => [from.id, to.id]);

test("a field is the id that an earlier load's file has beside the same key", async () => {
  const place = await open("email,to.id\nada@x.com,7\n cy@x.com ,8\n");
  const { code } = await place.run([...LOAD, ...TYPES, "--lookup", "from.id=email@written.csv"]);
  expect([code, pairs(place)]).toEqual([
    0,
    [
      ["101", "7"],
      ["104", "8"],
    ],
  ]);
});

test("the key may be called otherwise there, and of JSON be a number", async () => {
  const place = await openPlace({ "links.json": '[{"contact":7,"to.id":"8"}]', "written.csv": WRITTEN });
  const words = ["load", "associations.createDefault", "links.json", ...TYPES];
  expect((await place.run([...words, "--lookup", "from.id=contact:email@written.csv"])).code).toBe(0);
  expect(pairs(place)).toEqual([["105", "8"]]);
});

test("a mapping's file says it likewise", async () => {
  const place = await open("email,to.id\nada@x.com,7\n");
  writeFileSync(join(place.folder, "m.json"), JSON.stringify({ lookup: { "from.id": "email@written.csv" } }));
  expect((await place.run([...LOAD, ...TYPES, "--mapping", "m.json"])).code).toBe(0);
  expect(pairs(place)).toEqual([["101", "7"]]);
});

test.each([
  ["is not there", "dan@x.com", "expected a `email` that is in written.csv"],
  ["has several records", "bob@x.com", "expected a `email` of one record: in written.csv several have it"],
  ["has no id", "eve@x.com", "expected a record whose id is in written.csv: it is there without"],
])("a row whose key %s fails alone", async (_, key, message) => {
  const place = await open(`email,to.id\n${key},7\nada@x.com,8\n`);
  const { code } = await place.run([...LOAD, ...TYPES, "--lookup", "from.id=email@written.csv"]);
  expect([code, pairs(place)]).toEqual([1, [["101", "8"]]]);
  expect(await place.rows("failed.csv")).toMatchObject([
    { email: key, _property: "email", _message: `email: ${message}, got "${key}"` },
  ]);
});

describe("what can't be looked up is no use", () => {
  test.each([
    ["from.id=email", "--lookup is field=column@file, as from.id=email@contacts/succeeded.csv, got `from.id=email`"],
    ["from.id=email@writen.csv", "writen.csv: there is no such file"],
    ["from.id=mail@written.csv", "there is no column `mail`: did you mean `email`?"],
    ["from.id=email:mail@written.csv", "written.csv has no column `mail`: did you mean `email`?"],
    ["from.id=email@links.csv", "links.csv has no column `_recordId`: there are email, to.id"],
  ])("%s", async (lookUp, message) => {
    const place = await open("email,to.id\nada@x.com,7\n");
    const { code, err } = await place.run([...LOAD, ...TYPES, "--lookup", lookUp]);
    expect([code, place.sent(), err]).toEqual([2, [], expect.stringContaining(message)]);
  });
});

test("a run goes on only with the file as it was", async () => {
  const place = await open("email,to.id\nada@x.com,7\nbob@x.com,8\n");
  await place.run([...LOAD, ...TYPES, "--lookup", "from.id=email@written.csv"]);
  const retry = () => place.run(["retry", "last", "--status", "failed"]);
  expect((await retry()).code).toBe(1);
  writeFileSync(join(place.folder, "written.csv"), `${WRITTEN}dan@x.com,9\n`);
  const before = place.sent().length;
  const { code, err } = await retry();
  expect([code, place.sent().length, err]).toEqual([
    2,
    before,
    expect.stringContaining("written.csv has changed since"),
  ]);
  expect((await place.run(["report"])).err).toContain("written.csv is gone, or has changed");
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { eventsCsv, openPlace } from "../runs/served.js";

const LOAD = ["load", "marketingEvents.upsert", "events.csv"];

test("all rows are written: exit 0, and each is in succeeded.csv as it was", async () => {
  const { run, rows, sent, read } = await openPlace({ "events.csv": eventsCsv(250) });
  const { code, out, err } = await run(LOAD);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("succeeded  250  written: succeeded.csv");
  const inputs = sent().flat() as { externalEventId: string }[];
  expect([sent().length, inputs.length]).toEqual([3, 250]);
  expect(inputs.find(({ externalEventId }) => externalEventId === "0")).toEqual({
    externalAccountId: "a",
    externalEventId: "0",
    eventName: "Event 0",
    eventOrganizer: "Me",
  });
  expect((await rows("succeeded.csv")).map(({ _line }) => Number(_line))).toEqual(
    Array.from({ length: 250 }, (_, index) => index + 2),
  );
  for (const name of ["failed", "unknown", "unsent"]) expect(await rows(`${name}.csv`)).toEqual([]);
  expect(read("report.html")).toContain("<h1>250 of 250 rows are in HubSpot</h1>");
  expect(JSON.parse(read("report.json"))).toMatchObject({
    ok: true,
    exitCode: 0,
    counts: { total: 250, succeeded: 250 },
  });
});

test("what fails, fails alone; the corrected file loads clean", async () => {
  const faults = [
    {
      operation: "marketingEvents.upsert",
      when: ({ eventName }: { eventName?: string }) => eventName === "Bad",
      answer: { status: 400 },
    },
  ] as const;
  const csv = eventsCsv(300, (index) =>
    index === 7 ? { name: "" } : index === 8 ? { name: '"x' } : index === 9 ? { name: "Bad" } : {},
  );
  const { folder, run, rows, sandbox } = await openPlace({ "events.csv": csv }, { faults });
  const { code, out } = await run(LOAD);
  expect(code).toBe(1);
  expect(out).toContain("failed       3  refused: failed.csv");
  const failed = await rows("failed.csv");
  expect(failed.map(({ _line, _code, _property, _resend }) => [_line, _code, _property, _resend])).toEqual([
    ["9", "INVALID_ROW", "eventName", "pointless"],
    ["10", "INVALID_ROW", "", "pointless"],
    ["11", "PROPERTY_DOESNT_EXIST", "missing", "pointless"],
  ]);
  expect(failed.map(({ eventName }) => eventName)).toEqual(["", '"x', "Bad"]);
  expect((await rows("succeeded.csv")).length).toBe(297);

  const path = join(folder, ".hubspot-batch/runs", failedRun(out), "failed.csv");
  const { writeFileSync } = await import("node:fs");
  // As people correct it: the line that could not be read is a row again, in its first columns.
  writeFileSync(
    join(folder, "events.csv"),
    readFileSync(path, "utf8").replace("a,7,,", "a,7,Seven,").replace('"""x"', "Eight").replace("Bad", "Nine"),
  );
  const again = await run(LOAD);
  expect([again.code, again.err]).toEqual([0, ""]);
  expect(sandbox.records("marketingEvents").length).toBe(300);
});

test("rows that can't be read are in failed.csv with what they were, and fail again until they are corrected", async () => {
  const csv = "externalAccountId,externalEventId,eventName,eventOrganizer\na,1,One,Me,too much\na,2,Two\n";
  const { folder, run, read, sandbox } = await openPlace({ "events.csv": csv });
  expect((await run(LOAD)).code).toBe(1);
  const failed = read("failed.csv");
  const { writeFileSync } = await import("node:fs");
  const load = async (text: string) => {
    writeFileSync(join(folder, "events.csv"), text);
    const { code } = await run(LOAD);
    return { code, failed: read("failed.csv").split("\n").length - 2 };
  };
  expect(await load(failed)).toEqual({ code: 1, failed: 2 });
  expect(await load(read("failed.csv"))).toEqual({ code: 1, failed: 2 });
  expect(sandbox.records("marketingEvents")).toEqual([]);
  expect(await load(read("failed.csv").replace('"Me,too much"', "Me"))).toEqual({ code: 1, failed: 1 });
  expect(sandbox.records("marketingEvents").length).toBe(1);
});

test("of a line that is no JSON, failed.csv has the text", async () => {
  const event = (id: string) =>
    `{"externalEventId":"${id}","externalAccountId":"a","eventName":"One","eventOrganizer":"Me"}`;
  const { run, rows } = await openPlace({ "events.csv": `${event("1")}\n${event("2").slice(0, -3)}\n` });
  expect((await run([...LOAD, "--format", "ndjson"])).code).toBe(1);
  expect((await rows("failed.csv")).map(({ externalEventId }) => externalEventId)).toEqual([event("2").slice(0, -3)]);
});

test("objects within JSON are fields with dotted names, and lists are values", async () => {
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }];
  const given = { from: { id: "1" }, to: { id: "2" }, types };
  const { run, sent } = await openPlace({ "links.json": JSON.stringify([given, { ...given, to: { id: "3" } }]) });
  const path = ["--path", "fromObjectType=contacts", "--path", "toObjectType=companies"];
  const { err } = await run(["load", "associations.create", "links.json", ...path]);
  expect(err).toBe("");
  expect(sent()).toEqual([[given, { ...given, to: { id: "3" } }]]);
});

test("a hint is taken by a shell as it was meant", async () => {
  const { run } = await openPlace({ "events.csv": "Event-Name&x,external event's id\na,1\n" });
  const { err } = await run([...LOAD, "--set", "externalAccountId=a", "--set", "eventOrganizer=Me"]);
  expect(err).toContain('--map eventName="Event-Name&x"');
});

const failedRun = (out: string) => /runs\/(\S+)/.exec(out)![1]!;

describe("what can't be used sends nothing: exit 2", () => {
  test.each<[string, string[], string]>([
    ["no such file", ["load", "marketingEvents.upsert", "evnts.csv"], "evnts.csv: there is no such file"],
    ["no such operation", ["load", "marketingEvents.upset", "evnts.csv"], "did you mean `marketingEvents.upsert`?"],
    [
      "another verb",
      ["load", "contacts.subscribe", "events.csv"],
      "contacts has archive, create, read, update, upsert",
    ],
    ["no parameter", ["load", "lists.addMemberships", "events.csv", "--set", "recordId=1"], "needs --path listId=…"],
    ["a parameter too many", [...LOAD, "--path", "x=1"], "has no --path x"],
    [
      "no query",
      ["load", "communicationPreferences.unsubscribeAll", "events.csv", "--map", "subscriberIdString=eventName"],
      "needs --query channel=…",
    ],
    ["a strange query", [...LOAD, "--query", "x=1"], "has no --query x"],
    [
      "a column that nothing gives",
      ["load", "contacts.upsert", "events.csv", "--properties", "eventName"],
      "nothing gives `id`, which every row needs",
    ],
    ["a zone", [...LOAD, "--time-zone", "Mars"], "--time-zone is a name"],
    ["a limit", [...LOAD, "--limit", "0"], "--limit is a number from 1"],
    ["a quota", [...LOAD, "--quota", "100"], "--quota is requests/ms"],
    ["a reserve", [...LOAD, "--reserve", "1.5"], "--reserve is a share below 1"],
    ["failures", [...LOAD, "--max-failures", "x"], "--max-failures is a number of rows"],
    ["faults elsewhere", [...LOAD, "--faults", "events.csv"], "--faults goes with --target sandbox"],
    [
      "a fault that is none",
      [...LOAD, "--target", "sandbox", "--faults", "faults.json"],
      "--faults: Expected `fault` to have only",
    ],
    ["an address", [...LOAD, "--target", "ftp://x"], "`baseUrl`"],
    ["what goes with --changed", [...LOAD, "--full"], "go with --changed"],
    ["no identity", ["load", "contacts.create", "events.csv", "--changed"], "contacts.create makes a new one of each"],
    ["an empty file", ["load", "marketingEvents.upsert", "empty.csv"], "empty.csv is empty"],
    ["a mapping", [...LOAD, "--mapping", "mapping.json"], "it has `mpa`, where map, set"],
  ])("%s", async (_, args, message) => {
    const files = {
      "events.csv": eventsCsv(3),
      "empty.csv": "",
      "faults.json": '[{"answr":1}]',
      "mapping.json": '{"mpa":{}}',
    };
    const { run, sent } = await openPlace(files);
    const { code, out, err } = await run(args);
    expect(err).toContain(message);
    expect([code, out, sent()]).toEqual([2, "", []]);
  });
});

describe("a column in doubt", () => {
  const csv = eventsCsv(2).replace("eventName", "Event Name");

  test("is an error where nobody can be asked, with the words that settle it", async () => {
    const { run, sent } = await openPlace({ "events.csv": csv });
    const { code, err } = await run(LOAD);
    expect([code, sent()]).toEqual([2, []]);
    expect(err).toContain("column `Event Name` is no field: did you mean `eventName`?");
    expect(err).toContain('--map eventName="Event Name"');
    expect((await run([...LOAD, "--map", "eventName=Event Name"])).code).toBe(0);
  });

  test("is asked about on a terminal, and what was answered stands for the run", async () => {
    const { run, sent } = await openPlace({ "events.csv": csv });
    const no = await run(LOAD, { answers: ["n"] });
    expect([no.code, sent()]).toEqual([2, []]);
    const yes = await run(LOAD, { answers: ["y"] });
    expect(yes.code).toBe(0);
    expect(yes.err).toContain("Is column `Event Name` the field `eventName`? [Y/n]");
    expect(sent()[0]![0]).toMatchObject({ eventName: "Event 0" });
    expect((await run(["report", "last"])).code).toBe(0);
  });
});

describe("the token", () => {
  test("that is missing: exit 4, and nothing is asked of HubSpot", async () => {
    const { run, sandbox } = await openPlace({ "events.csv": eventsCsv(2) });
    const { code, err } = await run(LOAD, { env: {} });
    expect([code, sandbox.requests.length]).toEqual([4, 0]);
    expect(err).toContain("set HUBSPOT_ACCESS_TOKEN, or give --token-file");
  });

  test("that is refused: exit 4, no run, and the token in no message", async () => {
    const { run, sent, folder } = await openPlace(
      { "events.csv": eventsCsv(2) },
      { accepts: (token) => token === "good" },
    );
    const { code, err } = await run(LOAD, { env: { HUBSPOT_ACCESS_TOKEN: "secret-token" } });
    expect([code, sent()]).toEqual([4, []]);
    expect(err).toContain("Take a new token");
    expect(err).not.toContain("secret-token");
    expect((await run(["runs"])).err).toContain(`There are no runs in ${folder}`);
  });

  test("is no argument, which every user of the machine can read, and is not repeated", async () => {
    const { run, sandbox } = await openPlace({ "events.csv": eventsCsv(2) });
    for (const given of [["--token", "secret-token"], ["--token=secret-token"]]) {
      const { code, err } = await run([...LOAD, ...given]);
      expect([code, sandbox.requests.length]).toEqual([2, 0]);
      expect(err).toContain("--token is no option");
      expect(err).not.toContain("secret-token");
    }
  });

  test("may stand in a file", async () => {
    const accepts = (token: string) => token === "good";
    const { run } = await openPlace({ "events.csv": eventsCsv(2), "token.txt": "good\n" }, { accepts });
    expect((await run([...LOAD, "--token-file", "token.txt"], { env: {} })).code).toBe(0);
    expect((await run([...LOAD, "--token-file", "tokn.txt"], { env: {} })).code).toBe(4);
  });
});

test("standard input is loaded, and kept with the run", async () => {
  const { run, rows, read } = await openPlace({});
  const { code, out } = await run(["load", "marketingEvents.upsert", "-"], { stdin: eventsCsv(3) });
  expect(code).toBe(0);
  expect(out).toContain("3 rows of standard input");
  expect([(await rows("succeeded.csv")).length, read("input")]).toEqual([3, eventsCsv(3)]);
});

test("a rehearsal needs no token, and its faults strike", async () => {
  const faults = JSON.stringify([{ when: { externalEventId: "1" }, answer: { status: 400 } }]);
  const { run, rows, sent } = await openPlace({ "events.csv": eventsCsv(3), "faults.json": faults });
  const { code } = await run([...LOAD, "--target", "sandbox", "--faults", "faults.json"], { env: {} });
  expect([code, (await rows("failed.csv")).map(({ externalEventId }) => externalEventId), sent()]).toEqual([
    1,
    ["1"],
    [],
  ]);
});

test.each([
  [
    "contacts.upsert",
    "email,city\na@b.c,Bern\n",
    ["--map", "id=email", "--set", "idProperty=email"],
    { id: "a@b.c", idProperty: "email", properties: { city: "Bern" } },
  ],
  [
    "objects.update",
    "id,city\n7,Bern\n",
    ["--path", "objectType=2-123", "--properties", "rest"],
    { id: "7", properties: { city: "Bern" } },
  ],
  [
    "associations.createDefault",
    "company,contact\n1,2\n",
    [
      "--path",
      "fromObjectType=companies",
      "--path",
      "toObjectType=contacts",
      "--map",
      "from.id=company",
      "--map",
      "contact=to.id",
    ],
    { from: { id: "1" }, to: { id: "2" } },
  ],
  [
    "attendance.createByEmail",
    "email,when\na@b.c,2026-05-06T15:57:00Z\n",
    ["--path", "objectId=1", "--path", "subscriberState=attend", "--map", "interactionDateTime=when"],
    { email: "a@b.c", interactionDateTime: 1_778_083_020_000 },
  ],
] as const)("%s is loaded by what the command line says of it", async (operation, csv, flags, input) => {
  const { run, sent } = await openPlace({ "a.csv": csv });
  const { code, err } = await run(["load", operation, "a.csv", ...flags]);
  expect([code, err.replace(/^Columns that .*\n/, "")]).toEqual([0, ""]);
  expect(sent()).toMatchObject([[input]]);
});

test("lists take texts on the wire, and rows here", async () => {
  const { run, sent } = await openPlace({ "a.csv": "Record\n7\n8\n" });
  const { code } = await run([
    "load",
    "lists.addMemberships",
    "a.csv",
    "--path",
    "listId=12",
    "--map",
    "recordId=Record",
  ]);
  expect([code, sent()]).toEqual([0, [[{ recordId: "7" }, { recordId: "8" }]]]);
});

test("a mapping may stand in a file, and the command line over it", async () => {
  const mapping = JSON.stringify({
    map: { eventName: "Title", eventUrl: "" },
    set: { eventOrganizer: "File" },
    properties: [],
  });
  const csv = "externalAccountId,externalEventId,Title,Other\na,1,One,Two\n";
  const { run, sent } = await openPlace({ "a.csv": csv, "m.json": mapping, "flat.json": '{"eventName":"Title"}' });
  expect(
    (await run(["load", "marketingEvents.upsert", "a.csv", "--mapping", "m.json", "--set", "eventOrganizer=Line"]))
      .code,
  ).toBe(0);
  expect(sent()[0]![0]).toEqual({
    externalAccountId: "a",
    externalEventId: "1",
    eventName: "One",
    eventOrganizer: "Line",
  });
  // A value that is called as a field is not that field.
  await run(["load", "marketingEvents.upsert", "a.csv", "--mapping", "m.json", "--set", "eventType=eventOrganizer"]);
  expect(sent()[1]![0]).toMatchObject({ eventOrganizer: "File", eventType: "eventOrganizer" });
  await run([
    "load",
    "marketingEvents.upsert",
    "a.csv",
    "--mapping",
    "flat.json",
    "--set",
    "eventOrganizer=Line",
    "--map",
    "eventName=Other",
  ]);
  expect(sent()[2]![0]).toMatchObject({ eventName: "Two" });
});

test("with --max-failures it halts, can be resumed, and says so by exit 3", async () => {
  const csv = eventsCsv(1_000, (index) => (index % 50 === 0 ? { name: "" } : {}));
  const { run, read } = await openPlace({ "events.csv": csv });
  const { code, out } = await run([...LOAD, "--max-failures", "10", "--quota", "1/50"]);
  expect(code).toBe(3);
  expect(out).toContain("Halted: too-many-failures");
  expect(out).toMatch(/Go on: hubspot-batch resume \d{8}T/);
  const { counts } = JSON.parse(read("report.json"));
  expect([counts.total, counts.succeeded + counts.failed + counts.unknown + counts.unsent]).toEqual([1_000, 1_000]);
  expect((await run([...LOAD, "--max-failures", "4%"])).code).toBe(1);
});

test("--out has the results too, --limit the first rows alone, --quiet nothing to say", async () => {
  const { run, folder } = await openPlace({ "events.csv": eventsCsv(9) });
  expect(await run([...LOAD, "--limit", "4", "--out", "results", "--quiet"])).toEqual({ code: 0, out: "", err: "" });
  expect(readFileSync(join(folder, "results/succeeded.csv"), "utf8").split("\n").length).toBe(6);
});

test("as events, each line is JSON, and the last has the report", async () => {
  const { run } = await openPlace({ "events.csv": eventsCsv(3) });
  const { out } = await run([...LOAD, "--json"]);
  const events = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events.map(({ event }) => event)).toEqual(["started", "finished"]);
  const isValid = new Ajv().compile(JSON.parse(readFileSync("src/cli/events.schema.json", "utf8")));
  for (const event of events) expect([isValid(event), isValid.errors]).toEqual([true, null]);
  expect(isValid({ ...events[0], event: "begun" })).toBe(false);
  expect(events.at(-1).report.counts).toMatchObject({ total: 3, succeeded: 3 });
});

test("a first Ctrl-C lets what is in flight end, and both say how to go on: exit 130", async () => {
  const { run, rows, sent } = await openPlace({ "events.csv": eventsCsv(1_000) }, { latencyMs: 20 });
  let interrupt = () => {};
  const ran = run([...LOAD, "--quota", "1/20"], { interrupt: (act) => (interrupt = act) });
  while (sent().length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  interrupt();
  const { code, out, err } = await ran;
  expect(code).toBe(130);
  expect(err).toContain("Go on: hubspot-batch resume");
  expect(out).toContain("Halted: stopped");
  expect((await rows("unsent.csv")).length).toBeGreaterThan(0);
  expect(await rows("unknown.csv")).toEqual([]);
  expect((await run(["resume"])).code).toBe(0);
  expect((await rows("succeeded.csv")).length).toBe(1_000);
});

test.each([
  ["full", ["externalAccountId", "externalEventId", "eventName", "eventOrganizer"], ["a", "1", "", "Me"]],
  ["ids", ["externalAccountId", "externalEventId"], ["a", "1"]],
  ["none", [], []],
])("of rows that were not written, the page shows what --report-data %s allows", async (data, columns, cells) => {
  const { run, read } = await openPlace({ "events.csv": eventsCsv(3, (index) => (index === 1 ? { name: "" } : {})) });
  await run([...LOAD, "--report-data", data]);
  const packed = /id="packed">([^<]*)</.exec(read("report.html"))![1]!;
  const told = JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString());
  expect([told.columns, told.rows.map((row: unknown[]) => [row[0], row[3]])]).toEqual([columns, [[3, cells]]]);
});

import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import type { Format, Row } from "../../../src/cli/rows/row.js";
import { openRows, type Reading } from "../../../src/cli/rows/rows.js";
import { inspectFile } from "../../../src/cli/runs/inspect.js";
import { createFolder } from "../folder.js";

async function open(name: string, bytes: string | Uint8Array, reading: Partial<Reading> = {}) {
  const path = join(createFolder({ [name]: bytes }), name);
  const { encoding } = await inspectFile(path, name);
  const rows = await openRows(path, name, { encoding, ...reading });
  const read: Row[] = [];
  for await (const row of rows.read()) read.push(row);
  return { ...rows, read };
}

describe("text in any encoding people have", () => {
  const text = "name;city\nJürgen – €;Zürich\n";
  const utf16 = Buffer.from(text, "utf16le");
  const cp1252 = Buffer.from(text.replace("–", "\x96").replace("€", "\x80"), "latin1");
  test.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), "utf-8"],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le"), "utf-16le"],
    ["UTF-16 without one", utf16, "utf-16le"],
    ["UTF-16, big end first", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), "utf-16be"],
    ["Windows-1252", cp1252, "windows-1252"],
  ])("%s", async (_, bytes, encoding) => {
    const rows = await open("contacts.csv", bytes);
    expect([rows.encoding, rows.columns, rows.delimiter]).toEqual([encoding, ["name", "city"], ";"]);
    expect(rows.read.map(({ cells }) => cells)).toEqual([["Jürgen – €", "Zürich"]]);
  });

  test("a letter of two bytes far into the file still makes it UTF-8, a broken one Windows-1252", async () => {
    const long = `a,b\n${"x,y\n".repeat(100_000)}`;
    expect((await open("a.csv", Buffer.from(`${long}ü,y\n`))).encoding).toBe("utf-8");
    expect((await open("a.csv", Buffer.from(`${long}ü,y\n`, "latin1"))).encoding).toBe("windows-1252");
  });
});

test("whole numbers of JSON that would be rounded are their digits: rounded, an id is another's", async () => {
  const line = String.raw`{"id":12345678901234567,"n":9007199254740991,"m":[-98765432109876543,0.12345678901234567],"t":"\\\"12345678901234567","e":1e20}`;
  const { read } = await open("a.ndjson", line);
  const [row] = read;
  expect(row?.cells).toEqual([
    "12345678901234567",
    9007199254740991,
    ["-98765432109876543", Number("0.12345678901234567")],
    String.raw`\"12345678901234567`,
    1e20,
  ]);
  expect((await open("a.json", `[${line}]`)).read[0]?.cells).toEqual(row?.cells);
});

test("a row with too many or too few cells is told alone, with all that stands in it", async () => {
  const { read } = await open("a.csv", "a,b\n1\n1,2,3\n1,2\n");
  expect(read).toEqual([
    { index: 0, line: 2, cells: ["1", ""], problem: "it has 1 cells, the header has 2" },
    { index: 1, line: 3, cells: ["1", "2,3"], problem: "it has 3 cells, the header has 2" },
    { index: 2, line: 4, cells: ["1", "2"] },
  ]);
});

test("remarks before the header are passed over, as templates have them; a row that begins so is a row", async () => {
  const { columns, read } = await open("a.csv", "# every row; needs this\n# and that,,\na,b\n#1,2\n");
  expect([columns, read.map(({ line, cells }) => [line, ...cells])]).toEqual([["a", "b"], [[4, "#1", "2"]]]);
});

test.each(["#,name", "#id,name", "# id,name"])("%j is a header, and no remark", async (header) => {
  const { columns, read } = await open("a.csv", `${header}\n1,2\n`);
  expect([columns, read.map(({ cells }) => cells)]).toEqual([header.split(","), [["1", "2"]]]);
});

describe("JSON", () => {
  const value = { id: "1", properties: { city: "[Bern]", note: 'a "quoted", }text' }, list: [1, [2]] };
  test.each<[string, string, Format]>([
    ["an array", JSON.stringify([value, value], undefined, 2), "json"],
    ["an array on one line", `\n ${JSON.stringify([value, value])}`, "json"],
    ["a value a line", `${JSON.stringify(value)}\n\n${JSON.stringify(value)}\r\n`, "ndjson"],
  ])("%s", async (_, text, format) => {
    const rows = await open("a.json", text);
    expect([rows.format, rows.columns]).toEqual([format, ["id", "properties", "list"]]);
    expect(rows.read.map(({ cells }) => cells)).toEqual([Object.values(value), Object.values(value)]);
  });

  test("what is no object fails alone, with its line", async () => {
    const { read } = await open("a.ndjson", '{"a":1}\n{"a":\n7\n{"a":2}\n');
    expect(read.map(({ line, cells, problem }) => [line, cells, problem?.slice(0, 12)])).toEqual([
      [1, [1], undefined],
      [2, ['{"a":'], "it is no JSO"],
      [3, ["7"], "expected an "],
      [4, [2], undefined],
    ]);
    const array = await open("a.json", '[{"a":1},\n{"a":oops},\n[3],\n{"a":2}]');
    expect(array.read.map(({ line, problem }) => [line, problem === undefined])).toEqual([
      [1, true],
      [2, false],
      [3, false],
      [4, true],
    ]);
  });

  test.each<[string, number[], string, string[]?]>([
    ['[{"a":1},\n{"a":2},', [1, 2], "the file ends here, within the array"],
    ['[{"a":1},\n{"a":"2', [1], "the file ends here, within the array", ['\n{"a":"2']],
    ['[{"a":1},\n{"a":2}\n] x', [1, 2], "there is text after the end of the array: it is not read"],
  ])("of %j, what is whole is read, and the rest is one row that fails", async (text, whole, problem, cells = []) => {
    const { read } = await open("a.json", text);
    expect(read.slice(0, -1).map(({ cells }) => cells)).toEqual(whole.map((one) => [one]));
    expect(read.at(-1)).toMatchObject({ index: whole.length, problem, cells });
  });

  test("a value that is too long fails alone", async () => {
    const long = JSON.stringify({ a: "x".repeat(1_100_000) });
    for (const text of [`{"a":1}\n${long}\n{"a":2}`, `[{"a":1},\n${long},\n{"a":2}]`])
      expect((await open("a.json", text)).read.map(({ line, problem }) => [line, problem?.slice(0, 17)])).toEqual([
        [1, undefined],
        [2, "it is longer than"],
        [3, undefined],
      ]);
  });

  test.each(["[]", " ", "{}", "["])("%j has nothing that can be used", async (text) => {
    await expect(open("a.json", text)).rejects.toThrow(/a\.json: /);
  });

  test("columns that turn up later are columns too", async () => {
    const rows = await open("a.ndjson", `${'{"a":1}\n'.repeat(200)}{"b":2}\n`);
    expect([rows.columns, rows.read.at(-1)!.cells]).toEqual([
      ["a", "b"],
      [undefined, 2],
    ]);
  });
});

describe("a workbook", () => {
  const workbook = async (rows: (string | number | boolean | Date | null)[][]) =>
    writeXlsx({
      sheets: [
        { name: "One", rows: [["other"], ["x"]] },
        { name: "Events", rows },
      ],
    });

  test("cells are values, dates texts without an offset, and empty rows none", async () => {
    const when = new Date(Date.UTC(2026, 4, 6, 15, 57));
    const bytes = await workbook([
      ["name", "count", "is", "when", "day"],
      ["a", 1.5, true, when, new Date(Date.UTC(2026, 4, 6))],
      [null, null, null, null, null],
      ["b", null, false, null, null],
    ]);
    const { columns, read } = await open("a.xlsx", bytes, { sheet: "Events" });
    expect(columns).toEqual(["name", "count", "is", "when", "day"]);
    expect(read.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, "a", 1.5, true, "2026-05-06T15:57:00", "2026-05-06"],
      [4, "b", "", false, "", ""],
    ]);
  });

  test("a number that Excel has rounded is refused, for it may be another's id", async () => {
    const { read } = await open("a.xlsx", await workbook([["id"], [12_345_678_901_234_567], [7]]), { sheet: "Events" });
    expect(read.map(({ problem }) => problem?.slice(0, 38))).toEqual([
      "column id: Excel has rounded the numbe",
      undefined,
    ]);
  });

  test("a time of no day is a time, and a formula that nobody has worked out fails its row", async () => {
    const time = new Date(Date.UTC(1899, 11, 31, 15, 30));
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "S",
          rows: [
            ["at", "sum"],
            [time, 1],
            ["x", null],
            ["y", 2],
          ],
          cells: new Map([["2,1", { formula: "1+1" }]]),
        },
      ],
    });
    const { read } = await open("a.xlsx", bytes);
    expect(read.map(({ cells, problem }) => [...cells, problem])).toEqual([
      ["15:30:00", 1, undefined],
      ["x", "", "column sum: its formula has no value: open the workbook in Excel, and save it"],
      ["y", 2, undefined],
    ]);
  });

  test("the first sheet is read, or the one that is named; another is asked for", async () => {
    const bytes = await workbook([["name"], ["a"]]);
    expect((await open("a.xlsx", bytes)).columns).toEqual(["other"]);
    await expect(open("a.xlsx", bytes, { sheet: "Evnts" })).rejects.toThrow("did you mean `Events`?");
    await expect(open("a.xlsx", "no workbook")).rejects.toThrow("no Excel workbook");
  });
});

test.each([
  ["two columns of one name", "a,a\n1,2", "two columns are called `a`"],
  ["no names", ",\n1,2", "no columns' names"],
  ["nothing but a remark", "# a\n", "it is empty"],
])("%s can't be used", async (_, text, message) => {
  await expect(open("a.csv", text)).rejects.toThrow(message);
});

test.each([
  ["events.csv", "id,name\n1,One\n2,Two\n"],
  ["events.ndjson", '{"id":1}\n{"id":2}\n'],
  ["events.json", '[{"id":1},{"id":2}]'],
  ["events.xlsx", await writeXlsx({ sheets: [{ name: "S", rows: [["id"], [1], [2]] }] })],
])("at the end of %s, all of it is read", async (name, bytes) => {
  const { read, share } = await open(name, bytes);
  expect([read.length, share()]).toEqual([2, 1]);
});

test("of a large file, the part that was read is told as it is read", async () => {
  const text = `id\n${"123456789\n".repeat(100_000)}`;
  const path = join(createFolder({ "a.csv": text }), "a.csv");
  const rows = await openRows(path, "a.csv", { encoding: "utf-8" });
  for await (const { index } of rows.read()) if (index === 49_999) break;
  expect(rows.share()).toBeGreaterThan(0.49);
  expect(rows.share()).toBeLessThan(0.7);
});

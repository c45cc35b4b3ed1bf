import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Delimited, detectDelimiter, readDelimited, writeDelimited } from "../../../src/cli/rows/csv.js";

async function read(text: string, delimiter = ",", size = text.length || 1): Promise<Delimited[]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const records: Delimited[] = [];
  for await (const record of readDelimited(pieces(), delimiter)) records.push(record);
  return records;
}

test("what is written is read, in pieces of any size, by any delimiter", async () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ",", ";", "\t", "\n", "\r\n", "\r", 'a"b', " "));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.constantFrom(",", ";", "\t", "|"),
      fc.integer({ min: 1, max: 9 }),
      async (rows, delimiter, size) => {
        const text = rows.map((cells) => writeDelimited(cells, delimiter)).join("");
        expect((await read(text, delimiter, size)).map(({ cells }) => cells)).toEqual(rows);
      },
    ),
  );
});

test.each(["\n", "\r\n", "\r"])("lines that end in %j are counted, also those inside of a cell", async (end) => {
  const text = ["a,b", `"1`, `2",x`, "", "3,4"].join(end);
  for (const size of [1, 2, 3, 100])
    expect((await read(text, ",", size)).map(({ line, cells }) => [line, cells.join("|")])).toEqual([
      [1, "a|b"],
      [2, `1${end}2|x`],
      [5, "3|4"],
    ]);
});

describe("a quote in the wrong place costs its own row and no other", () => {
  test.each([
    ["closed too early", '1,"Fo"ur,x', "there is text after a closing quote"],
    ["never closed", '1,"Four,x', "there is text after a closing quote"],
  ])("%s", async (_, line, problem) => {
    const text = `a,b,c\n${line}\n2,"y, z",w\n3,u,v\n`;
    for (const size of [1, 5, 1_000])
      expect(await read(text, ",", size)).toEqual([
        { line: 1, cells: ["a", "b", "c"] },
        { line: 2, cells: line.split(","), problem },
        { line: 3, cells: ["2", "y, z", "w"] },
        { line: 4, cells: ["3", "u", "v"] },
      ]);
  });

  test("that would be closed by the next row's", async () => {
    for (const size of [1, 4, 100])
      expect(await read('a,b\n1,"x\n2,y\n3,"z"\n4,w\n', ",", size)).toEqual([
        { line: 1, cells: ["a", "b"] },
        { line: 2, cells: ["1", '"x'], problem: "there is text after a closing quote" },
        { line: 3, cells: ["2", "y"] },
        { line: 4, cells: ["3", "z"] },
        { line: 5, cells: ["4", "w"] },
      ]);
  });

  test("at the end of the file", async () => {
    expect(await read('a,b\n1,"x\n2,y\n3,z', ",", 2)).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", '"x'], problem: "a quote is opened and never closed" },
      { line: 3, cells: ["2", "y"] },
      { line: 4, cells: ["3", "z"] },
    ]);
  });

  test("far from the end of a file that never closes it", async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${at},some text that is long enough`);
    const found = await read(`a,b\n1,"x\n${rows.join("\n")}\n`, ",", 65_536);
    expect(found.length).toBe(60_002);
    expect(found.filter(({ problem }) => problem !== undefined).map(({ line }) => line)).toEqual([2]);
  });

  test("a quote within a cell is a character like any other", async () => {
    expect((await read('5" pipe,it\'s "it"')).map(({ cells }) => cells)).toEqual([['5" pipe', 'it\'s "it"']]);
  });
});

test.each([
  [",", "a,b,c\n1,2,3\n"],
  [";", "name;price\nx;1,5\ny;2,5\n"],
  ["\t", "a\tb\n1, 2\t3\n"],
  ["|", "a|b\n1|2"],
  [",", "one column\nx\ny\n"],
  [";", 'a;"b,c,d,e";f\n1;"2,3,4,5";6\n'],
  [",", ""],
])("%j is found out to be between the cells", (delimiter, text) => {
  expect(detectDelimiter(text)).toBe(delimiter);
});

describe("a line that is too long fails alone, and no more than its beginning is kept", () => {
  const long = "x".repeat(1_000_001);
  test.each([
    ["without a quote", `1,${long}`],
    ["with a quote that is never closed", `1,"${long}`],
    ["with a cell that is closed too late", `1,"${long}",2`],
  ])("%s", async (_, line) => {
    for (const end of ["\n", "\r\n", "\r"])
      for (const size of [65_536, 3_000_000])
        expect(
          (await read(["a,b", line, "2,y", ""].join(end), ",", size)).map(({ line: at, cells, problem }) => [
            at,
            cells.join().length,
            problem?.slice(0, 34),
          ]),
        ).toEqual([
          [1, 3, undefined],
          [2, 1_001, "it is longer than 1,000,000 charac"],
          [3, 3, undefined],
        ]);
  });

  test("one that is just not, is read", async () => {
    const line = `1,${"x".repeat(999_998)}`;
    for (const text of [`${line}\r\n2,y`, `${line}\n2,y`, line])
      expect((await read(text, ",", 65_536))[0]).toEqual({ line: 1, cells: line.split(",") });
  });

  test("a file without line ends is passed over in time that grows with it", async () => {
    let given = 0;
    async function* pieces() {
      for (; given < 400; given++) yield "abc,".repeat(16_384);
      yield "\n1,2";
    }
    const found: Delimited[] = [];
    for await (const record of readDelimited(pieces(), ",")) {
      // What it was is known early.
      if (found.push(record) === 1) expect(given).toBeLessThan(20);
    }
    expect(found.map(({ line, problem }) => [line, problem === undefined])).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});

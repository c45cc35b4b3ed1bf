/** Files as people have them: put together, cut off, of another kind, or written in several ways at once. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eventsCsv, openPlace } from "../runs/served.js";

const LOAD = ["load", "marketingEvents.upsert", "events.csv"];
const HEADER = "externalAccountId,externalEventId,eventName,eventOrganizer\n";

/** Loads a file; gives the names of the events that were sent, and what is said of those that were not. */
async function loaded(file: string | Uint8Array, words: readonly string[] = LOAD) {
  const place = await openPlace({ "events.csv": file });
  const { code, err } = await place.run(words);
  const names = place.sent().flatMap((inputs) => (inputs as { eventName: string }[]).map((one) => one.eventName));
  const failed = code < 2 ? await place.rows("failed.csv") : [];
  return { code, err, names, failed: failed.map(({ _line, _message }) => [_line, _message]) };
}

describe("each row that is spoilt fails alone", () => {
  test("two files that were put together, with their headers and marks", async () => {
    const second = `\ufeffa,3,Three,Me\n${HEADER}\ufeff${HEADER}a,4,Four,Me\n`;
    const { code, names, failed } = await loaded(`\ufeff${HEADER}a,1,One,Me\n${second}`);
    expect([code, names]).toEqual([1, ["One", "Four"]]);
    expect(failed).toEqual([
      ["3", expect.stringContaining("it begins with the mark of a file's beginning, as where files were put together")],
      ["4", expect.stringContaining("it has the columns' names once more")],
      ["5", expect.stringContaining("it has the columns' names once more")],
    ]);
  });

  test("a letter of Windows in a file of UTF-8: the others keep their letters", async () => {
    const rows = ["a,1,Füße,Me\n", "a,2,Ärger – €,Me\n", "a,3,Öl,Me\n"].map((row) => Buffer.from(row));
    const { names, failed } = await loaded(
      Buffer.concat([Buffer.from(HEADER), ...rows, Buffer.from("a,4,K\xfchn,Me\n", "latin1")]),
    );
    expect(names).toEqual(["Füße", "Ärger – €", "Öl"]);
    expect(failed).toEqual([["5", expect.stringContaining("--encoding says how a file is written")]]);
  });

  test("quotes that make letters of UTF-8 by chance are Windows' all the same", async () => {
    const bytes = Buffer.concat([
      Buffer.from(HEADER),
      Buffer.from("a,1,\x84Spa\xdf\x93 f\xfcr \xe4ltere B\xe4ren,Me\n", "latin1"),
    ]);
    expect((await loaded(bytes)).names).toEqual(["„Spaß“ für ältere Bären"]);
  });

  test("the end of a text of other languages in a cell", async () => {
    const { names, failed } = await loaded(eventsCsv(3, (at) => (at === 1 ? { name: "E\0" } : {})));
    expect(names).toEqual(["Event 0", "Event 2"]);
    expect(failed).toEqual([["3", expect.stringMatching(/^eventName: expected text: .*, got "E\\u0000"$/)]]);
  });

  test("a row longer than its header, a cell beyond all bounds, and blank lines between", async () => {
    const csv = `${HEADER}\n\na,1,One,Me,more\n\n\na,2,${"x".repeat(1_100_000)},Me\r\na,3,Three,Me\n\n`;
    const { names, failed } = await loaded(csv);
    expect([names, failed.map(([line]) => line)]).toEqual([["Three"], ["4", "7"]]);
  });
});

describe("a file that is none of rows is told in one short line, and nothing is sent", () => {
  test.each<[string, string | Uint8Array, string]>([
    [
      "an old workbook",
      Buffer.from("d0cf11e0a1b11ae1000000003e000300feff0900", "hex"),
      "it is no text, or written otherwise",
    ],
    ["zeros", new Uint8Array(5_000), "it is no text, or written otherwise"],
    ["bytes of nothing", "", "events.csv is empty"],
    ["a mark alone", "\ufeff", "it is empty: expected a line with the columns' names"],
    ["blank lines", "\n\n\n", "it is empty: expected a line with the columns' names"],
    ["a column twice", `externalEventId,${HEADER}a,1,One,Me,x\n`, "two columns are called `externalEventId`"],
    ["a header of nothing", ",,,\na,b,c,d\n", "its first line has no columns' names"],
  ])("%s", async (_, bytes, message) => {
    const { code, err, names } = await loaded(bytes);
    expect([code, names, err]).toEqual([2, [], expect.stringContaining(message)]);
    expect(err.length).toBeLessThan(300);
    expect(err.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  test("a folder", async () => {
    const place = await openPlace({});
    mkdirSync(join(place.folder, "events.csv"));
    const { code, err } = await place.run(LOAD);
    expect([code, err]).toEqual([2, "events.csv: it is a folder\n"]);
  });
});

test("of a header alone nothing is sent: a load has written all, a plan has nothing that can be used", async () => {
  expect(await loaded(HEADER)).toMatchObject({ code: 0, names: [] });
  expect((await loaded(HEADER, ["plan", "marketingEvents.upsert", "events.csv"])).code).toBe(2);
});

test.skipIf(process.platform === "win32")(
  "what can be read once only, as of `<(…)`, is loaded and gone on with",
  async () => {
    const place = await openPlace({});
    const pipe = join(place.folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const { writeFile } = await import("node:fs/promises");
    const [{ code }] = await Promise.all([
      place.run(["load", "marketingEvents.upsert", pipe]),
      writeFile(
        pipe,
        eventsCsv(3, (at) => (at === 1 ? { name: "" } : {})),
      ),
    ]);
    expect([code, place.sent().flat().length]).toEqual([1, 2]);
    expect((await place.run(["retry", "last", "--status", "failed"])).code).toBe(1);
  },
);

import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Entry, readEntry, writeEntry } from "../../../src/cli/runs/entry.js";
import { Journal, type JournalFile } from "../../../src/cli/runs/journal.js";
import { FATES, type RowFate } from "../../../src/cli/runs/ledger.js";
import { readRanges, writeRanges } from "../../../src/cli/runs/ranges.js";
import { DetailReader, replay } from "../../../src/cli/runs/replay.js";
import { createFolder } from "../folder.js";

const detail = { name: "RefusedError", code: "X", message: "no “é”", resend: "pointless" };
const INTENT: Entry = { intent: "0-99" };
const SETTLED: Entry = { settled: { succeeded: "0-97,99", failed: "98" }, details: [{ rows: "98", ...detail }] };

async function written(...entries: readonly Entry[]) {
  const path = join(createFolder(), "journal.ndjson");
  const journal = await Journal.open(path, 0);
  const places = entries.map((entry) => journal.add(entry));
  await journal.sync();
  await journal.close();
  return { path, places };
}

test("ranges are the indexes that were written, in order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(200)), (indexes) => {
      expect([...readRanges(writeRanges(indexes))]).toEqual([...indexes].sort((one, other) => one - other));
    }),
  );
  expect(writeRanges([3, 1, 2, 7])).toBe("1-3,7");
});

test("a line is what was written, or none at all", () => {
  const line = writeEntry(SETTLED).slice(0, -1);
  expect(readEntry(line)).toEqual(SETTLED);
  fc.assert(
    fc.property(fc.nat(line.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
      const other = line.slice(0, at) + String.fromCharCode(code) + line.slice(at + 1);
      // Letters of a check sum in upper case are another text.
      expect(other === line ? SETTLED : undefined).toEqual(readEntry(other));
    }),
  );
});

test("a journal tells each row's last fate, and why", async () => {
  const { path } = await written(INTENT, SETTLED, { intent: "100-101" });
  const { ledger, length, broken, isCut } = await replay(path);
  expect([0, 98, 99, 100, 101, 102].map((index) => ledger.fateOf(index))).toEqual([
    ...["succeeded", "failed", "succeeded", "sending", "sending", "waiting"],
  ]);
  expect(ledger.counts).toMatchObject({ succeeded: 99, failed: 1, sending: 2, waiting: 0 });
  expect([length, broken, isCut]).toEqual([readFileSync(path).length, 0, false]);
  const details = new DetailReader(path);
  expect(await details.detailOf(98, ledger.placeOf(98))).toEqual(detail);
  expect(await details.detailOf(97, ledger.placeOf(97))).toBeUndefined();
});

describe("a journal that was cut off", () => {
  test("anywhere, tells what its whole lines tell, and is gone on with behind them", async () => {
    const entries: Entry[] = [INTENT, SETTLED, { intent: "100-199" }, { settled: { unknown: "100-199" } }];
    const lines = entries.map(writeEntry);
    await fc.assert(
      fc.asyncProperty(fc.nat(Buffer.byteLength(lines.join(""))), async (size) => {
        const { path } = await written(...entries);
        truncateSync(path, size);
        let whole = 0;
        while (whole < lines.length && Buffer.byteLength(lines.slice(0, whole + 1).join("")) <= size) whole++;
        const cut = await replay(path);
        const length = Buffer.byteLength(lines.slice(0, whole).join(""));
        expect([cut.length, cut.isCut, cut.broken]).toEqual([length, size > length, 0]);
        const journal = await Journal.open(path, cut.length);
        journal.add({ intent: "500" });
        await journal.close();
        const { ledger, broken, isCut } = await replay(path);
        expect([ledger.fateOf(500), broken, isCut]).toEqual(["sending", 0, false]);
        // Nothing is claimed that its whole lines do not say.
        const fates: RowFate[] = [
          ["waiting", "waiting"],
          ["sending", "waiting"],
          ["succeeded", "waiting"],
          ["succeeded", "sending"],
          ["succeeded", "unknown"],
        ][whole] as RowFate[];
        expect([0, 100].map((index) => ledger.fateOf(index))).toEqual(fates);
      }),
      { numRuns: 40 },
    );
  });

  test("with zeros at its end, as a power cut leaves them, is no other", async () => {
    const { path } = await written(INTENT);
    appendFileSync(path, Buffer.alloc(500));
    const { ledger, length, isCut } = await replay(path);
    expect([ledger.fateOf(0), length, isCut]).toEqual(["sending", writeEntry(INTENT).length, true]);
  });

  test("a broken line between others is counted, and what only it told is not known", async () => {
    const { path } = await written(INTENT, SETTLED, { intent: "100" });
    writeFileSync(path, readFileSync(path, "utf8").replace('"succeeded"', '"succeded_"'));
    const { ledger, broken, isCut } = await replay(path);
    expect([ledger.fateOf(0), ledger.fateOf(100), broken, isCut]).toEqual(["sending", "sending", 1, false]);
  });

  test("one that is not there tells nothing", async () => {
    const { ledger, passes, length } = await replay(join(createFolder(), "journal.ndjson"));
    expect([ledger.length, passes, length]).toEqual([0, [], 0]);
  });
});

test("what is added in one turn is written, and synced, once", async () => {
  const calls: string[] = [];
  const file: JournalFile = {
    appendFile: async (text) => void calls.push(`write ${String(text).split("\n").length - 1}`),
    datasync: async () => void calls.push("sync"),
    truncate: async () => {},
    close: async () => {},
    stat: (async () => ({ size: 0 })) as unknown as JournalFile["stat"],
  };
  const journal = await Journal.open("", 0, (async () => file) as unknown as typeof open);
  await Promise.all(
    [1, 2, 3].map(async (index) => {
      journal.add({ intent: String(index) });
      await journal.sync();
    }),
  );
  expect(calls).toEqual(["write 3", "sync"]);
});

test("on a full disk it rejects, writes nothing more, and leaves no half of a line", async () => {
  const path = join(createFolder(), "journal.ndjson");
  let isFull = false;
  const journal = await Journal.open(path, 0, (async (...args: Parameters<typeof open>) => {
    const file = await open(...args);
    const full: JournalFile = {
      appendFile: async (text) => {
        if (!isFull) return file.appendFile(text);
        await file.appendFile(String(text).slice(0, 10));
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      },
      datasync: () => file.datasync(),
      truncate: (length) => file.truncate(length),
      close: () => file.close(),
      stat: file.stat.bind(file),
    };
    return full;
  }) as unknown as typeof open);
  journal.add(INTENT);
  await journal.sync();
  isFull = true;
  journal.add({ intent: "100" });
  await expect(journal.sync()).rejects.toThrow("ENOSPC");
  isFull = false;
  journal.add({ intent: "101" });
  await expect(journal.sync()).rejects.toThrow("ENOSPC");
  await journal.close();
  expect(journal.error?.message).toContain("ENOSPC");
  expect(readFileSync(path, "utf8")).toBe(writeEntry(INTENT));
});

test("every fate is a fate of a line", async () => {
  const settled = Object.fromEntries(FATES.map((fate, index) => [fate, String(index)]));
  const { path } = await written({ settled });
  const { ledger } = await replay(path);
  expect(FATES.map((_, index) => ledger.fateOf(index))).toEqual([...FATES]);
});

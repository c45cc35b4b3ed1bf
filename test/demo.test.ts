import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { brokenAt } from "../scripts/demo/broken-at.js";
import { showProgress } from "../scripts/demo/progress.js";
import { readEvents, UsageError } from "../scripts/demo/read-events.js";
import type { Progress } from "../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "hubspot-batch-demo-"));
afterAll(() => rmSync(folder, { recursive: true }));

const sixEvents = [1, 2, 3, 4, 5, 6].map((index) =>
  JSON.stringify({
    externalAccountId: "mine",
    externalEventId: `e${index}`,
    eventName: `Event ${index}`,
    eventOrganizer: "me",
  }),
);

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("readEvents", () => {
  it.each([
    ["array.json", `[${sixEvents.join(",\n")}]`],
    ["inputs.json", `{ "inputs": [${sixEvents.join(",")}] }`],
    ["lines.ndjson", sixEvents.join("\n\n")],
    ["windows.jsonl", `\uFEFF${sixEvents.join("\r\n")}\r\n`],
  ])("reads %s", (name, text) => {
    expect(readEvents(write(name, text))).toEqual(sixEvents.map((one) => JSON.parse(one)));
  });

  it("reads what PowerShell writes, and names what is no text", () => {
    const file = join(folder, "utf16.ndjson");
    writeFileSync(file, `\uFEFF${'{"externalEventId":"1"}'}\r\n`, "utf16le");
    expect(readEvents(file)).toEqual([{ externalEventId: "1" }]);
    writeFileSync(file, Buffer.from([0x1f, 0x8b, 8, 0]));
    expect(() => readEvents(file)).toThrow(`${file} is packed with gzip: unpack it first`);
  });

  it.each([
    ["empty.json", "", "empty.json is empty: expected events"],
    ["blank.ndjson", "\n \n", "blank.ndjson is empty: expected events"],
    ["none.json", "[]", "none.json holds no events"],
    ["number.json", "3", 'number.json, line 1: expected an array of events, or {"inputs": [ … ]}, got `3`'],
    ["list.ndjson", "\n[1]", "list.ndjson, line 2: expected one event in braces, got `[1]`"],
    [
      "broken.json",
      `[\n${sixEvents.slice(0, 5).join(",\n")},\n  {"a" 1}\n]`,
      "line 7, column 8: not JSON from `1}` on",
    ],
    ["cut.json", `[\n${sixEvents.slice(0, 6).join(",\n")},`, "line 7, column 97: the JSON ends too early"],
    ["broken.ndjson", `${sixEvents.join("\n")}\n{"a":1,}`, "line 7, column 8: not JSON from `}` on"],
  ])("refuses %s with its name and, where there is one, the line", (name, text, reason) => {
    const file = write(name, text);
    expect(() => readEvents(file)).toThrow(UsageError);
    expect(() => readEvents(file)).toThrow(reason);
    expect(() => readEvents(file)).toThrow(file);
  });

  it("refuses a folder", () => {
    expect(() => readEvents(folder)).toThrow(`Cannot read ${folder}: it is a folder`);
  });
});

describe("brokenAt", () => {
  it.each(['{"a":[1,-2.5e+3,true,false,null,"x\\n\\u00e9"],"b":{},"c":[]}', " 3 ", '"é"', "[]"])(
    "finds nothing wrong with %s",
    (text) => {
      expect(() => JSON.parse(text) as unknown).not.toThrow();
      expect(brokenAt(text)).toBe(-1);
    },
  );

  it.each([
    ["", 0],
    ["[1,]", 3],
    ["[1 2]", 3],
    ["[01]", 1],
    ["[truely]", 1],
    ["{'a':1}", 1],
    ['{"a":1,}', 7],
    ['{"a"}', 4],
    ['["a\nb"]', 1],
    ['["\\x"]', 1],
    ["[1]x", 3],
    ["[1", 2],
  ])("finds where %j breaks", (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(brokenAt(text)).toBe(offset);
  });
});

describe("showProgress", () => {
  afterEach(() => void vi.useRealTimers());

  const half: Progress = {
    read: 100,
    settled: 50,
    settledUpTo: 50,
    counts: { total: 50, succeeded: 48, failed: 2, unknown: 0, unsent: 0 },
    requests: { sent: 3, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
  };

  function screen(isTTY: boolean, columns = 80) {
    const written: string[] = [];
    const out = { isTTY, columns, write: (text: string) => written.push(text) };
    return { written, out };
  }

  it("redraws one line on a terminal, counts a wait down, and leaves nothing behind", () => {
    vi.useFakeTimers();
    const { written, out } = screen(true);
    const progress = showProgress(out, 100);
    progress.update({ ...half, waiting: { reason: "rate-limited", untilMs: Date.now() + 1_000 } });
    vi.advanceTimersByTime(400);
    progress.end();
    expect(written[0]).toBe("\r\u001B[2K  ████████░░░░░░░░  50 of 100 · waiting 0.9 s (429) · 2 failed · 3 requests");
    expect(written.at(-2)).toContain("waiting 0.6 s (429)");
    expect(written.at(-1)).toBe("\r\u001B[2K");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("shows the wait on a terminal of 80 columns, however much there is to say", () => {
    vi.useFakeTimers();
    const { written, out } = screen(true);
    const progress = showProgress(out, 1_000_000);
    const counts = { total: 999_999, succeeded: 500_000, failed: 123_456, unknown: 123_456, unsent: 0 };
    const waiting = { reason: "rate-limited", untilMs: Date.now() + 120_080 } as const;
    progress.update({ ...half, settled: 999_999, counts, waiting });
    vi.advanceTimersByTime(80);
    progress.end();
    expect(written[0]).toContain("  999,999 of 1,000,000 · waiting 120.0 s (429) · ");
  });

  it("cuts the line to the terminal's width", () => {
    vi.useFakeTimers();
    const { written, out } = screen(true, 20);
    const progress = showProgress(out, 100);
    progress.update(half);
    vi.advanceTimersByTime(100);
    progress.end();
    expect(written[0]).toBe("\r\u001B[2K  ████████░░░░░░░░ ");
  });

  it("writes plain lines elsewhere, each once, and one of a run too short for the first", () => {
    vi.useFakeTimers();
    const { written, out } = screen(false);
    const progress = showProgress(out, 100);
    progress.update(half);
    vi.advanceTimersByTime(5_000);
    progress.update({ ...half, settled: 100 });
    progress.end();
    expect(written).toEqual(["  50 of 100 · 2 failed · 3 requests\n", "  100 of 100 · 2 failed · 3 requests\n"]);
  });
});

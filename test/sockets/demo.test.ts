import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hubspot-batch-demo-"));
afterAll(() => rmSync(folder, { recursive: true }));

const event = (index: number) => ({
  externalAccountId: "mine",
  externalEventId: `e${index}`,
  eventName: `Event ${index}`,
  eventOrganizer: "me",
});
const sixEvents = [1, 2, 3, 4, 5, 6].map((index) => JSON.stringify(event(index)));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

function demo(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", "scripts/demo.ts", ...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

/** Which of several answers came first is chance. */
function withoutIds(text: string): string {
  return text.replace(/(?<=correlation id )[\da-f-]{36}/g, "…");
}

describe("the demo", () => {
  let runs: readonly Ended[];
  beforeAll(async () => {
    runs = await Promise.all([demo(), demo()]);
  });

  it("upserts 1,000 events and explains every one that was not written", () => {
    const [{ code, stdout, stderr } = runs[0]!] = runs;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^HubSpot is played by a sandbox .* no account, no token, no network\.\n/);
    const report = withoutIds(stdout.slice(stdout.indexOf("982 of 1,000 inputs succeeded.")));
    expect(report).toContain(`982 of 1,000 inputs succeeded.

Every input below index 723 is settled.

  succeeded    982  HubSpot confirmed the write
  failed        15  certainly not written
  unknown        3  may have been written or not

Why
  3 × eventUlr: is not a field that HubSpot's contract knows: did you mean \`eventUrl\`?
      failed, index 17, 436, 871
  3 × startDateTime is before the year 2000 (OUT_OF_RANGE)
      failed, index 138, 322, 377
      HubSpot, 400 VALIDATION_ERROR, correlation id …
  3 × The event ends before it starts
      failed, index 488, 655, 820
      HubSpot, 207 INVALID_EVENT_DATES
  2 × eventName: expected string, got nothing
      failed, index 64, 607
  2 × startDateTime: expected an ISO 8601 date-time with an offset, got "2026-07-13 11:00"
      failed, index 541, 733
  1 × eventUrl is not a URL (INVALID_URL)
      failed, index 249
      HubSpot, 400 VALIDATION_ERROR, correlation id …
  1 × eventCancelled: expected boolean, got "no"
      failed, index 285
  3 × HubSpot answered 200 without a word on this input: was it merged or deleted? Sent again, it
      may be passed over again
      unknown, index 723, 784, 917

Sending again
   3  safe, as they are
  15  pointless until corrected
`);
  });

  it("sends again what is safe to send again, and holds the report against what is stored", () => {
    expect(runs[0]!.stdout).toContain("\n     723  cal-0723  Conference: Clean data, calm teams, Singapore\n");
    expect(runs[0]!.stdout).toContain("\n3 of 3 succeeded this time.\n");
    expect(runs[0]!.stdout).toMatch(
      /holds 982 events: all that succeeded, none that failed, and of the 3 that came twice the later version\.\n$/,
    );
  });

  it("takes at most 90 requests and 10 s", () => {
    for (const { stdout } of runs) {
      expect(Number(/The sandbox saw (\d+) requests/.exec(stdout)?.[1])).toBeLessThanOrEqual(90);
      expect(Number(/requests in (\d+\.\d) s/.exec(stdout)?.[1])).toBeLessThan(10);
    }
  });

  it("reports the same each time, but for the time taken and the ids of answers", () => {
    const [one, other] = runs.map(({ stdout }) =>
      withoutIds(stdout.slice(stdout.indexOf("inputs succeeded"))).replace(/in \d+\.\d s/, "in time"),
    );
    expect(one).toBe(other);
  });

  it("shows its progress in a few plain lines where there is no terminal", () => {
    const lines = runs[0]!.stdout.split("\n").filter((line) => /^ {2}[\d,]+ of 1,000 · /.test(line));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(20);
    expect(lines.at(-1)).toMatch(/^ {2}1,000 of 1,000 · 15 failed · 3 unknown · \d+ requests$/);
    expect(runs[0]!.stdout).not.toMatch(/[\r\u001B]/);
  });

  it("takes a file of one's own, in which the sandbox refuses nothing of its own accord", async () => {
    const misspelt = JSON.stringify({ ...event(7), eventNmae: "Event 7" });
    const { code, stdout } = await demo("--file", write("own.ndjson", [...sixEvents, misspelt].join("\n")));
    expect(code).toBe(0);
    expect(stdout).toContain("6 of 7 inputs succeeded.");
    expect(stdout).toContain("did you mean `eventName`?\n      failed, index 6\n");
    expect(stdout).toContain("holds 6 events: all that succeeded, none that failed.");
  });

  it.each([
    ["a file with a broken line 7", () => [write("broken.ndjson", `${sixEvents.join("\n")}\n{oops}\n`)], /line 7/],
    ["a file that does not exist", () => [join(folder, "missing.json")], /missing\.json: no such file$/],
  ])("refuses %s in one line, and sends nothing", async (_, args, reason) => {
    const { code, stdout, stderr } = await demo("--file", ...args());
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr.trim()).toMatch(reason);
  });

  it("answers an unknown flag with its usage", async () => {
    const { code, stdout, stderr } = await demo("--fiel", "x.json");
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: "Unknown option '--fiel'. Usage: npm run demo [-- --file <events.json | events.ndjson>]\n",
    });
  });

  it("ends in silence where its reader has read enough", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const ended = new Promise((resolve) => child.once("exit", resolve));
    expect(await text(child.stderr)).toBe("");
    expect(await ended).toBe(0);
  });

  it("explains itself", async () => {
    const { code, stdout } = await demo("--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: /);
  });
});

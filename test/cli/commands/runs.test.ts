import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/cli.js";
import { takeLock } from "../../../src/cli/runs/lock.js";
import type { Terminal } from "../../../src/cli/terminal.js";
import { lastRunOf } from "../last-run.js";
import { eventsCsv, openLoaded, openPlace } from "../runs/served.js";

const LOAD = ["load", "marketingEvents.upsert", "events.csv"];
const FAULTS = [
  {
    operation: "marketingEvents.upsert",
    times: 1,
    when: ({ externalEventId }: { externalEventId?: string }) => externalEventId === "7",
    answer: "silent",
  },
] as const;

test("runs are listed oldest first, with what became of their rows", async () => {
  const { run } = await openPlace({ "events.csv": eventsCsv(3, (index) => (index === 1 ? { name: "" } : {})) });
  await run(LOAD);
  await run([...LOAD, "--target", "sandbox"]);
  const { out } = await run(["runs", "--json"]);
  expect(JSON.parse(out)).toMatchObject([
    { operation: "marketingEvents.upsert", state: "finished", counts: { succeeded: 2, failed: 1 } },
    { target: "sandbox", counts: { succeeded: 2, failed: 1 } },
  ]);
  const ids = JSON.parse(out).map((one: { run: string }) => one.run);
  expect(ids).toEqual([...ids].sort());
  expect((await run(["runs"])).out).toMatch(/^run +operation +file +succeeded +failed +unknown +unsent +state\n/);
});

test("a report is told once its file is gone, as the run has left it; a resume is refused", async () => {
  const { folder, run } = await openPlace({ "events.csv": eventsCsv(3, (index) => (index === 1 ? { name: "" } : {})) });
  await run(LOAD);
  const before = await run(["report", "--json"]);
  rmSync(join(folder, "events.csv"));
  const { code, out, err } = await run(["report", "--json"]);
  expect([code, out]).toEqual([before.code, before.out]);
  expect(err).toContain("events.csv is gone, or has changed");
  expect((await run(["resume"])).code).toBe(2);
});

test("a file's name is told without what could steer a terminal, when it is gone too", async () => {
  const name = "ev\u001b[31ments.csv";
  const { folder, run } = await openPlace({ [name]: eventsCsv(1) });
  const loaded = await run(["load", "marketingEvents.upsert", name]);
  rmSync(join(folder, name));
  const gone = await run(["report"]);
  expect(gone.err).toContain("ev\\u001b[31ments.csv is gone");
  const all = [loaded, gone, await run(["runs"]), await run(["resume"])].map(({ out, err }) => out + err).join("");
  expect(all.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});

test.each(['{"run":', "null", "{}", "", '{"run":"x","account":"a","settings":{"operation":"b"}}'])(
  "a run whose own file is spoilt to %j is named in one line, and the others are listed",
  async (text) => {
    const { folder, run } = await openPlace({ "events.csv": eventsCsv(1) });
    await run(LOAD);
    writeFileSync(join(lastRunOf(folder), "run.json"), text);
    for (const command of ["resume", "report"]) {
      const { code, err } = await run([command]);
      expect([code, err]).toEqual([2, expect.stringMatching(/^\S+run\.json is not as it was written: .+\n$/)]);
    }
    await run(LOAD);
    const { code, out, err } = await run(["runs"]);
    expect([code, out.split("\n").length]).toEqual([1, 3]);
    expect(err).toMatch(/^\S+run\.json is not as it was written: bring it back, or move its folder away\n$/);
    const told = JSON.parse((await run(["runs", "--json"])).out);
    expect(told).toMatchObject([{ state: "spoilt", message: err.trimEnd() }, { state: "finished" }]);
  },
);

test("a name of nothing, as of a shell's variable that is not set, is no run's", async () => {
  const { run, sent } = await openPlace({ "events.csv": eventsCsv(1) });
  await run(LOAD);
  for (const words of [
    ["retry", "", "--status", "unsent"],
    ["resume", ""],
    ["report", ""],
  ]) {
    const { code, err } = await run(words);
    expect([code, err]).toEqual([2, expect.stringContaining("there is no run ``")]);
  }
  expect(sent().length).toBe(1);
});

test.each(['{"run":', "null", "{}", ""])("a report that is spoilt to %j is told by the journal", async (text) => {
  const { folder, run } = await openPlace({ "events.csv": eventsCsv(3) });
  await run(LOAD);
  const path = join(lastRunOf(folder), "report.json");
  const before = readFileSync(path, "utf8");
  writeFileSync(path, text);
  const { code, out } = await run(["runs", "--json"]);
  expect([code, JSON.parse(out)]).toMatchObject([0, [{ state: "finished", counts: { succeeded: 3 } }]]);
  expect((await run(["report"])).code).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a report is found by the beginning of its run's id, and exits as the run did", async () => {
  const { run } = await openPlace({ "events.csv": eventsCsv(3, (index) => (index === 1 ? { name: "" } : {})) });
  await run(LOAD);
  const { code, out } = await run(["report", "last", "--json"]);
  expect(code).toBe(1);
  const { run: id } = JSON.parse(out);
  expect((await run(["report", id.slice(0, 12)])).out).toContain("failed     1  refused: failed.csv");
  const stray = await run(["report", `${id.slice(0, -1)}_`]);
  expect([stray.code, stray.err]).toEqual([2, expect.stringContaining("did you mean")]);
  expect((await run(["report", "2"])).code).toBe(1);
});

test("a run without an end is going on as long as a process has it, and was killed else", async () => {
  const { folder, run } = await openLoaded(eventsCsv(3), [{ intent: "0-1" }]);
  const told = async () => JSON.parse((await run(["runs", "--json"])).out) as object[];
  expect(await told()).toMatchObject([{ state: "killed", counts: { unknown: 2 } }]);
  const release = await takeLock(join(lastRunOf(folder), "lock"));
  expect(await told()).toMatchObject([{ state: "going on" }]);
  await release();
});

test("on a narrow terminal a run has two lines", async () => {
  const { folder, run } = await openPlace({ "events.csv": eventsCsv(3) });
  await run(LOAD);
  let out = "";
  const stdout = { isTTY: true, columns: 80, write: (text: string) => (out += text) };
  // The rest is not asked for.
  expect(await main(["runs"], { stdout, cwd: folder, env: {} } as unknown as Terminal)).toBe(0);
  expect(out).toMatch(/^\d{8}T\S+ {2}marketingEvents\.upsert {2}events\.csv\n {4}3 succeeded · finished\n$/);
});

describe("retry", () => {
  test("sends exactly the statuses that are asked, and the sums are those of the whole run", async () => {
    const csv = eventsCsv(150, (index) => (index === 1 ? { name: "" } : {}));
    const { run, sent, rows } = await openPlace({ "events.csv": csv }, { faults: FAULTS });
    const first = await run(LOAD);
    expect(first.code).toBe(1);
    const unknown = await rows("unknown.csv");
    expect(unknown.map(({ externalEventId }) => externalEventId)).toEqual(["7"]);
    expect(unknown[0]).toMatchObject({ _status: "unknown", _resend: "safe" });
    expect(first.out).toContain("Go on: hubspot-batch retry");
    const before = sent().length;
    const { code, err, out } = await run(["retry", "last", "--status", "unknown"]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^Sent again of run \d{8}T\S+: 1 row that is unknown\n/)]);
    expect(out).toMatch(/^marketingEvents\.upsert: 150 rows of events\.csv in \S+ m?s, in 2 passes\n/);
    expect((await run(["retry", "last", "--status", "unknown"])).err).toMatch(/ has read no row of such a status\.\n/);
    expect(sent().slice(before).flat().length).toBe(unknown.length);
    expect([(await rows("unknown.csv")).length, (await rows("succeeded.csv")).length]).toEqual([0, 149]);
  });

  test.each([
    ["nothing", []],
    ["a misspelt one", ["--status", "unknwon"]],
  ])("asked for %s is no use", async (_, flags) => {
    const { run } = await openPlace({ "events.csv": eventsCsv(1) });
    await run(LOAD);
    const { code, err } = await run(["retry", "last", ...flags]);
    expect([code, err]).toEqual([2, expect.stringContaining("--status is some of failed, unknown, unsent")]);
  });
});

test("a file that changes while it is loaded is never taken for what was sent", async () => {
  // When the first request comes, all rows have been read.
  const when = () => {
    writeFileSync(
      path,
      eventsCsv(4, () => ({ account: "b" })),
    );
    return false;
  };
  const faults = [{ operation: "marketingEvents.upsert", when, answer: "silent" }] as const;
  const { folder, run, sent } = await openPlace({ "events.csv": eventsCsv(3) }, { faults });
  const path = join(folder, "events.csv");
  const { code, err } = await run(LOAD);
  expect([code, sent().flat().length]).toEqual([3, 3]);
  expect(err).toContain("events.csv has changed while it was loaded");
  writeFileSync(path, eventsCsv(3));
  expect((await run(["report"])).code).toBe(0);

  // What a pass has read of another file is not this one's, and no later pass makes it so.
  for (const words of [["resume"], ["retry", "last", "--status", "unknown"]]) {
    const again = await run(words);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining("events.csv changed while run")]);
  }
  expect(sent().flat().length).toBe(3);
});

test("a file that is gone when it was loaded was read as it was: brought back, its run goes on", async () => {
  const when = () => {
    if (existsSync(path)) renameSync(path, `${path}.away`);
    return false;
  };
  const faults = [{ operation: "marketingEvents.upsert", when, answer: "silent" }] as const;
  const { folder, run } = await openPlace({ "events.csv": eventsCsv(3) }, { faults });
  const path = join(folder, "events.csv");
  expect((await run(LOAD)).code).toBe(3);
  renameSync(`${path}.away`, path);
  expect((await run(["resume"])).code).toBe(0);
});

describe("resume refuses, and sends nothing", () => {
  test("a file that has changed", async () => {
    const { run, folder, sent } = await openPlace({ "events.csv": eventsCsv(3) });
    await run(LOAD);
    writeFileSync(join(folder, "events.csv"), eventsCsv(4));
    const before = sent().length;
    const { code, err } = await run(["resume"]);
    expect([code, sent().length]).toEqual([2, before]);
    expect(err).toContain("events.csv has changed since run");
  });

  test("another account", async () => {
    const { run, folder, sent } = await openPlace({ "events.csv": eventsCsv(3) }, { portalId: 7 });
    await run(LOAD);
    const { readdirSync, readFileSync } = await import("node:fs");
    const path = join(folder, ".hubspot-batch/runs", readdirSync(join(folder, ".hubspot-batch/runs"))[0]!, "run.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("portal 7", "portal 8"));
    const before = sent().length;
    const { code, err } = await run(["resume"]);
    expect([code, sent().length]).toEqual([2, before]);
    expect(err).toMatch(/is of portal 8 at .*, and the token is of portal 7 at /);
  });

  test("a run that is not there", async () => {
    const { run } = await openPlace({});
    expect((await run(["resume"])).err).toContain("there are no runs in");
  });
});

test("a run goes on as it began, until it is said otherwise; its page has the course of each pass, and what it may show of rows", async () => {
  const csv = eventsCsv(400, (index) => (index === 5 ? { name: "" } : {}));
  const { run, read, folder } = await openPlace({ "events.csv": csv });
  const kept = () => JSON.parse(read("run.json")).manner;
  const began = [...LOAD, "--quota", "2/50", "--max-failures", "0", "--report-data", "none", "--out", "results"];
  expect((await run(began)).code).toBe(3);
  const manner = {
    quota: { requests: 2, intervalMs: 50 },
    maxFailures: { rows: 0 },
    out: join(folder, "results"),
    reportData: "none",
  };
  expect(kept()).toEqual(manner);
  await run(["resume", "--max-failures", "9"]);
  expect(kept()).toEqual({ ...manner, maxFailures: { rows: 9 } });
  const page = read("report.html");
  expect(page).toMatch(/<h3>pass 1 \(load, .* UTC\)<\/h3>.*<h3>pass 2 \(resume, .* UTC\)<\/h3>/s);
  expect(page.match(/aria-label="The course[^"]*"/g)?.length).toBe(4);
  expect(new Set(page.match(/aria-label="The course[^"]*"/g)).size).toBe(4);
  // Told again, it is the same page.
  await run(["report", "last"]);
  expect(read("report.html")).toBe(page);
  expect(page).not.toContain("externalEventId");
});

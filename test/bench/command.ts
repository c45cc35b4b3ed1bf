/** The command `hubspot-batch` over a file of a million rows: how much memory it takes, whatever the file's format. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPeer } from "./peer.js";
import type { BenchServerCount } from "./server.js";
import { atMost, cellOf, type Table } from "./table.js";

const ROWS = 1_000_000;
const MOST_MB = 300;

const program = fileURLToPath(new URL("../../../dist/cli/hubspot-batch.js", import.meta.url));

/** Has a process tell, as it ends, the most memory that it took. */
const TELLING = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;

const FIELDS = ["externalAccountId", "externalEventId", "eventName", "eventOrganizer", "startDateTime"];
const cellsOf = (index: number) => ["a", String(index), `Event ${index}`, "Me", "2026-05-06T15:57:00Z"];
const objectOf = (index: number) =>
  JSON.stringify(Object.fromEntries(cellsOf(index).map((cell, at) => [FIELDS[at], cell])));

/** The formats that are read in constant memory, each with what its file begins with, has for a row, and ends with. */
const FORMATS: Readonly<Record<string, readonly [head: string, row: (index: number) => string, foot: string]>> = {
  csv: [`${FIELDS.join(",")}\n`, (index) => `${cellsOf(index).join(",")}\n`, ""],
  ndjson: ["", (index) => `${objectOf(index)}\n`, ""],
  json: ["[\n", (index) => `${objectOf(index)}${index + 1 < ROWS ? "," : ""}\n`, "]\n"],
};

export async function measureCommand(): Promise<Table> {
  const rows: string[][] = [];
  const misses: string[] = [];
  for (const format of Object.keys(FORMATS))
    for (const command of ["plan", "load"]) {
      const { rssMb, seconds } = await measure(command, format);
      const aim = atMost(rssMb, MOST_MB, `${MOST_MB} MB`);
      rows.push([`${command}, ${format}`, rssMb.toFixed(0), seconds.toFixed(0), cellOf(aim)]);
      if (!aim.met) misses.push(`${command}, ${format}: ${rssMb.toFixed(0)} MB`);
    }
  return {
    title: "The command over 1,000,000 rows",
    head: ["marketing events, whole", "peak RSS, MB", "seconds", "target"],
    rows,
    misses,
    notes: [
      "The built command in a process of its own, from its start to its report and files; the server apart, as fast as it can.",
    ],
  };
}

async function measure(command: string, format: string): Promise<{ rssMb: number; seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), "hubspot-batch-bench-"));
  const server = await startPeer<null, BenchServerCount>("server");
  try {
    const { url } = await server.ask(null);
    await writeRows(join(folder, `rows.${format}`), format);
    const words = [command, "marketingEvents.upsert", `rows.${format}`, "--quota", "1000000/1", "--quiet"];
    const startedMs = performance.now();
    const rssKb = await run(folder, command === "load" ? [...words, "--target", url] : words);
    const seconds = (performance.now() - startedMs) / 1_000;
    const { writes } = await server.ask(null);
    if (command === "load" && writes !== ROWS) throw new Error(`${writes} of ${ROWS} were written`);
    return { rssMb: rssKb / 1_024, seconds };
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeRows(path: string, format: string): Promise<void> {
  const [head, rowOf, foot] = FORMATS[format]!;
  const file = createWriteStream(path);
  file.write(head);
  for (let from = 0; from < ROWS; from += 10_000) {
    const text = Array.from({ length: 10_000 }, (_, at) => rowOf(from + at)).join("");
    if (!file.write(text)) await once(file, "drain");
  }
  file.end(foot);
  await once(file, "close");
}

/** Runs the command to its end, and gives the most memory it took, in kB. */
async function run(cwd: string, words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ["--import", TELLING, program, ...words], {
    cwd,
    env: { ...process.env, HUBSPOT_ACCESS_TOKEN: "token" },
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let told = "";
  child.stdio[3]?.on("data", (text) => (told += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`hubspot-batch ${words.join(" ")} ended with ${code}`);
  return Number(told);
}

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readDelimited } from "../../../src/cli/rows/csv.js";
import { type Entry, writeEntry } from "../../../src/cli/runs/entry.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../../src/sandbox/sandbox.js";
import { createFolder } from "../folder.js";
import { lastRunOf } from "../last-run.js";
import { type Outside, type Ran, runCommand } from "../terminal.js";

/** A folder with files, and a sandbox that commands in it load into. */
export interface Place {
  readonly folder: string;
  readonly sandbox: Sandbox;
  /** Runs a command there; `load`, `plan` and `doctor` are given the sandbox as their target. */
  run(args: readonly string[], outside?: Outside): Promise<Ran>;
  /** The rows of a file of the last run, by their columns. */
  rows(name: string): Promise<Record<string, string>[]>;
  /** A file of the last run. */
  read(name: string): string;
  /** The inputs that were sent, batch by batch. */
  sent(): object[][];
}

/** Opens a place. */
export async function openPlace(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: SandboxOptions = {},
): Promise<Place> {
  const folder = createFolder(files);
  const sandbox = createSandbox(options);
  const { url, close } = await sandbox.listen();
  onTestFinished(close);
  const read = (name: string) => readFileSync(join(lastRunOf(folder), name), "utf8");
  return {
    folder,
    sandbox,
    run: (args, outside) =>
      runCommand(
        ["load", "doctor"].includes(args[0]!) && !args.includes("--target") ? [...args, "--target", url] : args,
        {
          cwd: folder,
          env: { HUBSPOT_ACCESS_TOKEN: "token" },
          ...outside,
        },
      ),
    read,
    rows: async (name) => {
      const records = [];
      for await (const { cells } of readDelimited(
        (async function* () {
          yield read(name).replace(/^\ufeff/, "");
        })(),
        ",",
      ))
        records.push(cells);
      const [header = [], ...others] = records;
      return others.map((cells) => Object.fromEntries(header.map((column, at) => [column, cells[at]!])));
    },
    sent: () =>
      sandbox.requests.flatMap(({ operation, inputs }) =>
        operation === undefined || operation.startsWith("account.") ? [] : [[...inputs]],
      ),
  };
}

/** A place with a run of marketing events that ended, of which the journal tells what it is made to tell. */
export async function openLoaded(csv: string, entries: readonly Entry[], options?: SandboxOptions) {
  const place = await openPlace({ "events.csv": csv }, options);
  await place.run(["load", "marketingEvents.upsert", "events.csv"]);
  const runs = join(place.folder, ".hubspot-batch", "runs");
  const began = { began: { command: "load", at: new Date().toISOString() } };
  writeFileSync(join(runs, readdirSync(runs)[0]!, "journal.ndjson"), [began, ...entries].map(writeEntry).join(""));
  const before = place.sent().length;
  /** The names of the events that were sent since. */
  const resent = () => (place.sent().slice(before).flat() as { eventName: string }[]).map((one) => one.eventName);
  return { ...place, resent };
}

/** Rows of marketing events as CSV. */
export function eventsCsv(
  count: number,
  change: (index: number) => Partial<Record<string, string>> = () => ({}),
): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const row = { account: "a", id: String(index), name: `Event ${index}`, organizer: "Me", ...change(index) };
    return [row.account, row.id, row.name, row.organizer].join(",");
  });
  return ["externalAccountId,externalEventId,eventName,eventOrganizer", ...rows, ""].join("\n");
}

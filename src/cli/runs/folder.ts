/** Where runs are kept. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hint } from "../../options/closest.js";
import { CommandError } from "../failure.js";
import type { KeptManner } from "./manner.js";
import type { RunReport } from "./report.js";
import type { Settings } from "./settings.js";
import { writeWhole } from "./whole-file.js";

/** The folder in the current one that has all that is kept between runs. */
export const HOME = ".hubspot-batch";

/** The files of a run that are about its rows, by what became of them. */
export const ROW_FILES = ["succeeded.csv", "failed.csv", "unknown.csv", "unsent.csv"] as const;

/** A run's folder. */
export interface RunFolder {
  readonly id: string;
  readonly path: string;
}

/** What is known of a run before anything is sent. */
export interface RunFile {
  readonly run: string;
  readonly createdAt: string;
  /** What HubSpot's account is called here. */
  readonly account: string;
  readonly settings: Settings;
  /** How it is sent, until it is gone on with otherwise. */
  readonly manner?: KeptManner;
  /** Whether its file was another by the time that a pass had read it: that pass may have sent rows that are in neither. */
  readonly isTorn?: boolean;
}

/** Makes a run's folder; its id sorts by time. */
export async function createRun(cwd: string, nowMs: number): Promise<RunFolder> {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, "");
  const id = `${time}-${randomBytes(2).toString("hex")}`;
  const path = join(cwd, HOME, "runs", id);
  await mkdir(path, { recursive: true });
  // Rows are people's own: nothing of them goes into a repository by mistake.
  await writeFile(join(cwd, HOME, ".gitignore"), "*\n", { flag: "wx" }).catch(() => {});
  return { id, path };
}

/** The runs there are, the oldest first. */
export async function listRuns(cwd: string): Promise<RunFolder[]> {
  const folder = join(cwd, HOME, "runs");
  const names = await readdir(folder).catch(() => []);
  // A folder whose process was killed before it began is no run: nothing was sent.
  const begun = names.filter((id) => existsSync(join(folder, id, "run.json")));
  return begun.sort().map((id) => ({ id, path: join(folder, id) }));
}

/** Finds a run by its id, the beginning of one that no other has, or `last`. */
export async function findRun(cwd: string, name = "last"): Promise<RunFolder> {
  const runs = await listRuns(cwd);
  const last = runs.at(-1);
  if (last === undefined) throw new CommandError(`there are no runs in ${join(cwd, HOME)}`);
  if (name === "last") return last;
  // A shell's variable that is not set is the beginning of all, and means none.
  const found = runs.filter(({ id }) => name !== "" && id.startsWith(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) throw new CommandError(`${found.length} runs begin with \`${name}\``);
  const names = runs.map(({ id }) => id);
  throw new CommandError(`there is no run \`${name}\`${hint(name, names)}\nSee hubspot-batch runs`);
}

/** Writes what a run is gone on with. */
export const writeRunFile = ({ path }: RunFolder, file: RunFile): Promise<void> =>
  writeWhole(join(path, "run.json"), `${JSON.stringify(file, undefined, 2)}\n`);

/** Reads what a run was begun with. Throws a `CommandError` where the file is not as it was written. */
export async function readRunFile({ path }: RunFolder): Promise<RunFile> {
  const file = join(path, "run.json");
  const value = await readJson(file);
  if (has(value, ["run", "account", "settings.operation", "settings.file.path", "settings.file.sha256"]))
    return value as RunFile; // As it was written.
  throw new CommandError(`${file} is not as it was written: bring it back, or move its folder away`);
}

/** The report that a run's last end has written, where there is one as it was written: the journal tells the same. */
export async function readReport({ path }: RunFolder): Promise<RunReport | undefined> {
  const value = await readJson(join(path, "report.json"));
  return has(value, ["run", "exitCode", "counts.total", "errors"]) ? (value as RunReport) : undefined;
}

/** A file's JSON; `undefined` where it is none, or there is no such file. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether there is something at each of these places of a value. */
function has(value: unknown, places: readonly string[]): boolean {
  return places.every((place) => {
    let inner = value;
    for (const name of place.split("."))
      inner = (inner as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    return inner !== undefined && inner !== null;
  });
}

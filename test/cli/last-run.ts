import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The folder of the last run that was begun in a folder: the ids sort by time. */
export function lastRunOf(folder: string): string {
  const runs = join(folder, ".hubspot-batch", "runs");
  return join(runs, readdirSync(runs).sort().at(-1)!);
}

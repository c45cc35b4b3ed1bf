/** One process at a time has a run, or the memory of an account's records. */
import { readFile, rename, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { CommandError } from "../failure.js";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process was started, where the system tells it: numbers of processes come again. */
  readonly born?: string;
}

/** How long a lock that does not say whose it is may be one that is just being taken. */
const UNCLEAR_MS = 500;

/**
 * Takes a lock, and gives what lets go of it. One that a process left behind when it was killed is taken over. Throws a
 * `CommandError` where another process has it; `what` is what is locked, as people call it.
 */
export async function takeLock(path: string, what = "this run"): Promise<() => Promise<void>> {
  const own = await ownHolder();
  let unclear: string | undefined;
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: "wx" });
      let isHeld = true;
      return async () => {
        // Let go of once, it may be another's.
        if (isHeld) await unlink(path).catch(() => {});
        isHeld = false;
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const holder = holderOf(text);
    if (holder === undefined && text !== unclear) {
      // Another may be about to write who it is.
      unclear = text;
      await new Promise((resolve) => setTimeout(resolve, UNCLEAR_MS));
      continue;
    }
    if (holder !== undefined && (await isAlive(holder, own)))
      throw new CommandError(
        `another process has ${what}: ${holder.pid} on ${holder.host}. If there is none, delete ${path}`,
      );
    // Of two that find it left behind, one moves it away; a lock that was taken meanwhile goes back.
    const aside = `${path}.${process.pid}`;
    await rename(path, aside).catch(() => {});
    const moved = await readFile(aside, "utf8").catch(() => text);
    if (moved !== text) await rename(aside, path).catch(() => {});
    else await unlink(aside).catch(() => {});
  }
}

/** Whether a process has a lock now, as far as can be seen. */
export async function isLocked(path: string): Promise<boolean> {
  const holder = holderOf(await readFile(path, "utf8").catch(() => ""));
  return holder !== undefined && isAlive(holder, await ownHolder());
}

async function ownHolder(): Promise<Holder> {
  return { pid: process.pid, host: hostname(), ...(await bornOf(process.pid)) };
}

function holderOf(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return typeof value?.pid === "number" && typeof value.host === "string" ? (value as Holder) : undefined;
  } catch {
    // A crash left half of it.
    return undefined;
  }
}

async function isAlive({ pid, host, born }: Holder, own: Holder): Promise<boolean> {
  // Of another machine nothing can be seen.
  if (host !== own.host) return true;
  if (pid === own.pid) return born !== undefined && born === own.born;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const now = (await bornOf(pid)).born;
  return born === undefined || now === undefined || born === now;
}

/** When a process was started, in the system's ticks. */
async function bornOf(pid: number): Promise<{ born?: string }> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // Its name may have spaces and brackets; the 20th field after it is the time.
  const born = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return born === undefined ? {} : { born };
}

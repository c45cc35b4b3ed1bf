/** Whose a lock is, and whether that process lives. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

/** A process that has a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process was started, where the system tells it: numbers of processes come again. */
  readonly born?: string;
  /** Tells this lock from any other, for as long as files are kept. */
  readonly id?: string;
}

/** This process, as the holder of a lock that it has not had before. */
export async function ownHolder(): Promise<Holder> {
  return {
    pid: process.pid,
    host: hostname(),
    ...(await bornOf(process.pid)),
    id: randomBytes(8).toString("hex"),
  };
}

/** Reads whose a lock is; `undefined` where it does not say. */
export function holderOf(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return typeof value?.pid === "number" && typeof value.host === "string" ? (value as Holder) : undefined;
  } catch {
    // A crash left half of it.
    return undefined;
  }
}

/** Whether a holder lives, as far as can be seen from the process that is given. */
export async function isAlive({ pid, host, born }: Holder, own: Holder): Promise<boolean> {
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

/**
 * One process at a time has a run, or the memory of an account's records. A lock is a file that only one can make. One that
 * a killed process left behind is taken away by whoever has the lock of taking it away, and only while it is still that one:
 * else a lock that was taken meanwhile would go with it. That second lock can be left behind too, and is taken over likewise.
 */
import { randomBytes } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { CommandError } from "../failure.js";
import { type Holder, holderOf, isAlive, ownHolder } from "./holder.js";
import { createWhole } from "./whole-file.js";

/** What a lock is kept in, and seen from. */
export interface LockPlace {
  /** Makes a file, whole; rejects with `EEXIST` where there is one. */
  create(path: string, text: string): Promise<void>;
  /** Reads a file; `undefined` where there is none. */
  read(path: string): Promise<string | undefined>;
  /** Removes a file. */
  remove(path: string): Promise<void>;
  /** Whoever takes the lock, as a holder that has had none yet. */
  own(): Promise<Holder>;
  isAlive(holder: Holder, own: Holder): Promise<boolean>;
  wait(ms: number): Promise<unknown>;
}

const onDisk: LockPlace = {
  create: (path, text) => createWhole(path, text, randomBytes(8).toString("hex")),
  read: (path) => readFile(path, "utf8").catch(unlessGone),
  remove: (path) => unlink(path).catch(unlessGone),
  own: ownHolder,
  isAlive,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** Lets go of a lock. */
type Release = () => Promise<void>;

/** Another's lock. */
interface Held {
  readonly path: string;
  readonly holder: Holder;
}

/** How long a lock that does not say whose it is may be one that is just being taken, on a disk that has no other way. */
const UNCLEAR_MS = 500;

/** How long it takes at most to take a lock over, in steps of so many ms. */
const STEP_MS = 10;
const MOST_STEPS = 100;

/**
 * Takes a lock, and gives what lets go of it. One that a process left behind when it was killed is taken over. Throws a
 * `CommandError` where another process has it; `what` is what is locked, as people call it.
 */
export async function takeLock(path: string, what = "this run", place: LockPlace = onDisk): Promise<Release> {
  const taken = await take(path, await place.own(), place);
  if (typeof taken === "function") return taken;
  const { pid, host } = taken.holder;
  throw new CommandError(`another process has ${what}: ${pid} on ${host}. If there is none, delete ${taken.path}`);
}

async function take(path: string, own: Holder, place: LockPlace): Promise<Release | Held> {
  const text = JSON.stringify(own);
  let unclear: string | undefined;
  for (let steps = 0; ; ) {
    try {
      await place.create(path, text);
      return () => letGo(path, text, place).catch(() => {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const found = await place.read(path);
    if (found === undefined) continue;
    const holder = holderOf(found);
    if (holder !== undefined && (await place.isAlive(holder, own))) return { path, holder };
    if (holder === undefined && found !== unclear) {
      // Another may be about to write who it is.
      unclear = found;
      await place.wait(UNCLEAR_MS);
      continue;
    }
    const turn = await take(`${path}.over`, own, place);
    if (typeof turn === "function")
      try {
        await letGo(path, found, place);
      } finally {
        await turn();
      }
    else if (steps++ < MOST_STEPS) await place.wait(STEP_MS);
    else return turn;
  }
}

/** Removes a lock, unless it is another one by now. */
async function letGo(path: string, text: string, place: LockPlace): Promise<void> {
  if ((await place.read(path)) === text) await place.remove(path);
}

/** Whether a process has a lock now, as far as can be seen. */
export async function isLocked(path: string): Promise<boolean> {
  const holder = holderOf(await readFile(path, "utf8").catch(() => ""));
  return holder !== undefined && isAlive(holder, await ownHolder());
}

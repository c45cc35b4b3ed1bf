import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { CommandError } from "../../../src/cli/failure.js";
import { type LockPlace, takeLock } from "../../../src/cli/runs/lock.js";
import { createFolder } from "../folder.js";

const placeOf = () => join(createFolder(), "lock");

test("one at a time has it, and lets go of it", async () => {
  const path = placeOf();
  const release = await takeLock(path);
  await expect(takeLock(path)).rejects.toThrow(`another process has this run: ${process.pid} on ${hostname()}`);
  await release();
  expect(existsSync(path)).toBe(false);
  const releaseNext = await takeLock(path, "the memory");
  await release();
  await expect(takeLock(path, "the memory")).rejects.toThrow("another process has the memory: ");
  await releaseNext();
});

test("one that lives has it, whatever it is called", async () => {
  const path = placeOf();
  const other = spawn("sleep", ["30"]);
  try {
    writeFileSync(path, JSON.stringify({ pid: other.pid, host: hostname() }));
    await expect(takeLock(path)).rejects.toThrow(`${other.pid} on`);
  } finally {
    other.kill();
  }
});

test.each([
  ["a process that is gone", { pid: 2 ** 22 + 1, host: hostname() }],
  ["an earlier process of this number", { pid: process.pid, host: hostname(), born: "1" }],
  ["an earlier process of another's number", { pid: 1, host: hostname(), born: "12345678901" }],
])("what %s left behind is taken over", async (_, holder) => {
  const path = placeOf();
  writeFileSync(path, JSON.stringify(holder));
  const release = await takeLock(path);
  expect(JSON.parse(readFileSync(path, "utf8")).pid).toBe(process.pid);
  await release();
});

test("half a lock, as a crash leaves it, is none", async () => {
  const path = placeOf();
  writeFileSync(path, '{"pid":');
  await (await takeLock(path))();
});

test("one that is just being taken is waited for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    const path = placeOf();
    writeFileSync(path, "");
    const taken = takeLock(path).then(
      () => "taken",
      (error: Error) => error.message,
    );
    while (vi.getTimerCount() === 0) await new Promise(setImmediate);
    writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname() }));
    vi.runAllTimers();
    expect(await taken).toContain(`another process has this run: ${process.ppid} on`);
  } finally {
    vi.useRealTimers();
  }
});

test("of another machine nothing can be seen: it is believed", async () => {
  const path = placeOf();
  writeFileSync(path, JSON.stringify({ pid: 1, host: "elsewhere" }));
  await expect(takeLock(path)).rejects.toThrow(`1 on elsewhere. If there is none, delete ${path}`);
});

test("of many that find it left behind, one gets it, and nothing else is left", async () => {
  const path = placeOf();
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
  const takers = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path)));
  expect(takers.filter(({ status }) => status === "fulfilled").length).toBe(1);
  expect(readdirSync(join(path, ".."))).toEqual(["lock"]);
});

test("a lock that can't be looked at is no reason to look for ever", async () => {
  const path = placeOf();
  mkdirSync(path);
  await expect(takeLock(path)).rejects.toThrow("EISDIR");
});

test("what was put in its place by hand stays when it is let go of", async () => {
  const path = placeOf();
  const release = await takeLock(path);
  writeFileSync(path, "another's");
  await release();
  expect(readFileSync(path, "utf8")).toBe("another's");
});

class Killed extends Error {}

/** Processes that take one lock, which a killed one has left behind: any step may come before any other's, or be the last. */
class World {
  readonly files = new Map([["lock", JSON.stringify({ pid: 0, host: "here" })]]);
  readonly dead = new Set([0]);
  readonly holding = new Set<number>();
  readonly #scheduler: fc.Scheduler;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Has a process take it, and let go of it where it is to; the process is killed before its step of this number. */
  async play(pid: number, { dies, letsGo }: { dies: number; letsGo: boolean }): Promise<void> {
    const release = await takeLock("lock", "it", this.#seenBy(pid, dies));
    expect([...this.holding].filter((other) => !this.dead.has(other))).toEqual([]);
    this.holding.add(pid);
    if (!letsGo) return;
    this.holding.delete(pid);
    await release();
  }

  #seenBy(pid: number, dies: number): LockPlace {
    let steps = 0;
    const step = async <T>(act: () => T): Promise<T> => {
      await this.#scheduler.schedule(Promise.resolve());
      if (++steps >= dies) this.dead.add(pid);
      if (this.dead.has(pid)) throw new Killed();
      return act();
    };
    const own = { pid, host: "here" };
    return {
      create: (path, text) =>
        step(() => {
          if (this.files.has(path)) throw Object.assign(new Error(path), { code: "EEXIST" });
          this.files.set(path, text);
        }),
      read: (path) => step(() => this.files.get(path)),
      remove: (path) => step(() => void this.files.delete(path)),
      own: async () => own,
      isAlive: (other) => step(() => !this.dead.has(other.pid)),
      wait: () => step(() => undefined),
    };
  }
}

describe("whatever comes before what, and whoever is killed", () => {
  const fate = fc.record({
    dies: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 12 })),
    letsGo: fc.boolean(),
  });

  test("no two have it, and whoever comes later gets it unless one has it", () =>
    fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fate, { minLength: 2, maxLength: 4 }), async (scheduler, fates) => {
        const world = new World(scheduler);
        const ends = await scheduler.waitFor(Promise.allSettled(fates.map((one, at) => world.play(at + 1, one))));
        for (const end of ends)
          if (end.status === "rejected" && !(end.reason instanceof CommandError || end.reason instanceof Killed))
            throw end.reason;
        const isHeld = [...world.holding].some((pid) => !world.dead.has(pid));
        const late = scheduler.waitFor(world.play(9, { dies: Number.POSITIVE_INFINITY, letsGo: false }));
        if (isHeld) await expect(late).rejects.toThrow("another process has it");
        else await late;
        if (world.dead.size === 1) expect([...world.files.keys()]).toEqual(["lock"]);
      }),
    ));

  test("of three that find it left behind, exactly one gets it", () =>
    fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = new World(scheduler);
        const stay = { dies: Number.POSITIVE_INFINITY, letsGo: false };
        await scheduler.waitFor(Promise.allSettled([1, 2, 3].map((pid) => world.play(pid, stay))));
        expect(world.holding.size).toBe(1);
      }),
    ));
});

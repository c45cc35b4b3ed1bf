import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { takeLock } from "../../../src/cli/runs/lock.js";
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

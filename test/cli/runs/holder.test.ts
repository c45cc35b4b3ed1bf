import { expect, test } from "vitest";
import { holderOf, isAlive, ownHolder } from "../../../src/cli/runs/holder.js";

test.each(["", '{"pid":', "null", "7", '{"pid":"7","host":"here"}', '{"pid":7}'])("%j says nobody's name", (text) => {
  expect(holderOf(text)).toBeUndefined();
});

test("a holder is read as it was written", async () => {
  const own = await ownHolder();
  expect(holderOf(JSON.stringify(own))).toEqual(own);
});

test("each time that a process may have a lock, the lock is another", async () => {
  const [one, other] = [await ownHolder(), await ownHolder()];
  expect(one).toEqual({ ...other, id: one.id });
  expect(one.id).not.toBe(other.id);
});

test("a process lives where it runs, or where it can't be seen", async () => {
  const own = await ownHolder();
  expect(await isAlive({ pid: process.ppid, host: own.host }, own)).toBe(true);
  expect(await isAlive({ pid: 2 ** 22 + 1, host: own.host }, own)).toBe(false);
  expect(await isAlive({ pid: 2 ** 22 + 1, host: "elsewhere" }, own)).toBe(true);
  // An earlier process of the same number.
  expect(await isAlive({ pid: own.pid, host: own.host, born: "1" }, own)).toBe(false);
});

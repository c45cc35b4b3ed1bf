import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test, vi } from "vitest";
import type { Traced } from "../../src/outcome/messages.js";
import { within } from "../../src/wire/within.js";

const storage = new AsyncLocalStorage<string>();

/** An act that tells the context that it is in, after a wait too. */
const act = vi.fn(async () => {
  const before = storage.getStore();
  await Promise.resolve();
  return [before, storage.getStore()];
});

test("what begins is in the context that its message gives, and all that follows", async () => {
  const message: Traced = { within: (begin) => storage.run("theirs", begin) };
  expect(await storage.run("caller", within(message, act))).toEqual(["theirs", "theirs"]);
});

test("without one it is in its caller's", async () => {
  expect(await storage.run("caller", within({}, act))).toEqual(["caller", "caller"]);
});

test("one that is set after it was made counts: listeners hear of a start later", async () => {
  const message: Traced = {};
  const begun = within(message, act);
  message.within = (begin) => storage.run("theirs", begin);
  expect(await begun()).toEqual(["theirs", "theirs"]);
});

test("it begins once, whether the message's function calls it never or twice", async () => {
  for (const calls of [0, 1, 2]) {
    act.mockClear();
    await within({ within: (begin) => void Array.from({ length: calls }, begin) }, act)();
    expect(act).toHaveBeenCalledTimes(1);
  }
});

test("what the message's function throws is none of the run's, and reaches the process", async () => {
  const thrown: unknown[] = [];
  const listeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => thrown.push(error));
  try {
    const wrong = new Error("A listener's fault");
    const message: Traced = {
      within: () => {
        throw wrong;
      },
    };
    act.mockClear();
    expect(await within(message, act)()).toEqual([undefined, undefined]);
    expect(act).toHaveBeenCalledTimes(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(thrown).toEqual([wrong]);
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of listeners) process.on("uncaughtException", listener);
  }
});

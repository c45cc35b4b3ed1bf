import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { sleep, unlessAborted } from "../../src/wire/unless-aborted.js";
import { fakeTime } from "../helpers/fake-time.js";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

describe("a promise that is waited for unless a signal is aborted", () => {
  test("gives what it gives, and leaves no listener", async () => {
    const { signal } = new AbortController();
    const waiting = unlessAborted(Promise.resolve(1), signal);
    expect(listeners(signal)).toBe(1);
    expect(await waiting).toBe(1);
    expect(listeners(signal)).toBe(0);
    await expect(unlessAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
    expect(listeners(signal)).toBe(0);
  });

  test("is left with the signal's reason, and what comes late is told", async () => {
    const controller = new AbortController();
    const late: number[] = [];
    let give = (_: number) => {};
    const promise = new Promise<number>((resolve) => (give = resolve));
    const waiting = unlessAborted(promise, controller.signal, (value) => late.push(value));
    controller.abort("over");
    await expect(waiting).rejects.toBe("over");
    expect(late).toEqual([]);
    give(2);
    await promise;
    expect(late).toEqual([2]);
    expect(listeners(controller.signal)).toBe(0);
  });

  test("is not waited for where the signal was aborted before, and a rejection of it harms nobody", async () => {
    const signal = AbortSignal.abort("over");
    await expect(unlessAborted(Promise.reject(new Error("no")), signal)).rejects.toBe("over");
    expect(listeners(signal)).toBe(0);
  });
});

describe("a sleep", () => {
  fakeTime();

  test("lasts so long", async () => {
    const { signal } = new AbortController();
    let awake = false;
    const sleeping = sleep(100, signal).then(() => (awake = true));
    await vi.advanceTimersByTimeAsync(99);
    expect(awake).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(listeners(signal)).toBe(0);
  });

  test("ends with the signal, and leaves no timer", async () => {
    const controller = new AbortController();
    const sleeping = sleep(100, controller.signal);
    controller.abort();
    await sleeping;
    await sleep(100, controller.signal);
    expect(vi.getTimerCount()).toBe(0);
  });
});

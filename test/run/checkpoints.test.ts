import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Checkpoints } from "../../src/run/checkpoints.js";
import { fakeTime } from "../helpers/fake-time.js";
import { deferred } from "../helpers/http.js";

fakeTime();

const uncut = new AbortController().signal;

/** Checkpoints of a mark that is moved by hand. */
function marked(onCheckpoint: (next: number) => void | Promise<void> = () => {}) {
  const told: { next: number; atMs: number }[] = [];
  const mark = { at: 0 };
  const failed = vi.fn();
  const call = (next: number) => {
    told.push({ next, atMs: performance.now() });
    return onCheckpoint(next);
  };
  const checkpoints = new Checkpoints(call, () => mark.at, failed);
  const move = (at: number) => {
    mark.at = at;
    checkpoints.moved();
  };
  return { checkpoints, told, move, failed };
}

test("a mark that does not move is told at the end, and only then", async () => {
  const { checkpoints, told, move } = marked();
  move(0);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([]);
  await checkpoints.end(uncut);
  await checkpoints.end(uncut);
  move(3);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told.map(({ next }) => next)).toEqual([0]);
});

test("what was told last is not told again at the end", async () => {
  const { checkpoints, told, move } = marked();
  move(3);
  await vi.advanceTimersByTimeAsync(0);
  await checkpoints.end(uncut);
  expect(told.map(({ next }) => next)).toEqual([3]);
});

test("at any moment all that is a second old is told; never twice in a second, never less than before", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 50 })), { maxLength: 30 }),
      async (steps) => {
        const { checkpoints, told, move } = marked();
        const moved: { at: number; atMs: number }[] = [];
        let at = 0;
        for (const [waitMs, by] of steps) {
          await vi.advanceTimersByTimeAsync(waitMs);
          for (const { at, atMs } of moved)
            if (performance.now() - atMs > 1_000) expect(told.at(-1)?.next).toBeGreaterThanOrEqual(at);
          at += by;
          if (by > 0) moved.push({ at, atMs: performance.now() });
          move(at);
        }
        const before = told.length;
        await checkpoints.end(uncut);
        expect(told.at(-1)?.next).toBe(at);
        told.forEach(({ next, atMs }, place) => {
          const last = told[place - 1];
          if (last === undefined) return;
          expect(next).toBeGreaterThan(last.next);
          if (place < before) expect(atMs - last.atMs).toBeGreaterThanOrEqual(1_000);
        });
      },
    ),
  );
});

test("calls come one at a time, and who wants to go on waits for the one under way, but not past a cut", async () => {
  const first = deferred();
  const { checkpoints, told, move } = marked(() => (told.length === 1 ? first.promise : undefined));
  expect(checkpoints.held(uncut)).toBeUndefined();
  move(1);
  await vi.advanceTimersByTimeAsync(0);
  move(2);
  const cut = new AbortController();
  const held = { past: false, cut: false };
  void checkpoints.held(uncut)?.then(() => void (held.past = true));
  void checkpoints.held(cut.signal)?.then(() => void (held.cut = true));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toHaveLength(1);
  expect(held).toEqual({ past: false, cut: false });
  cut.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(held).toEqual({ past: false, cut: true });
  first.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(held.past).toBe(true);
  expect(told.map(({ next }) => next)).toEqual([1, 2]);
  await checkpoints.end(uncut);
});

test("the last call waits for the one under way", async () => {
  const first = deferred();
  const { checkpoints, told, move } = marked(() => (told.length === 1 ? first.promise : undefined));
  move(1);
  await vi.advanceTimersByTimeAsync(0);
  move(2);
  const ended = checkpoints.end(uncut);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toHaveLength(1);
  first.resolve();
  await ended;
  expect(told.map(({ next }) => next)).toEqual([1, 2]);
});

test("one that threw is told once, and no other is made", async () => {
  const { checkpoints, told, move, failed } = marked(() => Promise.reject(new Error("disk full")));
  move(1);
  await vi.advanceTimersByTimeAsync(0);
  move(2);
  await vi.advanceTimersByTimeAsync(5_000);
  await checkpoints.end(uncut);
  expect(told).toHaveLength(1);
  expect(failed).toHaveBeenCalledTimes(1);
  expect(checkpoints.failure).toMatchObject({ name: "CallerError", message: "onCheckpoint threw: disk full" });
});

test("the last call is waited for two seconds past a cut, and none is made after that", async () => {
  const first = deferred();
  const { checkpoints, told, move } = marked(() => first.promise);
  move(1);
  await vi.advanceTimersByTimeAsync(0);
  move(2);
  const cut = new AbortController();
  let ended = false;
  void checkpoints.end(cut.signal).then(() => void (ended = true));
  await vi.advanceTimersByTimeAsync(60_000);
  cut.abort();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toBe(true);
  first.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(told.map(({ next }) => next)).toEqual([1]);
});

test("a call that hangs is waited for until shortly before the deadline, and no longer", async () => {
  const { checkpoints, move } = marked(() => new Promise<void>(() => {}));
  move(1);
  await vi.advanceTimersByTimeAsync(0);
  const cut = new AbortController();
  let ended = false;
  void checkpoints.end(cut.signal, Date.now() + 1_000).then(() => void (ended = true));
  await vi.advanceTimersByTimeAsync(900);
  cut.abort();
  await vi.advanceTimersByTimeAsync(49);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toBe(true);
});

import { vi } from "vitest";

/** Steps that no run takes: one that takes more goes round and round. */
const MOST_STEPS = 20_000;

/** Lets the clock run, step by step, until the promise is settled. */
export async function inTime<T>(promise: PromiseLike<T>, stepMs = 10): Promise<T> {
  let isOver = false;
  const end = () => void (isOver = true);
  promise.then(end, end);
  for (let step = 0; step < MOST_STEPS && !isOver; step++) await vi.advanceTimersByTimeAsync(stepMs);
  if (!isOver) throw new Error("It takes for ever");
  return promise;
}

import { expect, test, vi } from "vitest";
import type { Progress } from "../../src/outcome/summary.js";
import { ProgressReporter } from "../../src/run/progress.js";
import { deferred } from "../helpers/http.js";

const never = new AbortController().signal;

function tellerOf(onProgress: (progress: Progress) => void | Promise<void>) {
  let settled = 0;
  const failed = vi.fn();
  const now = (): Progress => ({
    read: 10,
    settled: ++settled,
    settledUpTo: settled,
    counts: { total: settled, succeeded: settled, failed: 0, unknown: 0, unsent: 0 },
    requests: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
  });
  return { teller: new ProgressReporter(onProgress, now, failed), failed };
}

test("calls come one after another, each with the numbers of its own moment", async () => {
  const ends = [deferred(), deferred()];
  const seen: number[] = [];
  const { teller } = tellerOf(({ settled }) => {
    seen.push(settled);
    return ends[seen.length - 1]!.promise;
  });
  const [first, second] = [teller.report(never), teller.report(never)];
  await Promise.resolve();
  expect(seen).toEqual([1]);
  ends[0]!.resolve();
  await first;
  await Promise.resolve();
  expect(seen).toEqual([1, 2]);
  ends[1]!.resolve();
  await second;
  expect(teller.knows(2)).toBe(true);
  expect(teller.knows(3)).toBe(false);
});

test("one who threw is not called again, and it is told once", async () => {
  const onProgress = vi.fn(() => Promise.reject(new Error("no")));
  const { teller, failed } = tellerOf(onProgress);
  await Promise.all([teller.report(never), teller.report(never)]);
  await teller.report(never);
  expect(onProgress).toHaveBeenCalledTimes(1);
  expect(failed.mock.calls).toEqual([[new Error("no")]]);
});

test("a call is not waited for past a cut, and none is made after it", async () => {
  const end = deferred();
  const onProgress = vi.fn(() => end.promise);
  const { teller } = tellerOf(onProgress);
  const controller = new AbortController();
  const told = Promise.all([teller.report(controller.signal), teller.report(controller.signal)]);
  await Promise.resolve();
  controller.abort();
  await told;
  end.resolve();
  await teller.report(controller.signal);
  await new Promise((resolve) => setImmediate(resolve));
  expect(onProgress).toHaveBeenCalledTimes(1);
});

test("a wait is told of where it is the only one, and the one that ends first is shown", async () => {
  const onProgress = vi.fn();
  const { teller } = tellerOf(onProgress);
  const ends = [teller.wait({ reason: "backoff", untilMs: 20 }, never)];
  ends.push(teller.wait({ reason: "quota", untilMs: 10 }, never));
  expect(teller.waiting).toEqual({ reason: "quota", untilMs: 10 });
  await vi.waitFor(() => expect(onProgress).toHaveBeenCalledTimes(1));
  ends[1]!();
  expect(teller.waiting).toEqual({ reason: "backoff", untilMs: 20 });
  ends[0]!();
  expect(teller.waiting).toBeUndefined();
});

import { expect, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { fakeTime } from "../helpers/fake-time.js";

fakeTime();

/** Turns that a limiter gives within so long, none of which ends. */
async function turnsIn(limiter: ReturnType<typeof createRateLimiter>, ms: number): Promise<number> {
  const controller = new AbortController();
  let turns = 0;
  const asked = Array.from({ length: 20 }, () =>
    limiter.acquire(controller.signal).then(
      () => turns++,
      () => {},
    ),
  );
  await vi.advanceTimersByTimeAsync(ms);
  const given = turns;
  controller.abort(new Error("enough"));
  await Promise.all(asked);
  return given;
}

test("what a caller changes later changes nothing of a limiter that is made", async () => {
  const quota = { requests: 3, intervalMs: 60_000 };
  const reserve = { share: 0 };
  const limiter = createRateLimiter(quota, reserve);
  quota.requests = 10;
  reserve.share = 0.9;
  expect(await turnsIn(limiter, 1_000)).toBe(3);
});

test("what is checked is what is used", async () => {
  const reads: string[] = [];
  const quota = {
    get requests() {
      reads.push("requests");
      return reads.length > 1 ? -1 : 3;
    },
    intervalMs: 60_000,
  };
  expect(await turnsIn(createRateLimiter(quota), 1_000)).toBe(3);
  expect(reads).toEqual(["requests"]);
});

import { expect, test } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import type { RateLimiter } from "../../src/pace/pace.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, fakeFetch, type Handler, refusal, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { slowly, updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

/** HubSpot with a limit that its headers do not tell. */
function limited(requests: number, intervalMs: number, policyName: string, headers = () => ({})): Handler {
  let window: number[] = [];
  return (request, count) => {
    const now = performance.now();
    window = window.filter((time) => time > now - intervalMs);
    if (window.length >= requests) return after(0, () => refusal(429, { policyName }, headers()))(request, count);
    window.push(now);
    return after(50, updated)(request, count);
  };
}

test("a server that takes five a second gets sixty batches written, with less than a tenth refused", async () => {
  const { fetch } = fakeFetch(limited(5, 1_000, "SECONDLY"));
  const began = performance.now();
  const report = await inTime(updateRun(updates(60), { fetch, batchSize: 1, rateLimiter: createRateLimiter() }));
  expect(report).toMatchObject({ ok: true, counts: { succeeded: 60 } });
  expect(report.halted).toBeUndefined();
  expect(report.requests.rateLimited).toBeLessThan(6);
  expect(performance.now() - began).toBeLessThan(16_000);
});

test("a storm of 503 narrows a run, and it widens again", async () => {
  const began = performance.now();
  let inFlight = 0;
  const most: number[] = [];
  const { fetch } = fakeFetch(async (request, count) => {
    const second = Math.floor((performance.now() - began) / 1_000);
    most[second] = Math.max(most[second] ?? 0, ++inFlight);
    const stormy = second >= 1 && second < 6;
    const response = await after(100, stormy ? () => refusal(503) : updated)(request, count);
    inFlight--;
    return response;
  });
  const run = updateRun(updates(1_000), { fetch, batchSize: 1, retry: { maxRetries: 10 } });
  const report = await inTime(run);
  expect(report.ok).toBe(true);
  expect(most[0]).toBe(32);
  // In a second of the storm there may have been none.
  const widest = (from: number, to?: number) => Math.max(0, ...Object.values(most.slice(from, to)));
  expect(widest(3, 6)).toBeLessThanOrEqual(8);
  expect(widest(7)).toBeGreaterThan(24);
});

test("another app's burst, which refusals do not tell, is waited for, and every batch is written", async () => {
  const began = performance.now();
  let accepted = 0;
  const { fetch } = fakeFetch(async (request, count) => {
    const ms = performance.now() - began;
    if (ms > 1_500 && ms < 9_000)
      return after(20, () => refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }))(request, count);
    const told = String(100 - ++accepted);
    const response = await after(20, updated)(request, count);
    response.headers.set("X-HubSpot-RateLimit-Max", "100");
    response.headers.set("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
    response.headers.set("X-HubSpot-RateLimit-Remaining", told);
    return response;
  });
  const run = updateRun(slowly(updates(60), 50), { fetch, batchSize: 1, rateLimiter: createRateLimiter() });
  const report = await inTime(run);
  expect(report).toMatchObject({ ok: true, counts: { succeeded: 60 } });
  expect(report.requests.rateLimited).toBeLessThanOrEqual(3);
  expect(performance.now() - began).toBeLessThan(16_000);
});

test("batches count towards unavailable, not the requests of one", async () => {
  // One batch is refused and searched; all that its search sends is lost.
  let first = true;
  const { fetch } = fakeFetch((request, count) => {
    if (request.inputs.length === 20 && first) {
      first = false;
      return refusal(400);
    }
    return request.inputs.length < 20 ? refusal(503) : updated(request, count);
  });
  const run = updateRun(updates(100), { fetch, batchSize: 20, concurrency: 1, retry: { maxRetries: 0 } });
  const report = await inTime(run);
  expect(report.halted).toBeUndefined();
  expect(report.counts.succeeded).toBe(80);
});

test("a limiter of ten lines does", async () => {
  // The one in the README.
  let free = Promise.resolve();
  const oneASecond: RateLimiter = {
    async acquire() {
      const turn = free.then(() => ({ startedMs: performance.now() }));
      free = turn.then(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
      return turn;
    },
    release() {},
    pause({ forMs = 10_000 }) {
      free = free.then(() => new Promise((resolve) => setTimeout(resolve, forMs)));
    },
  };
  const starts: number[] = [];
  const { fetch } = fakeFetch((request, count) => {
    starts.push(performance.now());
    return count === 2 ? refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }) : updated(request, count);
  });
  const report = await inTime(updateRun(updates(4), { fetch, batchSize: 1, rateLimiter: oneASecond }));
  expect(report.ok).toBe(true);
  for (let index = 1; index < starts.length; index++)
    expect(starts[index]! - starts[index - 1]!).toBeGreaterThanOrEqual(1_000);
  await inTime(free);
});

/** What a run uses of the quota where answers are slow, and where another client has spent it. */
import { expect, test } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, fakeFetch, refusal, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

test("a new client beside another's spending writes its share as soon as the budget is free", async () => {
  const headers = () => ({
    "X-HubSpot-RateLimit-Max": "190",
    "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
    "X-HubSpot-RateLimit-Remaining": String(190 - window.length),
  });
  let window: number[] = [];
  const { fetch } = fakeFetch(async (request, count) => {
    const now = performance.now();
    window = window.filter((time) => time > now - 10_000);
    if (window.length >= 190) return refusal(429, { policyName: "TEN_SECONDLY_ROLLING" }, headers());
    window.push(now);
    const told = headers();
    const response = await after(60, updated)(request, count);
    for (const [name, value] of Object.entries(told)) response.headers.set(name, value);
    return response;
  });
  const began = performance.now();
  const write = () => updateRun(updates(180), { fetch, batchSize: 1, rateLimiter: createRateLimiter() });
  const first = await inTime(write());
  const second = await inTime(write());
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(first.requests.rateLimited + second.requests.rateLimited).toBeLessThanOrEqual(8);
  expect(performance.now() - began).toBeLessThanOrEqual(13_000);
});

test("slow answers leave no quota unused", async () => {
  let inFlight = 0;
  let most = 0;
  const { fetch } = fakeFetch(async (request, count) => {
    most = Math.max(most, ++inFlight);
    const response = await after(2_500, updated)(request, count);
    inFlight--;
    response.headers.set("X-HubSpot-RateLimit-Max", "100");
    return response;
  });
  const began = performance.now();
  const report = await inTime(updateRun(updates(390), { fetch, batchSize: 1, rateLimiter: createRateLimiter() }));
  expect(report.ok).toBe(true);
  expect(most).toBeGreaterThan(80);
  expect(most).toBeLessThanOrEqual(100);
  // Three windows and an answer, and the first, which tells the quota.
  expect(performance.now() - began).toBeLessThan(36_500);
});

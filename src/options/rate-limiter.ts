import type { Quota, RateLimiter, Reserve } from "../pace/pace.js";
import { SlidingWindow } from "../pace/sliding-window.js";
import { expected, type Names, objectOf, wholeNumber } from "./expected.js";

const QUOTA: Names<Quota> = { requests: true, intervalMs: true };
const RESERVE: Names<Reserve> = { share: true, daily: true };

/** A limiter that lets HubSpot see at most `quota.requests` in any window; without a quota, it learns it from HubSpot's headers. */
export function createRateLimiter(quota?: Quota, reserve: Reserve = {}): Required<RateLimiter> {
  if (quota !== undefined) {
    const { requests, intervalMs } = objectOf("quota", quota, QUOTA, "{ requests, intervalMs }");
    wholeNumber("quota.requests", requests, undefined, 1, 1_000_000);
    wholeNumber("quota.intervalMs", intervalMs, undefined, 1, 86_400_000);
  }
  const { share = 0, daily } = objectOf("reserve", reserve, RESERVE);
  if (typeof share !== "number" || !(share >= 0 && share < 1))
    throw expected("reserve.share", "a number from 0 to below 1", share);
  wholeNumber("reserve.daily", daily, 0, 0, 1_000_000_000);
  return new SlidingWindow(quota, reserve);
}

import type { Quota, RateLimiter, Reserve } from "../pace/pace.js";
import { SlidingWindow } from "../pace/sliding-window.js";
import { expected, type Names, objectOf, wholeNumber } from "./expected.js";

const QUOTA: Names<Quota> = { requests: true, intervalMs: true };
const RESERVE: Names<Reserve> = { share: true, daily: true };

/** A limiter that lets HubSpot see at most `quota.requests` in any window; without a quota, it learns it from HubSpot's headers. */
export function createRateLimiter(quota?: Quota, reserve?: Reserve): Required<RateLimiter> {
  return new SlidingWindow(quota === undefined ? undefined : quotaOf(quota), reserveOf(reserve));
}

/** Takes a reserve from an option; a `TypeError` where it is wrong. */
export function reserveOf(reserve: Reserve | undefined): Reserve {
  const { share = 0, daily } = objectOf("reserve", reserve, RESERVE);
  if (typeof share !== "number" || !(share >= 0 && share < 1))
    throw expected("reserve.share", "a number from 0 to below 1", share);
  const left = daily === undefined ? {} : { daily: wholeNumber("reserve.daily", daily, undefined, 0, 1_000_000_000) };
  return { share, ...left };
}

/** Takes a quota from an option; a `TypeError` where it is wrong. */
export function quotaOf(quota: Quota): Quota {
  const { requests, intervalMs } = objectOf("quota", quota, QUOTA, "{ requests, intervalMs }");
  return {
    requests: wholeNumber("quota.requests", requests, undefined, 1, 1_000_000),
    intervalMs: wholeNumber("quota.intervalMs", intervalMs, undefined, 1, 86_400_000),
  };
}

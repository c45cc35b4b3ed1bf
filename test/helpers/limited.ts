import { setMaxListeners } from "node:events";
import type { RateLimiter, Turn } from "../../src/pace/pace.js";

/** The signal of a run that nobody ends. */
export const never = new AbortController().signal;
setMaxListeners(0, never);

/** HubSpot's headers after a request. */
export function headers(max?: number, remaining?: number, rest: Record<string, string> = {}): Headers {
  return new Headers({
    ...(max !== undefined && {
      "X-HubSpot-RateLimit-Max": String(max),
      "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
    }),
    ...(remaining !== undefined && { "X-HubSpot-RateLimit-Remaining": String(remaining) }),
    ...rest,
  });
}

/** Ends a turn with an answer, or without one. */
export function end(limiter: RateLimiter, turn: Turn, answer?: Headers): void {
  const answeredMs = performance.now();
  void limiter.release(
    turn,
    answer === undefined ? { how: "lost" } : { how: "answered", status: 200, headers: answer, answeredMs },
  );
}

/** Starts `count` requests that last `lastsMs` each, and notes when each starts. */
export function load(
  limiter: RateLimiter,
  count: number,
  starts: number[],
  lastsMs: () => number = () => 20,
  answer = headers,
) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const turn = await limiter.acquire(never);
      starts.push(turn.startedMs);
      await new Promise((resolve) => setTimeout(resolve, lastsMs()));
      end(limiter, turn, answer());
    }),
  );
}

/** The most starts that any window of this length has. */
export function busiest(starts: readonly number[], windowMs: number): number {
  const sorted = [...starts].sort((a, b) => a - b);
  return Math.max(...sorted.map((end, index) => index + 1 - sorted.findIndex((start) => start > end - windowMs)));
}

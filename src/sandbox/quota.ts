/** At most `requests` in any `intervalMs`. */
export interface Quota {
  /** Requests per window. */
  readonly requests: number;
  /** The window's length in ms. */
  readonly intervalMs: number;
}

/** The limits that HubSpot counts an app's requests against. */
export interface Limits {
  /** Counts one arrival, or says which policy refuses it; a refused request uses nothing up. */
  admit(): "TEN_SECONDLY_ROLLING" | "DAILY" | undefined;
  /** The rate limit headers of an answer to the request just seen. */
  headers(): Record<string, string>;
  /** How many requests of today were counted. */
  used(): number;
}

const dayMs = 86_400_000;

/** Makes the limits: a rolling window over arrivals, and a count per day of UTC. */
export function createLimits(quota: Quota | undefined, dailyLimit: number | undefined, now: () => number): Limits {
  const arrivals: number[] = [];
  let day = 0;
  let usedToday = 0;

  return {
    admit() {
      const at = now();
      const today = Math.floor(at / dayMs);
      if (today !== day) [day, usedToday] = [today, 0];
      if (dailyLimit !== undefined && usedToday >= dailyLimit) return "DAILY";
      if (quota) {
        while (arrivals[0] !== undefined && arrivals[0] <= at - quota.intervalMs) arrivals.shift();
        if (arrivals.length >= quota.requests) return "TEN_SECONDLY_ROLLING";
        arrivals.push(at);
      }
      usedToday++;
      return undefined;
    },

    used: () => usedToday,

    headers() {
      return {
        ...(quota && {
          "x-hubspot-ratelimit-max": String(quota.requests),
          "x-hubspot-ratelimit-remaining": String(quota.requests - arrivals.length),
          "x-hubspot-ratelimit-interval-milliseconds": String(quota.intervalMs),
        }),
        ...(dailyLimit !== undefined && {
          "x-hubspot-ratelimit-daily": String(dailyLimit),
          "x-hubspot-ratelimit-daily-remaining": String(dailyLimit - usedToday),
        }),
      };
    },
  };
}

import { createRateLimiter } from "../../src/options/rate-limiter.js";
import type { RateLimiter } from "../../src/pace/pace.js";
import type { RetryOptions } from "../../src/wire/backoff.js";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import { judge } from "../../src/wire/judge.js";
import { lostError } from "../../src/wire/lost.js";
import type { TokenFunction } from "../../src/wire/token.js";
import { Transport } from "../../src/wire/transport.js";
import { watched } from "../../src/wire/watched-attempt.js";
import type { Fetch, Wire } from "../../src/wire/wire.js";
import { atHand } from "./at-hand.js";
import { RETRY } from "./retry.js";
import { TOKEN } from "./token.js";
import { tokensOf } from "./tokens.js";

interface Options {
  readonly baseUrl?: string;
  readonly accessToken?: string | TokenFunction;
  readonly limiter?: RateLimiter;
  readonly retry?: Partial<RetryOptions>;
  readonly timeoutMs?: number;
}

/** A transport with room for any number of requests unless told otherwise. */
export function transportOf(fetch: Fetch, options?: Options): Transport {
  return transportOver(createFetchWire(fetch), options);
}

/** The same, over any wire. */
export function transportOver(wire: Wire, options: Options = {}): Transport {
  const { accessToken = TOKEN, timeoutMs = 1_000 } = options;
  return new Transport({
    baseUrl: options.baseUrl ?? "https://api.example.com",
    wire,
    timeoutMs,
    judging: atHand({ judge, lostError }),
    watching: atHand({ watched }),
    tokens: tokensOf(accessToken),
    limiter: options.limiter ?? createRateLimiter({ requests: 1_000_000, intervalMs: 1 }),
    retry: { ...RETRY, ...options.retry },
  });
}

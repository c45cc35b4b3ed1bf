import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { type Halt, HaltSwitch } from "../../src/outcome/halt.js";
import type { RateLimiter } from "../../src/pace/pace.js";
import type { RetryOptions } from "../../src/wire/backoff.js";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import type { RequestContext } from "../../src/wire/request-context.js";
import type { TokenFunction } from "../../src/wire/token.js";
import { Transport } from "../../src/wire/transport.js";
import type { Fetch, Wire } from "../../src/wire/wire.js";
import { TOKEN } from "./client.js";
import { parts, tokensOf } from "./parts.js";

export const RETRY: RetryOptions = { maxRetries: 4, initialDelayMs: 500, maxDelayMs: 10_000, maxElapsedMs: 120_000 };

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
    judging: parts.trouble,
    watching: parts.watching,
    tokens: tokensOf(accessToken),
    limiter: options.limiter ?? createRateLimiter({ requests: 1_000_000, intervalMs: 1 }),
    retry: { ...RETRY, ...options.retry },
  });
}

/** A run of nothing but its signals. */
export function requestContext() {
  const control = new HaltSwitch();
  const halts: Halt[] = [];
  const waits: (string | undefined)[] = [];
  const context: RequestContext = {
    start: control.start,
    send: control.send,
    cut: control.cut,
    counts: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
    halt: (halt) => {
      halts.push(halt);
      control.halt(halt);
    },
    wait: (waiting) => {
      waits.push(waiting.reason);
      return () => waits.push(undefined);
    },
  };
  return { context, halts, waits, control };
}

import type { RetryOptions } from "../../src/wire/backoff.js";

/** The retries of a client that was told nothing of them. */
export const RETRY: RetryOptions = { maxRetries: 4, initialDelayMs: 500, maxDelayMs: 10_000, maxElapsedMs: 120_000 };

import type { RateLimiter } from "../pace/pace.js";
import type { RetryOptions } from "../wire/backoff.js";
import { cleanToken } from "../wire/clean-token.js";
import type { TokenFunction } from "../wire/token.js";
import type { Fetch } from "../wire/wire.js";
import { baseUrlOf } from "./base-url.js";
import { expected, MAX_TIMER_MS, type Names, objectOf, wholeNumber } from "./expected.js";
import type { ClientOptions } from "./options.js";
import { checkPortal, type Portal } from "./portal.js";
import { createRateLimiter } from "./rate-limiter.js";

/** A client's options, checked and with every default filled in. */
export interface ClientSettings {
  readonly accessToken: string | TokenFunction;
  readonly baseUrl: string;
  readonly fetch: Fetch | undefined;
  readonly limiter: RateLimiter;
  readonly concurrency: number | undefined;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly validate: boolean;
  readonly unknownFields: "refuse" | "send";
  readonly coerce: boolean;
  /** What inputs are held to beside the contract; nothing where they are held to neither. */
  readonly portal: Portal | undefined;
  readonly userAgent: string | undefined;
}

/** The options that a client has. */
export const CLIENT_OPTIONS: Names<ClientOptions> = {
  accessToken: true,
  apiVersion: true,
  baseUrl: true,
  allowInsecure: true,
  fetch: true,
  quota: true,
  reserve: true,
  rateLimiter: true,
  concurrency: true,
  retry: true,
  timeoutMs: true,
  validate: true,
  unknownFields: true,
  coerce: true,
  portal: true,
  userAgent: true,
};
const RETRY: Names<RetryOptions> = { maxRetries: true, initialDelayMs: true, maxDelayMs: true, maxElapsedMs: true };

/** Checks a client's options; `baseUrl` is the contract's own. Throws a `TypeError`. */
export function clientSettings(options: ClientOptions, baseUrl: string): ClientSettings {
  const { rateLimiter, quota, reserve, fetch, validate = true, unknownFields = "refuse", userAgent } = options;
  const { coerce = true, portal } = options;
  const retry = objectOf("retry", options.retry, RETRY);
  if (fetch !== undefined && typeof fetch !== "function") throw expected("fetch", "a function", fetch);
  if (rateLimiter !== undefined && quota !== undefined)
    throw expected("quota", "left out beside `rateLimiter`, which has its own", quota);
  if (rateLimiter !== undefined && reserve !== undefined)
    throw expected("reserve", "left out beside `rateLimiter`, which has its own", reserve);
  if (rateLimiter !== undefined && typeof rateLimiter?.acquire !== "function")
    throw expected("rateLimiter", "made by `createRateLimiter`", rateLimiter);
  for (const name of ["release", "pause"] as const)
    if (rateLimiter !== undefined && typeof rateLimiter[name] !== "function")
      throw expected(`rateLimiter.${name}`, "a function", rateLimiter[name]);
  if (typeof validate !== "boolean") throw expected("validate", "true or false", validate);
  if (unknownFields !== "refuse" && unknownFields !== "send")
    throw expected("unknownFields", '"refuse" or "send"', unknownFields);
  if (typeof coerce !== "boolean") throw expected("coerce", "true or false", coerce);
  if (portal !== undefined) checkPortal(portal);
  if (userAgent !== undefined && !(typeof userAgent === "string" && /^[\x20-\x7e]+$/.test(userAgent)))
    throw expected("userAgent", "printable ASCII", userAgent);
  return {
    accessToken: accessTokenOf(options),
    baseUrl: baseUrlOf(baseUrl, options),
    fetch,
    limiter: rateLimiter ?? createRateLimiter(quota, reserve),
    concurrency:
      options.concurrency === undefined ? undefined : wholeNumber("concurrency", options.concurrency, 32, 1, 1_000),
    retry: {
      maxRetries: wholeNumber("retry.maxRetries", retry.maxRetries, 4, 0, 20),
      initialDelayMs: wholeNumber("retry.initialDelayMs", retry.initialDelayMs, 500, 0, MAX_TIMER_MS),
      maxDelayMs: wholeNumber("retry.maxDelayMs", retry.maxDelayMs, 10_000, 0, MAX_TIMER_MS),
      maxElapsedMs: wholeNumber("retry.maxElapsedMs", retry.maxElapsedMs, 120_000, 0, MAX_TIMER_MS),
    },
    timeoutMs: wholeNumber("timeoutMs", options.timeoutMs, 110_000, 1, MAX_TIMER_MS),
    validate,
    unknownFields,
    coerce,
    portal: validate && unknownFields === "refuse" ? portal : undefined,
    userAgent,
  };
}

function accessTokenOf({ accessToken }: ClientOptions): string | TokenFunction {
  if (typeof accessToken === "function") return accessToken;
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const token = accessToken ?? process?.env?.["HUBSPOT_ACCESS_TOKEN"];
  const clean = cleanToken(token);
  if (clean !== undefined) return clean;
  // Never the value: what is no token may well be one with a typing error.
  const what = token === "" ? "an empty text" : `an unusable ${typeof token}`;
  const got =
    token === undefined
      ? "nothing, and no HUBSPOT_ACCESS_TOKEN in the environment"
      : `${what}${accessToken === undefined ? " in HUBSPOT_ACCESS_TOKEN" : ""}`;
  throw new TypeError(`Expected \`accessToken\` to be a token or a function that gives one, got ${got}`);
}

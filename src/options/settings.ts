import type { Operation } from "../contract.js";
import type { RateLimiter } from "../pace/pace.js";
import type { RetryOptions } from "../wire/backoff.js";
import { cleanToken, type TokenFunction } from "../wire/token.js";
import type { Fetch } from "../wire/wire.js";
import { expected, MAX_TIMER_MS, type Names, objectOf, wholeNumber } from "./expected.js";
import type { CallOptions, CallSettings, ClientOptions, IsolateOptions } from "./options.js";
import { createRateLimiter } from "./rate-limiter.js";

/** A client's options, checked and with every default filled in. */
export interface ClientSettings {
  readonly accessToken: string | TokenFunction;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly limiter: RateLimiter;
  readonly concurrency: number;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly validate: boolean;
  readonly unknownFields: "refuse" | "send";
  readonly userAgent: string | undefined;
}

/** The options that a client has. */
export const CLIENT_OPTIONS: Names<ClientOptions> = {
  accessToken: true,
  apiVersion: true,
  baseUrl: true,
  fetch: true,
  quota: true,
  reserve: true,
  rateLimiter: true,
  concurrency: true,
  retry: true,
  timeoutMs: true,
  validate: true,
  unknownFields: true,
  userAgent: true,
};
const RETRY: Names<RetryOptions> = { maxRetries: true, initialDelayMs: true, maxDelayMs: true, maxElapsedMs: true };
const CALL_OPTIONS: Names<CallOptions> = {
  signal: true,
  batchSize: true,
  totalTimeoutMs: true,
  onProgress: true,
  isolate: true,
  path: true,
  body: true,
};
const ISOLATE: Names<IsolateOptions> = { maxRequests: true, maxRefusals: true };

/** Checks a client's options; `baseUrl` is the contract's own. Throws a `TypeError`. */
export function clientSettings(options: ClientOptions, baseUrl: string): ClientSettings {
  const { rateLimiter, quota, reserve, fetch, validate = true, unknownFields = "refuse", userAgent } = options;
  const retry = objectOf("retry", options.retry, RETRY);
  if (fetch !== undefined && typeof fetch !== "function") throw expected("fetch", "a function", fetch);
  if (rateLimiter !== undefined && quota !== undefined)
    throw expected("quota", "left out beside `rateLimiter`, which has its own", quota);
  if (rateLimiter !== undefined && reserve !== undefined)
    throw expected("reserve", "left out beside `rateLimiter`, which has its own", reserve);
  if (rateLimiter !== undefined && typeof rateLimiter?.acquire !== "function")
    throw expected("rateLimiter", "made by `createRateLimiter`", rateLimiter);
  if (typeof validate !== "boolean") throw expected("validate", "true or false", validate);
  if (unknownFields !== "refuse" && unknownFields !== "send")
    throw expected("unknownFields", '"refuse" or "send"', unknownFields);
  if (userAgent !== undefined && !(typeof userAgent === "string" && /^[\x20-\x7e]+$/.test(userAgent)))
    throw expected("userAgent", "printable ASCII", userAgent);
  return {
    accessToken: accessTokenOf(options),
    baseUrl: checkedUrl(options.baseUrl ?? baseUrl),
    // Looked up at each call: a test may replace the global, and to touch it loads it.
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
    limiter: rateLimiter ?? createRateLimiter(quota, reserve),
    concurrency: wholeNumber("concurrency", options.concurrency, 32, 1, 1_000),
    retry: {
      maxRetries: wholeNumber("retry.maxRetries", retry.maxRetries, 4, 0, 20),
      initialDelayMs: wholeNumber("retry.initialDelayMs", retry.initialDelayMs, 500, 0, MAX_TIMER_MS),
      maxDelayMs: wholeNumber("retry.maxDelayMs", retry.maxDelayMs, 10_000, 0, MAX_TIMER_MS),
      maxElapsedMs: wholeNumber("retry.maxElapsedMs", retry.maxElapsedMs, 120_000, 0, MAX_TIMER_MS),
    },
    timeoutMs: wholeNumber("timeoutMs", options.timeoutMs, 110_000, 1, MAX_TIMER_MS),
    validate,
    unknownFields,
    userAgent,
  };
}

/** Checks a call's options. Throws a `TypeError`. */
export function callSettings(options: CallOptions, { batchSize, maxItems, path, body }: Operation): CallSettings {
  const { signal, onProgress, isolate, totalTimeoutMs } = objectOf("options", options, CALL_OPTIONS);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw expected("signal", "an AbortSignal", signal);
  if (onProgress !== undefined && typeof onProgress !== "function")
    throw expected("onProgress", "a function", onProgress);
  const bounds =
    isolate === false
      ? { maxRequests: 0, maxRefusals: 0 }
      : objectOf("isolate", isolate, ISOLATE, "an object or false");
  return {
    signal,
    onProgress,
    batchSize: wholeNumber("batchSize", options.batchSize, batchSize, 1, maxItems ?? 10_000),
    totalTimeoutMs:
      totalTimeoutMs === undefined ? undefined : wholeNumber("totalTimeoutMs", totalTimeoutMs, 0, 1, MAX_TIMER_MS),
    isolate: {
      maxRequests: wholeNumber("isolate.maxRequests", bounds.maxRequests, 120, 0, 1_000_000),
      maxRefusals: wholeNumber("isolate.maxRefusals", bounds.maxRefusals, 1_000, 0, 1_000_000),
    },
    path: pathParameters(options, path),
    body: bodyFields(options, body),
  };
}

function accessTokenOf({ accessToken }: ClientOptions): string | TokenFunction {
  if (typeof accessToken === "function") return accessToken;
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const token = accessToken ?? process?.env?.["HUBSPOT_ACCESS_TOKEN"];
  const clean = cleanToken(token);
  if (clean !== undefined) return clean;
  // Never the value: what is no token may well be one with a typing error.
  const got =
    token === undefined
      ? "nothing, and no HUBSPOT_ACCESS_TOKEN in the environment"
      : token === ""
        ? "an empty text"
        : `an unusable ${typeof token}`;
  throw new TypeError(`Expected \`accessToken\` to be a token or a function that gives one, got ${got}`);
}

function checkedUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  // First of all, so that no message quotes a password.
  if (url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` !== "") {
    throw new TypeError(
      "Expected `baseUrl` to be a URL without user, password, query or fragment, got one that has some",
    );
  }
  const loopback = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && loopback))) {
    throw expected("baseUrl", "an https: URL (http: only to a loopback address)", baseUrl);
  }
  return url.href.replace(/\/+$/, "");
}

/** The parameters that the path asks for: all of them, and no others. */
function pathParameters({ path }: CallOptions, template: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
  if (names.length === 0) {
    if (path !== undefined) throw expected("path", `left out: ${template} has no parameters`, path);
    return undefined;
  }
  const stray = Object.keys(path ?? {}).find((name) => !names.includes(name));
  if (stray !== undefined)
    throw expected(`path.${stray}`, `left out: ${template} has no such parameter`, path?.[stray]);
  for (const name of names) {
    const value = path?.[name];
    // A dot or two would name another path.
    if (typeof value !== "string" || /^\.{0,2}$/.test(value))
      throw expected(`path.${name}`, "a text that is not empty", value);
  }
  return path;
}

/** The body's fields beside its inputs: all that it asks for, and no others. */
function bodyFields({ body }: CallOptions, fields: Operation["body"]): Readonly<Record<string, unknown>> | undefined {
  if (fields === undefined) {
    if (body !== undefined) throw expected("body", "left out: it has no fields beside its inputs", body);
    return undefined;
  }
  const given: Readonly<Record<string, unknown>> = { ...body };
  for (const [name, need] of Object.entries(fields)) {
    if (need === "required" && given[name] === undefined) throw expected(`body.${name}`, "given", undefined);
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(fields, name)) throw expected(`body.${name}`, `one of ${Object.keys(fields).join(", ")}`, name);
  }
  return given;
}

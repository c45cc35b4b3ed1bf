import { readErrorBody } from "../outcome/error-body.js";
import { CallerError, type HubSpotError } from "../outcome/errors.js";
import { UnexpectedResponseError } from "../outcome/lost-errors.js";
import type { HaltReason } from "../outcome/outcome.js";
import { HttpError } from "../outcome/refusals.js";
import { backoff, retryAfterMs } from "./backoff.js";
import { parsedJson } from "./parsed-json.js";
import { type AttemptContext, accepted, type Reply, type Verdict } from "./reply.js";
import type { Answer, Lost } from "./wire.js";

/** Shortest wait for a lock. Source: HubSpot, error handling: locks last about 2 s. */
const LOCK_MS = 2_000;
/** Shortest wait after a limit that is not counted per window. */
const SECOND_MS = 1_000;

/** Statuses that others give for HubSpot, when they have lost its answer. Sources: RFC 9110, section 15.6; Cloudflare, 5xx errors. */
const GATEWAYS = new Set([408, 502, 504, 520, 521, 522, 523, 524]);

/** Decides what an attempt's result leads to: a ladder of early exits, most specific first. */
export function judge<T>(result: Answer | Lost, { idempotent, read, retry, options }: AttemptContext<T>): Verdict<T> {
  const delay = () => backoff(retry, options);
  const fine = accepted(result, read);
  if (fine !== undefined) return { then: "done", reply: fine };
  const ambiguous = (error: HubSpotError, afterMs: number | undefined, answer?: Answer): Verdict<T> => {
    const answered = error instanceof HttpError && error.status >= 400 && !GATEWAYS.has(error.status);
    const reply: Reply<T> = { kind: "lost", error, answered, ...(answer && { answer }) };
    return idempotent ? { then: "again", afterMs: afterMs ?? delay(), reply } : { then: "done", reply };
  };

  // The next attempt would be answered alike.
  if (result instanceof UnexpectedResponseError || result instanceof CallerError)
    return { then: "done", reply: { kind: "lost", error: result, answered: false } };
  if (result instanceof Error) {
    if (!result.neverSent) return ambiguous(result, undefined);
    return { then: "again", afterMs: delay(), reply: { kind: "unprocessed", reason: "unavailable", error: result } };
  }

  const { status, headers, text } = result;
  if (status >= 200 && status < 300) {
    const error = new UnexpectedResponseError(status, "without the body that the contract promises", text);
    return ambiguous(error, undefined, result);
  }

  const json = parsedJson(text);
  // HTML stands under many a status.
  const body = readErrorBody(json === undefined && text.trim() !== "" ? text : json);
  const error = new HttpError(status, text, body);
  // Held against the answer's own clock, which need not be ours.
  const answeredMs = Date.parse(headers.get("Date") ?? "");
  const askedMs =
    retryAfterMs(headers.get("Retry-After"), Number.isNaN(answeredMs) ? undefined : answeredMs) || undefined;
  const unprocessed = (reason: HaltReason): Reply<T> => ({ kind: "unprocessed", reason, error, answer: result });
  const halt = (reason: HaltReason): Verdict<T> => ({ then: "halt", reason, reply: unprocessed(reason) });
  // Whatever it asks for, a backoff of our own is the least: to ask for no wait at all would switch it off.
  const atLeast = (ms: number) => Math.max(ms, askedMs ?? 0, delay());
  const impatient = askedMs !== undefined && askedMs > options.maxElapsedMs;

  if (status === 401) return { then: "renew", reply: unprocessed("unauthorized") };
  if (status === 403) return halt("forbidden");
  if (status === 423) return { then: "again", afterMs: atLeast(LOCK_MS), reply: unprocessed("unavailable") };
  if (status === 429 && body.policyName === "DAILY") return halt("daily-limit");
  if (status === 429) {
    if (impatient) return halt("unavailable");
    const rolling = body.policyName === "TEN_SECONDLY_ROLLING";
    return {
      then: "hold",
      forMs: rolling ? askedMs && atLeast(0) : atLeast(SECOND_MS),
      tooFast: !rolling,
      reply: unprocessed("unavailable"),
    };
  }
  if (status === 477) {
    if (impatient) return halt("migrating");
    return { then: "hold", forMs: atLeast(SECOND_MS), tooFast: false, reply: unprocessed("migrating") };
  }
  // Below 400 is no refusal either: an answer that a fetch made of an error has status 0.
  if (status >= 500 || status < 400 || status === 408 || status === 425) return ambiguous(error, atLeast(0), result);
  return { then: "done", reply: { kind: "refused", error, body, answer: result } };
}

import { type Answer, attempt, type Lost, type OutgoingRequest } from "./attempt.js";
import type { RetryOptions } from "./backoff.js";
import { CallerError, HubSpotError } from "./errors.js";
import type { Halt } from "./halt.js";
import { type Case, graver, judge, type Reply } from "./judge.js";
import type { Fetch } from "./options.js";
import type { Progress, RequestCounts } from "./outcome.js";
import type { RateLimiter } from "./rate-limiter.js";
import type { Token, TokenCache } from "./token.js";

/** Counts, while they are still counted. */
export type Tally = { -readonly [K in keyof RequestCounts]: number };

/** The run that a request belongs to. Its signals abort with a `Halt`, each when the one before it does, or later. */
export interface Errand {
  /** Aborted when what was never sent shall not be sent any more. */
  readonly start: AbortSignal;
  /** Aborted when nothing shall be sent any more. */
  readonly send: AbortSignal;
  /** Aborted when what is in flight is given up too. */
  readonly cut: AbortSignal;
  readonly tally: Tally;
  /** What else made the request necessary; none where it is a batch's first. */
  readonly why?: "isolating" | "lookAlike";
  /** Ends the run: nothing shall be sent any more. */
  halt(halt: Halt): void;
  /** Told why and until when the next attempt waits, and when it does no more. */
  wait(waiting: Progress["waiting"]): void;
}

/** What all requests of a client share. */
export interface TransportOptions {
  readonly fetch: Fetch;
  readonly tokens: TokenCache;
  readonly limiter: RateLimiter;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
}

/** Tokens tried for one request: each may expire while it waits for its turn, but not for ever. */
const MOST_RENEWALS = 3;

/** Carries requests for a client: paced, authorized, and again where that can help and does no harm. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Sends a request until there is a reply to it. Never throws. */
  async exchange<T>(
    request: OutgoingRequest,
    errand: Errand,
    kind: Pick<Case<T>, "idempotent" | "read">,
  ): Promise<Reply<T>> {
    const { limiter, retry } = this.#options;
    let token: Token | undefined;
    let retries = 0;
    let renewals = 0;
    let elapsedMs = 0;
    let startedMs: number;
    /** The gravest reply to an earlier attempt that may have been written: no later one says of the whole that it was not. */
    let doubt: Extract<Reply<T>, { kind: "lost" }> | undefined;
    const settle = (reply: Reply<T>): Reply<T> => {
      if (doubt === undefined) return reply;
      if (reply.kind === "unprocessed") return { ...doubt, ...(reply.answer && { answer: reply.answer }) };
      return reply.kind === "lost" ? reply : { ...reply, doubt };
    };

    for (;;) {
      const again = retries + renewals > 0;
      const until = again ? errand.send : errand.start;
      try {
        token ??= await this.#options.tokens.get(until);
        startedMs = await this.#turn(until, errand);
        if (until.aborted) {
          // Aborted between the limiter's word and this line, after which nothing else runs until it is sent.
          limiter.release(startedMs);
          throw until.reason;
        }
      } catch (error) {
        return settle({ kind: "unprocessed", ...haltOf(error, errand) });
      }

      errand.tally.sent++;
      if (again) errand.tally.retried++;
      else if (errand.why !== undefined) errand.tally[errand.why]++;
      const result = await this.#attempt(request, token, errand, startedMs);
      elapsedMs += performance.now() - startedMs;

      const verdict = judge(result, { ...kind, retry: retries + 1, options: retry });
      const { reply } = verdict;
      if (reply.kind === "lost") doubt = graver(doubt, reply);
      switch (verdict.then) {
        case "done":
          return settle(reply);
        case "halt":
          errand.halt({ reason: verdict.reason, ...errorOf(reply) });
          return settle(reply);
        case "renew":
          try {
            token = renewals++ < MOST_RENEWALS ? await this.#options.tokens.replace(token, errand.send) : undefined;
          } catch (error) {
            return settle({ kind: "unprocessed", ...haltOf(error, errand) });
          }
          if (token !== undefined) continue;
          errand.halt({ reason: "unauthorized", ...errorOf(reply) });
          return settle(reply);
        case "hold":
          limiter.pause(verdict.forMs);
          elapsedMs += verdict.forMs ?? 0;
          break;
        case "again":
          elapsedMs += verdict.afterMs;
      }
      if (retries++ >= retry.maxRetries || elapsedMs > retry.maxElapsedMs || errand.send.aborted) return settle(reply);
      if (verdict.then === "again") {
        errand.wait({ reason: "backoff", untilMs: Math.round(Date.now() + verdict.afterMs) });
        await sleep(verdict.afterMs, errand.send);
        errand.wait(undefined);
      }
    }
  }

  /** Waits for the limiter, and says so. */
  async #turn(until: AbortSignal, errand: Errand): Promise<number> {
    const turn = this.#options.limiter.acquire(until);
    const waiting = this.#options.limiter.waiting();
    if (waiting !== undefined) errand.wait(waiting);
    try {
      return await turn;
    } finally {
      if (waiting !== undefined) errand.wait(undefined);
    }
  }

  async #attempt(request: OutgoingRequest, token: Token, errand: Errand, startedMs: number): Promise<Answer | Lost> {
    const { limiter, fetch, timeoutMs } = this.#options;
    const result = await attempt(request, { fetch, timeoutMs, token: token.value, signal: errand.cut });
    const answer = result instanceof Error ? undefined : result;
    if (!limiter.release(startedMs, answer?.headers)) errand.halt({ reason: "daily-reserve" });
    if (answer?.status === 429) errand.tally.rateLimited++;
    if (answer !== undefined && answer.status !== 401) token.accepted = true;
    return result;
  }
}

/** What a wait that failed means for its request: the run's halt, or one of its own making. */
function haltOf(error: unknown, errand: Errand): Halt {
  if (error instanceof CallerError) {
    const halt: Halt = { reason: "token-failed", error };
    errand.halt(halt);
    return halt;
  }
  // The signals abort with a Halt; whatever else was thrown, a limiter that is not ours threw.
  if (errand.start.aborted && (error === errand.start.reason || error === errand.send.reason)) return error as Halt;
  const halt: Halt = { reason: "callback-failed", error: new CallerError("The rate limiter threw", { cause: error }) };
  errand.halt(halt);
  return halt;
}

function errorOf(reply: Reply): { error?: HubSpotError } {
  return "error" in reply && reply.error instanceof HubSpotError ? { error: reply.error } : {};
}

/** Waits, but no longer than the signal lets it. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done, { once: true });
  });
}

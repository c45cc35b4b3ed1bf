import { CallerError, HubSpotError, LimiterError } from "../outcome/errors.js";
import type { Halt } from "../outcome/halt.js";
import type { RateLimiter, Turn, TurnEnd } from "../pace/pace.js";
import { attempt } from "./attempt.js";
import type { RetryOptions } from "./backoff.js";
import { heard } from "./heard.js";
import { type AttemptContext, judge, type Reply, type Verdict, worse } from "./judge.js";
import type { RequestContext } from "./request-context.js";
import type { Token, TokenCache } from "./token.js";
import { haltOf as haltOfLimiter, Turns } from "./turns.js";
import type { Answer, Lost, OutgoingRequest, Wire } from "./wire.js";

/** What all requests of a client share. */
export interface TransportOptions {
  /** The client's own server: the token goes to no other. */
  readonly baseUrl: string;
  readonly wire: Wire;
  readonly tokens: TokenCache;
  readonly limiter: RateLimiter;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
}

/** Longest time between a turn and its request, in ms: HubSpot would count one that comes later in another window. */
const MOST_HEARING_MS = 20;
/** Tokens tried for one request: each may expire while it waits for its turn, but not for ever. */
const MOST_RENEWALS = 3;

/** Carries requests for a client: paced, authorized, and again where that can help and does no harm. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #turns: Turns;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#turns = new Turns(options.limiter);
  }

  /** Sends a request until there is a reply to it. Never throws. */
  async exchange<T>(
    request: OutgoingRequest,
    context: RequestContext,
    kind: Pick<AttemptContext<T>, "idempotent" | "read">,
  ): Promise<Reply<T>> {
    const { retry, tokens, baseUrl } = this.#options;
    const [own, { origin }] = [new URL(baseUrl).origin, new URL(request.url)];
    if (origin !== own) {
      const error = new CallerError(`The token goes to ${own} only, and the request to ${origin}: nothing was sent`);
      context.halt({ reason: "callback-failed", error });
      return { kind: "unprocessed", reason: "callback-failed", error };
    }
    let token: Token | undefined;
    let retries = 0;
    let renewals = 0;
    let elapsedMs = 0;
    let turn: Turn;
    /** The gravest reply to an earlier attempt that may have been written: no later one says of the whole that it was not. */
    let ambiguous: Extract<Reply<T>, { kind: "lost" }> | undefined;
    /** Why the last attempt was not processed. */
    let refused: { error?: HubSpotError } = {};
    const settle = (reply: Reply<T>): Reply<T> => {
      if (ambiguous === undefined) return reply;
      if (reply.kind === "unprocessed") return { ...ambiguous, ...(reply.answer && { answer: reply.answer }) };
      return reply.kind === "lost" ? reply : { ...reply, ambiguous };
    };

    for (;;) {
      const again = retries + renewals > 0;
      // What was certainly not processed is let go of when nothing new shall begin.
      const until = ambiguous === undefined ? context.start : context.send;
      try {
        let told = false;
        let stale: boolean;
        do {
          token = await tokens.get(until);
          turn = await this.#turns.take(until, context);
          // What was rejected or has ended meanwhile would cost a 401 for each who waited.
          stale = tokens.isStale(token);
          if (!stale && !told && !until.aborted && context.before !== undefined) {
            const askedMs = performance.now();
            const unused = turn;
            const error = await heard(1 + retries + renewals, until, context).catch((reason: unknown) => {
              this.#turns.release(unused, { how: "never-sent" }, context);
              throw reason;
            });
            if (error !== undefined) {
              this.#turns.release(turn, { how: "never-sent" }, context);
              context.halt({ reason: "callback-failed", error });
              return settle({ kind: "unprocessed", reason: "callback-failed", error });
            }
            told = true;
            stale = performance.now() - askedMs > MOST_HEARING_MS;
          }
          // Aborted since the limiter's word; after this line nothing else runs until the request is sent.
          if (stale || until.aborted) this.#turns.release(turn, { how: "never-sent" }, context);
          until.throwIfAborted();
        } while (stale);
      } catch (error) {
        return settle({ kind: "unprocessed", ...refused, ...haltOf(error, context) });
      }

      context.counts.sent++;
      if (again) context.counts.retried++;
      else if (context.why !== undefined) context.counts[context.why]++;
      const sentMs = performance.now();
      const length = request.body?.length ?? 0;
      const attempting = this.#attempt(request, token, context, turn);
      context.load?.began(length);
      const result = await attempting;
      const tookMs = performance.now() - sentMs;
      elapsedMs += tookMs;

      const verdict = judge(result, { ...kind, retry: retries + 1, options: retry });
      const { reply } = verdict;
      context.load?.ended(length, tookMs, isCongested(verdict) ? "congested" : "fine");
      if (reply.kind === "lost") ambiguous = worse(ambiguous, reply);
      refused = errorOf(reply);
      switch (verdict.then) {
        case "done":
          return settle(reply);
        case "halt":
          context.halt({ reason: verdict.reason, ...errorOf(reply) });
          return settle(reply);
        case "renew":
          try {
            token = renewals++ < MOST_RENEWALS ? await tokens.replace(token, until) : undefined;
          } catch (error) {
            return settle({ kind: "unprocessed", ...haltOf(error, context) });
          }
          if (token !== undefined) continue;
          context.halt({ reason: "unauthorized", ...errorOf(reply) });
          return settle(reply);
        case "hold":
          this.#turns.pause({ forMs: verdict.forMs, turn, tooFast: verdict.tooFast }, context);
          elapsedMs += verdict.forMs ?? 0;
          break;
        case "again":
          elapsedMs += verdict.afterMs;
      }
      if (retries++ >= retry.maxRetries || elapsedMs > retry.maxElapsedMs || context.send.aborted) return settle(reply);
      if (verdict.then === "again") {
        const waited = context.wait({ reason: "backoff", untilMs: Math.round(Date.now() + verdict.afterMs) });
        await sleep(verdict.afterMs, ambiguous === undefined ? context.start : context.send);
        waited();
      }
    }
  }

  async #attempt(request: OutgoingRequest, token: Token, context: RequestContext, turn: Turn): Promise<Answer | Lost> {
    const { wire, timeoutMs } = this.#options;
    let writtenMs: number | undefined;
    const result = await attempt(request, {
      wire,
      timeoutMs,
      token: token.value,
      signal: context.cut,
      written: (atMs) => {
        writtenMs = atMs;
        this.#turns.written(turn, atMs, context);
      },
    });
    this.#turns.release(turn, endOf(result, writtenMs), context);
    if (result instanceof Error) return result;
    if (result.status === 429) context.counts.rateLimited++;
    if (result.status !== 401) token.accepted = true;
    return result;
  }
}

/** Whether less should be sent: a lock is one record's, all else that was not answered as it should be may be the load's. */
function isCongested({ then, reply }: Verdict<unknown>): boolean {
  return then === "hold" || reply.kind === "lost" || (then === "again" && reply.answer === undefined);
}

/** What became of a turn. */
function endOf(result: Answer | Lost, writtenMs: number | undefined): TurnEnd {
  if (!(result instanceof Error)) {
    const { status, headers } = result;
    return { how: "answered", status, headers, writtenMs, answeredMs: performance.now() };
  }
  return "neverSent" in result && result.neverSent ? { how: "never-sent" } : { how: "lost", writtenMs };
}

/** What a wait that failed means for its request: the run's halt, or one of its own making. */
function haltOf(error: unknown, context: RequestContext): Halt {
  // The signals abort with a Halt.
  if (!(error instanceof CallerError || error instanceof LimiterError)) return error as Halt;
  const halt: Halt = error instanceof LimiterError ? haltOfLimiter(error) : { reason: "token-failed", error };
  context.halt(halt);
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

import { CallerError, HubSpotError, LimiterError } from "../outcome/errors.js";
import type { Halt } from "../outcome/halt.js";
import type { RateLimiter, Turn, TurnEnd } from "../pace/pace.js";
import type { Part } from "../part.js";
import { attempt } from "./attempt.js";
import type { RetryOptions } from "./backoff.js";
import { heard } from "./heard.js";
import type { judge } from "./judge.js";
import type { lostError } from "./lost.js";
import { type AttemptContext, accepted, type Reply, type Verdict, worse } from "./reply.js";
import type { RequestContext } from "./request-context.js";
import type { Token, Tokens } from "./token.js";
import { haltOf as haltOfLimiter, Turns } from "./turns.js";
import { sleep } from "./unless-aborted.js";
import type { watched } from "./watched-attempt.js";
import type { Answer, OutgoingRequest, Unanswered, Wire } from "./wire.js";

/** What all requests of a client share. */
export interface TransportOptions {
  /** The client's own server: the token goes to no other. */
  readonly baseUrl: string;
  readonly wire: Wire;
  readonly tokens: Tokens;
  readonly limiter: RateLimiter;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  /** Judges what is no answer as it should be. */
  readonly judging: Part<Judging>;
  /** Tells of each request: there once somebody has listened. */
  readonly watching: Part<{ readonly watched: typeof watched }>;
}

/** What judges a result that is not plainly a success. */
export interface Judging {
  readonly judge: typeof judge;
  readonly lostError: typeof lostError;
}

/** Longest time between a turn and its request, in ms: HubSpot would count one that comes later in another window. */
const MOST_HEARING_MS = 20;
/** Tokens tried for one request: each may expire while it waits for its turn, but not for ever. */
const MOST_RENEWALS = 3;

/** Carries requests for a client: paced, authorized, and again where that can help and does no harm. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #origin: string;
  readonly #turns: Turns;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#origin = new URL(options.baseUrl).origin;
    this.#turns = new Turns(options.limiter);
  }

  /** Sends a request until there is a reply to it. Never throws. */
  async exchange<T>(
    request: OutgoingRequest,
    context: RequestContext,
    kind: Pick<AttemptContext<T>, "idempotent" | "read">,
  ): Promise<Reply<T>> {
    const { retry, tokens, judging, timeoutMs } = this.#options;
    if (!request.url.startsWith(`${this.#origin}/`)) {
      const { origin } = new URL(request.url);
      const went = `The token goes to ${this.#origin} only, and the request to ${origin}: nothing was sent`;
      const error = new CallerError(went);
      return { kind: "unprocessed", ...haltedBy({ reason: "callback-failed", error }, context) };
    }
    let retries = 0;
    let renewals = 0;
    let elapsedMs = 0;
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
      // What was certainly not processed is let go of when nothing new shall begin.
      const until = ambiguous === undefined ? context.start : context.send;
      const sent = await this.#send(request, 1 + retries + renewals, until, context);
      if ("reason" in sent) return settle({ kind: "unprocessed", ...refused, ...sent });
      const { token, turn, result, tookMs } = sent;
      elapsedMs += tookMs;

      const fine = accepted(result, kind.read);
      let verdict: Verdict<T>;
      if (fine === undefined) {
        // Once it is loaded it is not waited for: others would go on before a hold.
        const { judge, lostError } = judging.loaded ?? (await judging.load().catch(unjudged));
        const seen = "text" in result ? result : lostError(result, { token: token.value, timeoutMs });
        verdict = judge(seen, { ...kind, retry: retries + 1, options: retry });
      } else {
        verdict = { then: "done", reply: fine };
      }
      const { reply } = verdict;
      context.load?.ended(lengthOf(request), tookMs, isCongested(verdict) ? "congested" : "fine", turn);
      if (reply.kind === "lost") ambiguous = worse(ambiguous, reply);
      refused = errorOf(reply);
      switch (verdict.then) {
        case "done":
          return settle(reply);
        case "halt":
          if (verdict.reason === "daily-limit") this.#turns.pause({ turn, today: true }, context);
          context.halt({ reason: verdict.reason, ...errorOf(reply) });
          return settle(reply);
        case "renew":
          try {
            if (renewals++ < MOST_RENEWALS && (await tokens.replace(token, until)) !== undefined) continue;
          } catch (error) {
            return settle({ kind: "unprocessed", ...haltOf(error, context) });
          }
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

  /** Sends a request once, with a token and in its turn; gives what ended the wait for these where it was not sent. */
  async #send(
    request: OutgoingRequest,
    nth: number,
    until: AbortSignal,
    context: RequestContext,
  ): Promise<Sent | Halt> {
    const { tokens } = this.#options;
    let isHeard = context.before === undefined;
    let look: (() => void) | undefined;
    try {
      for (;;) {
        const token = await tokens.get(until);
        const turn = await this.#turns.take(until, context);
        let sending: Promise<Sent> | undefined;
        try {
          const takenMs = performance.now();
          if (!isHeard && !tokens.isStale(token)) {
            look = await heard(nth, until, context);
            isHeard = true;
          }
          // What was rejected or has ended meanwhile would cost a 401 for each who waited.
          const isLate = performance.now() - takenMs > MOST_HEARING_MS || tokens.isStale(token);
          if (!isLate) look?.();
          until.throwIfAborted();
          // After the last look at the signal nothing else runs until the request is sent.
          if (!isLate) sending = this.#attempt(request, nth, { token, turn }, context);
        } finally {
          if (sending === undefined) this.#turns.release(turn, { how: "never-sent" }, context);
        }
        if (sending === undefined) continue;
        context.load?.began(lengthOf(request), turn);
        return await sending;
      }
    } catch (error) {
      return haltOf(error, context);
    }
  }

  /** Never throws. */
  async #attempt(
    request: OutgoingRequest,
    nth: number,
    { token, turn }: Pick<Sent, "token" | "turn">,
    context: RequestContext,
  ): Promise<Sent> {
    const { counts, why, cut } = context;
    counts.sent++;
    if (nth > 1) counts.retried++;
    else if (why !== undefined) counts[why]++;
    const { wire, timeoutMs, watching } = this.#options;
    const sentMs = performance.now();
    let writtenMs: number | undefined;
    const result = await (watching.loaded?.watched(attempt, nth, context) ?? attempt)(request, {
      wire,
      timeoutMs,
      token: token.value,
      signal: cut,
      written: (atMs) => {
        writtenMs = atMs;
        this.#turns.written(turn, atMs, context);
      },
    });
    const answeredMs = performance.now();
    this.#turns.release(turn, endOf(result, writtenMs, answeredMs), context);
    if ("text" in result) {
      if (result.status === 429) counts.rateLimited++;
      if (result.status !== 401) token.accepted = true;
    }
    return { token, turn, result, tookMs: answeredMs - sentMs };
  }
}

/** A request that was sent, and what came of it. */
interface Sent {
  readonly token: Token;
  readonly turn: Turn;
  readonly result: Answer | Unanswered;
  readonly tookMs: number;
}

function lengthOf({ body }: OutgoingRequest): number {
  return body?.length ?? 0;
}

/** What judges where what does is not to be had: nothing is known of the request then. */
function unjudged(cause: unknown): Judging {
  const error = new CallerError("What sees to an answer like this one could not be loaded", { cause });
  const reply = { kind: "lost", error, answered: false } as const;
  return { judge: () => ({ then: "halt", reason: "callback-failed", reply }), lostError: () => error };
}

/** Whether less should be sent: a lock is one record's, all else that was not answered as it should be may be the load's. */
function isCongested({ then, reply }: Verdict<unknown>): boolean {
  return then === "hold" || reply.kind === "lost" || (then === "again" && reply.answer === undefined);
}

/** What became of a turn. */
function endOf(result: Answer | Unanswered, writtenMs: number | undefined, answeredMs: number): TurnEnd {
  if ("text" in result) {
    const { status, headers } = result;
    return { how: "answered", status, headers, writtenMs, answeredMs };
  }
  return result.neverSent ? { how: "never-sent" } : { how: "lost", writtenMs };
}

/** What a wait that failed means for its request: the run's halt, or one of its own making. */
function haltOf(error: unknown, context: RequestContext): Halt {
  // The signals abort with a Halt.
  if (!(error instanceof CallerError || error instanceof LimiterError)) return error as Halt;
  return haltedBy(error instanceof LimiterError ? haltOfLimiter(error) : { reason: "token-failed", error }, context);
}

function haltedBy(halt: Halt, context: RequestContext): Halt {
  context.halt(halt);
  return halt;
}

function errorOf(reply: Reply): { error?: HubSpotError } {
  return "error" in reply && reply.error instanceof HubSpotError ? { error: reply.error } : {};
}

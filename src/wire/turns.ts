import { describeThrown } from "../outcome/describe-thrown.js";
import { LimiterError } from "../outcome/errors.js";
import type { Halt } from "../outcome/halt.js";
import type { Hold, RateLimiter, Turn, TurnEnd } from "../pace/pace.js";
import type { RequestContext } from "./request-context.js";
import { unlessAborted } from "./unless-aborted.js";

/** Asks a limiter for turns and tells it how they end. It may be a caller's own: what it throws ends the run, not the process. */
export class Turns {
  readonly #limiter: RateLimiter;

  constructor(limiter: RateLimiter) {
    this.#limiter = limiter;
  }

  /** Waits for a turn, and says so; rejects with the signal's `Halt` or a `LimiterError`. */
  async take(until: AbortSignal, context: Pick<RequestContext, "wait">): Promise<Turn> {
    until.throwIfAborted();
    let waited = () => {};
    let acquired: Promise<Turn> | undefined;
    try {
      // A limiter that does not heed the signal keeps nobody waiting; the turn that it gives then goes back.
      acquired = unlessAborted(this.#limiter.acquire(until), until, this.#giveBack).then(checked);
      const waiting = this.#limiter.waiting?.();
      if (waiting !== undefined) waited = context.wait(waiting);
      const turn = await acquired;
      // Aborted between the limiter's word and this line, after which nothing else runs until the request is sent.
      until.throwIfAborted();
      return turn;
    } catch (thrown) {
      // What it gives all the same, or rejects with, comes to nobody else.
      acquired?.then(this.#giveBack, () => {});
      until.throwIfAborted();
      throw failure(thrown);
    } finally {
      waited();
    }
  }

  /** Tells that the request was written. */
  written(turn: Turn, atMs: number, context: Pick<RequestContext, "halt">): void {
    this.#tell(() => this.#limiter.written?.(turn, atMs), context);
  }

  /** Ends a turn. */
  release(turn: Turn, end: TurnEnd, context: Pick<RequestContext, "halt">): void {
    this.#tell(() => this.#limiter.release(turn, end), context);
  }

  /** Holds every request of the limiter. */
  pause(hold: Hold, context: Pick<RequestContext, "halt">): void {
    this.#tell(() => this.#limiter.pause(hold), context);
  }

  readonly #giveBack = (turn: Turn): void => this.release(turn, { how: "never-sent" }, { halt: () => {} });

  #tell(tell: () => void | Promise<void>, { halt }: Pick<RequestContext, "halt">): void {
    const failed = (thrown: unknown) => halt(haltOf(failure(thrown)));
    try {
      tell()?.then(undefined, failed);
    } catch (thrown) {
      failed(thrown);
    }
  }
}

/** What a run halts with when its limiter fails. */
export function haltOf(error: LimiterError): Halt {
  return { reason: error.reason, error };
}

function checked(turn: Turn): Turn {
  if (Number.isFinite(turn?.startedMs)) return turn;
  throw new LimiterError("The rate limiter gave no turn: `acquire` resolves with `{ startedMs }`");
}

function failure(thrown: unknown): LimiterError {
  if (thrown instanceof LimiterError) return thrown;
  return new LimiterError(`The rate limiter threw: ${describeThrown(thrown)}`, { cause: thrown });
}

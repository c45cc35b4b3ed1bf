import { createRateLimiter } from "../options/rate-limiter.js";
import type { Hold, Quota, RateLimiter, Turn, TurnEnd } from "../pace/pace.js";
import type { Waiters } from "../pace/waiters.js";

/** A process's own part of the quota, while Redis is away. */
export class Alone {
  /** Makes the turn that the caller is given of one of this process's own. */
  readonly #begin: (turn: Turn) => Turn;
  readonly #turns = new WeakMap<Turn, { readonly limiter: RateLimiter; readonly turn: Turn }>();
  #limiter: RateLimiter | undefined;
  #stopped = new AbortController();
  #asking = false;

  constructor(begin: (turn: Turn) => Turn) {
    this.#begin = begin;
  }

  /** Whether Redis is done without. */
  get running(): boolean {
    return this.#limiter !== undefined;
  }

  /** Begins with an even part of the quota; does nothing where it has begun. */
  start({ requests, intervalMs }: Quota, share: number, processes: number): void {
    if (this.#limiter !== undefined) return;
    const part = Math.max(1, Math.floor((requests * (1 - share)) / processes));
    this.#limiter = createRateLimiter({ requests: part, intervalMs });
    this.#stopped = new AbortController();
  }

  /** Gives turns to those who wait, one after the other. */
  give(waiters: Waiters<Turn>): void {
    const limiter = this.#limiter;
    if (limiter === undefined || this.#asking || waiters.size === 0) return;
    this.#asking = true;
    const done = () => {
      this.#asking = false;
    };
    limiter.acquire(this.#stopped.signal).then((turn) => {
      done();
      if (waiters.size === 0) return void limiter.release(turn, { how: "never-sent" });
      const own = this.#begin(turn);
      this.#turns.set(own, { limiter, turn });
      waiters.give(own);
      this.give(waiters);
    }, done);
  }

  /** Ends it; returns whether it ran. */
  stop(): boolean {
    const ran = this.running;
    this.#limiter = undefined;
    this.#stopped.abort();
    return ran;
  }

  /** Tells of one of its own turns that it was written. */
  written(turn: Turn, atMs: number): void {
    const own = this.#turns.get(turn);
    if (own !== undefined) own.limiter.written?.(own.turn, atMs);
  }

  /** Ends one of its own turns. */
  release(turn: Turn, end: TurnEnd): void {
    const own = this.#turns.get(turn);
    if (own !== undefined) void own.limiter.release(own.turn, end);
  }

  /** Holds all, where it runs. */
  pause(hold: Hold): void {
    const own = hold.turn && this.#turns.get(hold.turn);
    void this.#limiter?.pause({ ...hold, turn: own?.turn });
  }
}

import { createRateLimiter } from "../options/rate-limiter.js";
import type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd } from "../pace/pace.js";
import type { Waiters } from "../pace/waiters.js";
import { Company } from "./company.js";
import type { Heard } from "./dialogue.js";

/** How things stand while Redis is away; times are `performance.now()` times. */
export interface Standing {
  readonly quota: Quota | undefined;
  readonly windowMs: number;
  /** For how long nothing may have started, in ms. */
  readonly idleMs: number;
  /** Since when Redis is away. */
  readonly awayMs: number;
  /** When the last request of this process was counted. */
  readonly lastMs: number;
}

/** A process's own part of the quota, while Redis is away. */
export class Alone {
  /** Who else has such a part. */
  readonly company = new Company();
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

  /** Takes in an answer of Redis, which is done without no longer. */
  heard({ told, sentMs, answeredMs, steppedMs }: Heard, windowMs: number): void {
    this.company.heard(told, sentMs, answeredMs, windowMs, steppedMs);
    this.stop();
  }

  /** Divides the quota, once a window has passed in which nothing started, where it is known among how many; gives turns then. */
  goOn(waiters: Waiters<Turn>, reserve: Reserve, { quota, windowMs, idleMs, awayMs, lastMs }: Standing): void {
    const processes = this.company.knownAt(awayMs, windowMs);
    const isIdle = performance.now() - Math.max(awayMs, lastMs) >= idleMs;
    if (!this.running && isIdle && quota !== undefined && processes !== undefined)
      this.start(quota, reserve, processes);
    this.give(waiters);
  }

  /** Begins with an even part of the quota; not where that is less than a request, which would be more than the part. */
  start({ requests, intervalMs }: Quota, { share = 0, daily = 0 }: Reserve, processes: number): void {
    const part = Math.floor((requests * (1 - share)) / processes);
    if (part < 1) return;
    this.#limiter = createRateLimiter({ requests: part, intervalMs }, daily > 0 ? { daily } : undefined);
    this.#stopped = new AbortController();
  }

  /** Gives turns to those who wait, one after the other. */
  give(waiters: Waiters<Turn>): void {
    const limiter = this.#limiter;
    if (limiter === undefined || this.#asking || waiters.size === 0) return;
    this.#asking = true;
    const given = (turn: Turn) => {
      this.#asking = false;
      if (waiters.size === 0) return void limiter.release(turn, { how: "never-sent" });
      const own = this.#begin(turn);
      this.#turns.set(own, { limiter, turn });
      waiters.give(own);
      this.give(waiters);
    };
    // Nothing is left of the day, where it was not stopped.
    const refused = (thrown: Error) => {
      this.#asking = false;
      if (this.#limiter === limiter) waiters.refuse(thrown);
    };
    limiter.acquire(this.#stopped.signal).then(given, refused);
  }

  /** Ends it. */
  stop(): void {
    this.#limiter = undefined;
    this.#stopped.abort();
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

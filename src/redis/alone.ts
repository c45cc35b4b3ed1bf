import { createRateLimiter } from "../options/rate-limiter.js";
import type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd } from "../pace/pace.js";
import type { Waiters } from "../pace/waiters.js";
import { Company } from "./company.js";
import type { Dialogue, Heard } from "./dialogue.js";

/** A process's own part of the quota, while Redis is away. */
export class Alone {
  readonly #dialogue: Dialogue;
  readonly #reserve: Reserve;
  /** Makes the turn that the caller is given of one of this process's own. */
  readonly #begin: (turn: Turn) => Turn;
  readonly #company = new Company();
  readonly #turns = new WeakMap<Turn, { readonly limiter: RateLimiter; readonly turn: Turn }>();
  #limiter: RateLimiter | undefined;
  #stopped = new AbortController();
  #asking = false;

  constructor(dialogue: Dialogue, reserve: Reserve, begin: (turn: Turn) => Turn) {
    this.#dialogue = dialogue;
    this.#reserve = reserve;
    this.#begin = begin;
  }

  /** Whether Redis is done without. */
  get running(): boolean {
    return this.#limiter !== undefined;
  }

  /** Takes in an answer of Redis, which is done without no longer; `awayMs` is since when it was away, or Infinity. */
  heard(heard: Heard, awayMs: number): void {
    const { windowMs } = heard;
    this.#company.heard(heard, windowMs);
    // What went alone, here or elsewhere, Redis does not know of.
    if (heard.answeredMs - awayMs > windowMs) this.#dialogue.add(windowMs);
    this.stop();
  }

  /**
   * Divides the quota, once a window has passed in which nothing started, where it is known among how many; gives turns then.
   * `awayMs` is since when Redis is away, `lastMs` when the last request of this process was counted.
   */
  goOn(waiters: Waiters<Turn>, awayMs: number, lastMs: number): void {
    const { requests, intervalMs, windowMs } = this.#dialogue.heard;
    const processes = this.#company.knownAt(awayMs, windowMs);
    const isIdle = !this.#dialogue.mayCount(Math.max(awayMs, lastMs));
    if (!this.running && isIdle && processes !== undefined) this.start({ requests, intervalMs }, processes);
    this.give(waiters);
  }

  /** Begins with an even part of the quota; not where that is less than a request, which would be more than the part. */
  start({ requests, intervalMs }: Quota, processes: number): void {
    const { share = 0, daily = 0 } = this.#reserve;
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

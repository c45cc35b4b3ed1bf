import type { Told } from "./call.js";

/** Beyond two windows, in ms: the longest that a call takes. */
const CALL_MS = 3_000;

/**
 * How many share a budget, as far as it is known once Redis is away.
 *
 * It is known to those who called without a break for two windows and more, the last time not longer than that before Redis
 * went: each of them was there when each of the others was told, so that their even parts are no more than the whole.
 */
export class Company {
  #told: Told | undefined;
  #toldMs = -Infinity;
  /** Since when Redis has counted this process without a break. */
  #sinceMs = -Infinity;

  /** Takes in an answer; `steppedMs` is by how much Redis' clock has gone wrong, by which it may have forgotten some. */
  heard(told: Told, sentMs: number, answeredMs: number, windowMs: number, steppedMs: number): void {
    const same = told.epoch === this.#told?.epoch && told.steps === this.#told.steps && steppedMs === 0;
    if (!same || sentMs - this.#toldMs > reachOf(windowMs)) this.#sinceMs = answeredMs;
    this.#told = told;
    this.#toldMs = sentMs;
  }

  /** How many share the budget, at most, where Redis went away at a time; `undefined` where that is not known. */
  knownAt(awayMs: number, windowMs: number): number | undefined {
    const fromMs = this.#toldMs - reachOf(windowMs);
    return this.#sinceMs <= fromMs && awayMs - reachOf(windowMs) <= this.#toldMs ? this.#told?.processes : undefined;
  }
}

function reachOf(windowMs: number): number {
  return 2 * windowMs + CALL_MS;
}

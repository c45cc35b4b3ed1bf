import type { Heard } from "./dialogue.js";

/** Beyond two windows, in ms: the longest that a call takes. */
const CALL_MS = 3_000;

/** What tells whether this process is counted, and how many are. */
type Counted = Pick<Heard, "epoch" | "steps" | "processes" | "sentMs" | "answeredMs" | "steppedMs">;

/**
 * How many share a budget, as far as it is known once Redis is away.
 *
 * It is known to those who called without a break for two windows and more, the last time not longer than that before Redis
 * went: each of them was there when each of the others was told, so that their even parts are no more than the whole.
 */
export class Company {
  #heard: Counted | undefined;
  /** Since when Redis has counted this process without a break. */
  #sinceMs = -Infinity;

  /** Takes in an answer. Where Redis' clock was set right, or is to be, it may have forgotten some. */
  heard(heard: Counted, windowMs: number): void {
    const { epoch, steps, sentMs, answeredMs, steppedMs } = heard;
    const last = this.#heard;
    const isSame = epoch === last?.epoch && steps === last.steps && steppedMs === 0;
    if (!isSame || sentMs - last.sentMs > reachOf(windowMs)) this.#sinceMs = answeredMs;
    this.#heard = heard;
  }

  /** How many share the budget, at most, where Redis went away at a time; `undefined` where that is not known. */
  knownAt(awayMs: number, windowMs: number): number | undefined {
    if (this.#heard === undefined) return undefined;
    const { sentMs, processes } = this.#heard;
    const reachMs = reachOf(windowMs);
    return this.#sinceMs <= sentMs - reachMs && awayMs - reachMs <= sentMs ? processes : undefined;
  }
}

function reachOf(windowMs: number): number {
  return 2 * windowMs + CALL_MS;
}

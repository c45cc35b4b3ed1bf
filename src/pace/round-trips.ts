/** Round trips of which the spread is taken; of fewer, the shortest may be far from as short as they can be. */
const ENOUGH = 64;
/** Longest delay on the way to HubSpot, in ms: what takes longer is HubSpot at work, after it has counted the request. */
export const LONGEST_DELAY_MS = 1_000;

/** How long requests took from their start to the end of their answer, in ms. */
export class RoundTrips {
  readonly #last: number[] = [];
  #shortest = Infinity;

  add(roundTripMs: number): void {
    this.#last.push(roundTripMs);
    if (this.#last.length > ENOUGH) this.#last.shift();
    this.#shortest = Math.min(this.#shortest, roundTripMs);
  }

  /** How much longer than the shortest of the last ones the longest took. */
  get spreadMs(): number {
    return this.#last.length === 0 ? 0 : Math.max(...this.#last) - Math.min(...this.#last);
  }

  /** What every round trip takes, for all that is known: the shortest ever, or nothing while there were too few. */
  get shortestMs(): number {
    return this.#last.length < ENOUGH ? 0 : this.#shortest;
  }

  /** How late HubSpot may have counted a request that took so long. A process that has just begun may be slow itself. */
  delayOf(roundTripMs: number): number {
    if (this.#last.length < ENOUGH) return roundTripMs;
    return Math.min(Math.max(0, roundTripMs - this.shortestMs), LONGEST_DELAY_MS);
  }
}

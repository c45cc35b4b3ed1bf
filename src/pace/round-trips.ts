/** Round trips looked at. */
const LAST = 100;
/** Of fewer, the longest may be far from as long as they can be. */
const ENOUGH = 64;
/** The fastest answers: what they differ by is the way's doing, for HubSpot has no time to lose with them. */
const FASTEST = 5;
/** How much longer than the fastest answers differ the way there may take. */
const WAY_FACTOR = 4;
/** Longest way there, in ms, where it can't be seen: what an answer takes longer is HubSpot at work. */
const LONGEST_WAY_MS = 150;

/** How long the last requests took, from when they were written, or started, to their answers, in ms. */
export class RoundTrips {
  readonly #last: number[] = [];
  #longestMs = -Infinity;
  #shortestMs = Infinity;
  /** Known until the next one: of many in flight it is asked for again and again. */
  #wayMs: number | undefined;

  add(roundTripMs: number): void {
    this.#last.push(roundTripMs);
    if (this.#last.length > LAST) this.#last.shift();
    this.#wayMs = undefined;
    this.#longestMs = -Infinity;
    this.#shortestMs = Infinity;
    for (const ms of this.#last) {
      if (ms > this.#longestMs) this.#longestMs = ms;
      if (ms < this.#shortestMs) this.#shortestMs = ms;
    }
  }

  /** The longest of the last ones; without end while there were too few. */
  get longestMs(): number {
    return this.#last.length < ENOUGH ? Infinity : this.#longestMs;
  }

  /** The shortest of the last ones. */
  get shortestMs(): number {
    return this.#shortestMs;
  }

  /** The least that one takes, for all that is known: of too few, even the shortest may take longer. */
  get leastMs(): number {
    return this.#last.length < ENOUGH ? 0 : this.#shortestMs;
  }

  /** How late a request may arrive, for all that answers show. A process that has just begun may be slow itself. */
  get wayMs(): number {
    return (this.#wayMs ??= this.#longestWay());
  }

  #longestWay(): number {
    if (this.#last.length === 0) return LONGEST_WAY_MS;
    if (this.#last.length < ENOUGH) return Math.min(LONGEST_WAY_MS, this.#longestMs);
    const fastest = this.#last.toSorted((a, b) => a - b);
    return Math.min(LONGEST_WAY_MS, WAY_FACTOR * ((fastest[FASTEST - 1] ?? 0) - (fastest[0] ?? 0)));
  }
}

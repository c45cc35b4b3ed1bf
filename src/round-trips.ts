/** Round trips remembered; of fewer, the shortest may be far from as short as they can be. */
const REMEMBERED = 64;
/** Longest delay on the way to HubSpot, in ms: what takes longer is HubSpot at work, after it has counted the request. */
export const LONGEST_DELAY_MS = 1_000;

/** How long the last requests took from their start to the end of their answer, in ms. */
export class RoundTrips {
  readonly #last: number[] = [];
  /** What every round trip takes; nothing while too few are known. */
  shortestMs = 0;
  /** How much longer than the shortest the longest took. */
  spreadMs = 0;

  add(roundTripMs: number): void {
    this.#last.push(roundTripMs);
    if (this.#last.length > REMEMBERED) this.#last.shift();
    const shortest = Math.min(...this.#last);
    this.shortestMs = this.#known ? shortest : 0;
    this.spreadMs = Math.max(...this.#last) - shortest;
  }

  /** How late HubSpot may have counted a request that took so long. A process that has just begun may be slow itself. */
  delayOf(roundTripMs: number): number {
    if (!this.#known) return roundTripMs;
    return Math.min(Math.max(0, roundTripMs - this.shortestMs), LONGEST_DELAY_MS);
  }

  get #known(): boolean {
    return this.#last.length === REMEMBERED;
  }
}

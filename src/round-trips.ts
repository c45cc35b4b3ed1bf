/** Round trips remembered; of fewer, the shortest may be far from as short as they can be. */
const REMEMBERED = 64;

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
    this.shortestMs = this.#last.length < REMEMBERED ? 0 : shortest;
    this.spreadMs = Math.max(...this.#last) - shortest;
  }
}

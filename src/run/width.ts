/** Batches in flight before the first answer. */
const FIRST_IN_FLIGHT = 4;
/** Batches given up in a row after which HubSpot counts as unavailable. */
const MOST_GIVEN_UP = 5;

/** How many batches of a run may be in flight: one more with each answer, half with each batch given up. */
export class Width {
  readonly #most: number;
  #batches: number;
  #givenUp = 0;

  constructor(most: number) {
    this.#most = most;
    this.#batches = Math.min(FIRST_IN_FLIGHT, most);
  }

  /** Batches that may be in flight now. */
  get batches(): number {
    return this.#batches;
  }

  /** Whether HubSpot counts as unavailable. */
  get unavailable(): boolean {
    return this.#givenUp >= MOST_GIVEN_UP;
  }

  /** Takes in that HubSpot answered: one more for each answer doubles the width within a round trip. */
  answered(): void {
    this.#givenUp = 0;
    this.#batches = Math.min(this.#most, this.#batches + 1);
  }

  /** Takes in that a batch was given up. */
  givenUp(): void {
    this.#givenUp++;
    this.#batches = Math.max(1, this.#batches >> 1);
  }
}

/** What may still start of the account's day. */
export class DailyBudget {
  #left = Infinity;
  /** When the request started whose answer told. */
  #learntOf = -Infinity;

  /** Requests that may still start, by the last answer that told; without end while none did. */
  get left(): number {
    return this.#left;
  }

  /** Counts a request that starts. */
  start(): void {
    this.#left--;
  }

  /** Takes in what the answer to a request shows. One that comes after the answer to a later request may tell of less. */
  seen(left: number, startedMs: number): void {
    this.#left = startedMs < this.#learntOf ? Math.min(left, this.#left) : left;
    this.#learntOf = Math.max(startedMs, this.#learntOf);
  }
}

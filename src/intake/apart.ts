/** `records: "required"`: what may be spent so that every record comes back with its id. */
import type { Operation } from "../contract.js";

/**
 * Requests that tell records apart whose answers look alike: small batches, and those that ask for one record again.
 * There are so many for each full batch of inputs, over the whole run.
 */
export class Apart {
  /** Whether anything in an answer tells whose it is. */
  readonly tells: boolean;
  readonly #batchSize: number;
  readonly #perBatch: number;
  readonly #extra = new WeakSet<object>();
  #inputs = 0;
  #spent = 0;
  #inSmall = 0;

  constructor({ match }: Operation, batchSize: number, perBatch: number) {
    this.tells = match.length > 0;
    this.#batchSize = batchSize;
    this.#perBatch = perBatch;
  }

  /** Counts an input, for which something may be spent. */
  add(): void {
    this.#inputs++;
  }

  /** Takes a further request, if there is one left. */
  take(): boolean {
    if (this.#spent >= this.#perBatch * Math.ceil(this.#inputs / this.#batchSize)) return false;
    this.#spent++;
    return true;
  }

  /** Whether a batch may go with no more inputs than these, because the others look like them; `free` where it may anyway. */
  spread(batch: readonly unknown[], free: boolean): boolean {
    // What all small ones hold would have taken some requests in any case.
    const full = (inputs: number) => Math.floor(inputs / this.#batchSize);
    const isExtra = full(this.#inSmall + batch.length) === full(this.#inSmall);
    if (isExtra && !this.take() && !free) return false;
    this.#inSmall += batch.length;
    if (isExtra) this.#extra.add(batch);
    return true;
  }

  /** Whether a batch takes a request more than full ones would have. */
  isExtra(batch: readonly unknown[]): boolean {
    return this.#extra.has(batch);
  }
}

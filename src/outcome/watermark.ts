import type { Outcome } from "./outcome.js";

/**
 * How far a run has got without a gap: every index below the mark was added. Indexes come in any order; what lies past
 * the first gap is kept as stretches, of which there are never more than inputs in flight.
 */
export class Watermark {
  #reached: number;
  /** The stretch that grows: outcomes mostly come one after the other, and it costs them no look at the others. */
  #from: number;
  #to: number;
  /** The lowest index that was blocked: the mark never passes it. */
  #limit = Infinity;
  /** The stretches past the mark: from their first index to the one after their last, and back. */
  readonly #ends = new Map<number, number>();
  readonly #starts = new Map<number, number>();

  constructor(firstIndex = 0) {
    this.#reached = this.#from = this.#to = firstIndex;
  }

  /** Every index from the first up to here, this one not included, was added. */
  get reached(): number {
    this.#join();
    return this.#reached;
  }

  /** Counts an outcome: `succeeded` and `failed` let the mark pass, `unknown` and `unsent` never do. */
  take({ index, status }: Pick<Outcome, "index" | "status">): void {
    if (status === "succeeded" || status === "failed") this.add(index);
    else this.block(index);
  }

  add(index: number): void {
    if (index >= this.#limit) return;
    if (index !== this.#to) {
      this.#join();
      if (index < this.#reached) return;
      this.#from = index;
    }
    this.#to = index + 1;
  }

  block(index: number): void {
    if (index >= this.#limit) return;
    this.#join();
    this.#limit = index;
    for (const [start, end] of this.#ends) {
      if (start < index) continue;
      this.#ends.delete(start);
      this.#starts.delete(end);
    }
  }

  /** Puts the stretch that grew among the others. */
  #join(): void {
    const from = this.#from;
    const to = this.#to;
    if (from === to) return;
    const end = this.#ends.get(to) ?? to;
    this.#from = this.#to = end;
    this.#ends.delete(to);
    this.#starts.delete(end);
    if (from === this.#reached) return void (this.#reached = end);
    const start = this.#starts.get(from) ?? from;
    this.#starts.delete(from);
    this.#ends.set(start, end);
    this.#starts.set(end, start);
  }
}

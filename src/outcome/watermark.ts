import type { Outcome } from "./outcome.js";

/**
 * How far a run has got without a gap: every index below the mark was added. Indexes come in any order; what lies past
 * the first gap is kept as stretches, of which there are never more than inputs in flight.
 */
export class Watermark {
  #reached: number;
  /** The lowest index that was blocked: the mark never passes it. */
  #limit = Infinity;
  /** The stretches past the mark: from their first index to the one after their last, and back. */
  readonly #ends = new Map<number, number>();
  readonly #starts = new Map<number, number>();

  constructor(firstIndex = 0) {
    this.#reached = firstIndex;
  }

  /** Every index from the first up to here, this one not included, was added. */
  get reached(): number {
    return this.#reached;
  }

  /** Counts an outcome: `succeeded` and `failed` let the mark pass, `unknown` and `unsent` never do. */
  take({ index, status }: Pick<Outcome, "index" | "status">): void {
    if (status === "succeeded" || status === "failed") this.add(index);
    else this.block(index);
  }

  add(index: number): void {
    if (index >= this.#limit || index < this.#reached) return;
    const end = this.#ends.get(index + 1) ?? index + 1;
    this.#ends.delete(index + 1);
    this.#starts.delete(end);
    if (index === this.#reached) {
      this.#reached = end;
      return;
    }
    const start = this.#starts.get(index) ?? index;
    this.#starts.delete(index);
    this.#ends.set(start, end);
    this.#starts.set(end, start);
  }

  block(index: number): void {
    if (index >= this.#limit) return;
    this.#limit = index;
    for (const [start, end] of this.#ends) {
      if (start < index) continue;
      this.#ends.delete(start);
      this.#starts.delete(end);
    }
  }
}

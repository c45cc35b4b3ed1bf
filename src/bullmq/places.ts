import { MARKS } from "./packed.js";

/**
 * Which records of a slice are still to be sent, and where each stands in its import: a run counts the records that it is
 * given, and those that are known already are not among them.
 */
export class Places {
  /** The first that is to be sent, or told of; where the source is opened. */
  readonly first: number;
  /** One past the last that is. */
  readonly end: number;
  readonly #from: number;
  readonly #marks: Uint8Array;
  readonly #doubted: ReadonlySet<number>;
  /** The first of each unbroken row of records to be sent, and how many are sent before it. */
  readonly #rows: readonly { readonly index: number; readonly before: number }[];

  /** `marks` are those of the slice's records, and `doubted` are records that may be written, and must not be sent. */
  constructor(from: number, marks: Uint8Array, doubted: ReadonlySet<number>) {
    this.#from = from;
    this.#marks = marks;
    this.#doubted = doubted;
    const rows: { index: number; before: number }[] = [];
    let [first, end, left, gap] = [from + marks.length, from, 0, true];
    for (let index = from; index < from + marks.length; index++) {
      const what = this.of(index);
      if (what !== "known") {
        first = Math.min(first, index);
        end = index + 1;
      }
      if (what === "open" && gap) rows.push({ index, before: left });
      gap = what !== "open";
      if (!gap) left++;
    }
    [this.first, this.end, this.#rows] = [first, end, rows];
  }

  /** Whether a record is to be sent (open), to be told of as unknown (doubted), or known. */
  of(index: number): "open" | "doubted" | "known" {
    if (this.#marks[index - this.#from] !== MARKS.none) return "known";
    return this.#doubted.has(index) ? "doubted" : "open";
  }

  /** Where in the import the record stands that a run, which counts from `first`, has under this index. */
  indexOf(counted: number): number {
    const place = counted - this.first;
    let [low, high] = [0, this.#rows.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#rows[middle]?.before ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    const row = this.#rows[low] ?? { index: this.first, before: 0 };
    return row.index + place - row.before;
  }
}

import type { Places } from "./places.js";

/** Whether something can be iterated, at once or in time. */
export function isSource(value: unknown): value is Iterable<object> | AsyncIterable<object> {
  const given = value as Partial<Iterable<object> & AsyncIterable<object>> | null | undefined;
  return typeof given?.[Symbol.iterator] === "function" || typeof given?.[Symbol.asyncIterator] === "function";
}

/** A slice's records as a run takes them: from its first open place on, without those that are known. */
export class SliceSource {
  readonly #places: Places;
  readonly #doubted: (index: number, input: object) => void;
  #next: number;

  /** `doubted` is given the records that may be written, and so are not sent. */
  constructor(places: Places, doubted: (index: number, input: object) => void) {
    this.#places = places;
    this.#doubted = doubted;
    this.#next = places.first;
  }

  /** How many records the source did not have, once it has been read. */
  get missing(): number {
    return this.#places.end - this.#next;
  }

  /** Those of a source that begins with the first open place. A source that gives them at once is read at once. */
  of(source: Iterable<object> | AsyncIterable<object>): Iterable<object> | AsyncIterable<object> {
    return Symbol.asyncIterator in source ? this.#inTime(source) : this.#atOnce(source);
  }

  *#atOnce(source: Iterable<object>): Generator<object> {
    for (const input of source) {
      if (this.#isOpen(input)) yield input;
      // What lies beyond is another slice's, and is not read.
      if (this.missing === 0) return;
    }
  }

  async *#inTime(source: AsyncIterable<object>): AsyncGenerator<object> {
    for await (const input of source) {
      if (this.#isOpen(input)) yield input;
      if (this.missing === 0) return;
    }
  }

  #isOpen(input: object): boolean {
    const index = this.#next++;
    const what = this.#places.of(index);
    if (what === "doubted") this.#doubted(index, input);
    return what === "open";
  }
}

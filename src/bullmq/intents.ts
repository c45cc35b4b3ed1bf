/** Requests that were announced, until all is heard of them: what may be written twice is never sent without being announced. */
export class Intents {
  /** The places of each that are still open, by its id. */
  readonly #open = new Map<string, Set<number>>();
  readonly #places = new Map<number, string>();

  /** Knows a request, which another turn may have announced. */
  add(id: string, indexes: readonly number[]): void {
    this.#open.set(id, new Set(indexes));
    for (const index of indexes) this.#places.set(index, id);
  }

  /** Whether a request of these was announced: as a whole, or as part of a greater one. */
  covers(indexes: readonly number[]): boolean {
    return indexes.every((index) => this.#places.has(index));
  }

  /** All that were announced, and are open. */
  get places(): ReadonlySet<number> {
    return new Set(this.#places.keys());
  }

  /** Takes in what is heard of records; gives the requests of which nothing more is to be heard. */
  heard(indexes: Iterable<number>): string[] {
    const done: string[] = [];
    for (const index of indexes) {
      const id = this.#places.get(index);
      if (id === undefined) continue;
      this.#places.delete(index);
      const open = this.#open.get(id);
      open?.delete(index);
      if (open?.size !== 0) continue;
      this.#open.delete(id);
      done.push(id);
    }
    return done;
  }
}

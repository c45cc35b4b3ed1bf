/** What became of each row of a run, in a few bytes a row. */

/** What may be known of a row. */
export const FATES = [
  /** Nothing was done with it. */
  "waiting",
  /** It was to be sent, and what became of that is not known. */
  "sending",
  "succeeded",
  "failed",
  "unknown",
  "unsent",
  /** HubSpot confirmed the same in an earlier run: it was not sent. */
  "unchanged",
  /** HubSpot refused the same in an earlier run: it was not sent. */
  "refused-before",
] as const;
/** One of them. */
export type RowFate = (typeof FATES)[number];

/** The fates of rows of which nobody knows whether they are written. */
export const DOUBTS: ReadonlySet<RowFate> = new Set<RowFate>(["sending", "unknown"]);

/** How many rows had which fate. */
export type FateCounts = Readonly<Record<RowFate, number>>;

/** The fates of rows, and where the journal tells them. */
export class Ledger {
  #fates = new Uint8Array(1_024);
  #places = new Float64Array(1_024);
  readonly #counts = Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<RowFate, number>;
  #length = 0;

  /** How many rows it knows of. */
  get length(): number {
    return this.#length;
  }

  /** How many rows had which fate so far. */
  get counts(): FateCounts {
    return this.#counts;
  }

  /** Says what became of a row. */
  fateOf(index: number): RowFate {
    return FATES[this.#fates[index] ?? 0] ?? "waiting";
  }

  /** Where in the journal that is told. */
  placeOf(index: number): number {
    return this.#places[index] ?? 0;
  }

  /** Takes a row into account that was read. */
  add(index: number): void {
    if (index < this.#length) return;
    if (index >= this.#fates.length) {
      const size = Math.max(index + 1, this.#fates.length * 2);
      const fates = new Uint8Array(size);
      const places = new Float64Array(size);
      fates.set(this.#fates);
      places.set(this.#places);
      this.#fates = fates;
      this.#places = places;
    }
    this.#counts.waiting += index + 1 - this.#length;
    this.#length = index + 1;
  }

  /** Notes what became of a row. */
  set(index: number, fate: RowFate, place: number): void {
    this.add(index);
    this.#counts[this.fateOf(index)]--;
    this.#counts[fate]++;
    this.#fates[index] = FATES.indexOf(fate);
    this.#places[index] = place;
  }
}

/** Records refused alone, one after another, after which the call counts as wrong, before and after any was accepted. */
export const ENOUGH = 12;
const ENOUGH_AFTER_ACCEPTED = 100;
/** How often each way of refusing is met on average among them: a wrong call is refused in one way, or in a few. */
const OFTEN = 3;
/** Batches in a row of which one record is still looked at, when the call counts as wrong. */
const MOST_LOOKS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * What the refusals of a run tell together. Records that are refused one by one in the same words, and none accepted
 * among them, are no bad records: the call is wrong, and looking for them would cost a request each. So until a record of
 * a refused batch is accepted, one batch looks and the others wait for what it finds. Then either all are searched, or the
 * call counts as wrong: of each batch that is refused after that one record is looked at, and when that is accepted, it
 * was about records after all. Batches that are accepted as a whole tell nothing of those that are not.
 */
export class Refusals {
  /** Requests refused, of the run's `maxRefusals`. */
  count = 0;
  /** The ways of refusing a record alone that were met since one was accepted. */
  readonly #words = new Set<string>();
  #inARow = 0;
  #looksLeft = MOST_LOOKS;
  #aboutRecords = false;
  #looking: Promise<void> | undefined;
  #release = () => {};

  /** Whether it is the call that is wrong. */
  get isOfTheCall(): boolean {
    const enough = this.#aboutRecords ? ENOUGH_AFTER_ACCEPTED : ENOUGH;
    return this.#inARow >= enough && this.#inARow >= OFTEN * this.#words.size;
  }

  /** Whether a record was refused alone in these words, since one was accepted. */
  knows(words: string): boolean {
    return this.#words.has(words);
  }

  /** A record was refused alone. */
  alone(words: string): void {
    this.#inARow++;
    this.#words.add(words);
  }

  /** Some of a refused batch were accepted. */
  accepted(): void {
    this.#aboutRecords = true;
    this.#inARow = 0;
    this.#words.clear();
    this.#looksLeft = MOST_LOOKS;
    this.#looking = undefined;
    this.#release();
  }

  /** Takes one of the looks that are left, when the call counts as wrong: gives the place of the record to look at. */
  takeLook(among: number): number | undefined {
    if (this.#looksLeft === 0) return undefined;
    this.#looksLeft--;
    // Another place each time: what is bad may come at regular intervals.
    return Math.floor(((this.#looksLeft * GOLDEN) % 1) * among);
  }

  /** Resolves when a refused batch may be looked at, with what is to be called when that is done. */
  async turn(): Promise<() => void> {
    while (this.#looking !== undefined && this.#isOpen) await this.#looking;
    let release = () => {};
    const looking = new Promise<void>((resolve) => (release = resolve));
    this.#looking = looking;
    this.#release = release;
    return () => {
      if (this.#looking === looking) this.#looking = undefined;
      release();
    };
  }

  /** Whether what one batch finds may spare the others the search. */
  get #isOpen(): boolean {
    return !this.#aboutRecords || this.isOfTheCall;
  }
}

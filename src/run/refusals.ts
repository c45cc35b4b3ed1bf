/** Records refused alone, and none written, after which the call may be wrong, and after which it counts as wrong. */
const SOME = 4;
const ENOUGH = 12;
/** Records from all over a batch that tell of it: bad ones come in clusters. */
const MANY_PLACES = 8;
/** How often each way of refusing is met on average among them: a wrong call is refused in one way, or in a few. */
const OFTEN = 3;
/** Records decided of refused batches after which it may be clear how many of them are bad, and after which it is not waited for. */
const FEW_DECIDED = 16;
const MANY_DECIDED = 48;
/** Refused batches from which on they tell of the whole run: bad records come in clusters. */
const FEW_BATCHES = 3;
/**
 * Part of bad ones from which on nothing takes fewer requests than to send each record alone. Source: group testing, where
 * it is (3 - √5) / 2.
 */
const MOST_SEARCHED = 0.38;
/** Batches in a row of which one record is still looked at, when the call counts as wrong. */
const MOST_LOOKS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** How far a run has got: its inputs, as far as they are known, and those that were written. */
export interface Extent {
  readonly known: number;
  readonly written: number;
}

/**
 * What the refusals of a run tell together. Records that are refused one by one in the same words, from all over a batch and
 * none written in the whole run, are no bad records: the call is wrong, and looking for them would cost a request each. So
 * until any is written, one batch looks and the others wait for what it finds. Then either all are searched, or the call
 * counts as wrong: of each batch that is refused after that one record is looked at. Once any is written, it is about records,
 * for good: nothing is concluded then of one that was not refused itself.
 *
 * Where so many are bad that each has to be sent alone, and those of the whole run would be more than may be refused, no
 * search comes to its end: then it is known at once what is known later, for a thousand requests less. Of one batch or two
 * it is not concluded: they may hold all that are bad. Nor is it of records that lie side by side: of those that are picked
 * from all over a batch at least half as many have to be bad.
 */
export class Refusals {
  /** Requests refused, of the run's `maxRefusals`. */
  count = 0;
  /** The ways of refusing a record alone, and how many were. */
  readonly #words = new Set<string>();
  #bad = 0;
  /** Of refused batches: how many, their records, and those of them that were accepted. */
  #batches = 0;
  #inRefused = 0;
  #good = 0;
  /** Records that were picked from all over their batch, those of them that were refused, and batches of which one may be. */
  #picked = 0;
  #badPicks = 0;
  #looksLeft = MOST_LOOKS;
  #resend: "safe" | "pointless" | undefined;
  #looking: Promise<void> | undefined;
  #release = () => {};
  readonly #maxRefusals: number;
  readonly #extent: () => Extent;

  /** So many requests may be refused in a run that has got so far. */
  constructor(maxRefusals: number, extent: () => Extent) {
    this.#maxRefusals = maxRefusals;
    this.#extent = extent;
  }

  /** Whether a record is to be looked at here and there: the call may be wrong, or too many records bad. */
  get isToPick(): boolean {
    if (this.#bad < SOME) return false;
    return !this.#isAboutRecords || (this.#picked < MANY_PLACES && this.#seemsTooMany(-1));
  }

  /** Whether it is the call that is wrong. */
  get isOfTheCall(): boolean {
    const isEnough = this.#bad >= ENOUGH && this.#bad >= OFTEN * this.#words.size && this.#picked >= MANY_PLACES;
    return isEnough && !this.#isAboutRecords;
  }

  /** Whether what is given up for the call may be sent again: one batch or two tell nothing of those that are to come. */
  get resend(): "safe" | "pointless" {
    const isAll = this.#inRefused >= this.#extent().known;
    return (this.#resend ??= isAll || this.#batches >= FEW_BATCHES ? "pointless" : "safe");
  }

  get #isAboutRecords(): boolean {
    return this.#good > 0 || this.#extent().written > 0;
  }

  /** A batch of so many was refused at first. */
  began(records: number): void {
    this.#inRefused += records;
    this.#batches++;
  }

  /**
   * How many were bad of the records that were decided, where those of all inputs are more than may be refused and each has
   * to be sent alone; `false` where they are not, `undefined` where that is not clear yet.
   */
  get tooMany(): { readonly bad: number; readonly of: number } | false | undefined {
    const of = this.#decided;
    if (this.#seemsTooMany(-1)) {
      if (this.#picked < MANY_PLACES) return undefined;
      // So few picks may be off by half.
      return 2 * this.#badPicks >= MOST_SEARCHED * this.#picked && { bad: this.#bad, of };
    }
    return of < MANY_DECIDED && this.#seemsTooMany(1) ? undefined : false;
  }

  get #decided(): number {
    return this.#good + this.#bad;
  }

  /** Whether there seem to be too many, where what so few records and batches tell is off by as much, one way or the other. */
  #seemsTooMany(way: 1 | -1): boolean {
    const of = this.#decided;
    const isFew = of < FEW_DECIDED;
    if (way < 0 && (isFew || this.#batches < FEW_BATCHES)) return false;
    const { known, written } = this.#extent();
    const refused = this.#inRefused / (this.#inRefused + Math.max(0, written - this.#good));
    const share = this.#bad / of;
    const part = isFew ? 1 : share + way * Math.sqrt((share * (1 - share)) / of);
    const all = part * known * refused * (1 + way * Math.sqrt((1 - refused) / this.#batches));
    return part >= MOST_SEARCHED && all > this.#maxRefusals;
  }

  /** A record was refused alone; one that was picked tells of more than those beside it. */
  alone(words: string, isPicked = false): void {
    this.#bad++;
    if (isPicked) this.#badPicks++;
    this.#words.add(words);
    this.#letGo();
  }

  /** So many of a refused batch were accepted. */
  accepted(records: number): void {
    this.#good += records;
    this.#letGo();
  }

  /** Lets those go that wait for a turn, where they need not any more. */
  #letGo(): void {
    if (this.#isOpen) return;
    this.#looking = undefined;
    this.#release();
  }

  /** Takes one of the looks that are left, at one batch each, when the call counts as wrong. */
  takeLook(): boolean {
    return this.#looksLeft-- > 0;
  }

  /** Picks one of a batch's records, where there is one. Another place each time: what is bad may come at regular intervals. */
  pick<T>(among: readonly T[]): readonly T[] {
    const place = Math.floor(((++this.#picked * GOLDEN) % 1) * among.length);
    return among.slice(place, place + 1);
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
    return !this.#isAboutRecords || this.tooMany === undefined;
  }
}

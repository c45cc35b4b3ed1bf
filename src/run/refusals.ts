/** Records refused alone, and none written, after which the call may be wrong, and after which it counts as wrong. */
const SOME = 4;
const ENOUGH = 12;
/** Of those, at least so many are from all over their batch: bad ones come in clusters. */
const MANY_PLACES = 8;
/** How often each way of refusing is met on average among them: a wrong call is refused in one way, or in a few. */
const OFTEN = 3;
/** Refused batches from which on they tell of the whole run: bad records come in clusters. */
const FEW_BATCHES = 3;
/**
 * What picked records tell of whether half of all are bad or a fifth: a bad one speaks for a half twice as loudly as a good
 * one for a fifth, for log(0.5 / 0.2) is twice log(0.8 / 0.5). So much is certain, for the one and for the other; and after
 * so many records a quarter stands between them.
 */
const CERTAINLY_MANY = 24;
const CERTAINLY_FEW = -20;
const MOST_PICKED = 46;
/** Records picked at once, as long as all were accepted. */
const AT_ONCE = 4;
/** Part of refused requests from which on a search is no shorter than to send each record alone. */
const HALF = 0.5;
/** Batches in a row of which one record is still looked at, when the call counts as wrong. */
const MOST_LOOKS = 24;
/** The golden ratio: what is left of its multiples spreads evenly, however many there are. */
const GOLDEN = 0.618034;

/** How far a run has got: its inputs, as far as they are known, and those that were written. */
export interface Extent {
  readonly known: number;
  readonly written: number;
}

/**
 * What the refusals of a run tell together: whether bad records are worth looking for, at a request or more each. They are
 * not where the call is wrong, nor where so many are bad that the search would not come to its end. Until that is known, one
 * batch looks and the others wait for what it finds.
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
  /** Records that were picked from all over their batch, and those of them that were refused alone, and that were accepted. */
  #picked = 0;
  #badPicks = 0;
  #goodPicks = 0;
  #looksLeft = MOST_LOOKS;
  #resend: "safe" | "pointless" | undefined;
  /** What lets those go on that wait for a turn, after the one whose turn it is. */
  readonly #turns: (() => void)[] = [];
  readonly #maxRefusals: number;
  readonly #extent: () => Extent;

  /** So many requests may be refused in a run that has got so far. */
  constructor(maxRefusals: number, extent: () => Extent) {
    this.#maxRefusals = maxRefusals;
    this.#extent = extent;
  }

  /** Whether it may be the call that is wrong. */
  get mayBeOfTheCall(): boolean {
    return this.#bad >= SOME && !this.#isAboutRecords;
  }

  /** Whether records are to be picked: the call may be wrong, or too many of them bad. */
  get isToPick(): boolean {
    return this.mayBeOfTheCall || (this.#batches >= FEW_BATCHES && this.tooMany === undefined);
  }

  /** Whether it is the call that is wrong: none was written, and those refused alone are so in few ways, all over. */
  get isOfTheCall(): boolean {
    const isEnough = this.#bad >= ENOUGH && this.#bad >= OFTEN * this.#words.size && this.#badPicks >= MANY_PLACES;
    return isEnough && !this.#isAboutRecords;
  }

  /** Whether what is given up for the call may be sent again: one batch or two tell nothing of those that are to come. */
  get resend(): "safe" | "pointless" {
    const isAll = this.#inRefused >= this.#extent().known;
    return (this.#resend ??= isAll || this.#batches >= FEW_BATCHES ? "pointless" : "safe");
  }

  /** Whether any was written: then it is about records, for good. */
  get #isAboutRecords(): boolean {
    return this.#good > 0 || this.#extent().written > 0;
  }

  /** A batch of so many was refused at first. */
  began(records: number): void {
    this.#inRefused += records;
    this.#batches++;
  }

  /**
   * How many were bad of the records that were picked, where a search for all would be refused more often than it may; `false`
   * where it would not, `undefined` where that is not clear yet: one batch or two may hold all that are bad.
   */
  get tooMany(): { readonly bad: number; readonly of: number } | false | undefined {
    const [bad, of] = [this.#badPicks, this.#badPicks + this.#goodPicks];
    const evidence = 2 * bad - this.#goodPicks;
    const { known, written } = this.#extent();
    const refused = this.#inRefused / (this.#inRefused + Math.max(0, written - this.#good));
    // What so few batches tell may be off by as much, one way or the other.
    const [inRefused, offBy] = [known * refused, Math.sqrt((1 - refused) / this.#batches)];
    if (evidence <= CERTAINLY_FEW || inRefused * (1 + offBy) <= this.#maxRefusals) return false;
    if (this.#batches < FEW_BATCHES || (evidence < CERTAINLY_MANY && of < MOST_PICKED)) return undefined;
    const refusals = Math.max(HALF, bad / of) * inRefused * (1 - offBy);
    return 4 * bad > of && refusals > this.#maxRefusals && { bad, of };
  }

  /** A record was refused alone; one that was picked tells of more than those beside it. */
  alone(words: string, isPicked: boolean): void {
    this.#bad++;
    if (isPicked) this.#badPicks++;
    this.#words.add(words);
    this.#letGo();
  }

  /** So many of a refused batch were accepted. */
  accepted(records: number, arePicked: boolean): void {
    this.#good += records;
    if (arePicked) this.#goodPicks += records;
    this.#letGo();
  }

  /** Takes one of the looks that are left, at one batch each, when the call counts as wrong. */
  takeLook(): boolean {
    return this.#looksLeft-- > 0;
  }

  /** Picks of a batch's records, where there are some. Other places each time: what is bad may come at regular intervals. */
  pick<T>(among: readonly T[]): readonly T[] {
    const length = this.#goodPicks === this.#picked ? AT_ONCE : 1;
    const next = () => Math.floor(((++this.#picked * GOLDEN) % 1) * among.length);
    const places = new Set(Array.from({ length }, next));
    return among.filter((_, place) => places.has(place));
  }

  /** Resolves when a refused batch may be looked at, with what is to be called when that is done. */
  async turn(): Promise<() => void> {
    if (!this.#isOpen) return () => {};
    await new Promise<void>((goOn) => {
      if (this.#turns.push(goOn) === 1) goOn();
    });
    return () => {
      this.#turns.shift();
      this.#turns[0]?.();
    };
  }

  /** Lets those go on that wait for a turn, where they need not any more. */
  #letGo(): void {
    if (!this.#isOpen) for (const goOn of this.#turns) goOn();
  }

  /** Whether what one batch finds may spare the others the search. */
  get #isOpen(): boolean {
    return !this.#isAboutRecords || this.tooMany === undefined;
  }
}

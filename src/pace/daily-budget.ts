/**
 * What may start of the account's day, beside what is reserved.
 *
 * Asking: the day is not known, or may be another by now: one request at a time, until an answer tells.
 * Open: so many may start as the last answer tells, less those on the way.
 * Spent: only the reserve is left. Once a full hour has passed, which is when days begin, it asks again.
 */
const HOUR_MS = 3_600_000;
/** How long what is known of the day stands while nothing is sent, in ms: others spend of it too. */
const STANDS_MS = 60_000;

/** Keeps a reserve of the account's day. */
export class DailyBudget {
  readonly #reserve: number | undefined;
  #asking = true;
  #left = Infinity;
  /** Which request it was, of all that started, whose answer told how many are left. */
  #learntOf = 0;
  #answeredMs = -Infinity;
  /** The hour of the last answer. */
  #hour = 0;

  constructor(reserve: number | undefined) {
    this.#reserve = reserve;
  }

  /** Whether a request may start, while so many are on the way: `later` where an answer on the way may tell. */
  mayStart(inFlight: number): "now" | "later" | "not-today" {
    if (this.#reserve === undefined) return "now";
    if (!this.#asking && this.#left > 0) return "now";
    if (inFlight > 0) return "later";
    return this.#left > 0 || hour() !== this.#hour ? "now" : "not-today";
  }

  /** Counts a request that starts, beside so many on the way. */
  start(inFlight: number, now: number): void {
    if (inFlight === 0 && now - this.#answeredMs > STANDS_MS) this.#asking = true;
    this.#left--;
  }

  /** Takes back a request that was never sent. */
  undo(): void {
    this.#left++;
  }

  /**
   * Takes in what the answer to the nth request shows, if it does: OAuth's don't. So many of ours HubSpot may not have
   * counted by then. An answer that comes after the one to a later request may tell of less, not of more.
   */
  answered(remaining: number | undefined, nth: number, uncounted: number, now: number): void {
    this.#asking = false;
    this.#hour = hour();
    this.#answeredMs = now;
    if (remaining === undefined) return;
    const left = remaining - uncounted - (this.#reserve ?? 0);
    this.#left = nth < this.#learntOf ? Math.min(left, this.#left) : left;
    this.#learntOf = Math.max(nth, this.#learntOf);
  }
}

function hour(): number {
  return Math.floor(Date.now() / HOUR_MS);
}

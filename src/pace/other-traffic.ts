/** Part by which what others spend must fall to be a stop, and not the ups and downs of a second. */
const FALL = 0.25;
/** Part of what we have more than they that is offered to them, where they take all that is left to them. */
const OFFERED_SHARE = 1 / 3;
/** How long an offer stands, in windows: in the first what we do not take anew frees, in the second it is there to be seen. */
const OFFER_WINDOWS = 2;
/** Longest time until the next offer where nobody took one, in windows. */
const MOST_PAUSE_WINDOWS = 4;

/** From what they spent then to what they may come to, until a time. */
interface Offer {
  readonly from: number;
  readonly to: number;
  readonly untilMs: number;
}

/**
 * What others spend of the same budget: the most that HubSpot's answers showed in this window and in the one before, for
 * they spend in bursts, but no more than the last answer allows, which bounds it from both sides. Where they took all that
 * was left to them they may want more, for all that is known, and be refused: a part of what we have more than they is
 * offered to them, again once they took it, and ever less often while nobody does.
 */
export class OtherTraffic {
  #most = 0;
  #mostBefore = 0;
  /** When the current window ends. */
  #endMs = -Infinity;
  #windowMs = 0;
  /** When what was seen of them will have left HubSpot's window: then it pays to look. */
  #leftMs = Infinity;
  /** Until when nothing is sent, and so nothing seen. */
  #keptUntilMs = -Infinity;
  #offer: Offer | undefined;
  #pauseWindows = 0;
  #nextOfferMs = -Infinity;

  /** Until when something is known of them; a time in the past, if nothing is. */
  get knownUntilMs(): number {
    return this.#endMs + this.#windowMs;
  }

  /** When one request should look whether they have stopped. */
  get lookMs(): number {
    return this.#leftMs;
  }

  /** Whether they were seen for a window already. */
  get steady(): boolean {
    return this.#mostBefore > 0;
  }

  /** Requests of theirs in a window; `undefined` if nothing is known. */
  spend(now: number): number | undefined {
    return now < this.knownUntilMs ? this.#spend : undefined;
  }

  /** What they are offered beside what they spend: until an answer shows, after its time, how much of it they took. */
  get offered(): number {
    return Math.max(0, (this.#offer?.to ?? 0) - this.#spend);
  }

  /** Takes in that so many of theirs and so many of ours filled the window. */
  filled(theirs: number, ours: number, now: number, windowMs: number): void {
    if (ours <= theirs) this.#offer = undefined;
    else if (now >= this.#nextOfferMs && (this.#offer === undefined || this.#spend >= this.#offer.to)) {
      const untilMs = Math.max(now, this.#keptUntilMs) + OFFER_WINDOWS * windowMs;
      this.#offer = { from: theirs, to: theirs + (ours - theirs) * OFFERED_SHARE, untilMs };
    }
  }

  /** Takes in what an answer shows: so many at least, so many at most. Returns whether they have stopped, or nearly so. */
  seen(least: number, most: number, now: number, windowMs: number): boolean {
    const known = this.spend(now) ?? 0;
    const stopped = most < known * (1 - FALL) - 1;
    if (stopped) this.#leftMs = Infinity;
    this.#most = Math.min(this.#most, most);
    this.#mostBefore = Math.min(this.#mostBefore, most);
    if (now >= this.#endMs) {
      this.#mostBefore = now < this.knownUntilMs ? this.#most : 0;
      this.#most = 0;
      this.#endMs = now + windowMs;
      this.#windowMs = windowMs;
    }
    this.#most = Math.max(this.#most, least);
    if (least > 0 && (least > known || now >= this.#leftMs || this.#leftMs === Infinity)) this.#leftMs = now + windowMs;
    if (this.#spend === 0) this.#withdraw();
    else if (this.#offer !== undefined && now >= this.#offer.untilMs) this.#endOffer(this.#offer);
    return stopped;
  }

  /** Keeps what is known for longer: while nothing is sent, nothing can be seen. */
  keep(untilMs: number): void {
    this.#keptUntilMs = Math.max(this.#keptUntilMs, untilMs);
    if (this.#endMs > -Infinity) this.#endMs = Math.max(this.#endMs, untilMs);
  }

  get #spend(): number {
    return Math.max(this.#most, this.#mostBefore);
  }

  /** Where less than half of an offer was taken, the next one has to wait. */
  #endOffer({ from, to, untilMs }: Offer): void {
    const isTaken = this.#spend - from >= (to - from) / 2;
    this.#pauseWindows = isTaken ? 0 : Math.min(MOST_PAUSE_WINDOWS, Math.max(1, 2 * this.#pauseWindows));
    this.#nextOfferMs = untilMs + this.#pauseWindows * this.#windowMs;
    this.#offer = undefined;
  }

  /** Where nobody spends, who comes next was never offered anything. */
  #withdraw(): void {
    this.#offer = undefined;
    this.#pauseWindows = 0;
    this.#nextOfferMs = -Infinity;
  }
}

/** Part by which what others spend must fall to be a fall, and not the ups and downs of a second. */
const FALL = 0.25;
/** Part of what we have more than they that they may want, where they take all that is left to them. */
const WANTED_SHARE = 0.25;

/**
 * What others spend of the same budget: the most that HubSpot's answers showed in this window and in the one before, for
 * they spend in bursts, and what is free between two of theirs is not free for us. Where an answer shows much less, they
 * have stopped, and it counts at once. Where they took all that was left to them they want more, for all that is known, and
 * are refused: of what we have more than they a part is left to them for a window, so that all come to have the same soon.
 */
export class OtherTraffic {
  #most = 0;
  #mostBefore = 0;
  /** When the current window ends. */
  #endMs = -Infinity;
  #windowMs = 0;
  /** When what was seen of them will have left HubSpot's window: then it pays to look. */
  #leftMs = Infinity;
  /** What they want beside what they spend, and until when. */
  #wanted = 0;
  #wantedUntilMs = -Infinity;
  /** Until when nothing is sent, and so nothing seen. */
  #keptUntilMs = -Infinity;

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
    return now < this.knownUntilMs ? Math.max(this.#most, this.#mostBefore) : undefined;
  }

  /** What they want beside what they spend, for all that is known. */
  wanted(now: number): number {
    return now < this.#wantedUntilMs ? this.#wanted : 0;
  }

  /** Takes in that so many of theirs and so many of ours filled the window. */
  filled(theirs: number, ours: number, now: number, windowMs: number): void {
    this.#wanted = (ours - theirs) * WANTED_SHARE;
    this.#wantedUntilMs = Math.max(now, this.#keptUntilMs) + windowMs;
  }

  /** Takes in what an answer shows: so many at least, so many at most. Returns whether they have stopped, or nearly so. */
  seen(least: number, most: number, now: number, windowMs: number): boolean {
    const known = this.spend(now) ?? 0;
    const stopped = most < known * (1 - FALL) - 1;
    if (stopped) {
      this.#most = this.#mostBefore = most;
      this.#leftMs = Infinity;
    }
    if (now >= this.#endMs) {
      this.#mostBefore = now < this.knownUntilMs ? this.#most : 0;
      this.#most = 0;
      this.#endMs = now + windowMs;
      this.#windowMs = windowMs;
    }
    this.#most = Math.max(this.#most, least);
    if (least > 0 && (least > known || now >= this.#leftMs || this.#leftMs === Infinity)) this.#leftMs = now + windowMs;
    return stopped;
  }

  /** Keeps what is known for longer: while nothing is sent, nothing can be seen. */
  keep(untilMs: number): void {
    this.#keptUntilMs = Math.max(this.#keptUntilMs, untilMs);
    if (this.#endMs > -Infinity) this.#endMs = Math.max(this.#endMs, untilMs);
  }
}

/**
 * What others spend of the same budget: the most that HubSpot's answers showed in this window and in the one before.
 * The most, because they spend in bursts: what is free between two of theirs is not free for us.
 */
export class OtherTraffic {
  #most = 0;
  #mostBefore = 0;
  /** When the current window ends. */
  #endMs = -Infinity;
  #windowMs = 0;

  /** Until when something is known of them; a time in the past, if nothing is. */
  get knownUntilMs(): number {
    return this.#endMs + this.#windowMs;
  }

  /** Whether they were seen for a window already. */
  get steady(): boolean {
    return this.#mostBefore > 0;
  }

  /** Requests of theirs in a window; `undefined` if nothing is known. */
  spend(now: number): number | undefined {
    return now < this.knownUntilMs ? Math.max(this.#most, this.#mostBefore) : undefined;
  }

  /** Takes in what an answer shows. */
  seen(requests: number, now: number, windowMs: number): void {
    if (now >= this.#endMs) {
      this.#mostBefore = now < this.knownUntilMs ? this.#most : 0;
      this.#most = 0;
      this.#endMs = now + windowMs;
      this.#windowMs = windowMs;
    }
    this.#most = Math.max(this.#most, requests);
  }

  /** Keeps what is known for longer: while nothing is sent, nothing can be seen. */
  keep(untilMs: number): void {
    if (this.#endMs > -Infinity) this.#endMs = Math.max(this.#endMs, untilMs);
  }
}

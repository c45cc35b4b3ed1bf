/** Longest that ways are thought to differ by, in ms. */
const LONGEST_DRIFT_MS = 250;
/** Requests that are compared. */
const MOST = 500;

/**
 * By how much the ways of requests differ. HubSpot's count tells in which order they arrived, as long as none has left its
 * window: one that was written so much before another and is counted after it took so much longer. So it is learnt from the
 * first window, and anew from one after a long rest.
 */
export class Arrivals {
  #seen: { readonly writtenMs: number; readonly count: number }[] = [];
  #firstMs: number | undefined;
  /** The most that one was seen to take longer than another, in ms. */
  driftMs = 0;

  /** Takes in when a request was written, and which it was in HubSpot's count, of a window that began with a first one. */
  add(writtenMs: number, count: number, firstMs: number): void {
    if (firstMs !== this.#firstMs) {
      this.#firstMs = firstMs;
      this.#seen = [];
      this.driftMs = 0;
    }
    for (const other of this.#seen) {
      const overtaken = (other.writtenMs - writtenMs) * (other.count - count) < 0;
      if (overtaken) this.driftMs = Math.max(this.driftMs, Math.abs(other.writtenMs - writtenMs));
    }
    this.driftMs = Math.min(this.driftMs, LONGEST_DRIFT_MS);
    if (this.#seen.length < MOST) this.#seen.push({ writtenMs, count });
  }
}

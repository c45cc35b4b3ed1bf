import type { Turn } from "./pace.js";

/** The interval that limits other than the rolling window's are counted over, in ms: HubSpot names one SECONDLY. */
export const SECOND_MS = 1_000;
/** Time without a refusal after which more is tried, in ms. */
const QUIET_MS = 10_000;

/** How many requests a second HubSpot takes, by what it refused as too fast; more is tried again, one at first, then two, four … */
export class SecondLimit {
  #requests = Infinity;
  #learntMs = -Infinity;
  #step = 1;
  #triedMs = -Infinity;

  /** Takes in that a request was refused, when so many had been accepted in the second before it. */
  refused({ startedMs }: Turn, accepted: number, now: number): void {
    // Those that were under way already say no more than the first of them.
    if (startedMs <= this.#learntMs) return;
    this.#requests = Math.max(1, Math.min(accepted, this.#requests - 1));
    this.#learntMs = now;
    this.#triedMs = now;
    this.#step = 1;
  }

  /** How many may start in a second; `most` is what the window allows anyway. */
  allowed(now: number, most: number): number {
    while (now - this.#triedMs >= QUIET_MS && this.#requests < most) {
      this.#triedMs += QUIET_MS;
      this.#requests += this.#step;
      this.#step *= 2;
    }
    if (this.#requests >= most) this.#requests = Infinity;
    return this.#requests;
  }
}

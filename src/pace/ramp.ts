/** Requests on the way double in so long, in ms, where answers tell in time whether there are too many. */
const DOUBLES_MS = 40;
/** … and where they don't. */
const DOUBLES_BLINDLY_MS = 30;
/** Answers that take longer come too late to be waited for, in ms. */
const SLOW_MS = 250;
/** Times they double until it is open. */
const DOUBLINGS = 10;

/** Lets requests start step by step, twice as many in each: others may begin in the same moment, and answers have to tell. */
export class Ramp {
  #beganMs = -Infinity;
  #first = 1;
  /** Those that started in it and are on their way. */
  #inFlight = 0;

  /** Begins anew at a time, with so many at once. */
  begin(atMs: number, first: number): void {
    this.#beganMs = atMs;
    this.#first = first;
    this.#inFlight = 0;
  }

  start(): void {
    this.#inFlight++;
  }

  /** Takes in that a request is not on its way any more. */
  end(startedMs: number): void {
    if (startedMs >= this.#beganMs && this.#inFlight > 0) this.#inFlight--;
  }

  /** When the next request may start, where answers take so long. */
  freeAt(answerMs: number): number {
    const doublesMs = answerMs > SLOW_MS && answerMs < Infinity ? DOUBLES_BLINDLY_MS : DOUBLES_MS;
    const doublings = Math.log2((this.#inFlight + 1) / this.#first);
    return this.#beganMs + doublesMs * Math.min(Math.max(0, doublings), DOUBLINGS);
  }
}

/** Requests on the way double in so long, in ms. */
const DOUBLES_MS = 40;
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

  /** When the next request may start. */
  freeAt(): number {
    const doublings = Math.log2((this.#inFlight + 1) / this.#first);
    return this.#beganMs + DOUBLES_MS * Math.min(Math.max(0, doublings), DOUBLINGS);
  }
}

/** When requests started, in the order in which they did. */
export class Starts {
  #times: number[] = [];
  /** Those before this place are forgotten. */
  #first = 0;

  add(time: number): void {
    this.#times.push(time);
  }

  /** The time of the nth last start, from 1; `undefined` where there is none, or none any more. */
  latest(nth: number): number | undefined {
    const place = this.#times.length - nth;
    return place < this.#first ? undefined : this.#times[place];
  }

  /** How many started after this time. */
  since(time: number): number {
    let from = this.#first;
    let to = this.#times.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#times[middle] ?? 0) > time) to = middle;
      else from = middle + 1;
    }
    return this.#times.length - from;
  }

  /** Forgets those that started until then. */
  forget(until: number): void {
    this.#first = this.#times.length - this.since(until);
    if (this.#first < 1000 || this.#first * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }
}

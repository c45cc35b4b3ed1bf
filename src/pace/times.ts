/** Times in ascending order, of which the old are forgotten. */
export class Times {
  #times: number[] = [];
  /** Those before this place are forgotten. */
  #first = 0;

  /** Adds a time, which mostly is after all the others. */
  add(time: number): void {
    const place = this.#placeAfter(time);
    if (place === this.#times.length) this.#times.push(time);
    else this.#times.splice(place, 0, time);
  }

  /** Takes a time out; does nothing where that is forgotten. Returns whether it was there. */
  remove(time: number): boolean {
    const place = this.#placeAfter(time) - 1;
    if (place < this.#first) return false;
    this.#times.splice(place, 1);
    return true;
  }

  /** Puts another time in the place of one; does nothing where that is forgotten. */
  move(from: number, to: number): void {
    if (this.remove(from)) this.add(to);
  }

  /** The first time that is not forgotten. */
  get earliest(): number | undefined {
    return this.#times[this.#first];
  }

  /** The nth last time, from 1; `undefined` where there is none, or none any more. */
  latest(nth: number): number | undefined {
    const place = this.#times.length - nth;
    return place < this.#first ? undefined : this.#times[place];
  }

  /** How many are after this time. */
  since(time: number): number {
    return this.#times.length - this.#placeAfter(time);
  }

  /** Forgets those until this time. */
  forget(until: number): void {
    this.#first = this.#placeAfter(until);
    if (this.#first < 1000 || this.#first * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }

  #placeAfter(time: number): number {
    let from = this.#first;
    let to = this.#times.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#times[middle] ?? 0) > time) to = middle;
      else from = middle + 1;
    }
    return from;
  }
}

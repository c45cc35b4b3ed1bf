/** Outcomes that have settled, and wait to be taken. */
export class Outbox<T> {
  #waiting: T[] = [];
  #inHand = 0;
  #closed = false;
  #wake: () => void = () => {};

  /** Those that wait, and those that were taken last, which may still be at work on. */
  get held(): number {
    return this.#waiting.length + this.#inHand;
  }

  put(outcome: T): void {
    if (this.#waiting.push(outcome) === 1) this.#wake();
  }

  /** No more will come. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Forgets those that wait. */
  clear(): void {
    this.#waiting = [];
  }

  /** Says that what was taken last is done with. */
  done(): void {
    this.#inHand = 0;
  }

  /** Takes all that wait, as soon as there are some; none once it is closed and empty. */
  async take(): Promise<readonly T[]> {
    while (this.#waiting.length === 0 && !this.#closed) await new Promise<void>((resolve) => (this.#wake = resolve));
    const taken = this.#waiting;
    this.#waiting = [];
    this.#inHand = taken.length;
    return taken;
  }
}

/** An iterator whose calls take turns, so that those who do not wait lose nothing; it is left at once, whatever it waits for. */
export function takingTurns<T>(
  next: () => Promise<IteratorResult<T, undefined>>,
  leave: () => Promise<void>,
): AsyncIterableIterator<T, undefined> {
  let turn: Promise<unknown> = Promise.resolve();
  let left = false;
  return {
    next: () => {
      const result = turn.then(() => (left ? DONE : next()));
      turn = result;
      return result;
    },
    return: async () => {
      left = true;
      await leave();
      return DONE;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

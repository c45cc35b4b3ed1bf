/** Those who wait for a turn, in the order in which they came; each may go by itself. */
export class Waiters<T> {
  readonly #waiters = new Set<{ readonly give: (turn: T) => void; readonly refuse: (error: Error) => void }>();

  get size(): number {
    return this.#waiters.size;
  }

  /** Waits; rejects with the signal's reason. `gone` is told when one has left. */
  wait(signal: AbortSignal, gone: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiters.delete(waiter);
        gone();
        reject(signal.reason as Error);
      };
      const leave = <V>(settle: (value: V) => void) => {
        return (value: V) => {
          this.#waiters.delete(waiter);
          signal.removeEventListener("abort", abort);
          settle(value);
        };
      };
      const waiter = { give: leave<T>(resolve), refuse: leave<Error>(reject) };
      signal.addEventListener("abort", abort, { once: true });
      this.#waiters.add(waiter);
    });
  }

  /** Gives the first one its turn. */
  give(turn: T): void {
    const [first] = this.#waiters;
    first?.give(turn);
  }

  /** Sends all of them away. */
  refuse(error: Error): void {
    for (const waiter of [...this.#waiters]) waiter.refuse(error);
  }
}

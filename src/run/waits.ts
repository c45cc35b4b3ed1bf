import type { Progress } from "../outcome/summary.js";

type Wait = NonNullable<Progress["waiting"]>;

/** What the requests of a run wait for: several may wait at once. */
export class Waits {
  readonly #all = new Set<Wait>();

  /** The wait that ends first: the next request is sent then. */
  get next(): Wait | undefined {
    let next: Wait | undefined;
    for (const wait of this.#all) if (next === undefined || wait.untilMs < next.untilMs) next = wait;
    return next;
  }

  /** Adds a wait; gives what ends it. */
  begin(wait: Wait): () => void {
    // A limiter may give the same object to all who wait.
    const own = { ...wait };
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }
}

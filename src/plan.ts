import type { Look } from "./identity.js";
import { LookAlikes } from "./look-alikes.js";

/** One input on its way: its place in the source, its JSON as sent, and what tells it apart. */
export interface Entry<I = object> {
  readonly index: number;
  readonly input: I;
  readonly json: string;
  /** The input's fields that tell it apart, as they were sent: the caller may change the input, or have it change itself. */
  readonly fields: object;
  /** What HubSpot's answer should show of it; of no values where the operation has no echo. */
  readonly look: Look;
  /** Which record it is, where the operation has identities. */
  readonly identity: string | undefined;
  /** The trace id it is sent with, where the operation has trace ids. */
  readonly trace: string | undefined;
  /** Set once its fate is certain; the first fate stands. */
  settled: boolean;
}

/**
 * Turns inputs into batches. No batch holds two inputs of one identity, and none is planned while an earlier one of its
 * identity is in flight, so that a record's inputs are written in input order. Inputs whose answers could not be told
 * apart are spread over what has been read; they share a batch only where the batch could not be filled otherwise.
 */
export class Plan<I extends object> {
  readonly #batchSize: number;
  readonly #busy = new Set<string>();
  #pending: Entry<I>[] = [];

  constructor(batchSize: number) {
    this.#batchSize = batchSize;
  }

  /** Inputs read and not yet planned. */
  get size(): number {
    return this.#pending.length;
  }

  add(entry: Entry<I>): void {
    this.#pending.push(entry);
  }

  /** Lets the next input of this record go. */
  settled({ identity }: Entry<I>): void {
    if (identity !== undefined) this.#busy.delete(identity);
  }

  /** Takes out all that is not planned. */
  drain(): Entry<I>[] {
    const rest = this.#pending;
    this.#pending = [];
    return rest;
  }

  /** The next full batch; with `final`, when no more can be read for now, the best that there is. */
  next(final: boolean): Entry<I>[] | undefined {
    if (this.#pending.length < this.#batchSize && !final) return undefined;
    const chosen: Entry<I>[] = [];
    const spared: Entry<I>[] = [];
    const unlike = new LookAlikes<Entry<I>>();
    // The first of its identity decides: where that one has to wait, so do those behind it.
    const waiting = new Set<string>();
    let seen = 0;
    for (const entry of this.#pending) {
      if (chosen.length === this.#batchSize) break;
      seen++;
      const { identity } = entry;
      if (identity !== undefined && (this.#busy.has(identity) || waiting.has(identity))) continue;
      if (unlike.admit(entry)) {
        chosen.push(entry);
        if (identity !== undefined) this.#busy.add(identity);
      } else {
        spared.push(entry);
        if (identity !== undefined) waiting.add(identity);
      }
    }
    if (chosen.length < this.#batchSize && !final) {
      for (const entry of chosen) this.settled(entry);
      return undefined;
    }
    for (const entry of spared.slice(0, this.#batchSize - chosen.length)) {
      chosen.push(entry);
      if (entry.identity !== undefined) this.#busy.add(entry.identity);
    }
    if (chosen.length === 0) return undefined;
    const gone = new Set(chosen.length === seen ? [] : chosen);
    this.#pending = gone.size === 0 ? this.#pending.slice(seen) : this.#pending.filter((entry) => !gone.has(entry));
    return chosen;
  }
}

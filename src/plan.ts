import type { Look } from "./identity.js";
import { LookAlikes } from "./look-alikes.js";

/** One input on its way: its place in the source, its JSON as sent, and what tells it apart. */
export interface Entry<I = object> {
  readonly index: number;
  readonly input: I;
  /** A part of its request's body, once there is one. */
  json: string;
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
 * Turns inputs into batches. An input whose record another input read before it is still on its way waits until that is
 * settled, so that a record's inputs are written in input order and never share a batch. Inputs whose answers could not
 * be told apart are spread over what has been read; they share a batch only where the batch could not be filled otherwise.
 */
export class Plan<I extends object> {
  readonly #batchSize: number;
  /** Inputs whose turn it can be. */
  #pending: Entry<I>[] = [];
  /** The records that an input is pending or in flight of; and those that wait behind it, in input order. */
  readonly #busy = new Set<string>();
  readonly #behind = new Map<string, Entry<I>[]>();
  #waiting = 0;

  constructor(batchSize: number) {
    this.#batchSize = batchSize;
  }

  /** Inputs read and not yet planned. */
  get size(): number {
    return this.#pending.length + this.#waiting;
  }

  add(entry: Entry<I>): void {
    const { identity } = entry;
    if (identity === undefined || this.#claim(identity)) this.#pending.push(entry);
    else this.#wait(identity, entry);
  }

  /** Lets the next input of this record go. */
  settled({ identity }: Entry<I>): void {
    if (identity === undefined) return;
    const next = this.#waiting === 0 ? undefined : this.#nextOf(identity);
    if (next === undefined) this.#busy.delete(identity);
    else this.#pending.push(next);
  }

  /** Takes out all that is not planned. */
  drain(): Entry<I>[] {
    const rest = [...this.#pending, ...[...this.#behind.values()].flat()];
    this.#pending = [];
    this.#behind.clear();
    this.#waiting = 0;
    return rest;
  }

  /** The next full batch; with `final`, when no more can be read for now, the best that there is. */
  next(final: boolean): Entry<I>[] | undefined {
    const pending = this.#pending;
    if (pending.length < this.#batchSize && !final) return undefined;
    const chosen: Entry<I>[] = [];
    const spared: Entry<I>[] = [];
    const unlike = new LookAlikes<Entry<I>>();
    let seen = 0;
    for (; seen < pending.length && chosen.length < this.#batchSize; seen++) {
      const entry = pending[seen] as Entry<I>; // Below its length.
      (unlike.admit(entry) ? chosen : spared).push(entry);
    }
    if (chosen.length < this.#batchSize && !final) return undefined;
    chosen.push(...spared.splice(0, this.#batchSize - chosen.length));
    if (chosen.length === 0) return undefined;
    this.#pending = [...spared, ...pending.slice(seen)];
    return chosen;
  }

  /** Whether no other input is on its way to this record; from now on there is one. */
  #claim(identity: string): boolean {
    const before = this.#busy.size;
    return this.#busy.add(identity).size > before;
  }

  #wait(identity: string, entry: Entry<I>): void {
    this.#waiting++;
    const line = this.#behind.get(identity);
    if (line === undefined) this.#behind.set(identity, [entry]);
    else line.push(entry);
  }

  #nextOf(identity: string): Entry<I> | undefined {
    const line = this.#behind.get(identity);
    const next = line?.shift();
    if (next !== undefined) this.#waiting--;
    if (line?.length === 0) this.#behind.delete(identity);
    return next;
  }
}

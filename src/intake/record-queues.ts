/** An input that others may not be on their way beside. */
export interface Queued {
  /** Its record, where the operation has identities. */
  readonly identity: string | undefined;
  /** The trace id it is sent with. */
  readonly trace: string | undefined;
  /** Whether that is the caller's own, so that others may have it too. */
  readonly ownTrace: boolean;
  /** Whether it is part of a batch. */
  planned: boolean;
}

/**
 * Inputs of one record, or of one trace id of the caller's, stand in line, in the order in which they came: each goes when
 * the one before it is settled.
 */
export class RecordQueues<T extends Queued> {
  readonly #records = new Lines<T>();
  readonly #traces = new Lines<T>();
  /** Those that wait for both. */
  readonly #doubly = new Set<T>();
  #size = 0;

  /** Those that wait. */
  get size(): number {
    return this.#size;
  }

  /** Whether any of them waits behind one that is part of a batch, and so may go when that has ended. */
  get stirs(): boolean {
    return this.#records.stirring + this.#traces.stirring > 0;
  }

  /** Whether an input may go at once; if not, it waits. */
  enter(input: T): boolean {
    const record = this.#records.enter(input.identity, input);
    const trace = this.#traces.enter(ownTraceOf(input), input);
    if (record && trace) return true;
    if (!record && !trace) this.#doubly.add(input);
    this.#size++;
    return false;
  }

  /** Marks an input that has become part of a batch. */
  planned(input: T): void {
    input.planned = true;
    if (this.#size === 0) return;
    this.#records.planned(input.identity);
    this.#traces.planned(ownTraceOf(input));
  }

  /** The inputs that may go now that this one is settled. */
  settled(input: T): readonly T[] {
    const record = this.#records.settled(input.identity, input);
    const trace = this.#traces.settled(ownTraceOf(input), input);
    if (record === undefined && trace === undefined) return [];
    return [record, trace].filter((next): next is T => next !== undefined && this.#mayGo(next));
  }

  /** Takes out an input that is not part of a batch. Gives those that may go now. */
  leave(input: T): readonly T[] {
    const own = ownTraceOf(input);
    if (!this.#records.isFirst(input.identity, input) || !this.#traces.isFirst(own, input)) this.#size--;
    this.#doubly.delete(input);
    const next = [this.#records.leave(input.identity, input), this.#traces.leave(own, input)];
    return next.filter((one): one is T => one !== undefined && this.#mayGo(one));
  }

  /** Takes out those that wait. */
  drain(): T[] {
    const all = new Set([...this.#records.drain(), ...this.#traces.drain()]);
    this.#doubly.clear();
    this.#size = 0;
    return [...all];
  }

  #mayGo(input: T): boolean {
    if (this.#doubly.delete(input)) return false;
    this.#size--;
    return true;
  }
}

function ownTraceOf({ ownTrace, trace }: Queued): string | undefined {
  return ownTrace ? trace : undefined;
}

/** Lines, one for each key: the input that goes, and those behind it. What has no key stands in none. */
class Lines<T extends Queued> {
  readonly #first = new Map<string, T>();
  readonly #behind = new Map<string, T[]>();
  /** Lines with somebody behind one that is part of a batch. */
  stirring = 0;

  /** Whether it is the first in its line. */
  enter(key: string | undefined, input: T): boolean {
    if (key === undefined) return true;
    const first = this.#first.get(key);
    if (first === undefined) {
      this.#first.set(key, input);
      return true;
    }
    const behind = this.#behind.get(key);
    if (behind !== undefined) behind.push(input);
    else {
      this.#behind.set(key, [input]);
      if (first.planned) this.stirring++;
    }
    return false;
  }

  planned(key: string | undefined): void {
    if (key !== undefined && this.#behind.has(key)) this.stirring++;
  }

  /** The one that is first now. */
  settled(key: string | undefined, input: T): T | undefined {
    if (key === undefined) return undefined;
    const behind = this.#behind.size === 0 ? undefined : this.#behind.get(key);
    const next = behind?.shift();
    if (next === undefined) this.#first.delete(key);
    else {
      this.#first.set(key, next);
      if (input.planned) this.stirring--;
    }
    if (behind?.length === 0) this.#behind.delete(key);
    return next;
  }

  isFirst(key: string | undefined, input: T): boolean {
    return key === undefined || this.#first.get(key) === input;
  }

  /** Takes one out that is not part of a batch. Gives the one that is first now, where that is another. */
  leave(key: string | undefined, input: T): T | undefined {
    if (key === undefined || this.isFirst(key, input)) return this.settled(key, input);
    const behind = this.#behind.get(key) ?? [];
    // From the back: those that need not go are mostly the last.
    behind.splice(behind.lastIndexOf(input), 1);
    if (behind.length > 0) return undefined;
    this.#behind.delete(key);
    if (this.#first.get(key)?.planned === true) this.stirring--;
    return undefined;
  }

  drain(): T[] {
    const all = [...this.#behind.values()].flat();
    this.#behind.clear();
    this.stirring = 0;
    return all;
  }
}

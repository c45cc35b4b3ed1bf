/** An input that may be of a record that others are of too. */
interface Identified {
  /** The record. */
  readonly identity: string | undefined;
}

/** Inputs of one record stand in line, in the order in which they came: each goes when the one before it is settled. */
export class RecordQueues<T extends Identified> {
  /** The records of which an input goes. */
  readonly #busy = new Set<string>();
  /** Those that wait behind it, by their record. */
  readonly #behind = new Map<string, T[]>();
  #size = 0;

  /** Those that wait. */
  get size(): number {
    return this.#size;
  }

  /** Whether an input may go at once; if not, it waits. */
  enter(input: T): boolean {
    const { identity } = input;
    if (identity === undefined) return true;
    const before = this.#busy.size;
    if (this.#busy.add(identity).size > before) return true;
    const queue = this.#behind.get(identity);
    if (queue === undefined) this.#behind.set(identity, [input]);
    else queue.push(input);
    this.#size++;
    return false;
  }

  /** The input that may go now that this one is settled. */
  settled({ identity }: T): T | undefined {
    if (identity === undefined) return undefined;
    const queue = this.#size === 0 ? undefined : this.#behind.get(identity);
    const next = queue?.shift();
    if (next === undefined) this.#busy.delete(identity);
    else this.#size--;
    if (queue?.length === 0) this.#behind.delete(identity);
    return next;
  }

  /** Takes out those that wait. */
  drain(): T[] {
    const all = [...this.#behind.values()].flat();
    this.#behind.clear();
    this.#size = 0;
    return all;
  }
}

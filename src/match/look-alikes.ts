import { type Look, lookAlike } from "./identity.js";

/** Anything with a look. */
interface Seen {
  readonly look: Look;
}

/**
 * Finds what looks like an input or a result. The look's key sorts the items, so that looking one up does not mean
 * comparing it with all; items without a key are compared with everything.
 */
export class LookAlikes<T extends Seen> {
  readonly #all: T[] = [];
  /** The first item of each key, and those of keys that several share. */
  readonly #first = new Map<string, T>();
  readonly #shared = new Map<string, T[]>();
  readonly #keyless: T[] = [];

  constructor(items: Iterable<T> = []) {
    for (const item of items) this.#add(item);
  }

  /** Adds an item unless there is one that can't be told from it. Those that show nothing are never compared. */
  admit(item: T): boolean {
    if (item.look.values.length === 0) return true;
    if (this.find(item.look) !== undefined) return false;
    this.#add(item);
    return true;
  }

  /** The one that can't be told from this look; `several` where there are more, `undefined` where there is none. */
  find(look: Look): T | "several" | undefined {
    if (this.distinct && look.key !== undefined) {
      const only = this.#first.get(look.key);
      return only !== undefined && lookAlike(only.look, look) ? only : undefined;
    }
    let only: T | undefined;
    for (const item of this.#near(look.key)) {
      if (!lookAlike(item.look, look)) continue;
      if (only !== undefined) return "several";
      only = item;
    }
    return only;
  }

  *#near(key: string | undefined): Generator<T> {
    if (key === undefined) return yield* this.#all;
    const first = this.#first.get(key);
    if (first !== undefined) yield* this.#shared.get(key) ?? [first];
    yield* this.#keyless;
  }

  /** Whether each item has a key of its own, and so looks like no other. */
  get distinct(): boolean {
    return this.#shared.size === 0 && this.#keyless.length === 0;
  }

  #add(item: T): void {
    this.#all.push(item);
    const { key } = item.look;
    if (key === undefined) {
      this.#keyless.push(item);
      return;
    }
    const first = this.#first.get(key);
    if (first === undefined) {
      this.#first.set(key, item);
      return;
    }
    const shared = this.#shared.get(key);
    if (shared === undefined) this.#shared.set(key, [first, item]);
    else shared.push(item);
  }
}

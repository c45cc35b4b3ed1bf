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
    const { key } = look;
    if (key === undefined) return among(this.#all, look);
    const first = this.#first.get(key);
    if (this.#shared.size === 0 && this.#keyless.length === 0)
      return first !== undefined && lookAlike(first.look, look) ? first : undefined;
    const alike = this.#shared.get(key) ?? (first === undefined ? [] : [first]);
    return among([...alike, ...this.#keyless], look);
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

function among<T extends Seen>(items: readonly T[], look: Look): T | "several" | undefined {
  let only: T | undefined;
  for (const item of items) {
    if (!lookAlike(item.look, look)) continue;
    if (only !== undefined) return "several";
    only = item;
  }
  return only;
}

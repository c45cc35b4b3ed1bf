import { fieldOf, fold, lookAlike } from "./identity.js";

/**
 * Finds what looks like an input or a result. The first field sorts the items, so that looking one up does not mean
 * comparing it with all; items without it are compared with everything.
 */
export class LookAlikes<T> {
  readonly #fields: readonly string[];
  readonly #view: (item: T) => object;
  readonly #byFirst = new Map<string, T[]>();
  readonly #without: T[] = [];

  constructor(fields: readonly string[], view: (item: T) => object, items: Iterable<T> = []) {
    this.#fields = fields;
    this.#view = view;
    for (const item of items) this.#add(item, this.#keyOf(view(item)));
  }

  /** Adds an item unless there is one that can't be told from it. Without fields to compare, none is. */
  admit(item: T): boolean {
    if (this.#fields.length === 0) return true;
    const object = this.#view(item);
    const key = this.#keyOf(object);
    if (this.#near(key).some((other) => this.#alike(other, object))) return false;
    this.#add(item, key);
    return true;
  }

  /** Those that can't be told from this. */
  of(object: object): readonly T[] {
    return this.#near(this.#keyOf(object)).filter((item) => this.#alike(item, object));
  }

  /** Whether there are several that can't be told from this. */
  crowd(object: object): boolean {
    return this.#near(this.#keyOf(object)).length > 1 && this.of(object).length > 1;
  }

  #add(item: T, key: string | undefined): void {
    const bucket = key === undefined ? this.#without : this.#byFirst.get(key);
    if (bucket !== undefined) bucket.push(item);
    else this.#byFirst.set(key ?? "", [item]);
  }

  #alike(item: T, object: object): boolean {
    return lookAlike(this.#view(item), object, this.#fields);
  }

  #near(key: string | undefined): readonly T[] {
    if (key === undefined) return [...this.#byFirst.values(), this.#without].flat();
    const bucket = this.#byFirst.get(key) ?? [];
    return this.#without.length === 0 ? bucket : [...bucket, ...this.#without];
  }

  #keyOf(object: object): string | undefined {
    const value = this.#fields[0] === undefined ? undefined : fieldOf(object, this.#fields[0]);
    return value == null ? undefined : fold(String(value));
  }
}

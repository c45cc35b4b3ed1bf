import { fieldOf, fold, lookAlike, textOf } from "./identity.js";

/** An item as it is compared: the object it shows, and the first field of that, by which it is found. */
export interface Face<T> {
  readonly item: T;
  readonly object: object;
  readonly key: string | undefined;
}

/**
 * Finds what looks like an input or a result. The first field sorts the items, so that looking one up does not mean
 * comparing it with all; items without it are compared with everything.
 */
export class LookAlikes<T> {
  readonly faces: Face<T>[] = [];
  readonly #fields: readonly string[];
  readonly #view: (item: T) => object;
  readonly #byFirst = new Map<string, Face<T>[]>();
  readonly #without: Face<T>[] = [];

  constructor(fields: readonly string[], view: (item: T) => object, items: Iterable<T> = []) {
    this.#fields = fields;
    this.#view = view;
    for (const item of items) this.#add(this.#face(item));
  }

  /** Adds an item unless there is one that can't be told from it. Without fields to compare, none is. */
  admit(item: T): boolean {
    if (this.#fields.length === 0) return true;
    const face = this.#face(item);
    if (this.#near(face.key).some((other) => this.#alike(other, face))) return false;
    this.#add(face);
    return true;
  }

  /** The one that can't be told from this; `undefined` where there is none, or several. */
  only(face: Face<unknown>): Face<T> | undefined {
    let only: Face<T> | undefined;
    for (const other of this.#near(face.key)) {
      if (!this.#alike(other, face)) continue;
      if (only !== undefined) return undefined;
      only = other;
    }
    return only;
  }

  /** Whether there are several that can't be told from this. */
  crowd(face: Face<unknown>): boolean {
    const near = this.#near(face.key);
    return near.length > 1 && near.filter((other) => this.#alike(other, face)).length > 1;
  }

  #alike(one: Face<unknown>, other: Face<unknown>): boolean {
    return lookAlike(one.object, other.object, this.#fields);
  }

  #face(item: T): Face<T> {
    const object = this.#view(item);
    const value = this.#fields[0] === undefined ? undefined : fieldOf(object, this.#fields[0]);
    return { item, object, key: value == null ? undefined : fold(textOf(value)) };
  }

  #add(face: Face<T>): void {
    this.faces.push(face);
    const bucket = face.key === undefined ? this.#without : this.#byFirst.get(face.key);
    if (bucket !== undefined) bucket.push(face);
    else this.#byFirst.set(face.key ?? "", [face]);
  }

  #near(key: string | undefined): readonly Face<T>[] {
    if (key === undefined) return this.faces;
    const bucket = this.#byFirst.get(key) ?? [];
    return this.#without.length === 0 ? bucket : [...bucket, ...this.#without];
  }
}

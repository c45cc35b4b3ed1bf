import { type Look, lookAlike } from "./look.js";

/** Anything with a look. */
interface Seen {
  readonly look: Look;
}

type Found<T> = T | "several" | undefined;

/**
 * Finds what looks like an input or a result without comparing it with all: a field that one of two lacks says nothing,
 * so that items are kept apart by the fields that they have, and looked up by those that they share with the look.
 */
export class LookAlikes<T extends Seen> {
  readonly #items: Shapes<T>;

  /** Without `named`, the values of lists of `{ name, value }` are passed over. */
  constructor(items: Iterable<T> = [], { named = true } = {}) {
    this.#items = new Shapes(named ? [byFields, byNames] : [byFields], named);
    for (const item of items) this.#items.add(item);
  }

  /** Adds an item unless there is one that can't be told from it. Those that show nothing are never compared. */
  admit(item: T): boolean {
    if (item.look.size === 0) return true;
    if (this.find(item.look) !== undefined) return false;
    this.#items.add(item);
    return true;
  }

  /** The one that can't be told from this look; `several` where there are more, `undefined` where there is none. */
  find(look: Look): Found<T> {
    return this.#items.find(look);
  }

  /** Whether all have the same fields, and no two agree in the first that this look has too. */
  areDistinctTo(look: Look): boolean {
    return this.#items.areDistinctTo(look);
  }
}

/** One side of a look: which slots it has, and what stands there. */
interface Side {
  shapeOf(look: Look): string | number;
  common(one: Look, other: Look): readonly Slot[];
}
type Slot = (look: Look) => string | undefined;

const byFields: Side = {
  shapeOf: (look) => look.shape,
  common: (one, other) => {
    const slots: Slot[] = [];
    for (let place = 0; place < one.size; place++)
      if (one.has(place) && other.has(place)) slots.push((look) => look.text(place));
    return slots;
  },
};

const byNames: Side = {
  shapeOf: (look) => JSON.stringify(look.names),
  common: (one, other) =>
    one.names.filter((name) => other.namedTexts.has(name)).map((name) => (look) => look.namedTexts.get(name)),
};

/** Items by their shapes. */
class Shapes<T extends Seen> {
  readonly #sides: readonly [Side, ...Side[]];
  readonly #named: boolean;
  readonly #shapes = new Map<string | number, Shape<T>>();

  constructor(sides: readonly [Side, ...Side[]], named: boolean) {
    this.#sides = sides;
    this.#named = named;
  }

  add(item: T): void {
    const shape = this.#sides[0].shapeOf(item.look);
    const same = this.#shapes.get(shape);
    if (same === undefined) this.#shapes.set(shape, new Shape(item, this.#sides, this.#named));
    else same.add(item);
  }

  find(look: Look): Found<T> {
    const shape = this.#sides[0].shapeOf(look);
    let only: T | undefined;
    for (const same of this.#shapes.values()) {
      const found = same.sortedFor(shape, look).find(look);
      if (found === "several" || (found !== undefined && only !== undefined)) return "several";
      only ??= found;
    }
    return only;
  }

  areDistinctTo(look: Look): boolean {
    const shape = this.#sides[0].shapeOf(look);
    const [same, other] = this.#shapes.values();
    return same !== undefined && other === undefined && same.sortedFor(shape, look).isFlat;
  }
}

/** Items of one shape, sorted anew for each shape that is looked up. */
class Shape<T extends Seen> {
  readonly #items: [T, ...T[]];
  readonly #sides: readonly [Side, ...Side[]];
  readonly #named: boolean;
  readonly #sorted = new Map<string | number, Branch<T>>();

  constructor(first: T, sides: readonly [Side, ...Side[]], named: boolean) {
    this.#items = [first];
    this.#sides = sides;
    this.#named = named;
  }

  add(item: T): void {
    this.#items.push(item);
    for (const branch of this.#sorted.values()) branch.add(item);
  }

  /** Sorted by what they have in common with looks of this shape, of which one is given. */
  sortedFor(shape: string | number, look: Look): Branch<T> {
    let branch = this.#sorted.get(shape);
    if (branch === undefined) {
      const [side, ...others] = this.#sides;
      branch = new Branch(side.common(this.#items[0].look, look), 0, others, this.#named);
      for (const item of this.#items) branch.add(item);
      this.#sorted.set(shape, branch);
    }
    return branch;
  }
}

/** Items that agree in the slots so far, by the next slot: no deeper than it takes to tell them apart. */
class Branch<T extends Seen> {
  readonly #slots: readonly Slot[];
  readonly #depth: number;
  readonly #others: readonly Side[];
  readonly #named: boolean;
  readonly #next = new Map<string | undefined, T | Branch<T>>();
  /** Those that agree in every slot, by the sides that are left; where there are none, the one, or that there are several. */
  readonly #alike: Shapes<T> | undefined;
  #only: Found<T>;
  isFlat = true;

  constructor(slots: readonly Slot[], depth: number, others: readonly Side[], named: boolean) {
    this.#slots = slots;
    this.#depth = depth;
    this.#others = others;
    this.#named = named;
    const [side, ...rest] = others;
    if (depth === slots.length && side !== undefined) this.#alike = new Shapes([side, ...rest], named);
  }

  add(item: T): void {
    const slot = this.#slots[this.#depth];
    if (slot === undefined) {
      this.isFlat = false;
      if (this.#alike !== undefined) this.#alike.add(item);
      else this.#only = this.#only === undefined ? item : "several";
      return;
    }
    const text = slot(item.look);
    const there = this.#next.get(text);
    if (there === undefined) {
      this.#next.set(text, item);
    } else if (there instanceof Branch) {
      there.add(item);
    } else {
      const branch = new Branch<T>(this.#slots, this.#depth + 1, this.#others, this.#named);
      branch.add(there);
      branch.add(item);
      this.#next.set(text, branch);
      this.isFlat = false;
    }
  }

  find(look: Look): Found<T> {
    const slot = this.#slots[this.#depth];
    if (slot === undefined) return this.#alike === undefined ? this.#only : this.#alike.find(look);
    const there = this.#next.get(slot(look));
    if (there === undefined || there instanceof Branch) return there?.find(look);
    return lookAlike(there.look, look, this.#named) ? there : undefined;
  }
}

import { fold } from "./identity.js";
import type { Look } from "./look.js";
import type { Place } from "./place.js";
import type { Rule } from "./rules.js";
import type { Sent } from "./sent.js";

/** What an input looks for, or a result shows, by where it stands. */
interface Signs {
  readonly keys: ReadonlyMap<Place, string>;
  readonly look: Look | undefined;
}

/**
 * Which inputs a result could be of. It is certainly not an input's where it carries another id or trace id, or repeats
 * not one of the fields it should. (One field that differs does not tell: HubSpot normalises some.)
 */
export class Possible {
  readonly #entries: ReadonlyMap<Sent, Signs>;
  readonly #results: ReadonlyMap<object, Signs>;
  readonly #entrySigns: Crowd;
  readonly #resultSigns: Crowd;

  constructor(entries: readonly Sent[], results: readonly object[], rules: readonly Rule[]) {
    const keyRules = rules.filter((rule) => "keyOf" in rule);
    const echo = rules.find((rule) => "lookOf" in rule);
    const places = new Set<Place>();
    this.#entries = new Map(
      entries.map((entry) => {
        const keys = new Map<Place, string>();
        for (const rule of keyRules) {
          const key = rule.keyOf(entry);
          if (key !== undefined) keys.set(rule.placeOf(entry), fold(key));
        }
        for (const place of keys.keys()) places.add(place);
        return [entry, { keys, look: echo && entry.look }];
      }),
    );
    this.#results = new Map(
      results.map((result) => {
        const keys = new Map<Place, string>();
        for (const place of places) {
          const value = place.valueIn(result);
          if (value !== undefined) keys.set(place, fold(value));
        }
        return [result, { keys, look: echo?.lookOf(result) }];
      }),
    );
    this.#entrySigns = new Crowd(this.#entries.values(), [...places]);
    this.#resultSigns = new Crowd(this.#results.values(), [...places]);
  }

  /** Whether one of the results could be this input's. */
  hasResultFor(entry: Sent): boolean {
    const signs = this.#entries.get(entry);
    return signs !== undefined && this.#resultSigns.fits(signs);
  }

  /** Whether this result could be one of the inputs'. */
  hasInputFor(result: object): boolean {
    const signs = this.#results.get(result);
    return signs !== undefined && this.#entrySigns.fits(signs);
  }
}

/** Many signs, in which to look for one that others do not rule out, without comparing all with all. */
class Crowd {
  readonly #places: readonly Place[];
  /** By which keys and fields they have. */
  readonly #shapes: ReadonlyMap<string, readonly Signs[]>;
  readonly #indexes = new Map<string, ReadonlyMap<string, readonly Signs[]>>();

  constructor(all: Iterable<Signs>, places: readonly Place[]) {
    this.#places = places;
    this.#shapes = grouped(all, (signs) => this.#shapeOf(signs));
  }

  fits(signs: Signs): boolean {
    for (const [shape, others] of this.#shapes) {
      const [first] = others as [Signs, ...Signs[]]; // A shape is there for what has it.
      const keys = this.#places.filter((place) => signs.keys.has(place) && first.keys.has(place));
      const fields = commonFields(signs.look, first.look);
      const keyOf = (one: Signs) => JSON.stringify(keys.map((place) => one.keys.get(place)));
      if (keys.length > 0) {
        const name = `${shape} ${keys.map((place) => this.#places.indexOf(place)).join()}`;
        const same = this.#index(name, others, keyOf).get(keyOf(signs)) ?? [];
        if (same.some((one) => fields.length === 0 || fields.some((field) => agree(one, signs, field)))) return true;
      } else if (fields.length === 0) {
        return true;
      } else {
        for (const field of fields) {
          const textOf = (one: Signs) => one.look?.text(field) ?? "";
          if (this.#index(`${shape} field ${field}`, others, textOf).has(textOf(signs))) return true;
        }
      }
    }
    return false;
  }

  #shapeOf({ keys, look }: Signs): string {
    return this.#places.map((place) => (keys.has(place) ? "+" : "-")).join("") + (look?.shape ?? "");
  }

  #index(name: string, all: readonly Signs[], keyOf: (signs: Signs) => string): ReadonlyMap<string, readonly Signs[]> {
    let index = this.#indexes.get(name);
    if (index === undefined) this.#indexes.set(name, (index = grouped(all, keyOf)));
    return index;
  }
}

function commonFields(one: Look | undefined, other: Look | undefined): number[] {
  if (one === undefined || other === undefined) return [];
  return Array.from({ length: one.size }, (_, place) => place).filter((place) => one.has(place) && other.has(place));
}

function agree(one: Signs, other: Signs, field: number): boolean {
  return one.look?.text(field) === other.look?.text(field);
}

function grouped<T>(all: Iterable<T>, keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

import type { MatchedBy } from "../outcome/outcome.js";
import { fold } from "./identity.js";
import type { Place } from "./place.js";
import type { Sent } from "./sent.js";

/** For each result the input that a rule found for it, if it did. */
export type Ties<E extends Sent> = readonly (E | undefined)[];

/** What the property may be called that has an input's key; whether it is sure to be one of these. */
export interface KeyProperties {
  readonly properties: readonly string[];
  readonly isSure: boolean;
}

/** A rule by which an input's result repeats what the input says in one place. */
export interface KeyedRule {
  readonly matchedBy: MatchedBy;
  /** What the rule looks for; `undefined` where it does not speak of the input. */
  keyOf(sent: Sent): string | undefined;
  /** Where in a result it looks: one object for one place. */
  placeOf(sent: Sent): Place;
  /** The properties that may have the key; `undefined` where no property has: it was stamped here. */
  propertiesOf(sent: Sent): KeyProperties | undefined;
  /** Ties results to inputs; what could belong to several, or to none, is left alone. */
  tie<E extends Sent>(entries: readonly E[], results: readonly object[]): Ties<E>;
}

/** Ties results to inputs by their keys. */
export function tieByKey<E extends Sent>(
  rule: Pick<KeyedRule, "keyOf" | "placeOf">,
  entries: readonly E[],
  results: readonly object[],
): Ties<E> {
  const indexes = new Map<Place, Index>();
  const ties = new Array<E | undefined>(results.length).fill(undefined);
  const contested: number[] = [];
  for (const entry of entries) {
    const key = rule.keyOf(entry);
    if (key === undefined) continue;
    const place = rule.placeOf(entry);
    const index = indexes.get(place) ?? new Index(place, results);
    indexes.set(place, index);
    const at = index.get(key);
    if (at === undefined) continue;
    if (ties[at] !== undefined) contested.push(at);
    ties[at] = entry;
  }
  for (const at of contested) ties[at] = undefined;
  return ties;
}

/** The places of results by their value; of several with one value, the first. */
class Index {
  readonly #exact = new Map<string, number>();
  #folded: Map<string, number> | undefined;

  constructor(place: Place, results: readonly object[]) {
    // From the last to the first, so that the first stays.
    for (let at = results.length - 1; at >= 0; at--) {
      const value = place.valueIn(results[at] as object); // `at` is one of theirs.
      if (value !== undefined) this.#exact.set(value, at);
    }
  }

  /** Mostly a value comes back as it was sent; only where it does not are all of them folded. */
  get(value: string): number | undefined {
    if (this.#exact.size === 0) return undefined;
    return this.#exact.get(value) ?? (this.#folded ??= this.#fold()).get(fold(value));
  }

  #fold(): Map<string, number> {
    const folded = new Map<string, number>();
    for (const [value, at] of this.#exact) {
      const key = fold(value);
      folded.set(key, Math.min(at, folded.get(key) ?? at));
    }
    return folded;
  }
}

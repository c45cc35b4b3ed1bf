import type { MatchedBy } from "../outcome/outcome.js";
import { fieldOf, textOf } from "./identity.js";
import { type KeyedRule, type KeyProperties, type Ties, tieByKey } from "./keyed-rule.js";
import { PathPlace, type Place } from "./place.js";
import type { Sent } from "./sent.js";

/** An input's result repeats a value of it. */
export class KeyRule implements KeyedRule {
  readonly matchedBy: MatchedBy;
  readonly #input: string | undefined;
  readonly #when: string | undefined;
  /** The fields by which an input names its own key: it is found by that alone, for as HubSpot's, its id may be another record's. */
  readonly #unless: readonly string[];
  readonly #path: readonly string[];
  /** The input's field that ends the path. */
  readonly #end: string | undefined;
  readonly #places = new Map<string | undefined, Place>();

  constructor(
    rule: { readonly result: string; readonly input?: string; readonly when?: string },
    matchedBy: MatchedBy,
    unless: readonly string[] = [],
  ) {
    const [start = "", end] = rule.result.split(/[[\]]/);
    this.matchedBy = matchedBy;
    this.#input = rule.input;
    this.#when = rule.when;
    this.#unless = unless;
    this.#path = start.split(".");
    this.#end = end;
  }

  propertiesOf({ fields }: Sent): KeyProperties | undefined {
    if (this.#input === undefined) return undefined;
    const own = this.#end === undefined ? undefined : textOf(fieldOf(fields, this.#end));
    if (own !== undefined) return { properties: [own], isSure: true };
    return { properties: [this.#input, this.#path.at(-1) ?? ""], isSure: this.#unless.length > 0 };
  }

  keyOf({ fields, trace }: Sent): string | undefined {
    if (this.#input === undefined) return trace;
    if (this.#when !== undefined && fieldOf(fields, this.#when) == null) return undefined;
    for (const other of this.#unless) if (fieldOf(fields, other) != null) return undefined;
    const value = fieldOf(fields, this.#input);
    return value == null ? undefined : textOf(value);
  }

  placeOf({ fields }: Sent): Place {
    const end = this.#end === undefined ? undefined : textOf(fieldOf(fields, this.#end));
    let place = this.#places.get(end);
    if (place === undefined)
      this.#places.set(end, (place = new PathPlace(end === undefined ? this.#path : [...this.#path, end])));
    return place;
  }

  tie<E extends Sent>(entries: readonly E[], results: readonly object[]): Ties<E> {
    return tieByKey(this, entries, results);
  }
}

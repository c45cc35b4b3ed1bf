import type { MatchedBy } from "../outcome/outcome.js";
import { fieldOf, fold, textOf } from "./identity.js";
import { type KeyedRule, type KeyProperties, type Ties, tieByKey } from "./keyed-rule.js";
import { PathPlace, type Place } from "./place.js";
import type { Sent } from "./sent.js";

/** What stands between the values of a pair: no text that HubSpot takes has it. */
const BETWEEN = "\0";

/** Where results show the values that only together tell whose they are. */
class Places implements Place {
  readonly #places: readonly Place[];

  constructor(places: readonly Place[]) {
    this.#places = places;
  }

  valueIn(result: object): string | undefined {
    return together(this.#places.map((place) => place.valueIn(result)));
  }
}

/** An input's result repeats values of it that only together are its own: both ends of an association. */
export class PairsRule implements KeyedRule {
  readonly matchedBy: MatchedBy = "id";
  readonly #inputs: readonly string[];
  readonly #places: Places;
  readonly #reversed: Places | undefined;

  constructor(pairs: readonly (readonly [result: string, input: string])[], reverse: boolean) {
    const places = pairs.map(([result]) => new PathPlace(result.split(".")));
    this.#inputs = pairs.map(([, input]) => input);
    this.#places = new Places(places);
    this.#reversed = reverse ? new Places([...places].reverse()) : undefined;
  }

  propertiesOf(): KeyProperties {
    return { properties: [], isSure: true };
  }

  keyOf({ fields }: Sent): string | undefined {
    return together(
      this.#inputs.map((input) => {
        const value = fieldOf(fields, input);
        return value == null ? undefined : textOf(value);
      }),
    );
  }

  /** The inputs that are each other's reverse, where a result shows one of the two: it may be of either. */
  mirrored<E extends Sent>(entries: readonly E[], results: readonly object[]): readonly E[] {
    if (this.#reversed === undefined) return [];
    const keys = new Map(entries.map((entry) => [entry, folded(this.keyOf(entry))]));
    const sent = new Set(keys.values());
    const shown = new Set(results.map((result) => folded(this.#places.valueIn(result))));
    return entries.filter((entry) => {
      const key = keys.get(entry) ?? "";
      const reverse = key.split(BETWEEN).reverse().join(BETWEEN);
      // What is its own reverse is nobody else's.
      return reverse !== key && sent.has(reverse) && (shown.has(key) || shown.has(reverse));
    });
  }

  placeOf(): Place {
    return this.#places;
  }

  /** The results that show no tied input once more, nor one of them the other way round. */
  others<R extends object>(results: readonly R[], tied: readonly Sent[]): readonly R[] {
    const reversed = this.#reversed;
    if (reversed === undefined || results.length === 0) return results;
    const keys = new Set(tied.map((entry) => folded(this.keyOf(entry))));
    return results.filter(
      (result) => ![this.#places, reversed].some((place) => keys.has(folded(place.valueIn(result)))),
    );
  }

  tie<E extends Sent>(entries: readonly E[], results: readonly object[]): Ties<E> {
    const ties = tieByKey(this, entries, results);
    const reversed = this.#reversed;
    const tied = new Set(ties);
    if (reversed === undefined || entries.length === 0) return ties;
    // What has no result of its own may be shown the other way round alone.
    const open = entries.filter((entry) => !tied.has(entry));
    const back = tieByKey({ keyOf: (entry) => this.keyOf(entry), placeOf: () => reversed }, open, results);
    return ties.map((entry, at) => entry ?? back[at]);
  }
}

function folded(key: string | undefined): string {
  return key === undefined ? BETWEEN : fold(key);
}

function together(values: readonly (string | undefined)[]): string | undefined {
  return values.includes(undefined) ? undefined : values.map((value = "") => value.trim()).join(BETWEEN);
}

import type { Operation } from "../contract.js";
import type { MatchedBy } from "../outcome/outcome.js";
import { fieldOf, fold, textOf } from "./identity.js";
import { type Look, lookOf, overlap } from "./look.js";
import { LookAlikes } from "./look-alikes.js";
import type { Sent } from "./sent.js";

/** For each result the input that a rule found for it, if it did. */
export type Ties<E extends Sent> = readonly (E | undefined)[];

/** A match rule, ready for one answer. */
export type Rule = KeyRule | EchoRule;

/** The rules of an operation, made ready once for an answer. */
export function rulesOf({ match, trace }: Operation): readonly Rule[] {
  return match.map((rule) => {
    if ("echo" in rule) return new EchoRule(rule.echo);
    if ("trace" in rule) return new KeyRule({ result: trace ?? "" }, "trace");
    if ("pairs" in rule) return new PairsRule(rule.pairs, rule.reverse === true);
    const others = match.flatMap((other) =>
      "when" in other && other.when !== undefined && other.input === rule.input ? [other.when] : [],
    );
    return new KeyRule(rule, "id", rule.when === undefined ? others : []);
  });
}

/** Where results show the value that tells whose they are. */
export class Place {
  readonly #path: readonly string[];

  constructor(path: readonly string[]) {
    this.#path = path;
  }

  /** The text or number there; null is absent. */
  valueIn(result: object): string | undefined {
    let value: unknown = result;
    for (const key of this.#path) value = typeof value === "object" && value !== null ? fieldOf(value, key) : undefined;
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  }
}

/** An input's result repeats a value of it. */
export class KeyRule {
  readonly matchedBy: MatchedBy;
  readonly #input: string | undefined;
  readonly #when: string | undefined;
  /** The fields by which an input names its own key: it is found by that alone, for as HubSpot's own id, its id may well be another record's. */
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

  /** Whether it goes by what we stamped, which no property has. */
  get isTrace(): boolean {
    return this.#input === undefined;
  }

  /** What the property may be called that has an input's key; whether it is sure to be one of these. */
  propertiesOf({ fields }: Sent): { readonly properties: readonly string[]; readonly isSure: boolean } {
    const own = this.#end === undefined ? undefined : textOf(fieldOf(fields, this.#end));
    if (own !== undefined) return { properties: [own], isSure: true };
    return { properties: [this.#input ?? "", this.#path.at(-1) ?? ""], isSure: this.#unless.length > 0 };
  }

  /** What the rule looks for; `undefined` where it does not speak of the input. */
  keyOf({ fields, trace }: Sent): string | undefined {
    if (this.#input === undefined) return trace;
    if (this.#when !== undefined && fieldOf(fields, this.#when) == null) return undefined;
    for (const other of this.#unless) if (fieldOf(fields, other) != null) return undefined;
    const value = fieldOf(fields, this.#input);
    return value == null ? undefined : textOf(value);
  }

  /** Where in a result it looks: one object for one place. */
  placeOf({ fields }: Sent): Place {
    const end = this.#end === undefined ? undefined : textOf(fieldOf(fields, this.#end));
    let place = this.#places.get(end);
    if (place === undefined)
      this.#places.set(end, (place = new Place(end === undefined ? this.#path : [...this.#path, end])));
    return place;
  }

  /** Ties results to inputs; what could belong to several, or to none, is left alone. */
  tie<E extends Sent>(entries: readonly E[], results: readonly object[]): Ties<E> {
    const indexes = new Map<Place, Index>();
    const ties = new Array<E | undefined>(results.length).fill(undefined);
    const contested: number[] = [];
    for (const entry of entries) {
      const key = this.keyOf(entry);
      if (key === undefined) continue;
      const place = this.placeOf(entry);
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
}

/** What stands between the values of a pair: no text that HubSpot takes has it. */
const BETWEEN = "\0";

/** Where results show the values that only together tell whose they are. */
class Places extends Place {
  readonly #places: readonly Place[];

  constructor(places: readonly Place[]) {
    super([]);
    this.#places = places;
  }

  override valueIn(result: object): string | undefined {
    return together(this.#places.map((place) => place.valueIn(result)));
  }
}

/** An input's result repeats values of it that only together are its own: both ends of an association. */
export class PairsRule extends KeyRule {
  readonly #inputs: readonly string[];
  readonly #places: Places;
  readonly #reversed: Places | undefined;

  constructor(pairs: readonly (readonly [result: string, input: string])[], reverse: boolean) {
    super({ result: "" }, "id");
    const places = pairs.map(([result]) => new Place(result.split(".")));
    this.#inputs = pairs.map(([, input]) => input);
    this.#places = new Places(places);
    this.#reversed = reverse ? new Places([...places].reverse()) : undefined;
  }

  override get isTrace(): boolean {
    return false;
  }

  override propertiesOf(): { readonly properties: readonly string[]; readonly isSure: boolean } {
    return { properties: [], isSure: true };
  }

  override keyOf({ fields }: Sent): string | undefined {
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

  override placeOf(): Place {
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
}

function folded(key: string | undefined): string {
  return key === undefined ? BETWEEN : fold(key);
}

function together(values: readonly (string | undefined)[]): string | undefined {
  return values.includes(undefined) ? undefined : values.map((value = "") => value.trim()).join(BETWEEN);
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

/** An input's result repeats fields that together tell it from others. */
export class EchoRule {
  readonly matchedBy: MatchedBy = "echo";
  readonly #fields: readonly string[];

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  /** What a result shows. */
  lookOf(result: object): Look {
    return lookOf(result, this.#fields);
  }

  /**
   * Ties results to inputs by the fields alone, then what is left by names too: HubSpot normalises properties, so that one
   * which differs does not tell whose an answer is not, where the fields do.
   */
  tie<E extends Sent>(entries: readonly E[], results: readonly object[]): Ties<E> {
    const answers = results.map((result, at) => ({ at, look: this.lookOf(result) }));
    const ties = new Array<E | undefined>(results.length).fill(undefined);
    tieAlone(entries, answers, ties, false);
    const open = answers.filter(({ at }) => ties[at] === undefined);
    if (!open.some(({ look }) => look.hasNamed)) return ties;
    const tied = new Set(ties);
    const free = entries.filter((entry) => !tied.has(entry));
    if (free.some(({ look }) => look.hasNamed)) tieAlone(free, open, ties, true);
    return ties;
  }
}

/**
 * Of what looks alike, nothing is tied: a field that HubSpot altered could mean either. So an answer is an input's where
 * it looks like no other input, no other answer looks like that, and no other input does.
 */
function tieAlone<E extends Sent>(
  entries: readonly E[],
  answers: readonly { readonly at: number; readonly look: Look }[],
  ties: (E | undefined)[],
  named: boolean,
): void {
  const [answer] = answers;
  if (entries.length === 0 || answer === undefined) return;
  const byLook = new LookAlikes(entries, { named });
  const found = answers.map(({ look }) => byLook.find(look));
  // Mostly no two inputs look alike, and each answer finds another one: then no input looks like two answers.
  const isClear =
    new Set(found).size === found.length &&
    found.every((one) => one !== undefined && one !== "several") &&
    byLook.areDistinctTo(answer.look);
  const answersByLook = isClear ? undefined : new LookAlikes(answers, { named });
  answers.forEach((one, place) => {
    const entry = found[place];
    if (entry === undefined || entry === "several" || !overlap(one.look, entry.look, named)) return;
    const isAlone =
      answersByLook === undefined || (answersByLook.find(entry.look) === one && byLook.find(entry.look) === entry);
    if (isAlone) ties[one.at] = entry;
  });
}

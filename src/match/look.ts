import { fold, isPlain, textOf, valuesOf } from "./identity.js";

/** Fields that a small integer tells apart: such a key is found faster than a text that was made for it. */
const MOST_BITS = 30;

/** Values by their names, as flat as they are kept: name, value, name, value … */
type Named = readonly unknown[];

/**
 * How an input or a result shows itself in the fields of an echo, as it was when it was looked at. Texts are made
 * comparable when they are first compared, and then only once: mostly one field tells all there is to tell.
 */
export class Look {
  /** Which fields are there: looks of one shape have the same. */
  readonly shape: string | number;
  readonly #values: readonly unknown[];
  readonly #named: Named | undefined;
  /** The field whose text was asked for first, which mostly is the only one, and that text. */
  #first = -1;
  #text: string | undefined;
  #texts: (string | undefined)[] | undefined;
  #namedTexts: ReadonlyMap<string, string> | undefined;
  #names: readonly string[] | undefined;

  constructor(values: readonly unknown[], named?: Named) {
    this.shape = shapeOf(values);
    this.#values = values;
    this.#named = named;
  }

  /** How many fields the echo has: none where the operation has no echo. */
  get size(): number {
    return this.#values.length;
  }

  /** Whether a field is there, by its place. Null is absent. */
  has(place: number): boolean {
    return this.#values[place] != null;
  }

  /** A field's value, comparable: two with one text agree. `undefined` where it is absent. */
  text(place: number): string | undefined {
    if (place === this.#first) return this.#text;
    const value = this.#values[place];
    if (value == null) return undefined;
    if (this.#first < 0) {
      this.#first = place;
      return (this.#text = comparable(value));
    }
    this.#texts ??= [];
    return (this.#texts[place] ??= comparable(value));
  }

  /** Whether a field agrees with another look's; `undefined` where one of them lacks it, and so says nothing. */
  agrees(other: Look, place: number): boolean | undefined {
    const mine = this.#values[place];
    const theirs = other.#values[place];
    if (mine == null || theirs == null) return undefined;
    return mine === theirs || this.text(place) === other.text(place);
  }

  /** All that it shows: looks of one key show the same. */
  get key(): string {
    return JSON.stringify([this.#values.map((_, place) => this.text(place)), [...this.namedTexts].sort()]);
  }

  /** The names of a list of `{ name, value }`, sorted. */
  get names(): readonly string[] {
    return (this.#names ??= [...this.namedTexts.keys()].sort());
  }

  /** The values of such a list, comparable, by their names. */
  get namedTexts(): ReadonlyMap<string, string> {
    return (this.#namedTexts ??= textsOf(this.#named));
  }

  /** Whether there is such a list. */
  get hasNamed(): boolean {
    return this.#named !== undefined;
  }
}

const BLANK = new Look([]);

/** What an object looks like in these fields, now: what it is made of may change. */
export function lookOf(object: object, fields: readonly string[]): Look {
  return lookOfValues(valuesOf(object, fields));
}

/** The same, of values that were read of an object for this: they become part of it. */
export function lookOfValues(values: unknown[]): Look {
  if (values.length === 0) return BLANK;
  let named: Named | undefined;
  for (let place = 0; place < values.length; place++) {
    const value = values[place];
    if (typeof value !== "object" || value === null) continue;
    const its = namedIn(value);
    values[place] = its === undefined ? flat(value) : undefined;
    if (its?.length) named = named ? [...named, ...its] : its;
  }
  return new Look(values, named);
}

/** Whether an echo can't tell these looks apart: nothing that both have differs. Without `named`, names are passed over. */
export function lookAlike(one: Look, other: Look, named = true): boolean {
  for (let place = 0; place < one.size; place++) if (one.agrees(other, place) === false) return false;
  if (!named) return true;
  for (const [name, text] of one.namedTexts) if ((other.namedTexts.get(name) ?? text) !== text) return false;
  return true;
}

/** Whether there is a field that both have, or with `named` a name. */
export function overlap(one: Look, other: Look, named: boolean): boolean {
  for (let place = 0; place < one.size; place++) if (one.has(place) && other.has(place)) return true;
  return named && one.names.some((name) => other.namedTexts.has(name));
}

function shapeOf(values: readonly unknown[]): string | number {
  if (values.length > MOST_BITS) return values.map((value) => value != null).join();
  let bits = 0;
  for (const value of values) bits = 2 * bits + (value == null ? 0 : 1);
  return bits;
}

interface Item {
  readonly name: string;
  readonly value?: unknown;
}

function isNamedList(value: unknown): value is readonly Item[] {
  return Array.isArray(value) && value.every(isNamed);
}

/** What a list of `{ name, value }` holds, or a map that is not empty; `undefined` where it is neither. */
function namedIn(value: object): Named | undefined {
  if (isNamedList(value)) {
    // Of its length from the start: an array that grows takes many times the memory.
    const named = new Array<unknown>(2 * value.length);
    value.forEach((item, place) => {
      named[2 * place] = item.name;
      named[2 * place + 1] = item.value;
    });
    return named;
  }
  const named = isPlain(value) ? Object.entries(value).flat() : [];
  return named.length > 0 ? named : undefined;
}

function isNamed(item: unknown): item is Item {
  return typeof (item as { name?: unknown } | null)?.name === "string";
}

function textsOf(named: Named = []): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < named.length; at += 2) {
    const value = flat(named[at + 1]);
    if (value != null) texts.set(String(named[at]), numberless(comparable(value)));
  }
  return texts;
}

/** An object's text; none of one that is nested too deep to be written, as nothing that was sent is. */
function flat(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  try {
    return textOf(value);
  } catch {
    return undefined;
  }
}

/** A property may be a number's, and come back written in another way. */
function numberless(text: string): string {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? String(Number(text)) : text;
}

/** Years first, so that names with numbers in them are no dates. Source: RFC 3339, section 5.6. */
const DATE_TIME = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d/;

/** A value's text, folded; of a date-time its instant, for HubSpot answers another offset and precision than it was sent. */
function comparable(value: unknown): string {
  const text = fold(textOf(value));
  const instant = DATE_TIME.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  // No folded text begins with a blank.
  return Number.isNaN(instant) ? text : ` ${instant}`;
}

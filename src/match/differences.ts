/** Whether a record has what an input sets. Stricter than telling records apart: a letter's case is part of a value. */
import { fieldOf, fold, isPlain, textOf } from "./identity.js";

/** The fields, properties and named items that an input sets, by their paths and by what the record shows of them. */
export interface Differences {
  /** It shows something else. */
  readonly other: readonly string[];
  /** It shows what may be the same, written in another way: in another case, as another number of the same value. */
  readonly alike: readonly string[];
  /** It does not show them. */
  readonly unseen: readonly string[];
  /** It shows them as they were sent. */
  readonly same: readonly string[];
}

/** By what a value that is shown may differ from the one that was sent. */
type Likeness = Exclude<keyof Differences, "unseen">;

/**
 * Compares a record with what an input sets, less what is passed over, by its path. Of a map or a list of names, what is not
 * there is not set. Texts are compared without outer blanks, options as sets, instants by what they mean, and an empty text
 * is no value.
 */
export function differencesOf(input: object, record: object, passed: ReadonlySet<string>): Differences {
  const found = { other: [] as string[], alike: [] as string[], unseen: [] as string[], same: [] as string[] };
  const compare = (path: string, sent: unknown, shown: unknown) => {
    if (!passed.has(path)) found[likenessOf(sent, shown)].push(path);
  };
  for (const field of Object.keys(input)) {
    const sent = fieldOf(input, field);
    const shown = Object.hasOwn(record, field) ? (record as Record<string, unknown>)[field] : undefined;
    if (passed.has(field) || sent == null) continue;
    const inner = entriesOf(sent)?.filter(([, value]) => value !== undefined);
    if (inner?.length === 0) continue;
    if (shown === undefined) {
      found.unseen.push(field);
    } else if (inner === undefined) {
      compare(field, sent, shown);
    } else {
      const there = new Map(entriesOf(shown));
      for (const [name, value] of inner) compare(`${field}.${name}`, value, there.get(name));
    }
  }
  return found;
}

/** What a map, or a list of `{ name, value }`, has under which name. */
function entriesOf(value: unknown): (readonly [name: string, value: unknown])[] | undefined {
  if (Array.isArray(value) && value.every(isNamed)) return value.map((item) => [item.name, item.value] as const);
  if (typeof value !== "object" || value === null || Array.isArray(value) || !isPlain(value)) return undefined;
  return Object.entries(value);
}

function isNamed(item: unknown): item is { readonly name: string; readonly value?: unknown } {
  return typeof (item as { name?: unknown } | null)?.name === "string";
}

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?(?:e[+-]?\d{1,3})?$/i;
/** Source: RFC 3339, section 5.6; HubSpot's dates are midnights in UTC, and its instants also milliseconds since 1970. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d.*(?:z|[+-]\d\d:?\d\d)$|$)/i;
const MILLISECONDS = /^\d{12,14}$/;
const DATE = /^\d{4}-\d\d-\d\d/;

function likenessOf(sent: unknown, shown: unknown): Likeness {
  const one = sent == null ? "" : textOf(sent).trim();
  const other = shown == null ? "" : textOf(shown).trim();
  if (one === other) return "same";
  // HubSpot adds what follows a semicolon to what a property with several options has.
  if (one.startsWith(";"))
    return [...optionsOf(one.slice(1))].every((it) => optionsOf(other).has(it)) ? "same" : "other";
  if (haveSameOptions(one, other)) return "same";
  const instants = [instantOf(one), instantOf(other)] as const;
  if ((INSTANT.test(one) || INSTANT.test(other)) && instants[0] === instants[1]) return "same";
  // A time without an offset may be any zone's.
  if (instants.some(Number.isNaN) && DATE.test(one) && DATE.test(other)) return "alike";
  // `+49…` and `49…`, `01234` and `1234`, `1.10` and `1.1` are one number each, and two telephones, postcodes, versions.
  if (NUMBER.test(one) && NUMBER.test(other) && Number(one) === Number(other)) return "alike";
  const [folded, otherFolded] = [fold(one), fold(other)];
  if (folded === otherFolded || haveSameOptions(folded, otherFolded)) return "alike";
  // Objects and lists may come back with their fields in another order, or with more of them.
  return isList(sent) || isList(shown) ? "alike" : "other";
}

function isList(value: unknown): boolean {
  return typeof value === "object" && value !== null && /^[[{]/.test(textOf(value));
}

function optionsOf(text: string): Set<string> {
  return new Set(text.split(";"));
}

function haveSameOptions(one: string, other: string): boolean {
  if (!one.includes(";") || !other.includes(";")) return false;
  const [options, others] = [optionsOf(one), optionsOf(other)];
  return options.size === others.size && [...options].every((option) => others.has(option));
}

function instantOf(text: string): number {
  if (MILLISECONDS.test(text)) return Number(text);
  return INSTANT.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
}

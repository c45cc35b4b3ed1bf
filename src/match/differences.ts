/** Whether a record has what an input sets. Stricter than telling records apart: a letter's case is part of a value. */
import { fieldOf, isPlain, textOf } from "./identity.js";

/**
 * The fields, properties and named items in which a record is otherwise than the input sets them, by their paths. What the
 * record does not show says nothing; of a map or a list of names, what is not there is not set. Texts are compared without
 * outer blanks, numbers and instants by what they mean, and an empty text is no value.
 */
export function differencesOf(input: object, record: object, passed: ReadonlySet<string>): string[] {
  return Object.keys(input).flatMap((field) => {
    const sent = fieldOf(input, field);
    const shown = Object.hasOwn(record, field) ? (record as Record<string, unknown>)[field] : undefined;
    if (passed.has(field) || sent == null || shown === undefined) return [];
    const inner = entriesOf(sent);
    if (inner === undefined) return isSame(sent, shown) ? [] : [field];
    const there = new Map(entriesOf(shown));
    return inner
      .filter(([name, value]) => value !== undefined && !isSame(value, there.get(name)))
      .map(([name]) => `${field}.${name}`);
  });
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

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
/** Source: RFC 3339, section 5.6; HubSpot's dates are midnights in UTC, and its instants also milliseconds since 1970. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d|$)/i;
const MILLISECONDS = /^\d{12,14}$/;

function isSame(sent: unknown, shown: unknown): boolean {
  const one = sent == null ? "" : textOf(sent).trim();
  const other = shown == null ? "" : textOf(shown).trim();
  if (one === other) return true;
  // HubSpot adds what follows a semicolon to what a property with several options has.
  if (one.startsWith(";"))
    return one
      .slice(1)
      .split(";")
      .every((option) => other.split(";").includes(option));
  if (NUMBER.test(one) && NUMBER.test(other)) return Number(one) === Number(other);
  if (!INSTANT.test(one) && !INSTANT.test(other)) return false;
  const instant = instantOf(one);
  return !Number.isNaN(instant) && instant === instantOf(other);
}

function instantOf(text: string): number {
  if (MILLISECONDS.test(text)) return Number(text);
  return INSTANT.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
}

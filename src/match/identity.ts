/**
 * Whether two inputs are the same record, and what is read of an input or a result to tell.
 * Folding too much only keeps two inputs apart that could have shared a batch; folding too little would mix up two
 * records. So it is generous: case, outer blanks and Unicode form do not tell inputs apart.
 */
import type { Operation } from "../contract.js";

/** A text as compared: HubSpot trims what it stores, and may normalise case and form. */
export function fold(text: string): string {
  // Most texts are ASCII without an outer blank, or one beside another: for those there is little to do.
  let capitals = false;
  let afterBlank = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const blank = code === 0x20;
    if (code < 0x20 || code > 0x7e || (blank && afterBlank)) return foldAny(text);
    if (code >= 0x41 && code <= 0x5a) capitals = true;
    afterBlank = blank;
  }
  if (afterBlank) return foldAny(text);
  return capitals ? text.toLowerCase() : text;
}

function foldAny(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * Two inputs with one identity are the same record; `undefined` where the operation has none, or the fields are missing.
 * With the fields of its reverse, that has the same identity.
 */
export function identityOf(input: object, fields: readonly string[], reverse?: readonly string[]): string | undefined {
  const one = keyOf(input, fields);
  const other = reverse === undefined ? undefined : keyOf(input, reverse);
  return one === undefined || other === undefined || one < other ? one : other;
}

/** The fields of the identity as they stand the other way round, where a result may show them so. */
export function reverseOf({ identity, match }: Operation): readonly string[] | undefined {
  for (const rule of match) {
    if (!("pairs" in rule) || rule.reverse !== true) continue;
    const fields = rule.pairs.map(([, input]) => input);
    // Of an identity that has one end alone, the other end is none.
    if (fields.every((field) => identity.includes(field)))
      return identity.map((field) => (fields.includes(field) ? fields.at(-1 - fields.indexOf(field)) : field) ?? field);
  }
  return undefined;
}

function keyOf(input: object, fields: readonly string[]): string | undefined {
  let found = false;
  let key: string | undefined;
  for (const field of fields) {
    const value = fieldOf(input, field);
    if (value != null) found = true;
    const text = value == null ? "" : fold(textOf(value));
    // The length tells where one text ends and the next begins.
    key = key === undefined ? text : `${key.length}:${key}${text}`;
  }
  return found ? key : undefined;
}

/** A value as text: an object as it is sent, for a date is no `Thu Jan 01 …` there. */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const json: unknown = JSON.stringify(value);
  const sent: unknown = typeof json === "string" ? JSON.parse(json) : json;
  return typeof sent === "object" ? String(json) : String(sent);
}

/** The value of a field, `from.id` being the `id` of its `from`; `undefined` where there is none. */
export function fieldOf(object: object, field: string): unknown {
  const value = (object as Record<string, unknown>)[field];
  // What every object inherits are functions, and no JSON has any: a record without `constructor` has none.
  if (value !== undefined && typeof value !== "function") return value;
  const dot = field.indexOf(".");
  const outer = dot < 0 ? undefined : fieldOf(object, field.slice(0, dot));
  return typeof outer === "object" && outer !== null ? fieldOf(outer, field.slice(dot + 1)) : undefined;
}

/** The values of fields, as they are now. */
export function valuesOf(object: object, fields: readonly string[]): unknown[] {
  const values = new Array<unknown>(fields.length);
  for (let place = 0; place < fields.length; place++) values[place] = fieldOf(object, fields[place] ?? "");
  return values;
}

/** Whether an object's JSON is what its fields show: it is of no class, and has no `toJSON` of its own. */
export function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return (prototype === Object.prototype || prototype === null) && !("toJSON" in object);
}

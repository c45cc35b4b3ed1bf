/** Which column goes where: what the command line says of it, and what the columns' names do. */
import { closest } from "../../options/closest.js";
import { CommandError } from "../failure.js";
import { isOwnColumn } from "../rows/row.js";
import { coerce } from "./coerce.js";
import type { Field, InputFields, Properties } from "./fields.js";
import type { LookUp, LookUpWish } from "./look-up.js";

/** What a person says of the columns. */
export interface Wishes {
  /** Field and column, in this order or the other. */
  readonly map: readonly (readonly [string, string])[];
  /** Fields that are the same in every row, with their values as they were typed: JSON, or a text as it is. */
  readonly set: readonly (readonly [string, string])[];
  /** The columns that are properties: some, or all that are nothing else; left out: those, where there is one place for them. */
  readonly properties?: readonly string[] | "rest" | undefined;
  /** Fields whose values another file has. */
  readonly lookUp?: readonly LookUpWish[] | undefined;
}

/** Where a value goes. */
export type Target =
  | { readonly to: "field"; readonly field: Field }
  | { readonly to: "property"; readonly of: Properties; readonly name: string };

/** A column with where it goes, and where its values are looked up before, if they are. */
export interface Placed {
  readonly column: string;
  readonly target: Target;
  readonly lookUp?: LookUp;
}

/** Where each column goes. */
export interface Mapping {
  readonly columns: readonly Placed[];
  readonly set: readonly { readonly target: Target; readonly value: unknown }[];
  /** The columns that go nowhere. */
  readonly ignored: readonly string[];
}

/** A column whose name is not quite a field's: somebody has to say whether it is meant. */
export interface Doubtful {
  readonly column: string;
  readonly field: string;
}

/** A mapping as far as it is certain, and what is not. */
export interface Drafted {
  readonly mapping: Mapping;
  readonly doubtful: readonly Doubtful[];
}

/** Finds where the columns go. Throws a `CommandError` where what was said of them can't be. */
export function draftMapping(columns: readonly string[], wishes: Wishes, fields: InputFields): Drafted {
  const given = columns.filter((column) => column !== "" && !isOwnColumn(column));
  const find = (name: string) => targetOf(name, fields);
  // A column may go to several places: an e-mail address is the record's id, and a property too.
  const places: Placed[] = [];
  const told = new Set<string>();
  const taken = new Map<string, string>();
  const set = wishes.set.map(([name, text]) => {
    const target = known(name, fields);
    return { target, value: settingOf(name, text, target) };
  });
  for (const { target } of set) {
    if (taken.has(nameOf(target))) throw new CommandError(`\`${nameOf(target)}\` is given twice by --set`);
    taken.set(nameOf(target), "--set");
  }
  const take = (column: string, target: Target, lookUp?: LookUp) => {
    const name = nameOf(target);
    const other = taken.get(name);
    if (other !== undefined) throw new CommandError(`\`${name}\` is given twice: by ${other} and by column ${column}`);
    taken.set(name, `column ${column}`);
    told.add(column);
    places.push({ column, target, ...(lookUp && { lookUp }) });
  };
  const pairs: [string, string][] = [];
  for (const [one, other] of wishes.map) pairs.push(orderedPair(one, other, given, find));
  for (const [field, column] of pairs) take(column, known(field, fields));
  for (const { field, by, file } of wishes.lookUp ?? []) {
    const { column, key } = keysOf(by, given);
    take(column, known(field, fields), { key, file });
  }
  const { properties } = wishes;
  if (properties !== undefined && properties !== "rest")
    for (const column of properties) {
      if (!given.includes(column)) throw noColumn(column, given);
      if (!told.has(column)) take(column, { to: "property", of: placeOf(fields), name: column });
    }
  const doubtful: Doubtful[] = [];
  const ignored: string[] = [];
  for (const column of given) {
    if (told.has(column)) continue;
    const exact = find(column);
    if (exact !== undefined && !taken.has(nameOf(exact))) take(column, exact);
    else if (properties === "rest") take(column, { to: "property", of: placeOf(fields), name: column });
    else {
      const near = exact === undefined ? nearest(column, fields, taken) : undefined;
      if (near !== undefined) doubtful.push({ column, field: near });
      else if (exact === undefined && properties === undefined && fields.properties.length === 1)
        take(column, { to: "property", of: placeOf(fields), name: column });
      else ignored.push(column);
    }
  }
  // Nothing can be said of a column without a name, and what stands in it is not to be lost without a word.
  ignored.push(...columns.filter((column) => column === ""));
  return { mapping: { columns: places, set, ignored }, doubtful };
}

/** The names of the fields that every input has to have and that nothing gives. */
export function missingFields({ columns, set }: Mapping, { fields, properties }: InputFields): string[] {
  const given = [...columns, ...set].map(({ target }) => nameOf(target));
  const places = properties.map(({ name }) => name);
  return fields
    .filter(({ name, isRequired }) => isRequired && !places.includes(name))
    .map(({ name }) => name)
    .filter((name) => !given.some((one) => one === name || one.startsWith(`${name}.`)));
}

/** A target's name: a field's, or a property's as `properties.city`. */
export function nameOf(target: Target): string {
  return target.to === "field" ? target.field.name : `${target.of.name}.${target.name}`;
}

function known(name: string, fields: InputFields): Target {
  const names = fields.fields.map((field) => field.name);
  const meant = nearest(name, fields, new Map());
  const target = targetOf(name, fields) ?? (meant === undefined ? soleProperty(name, fields) : undefined);
  if (target !== undefined) return target;
  throw new CommandError(
    `there is no field \`${name}\`${meant === undefined ? `: it has ${names.join(", ")}` : `: did you mean \`${meant}\`?`}`,
  );
}

/** A name that is no field's, where names of one's own are taken in one place. */
function soleProperty(name: string, { properties }: InputFields): Target | undefined {
  const [place] = properties;
  return place !== undefined && properties.length === 1 && !name.includes(".")
    ? { to: "property", of: place, name }
    : undefined;
}

function targetOf(name: string, { fields, properties }: InputFields): Target | undefined {
  const field = fields.find((one) => one.name === name);
  if (field !== undefined) return { to: "field", field };
  const dot = name.indexOf(".");
  const place = properties.find((one) => one.name === name.slice(0, Math.max(dot, 0)));
  return place === undefined || dot + 1 === name.length
    ? undefined
    : { to: "property", of: place, name: name.slice(dot + 1) };
}

/** Field and column; written the other way round where only that makes sense. */
function orderedPair(
  one: string,
  other: string,
  columns: readonly string[],
  find: (name: string) => Target | undefined,
): [field: string, column: string] {
  if (columns.includes(other)) return [one, other];
  if (columns.includes(one) && find(other) !== undefined) return [other, one];
  throw noColumn(other, columns);
}

/** The columns of a look-up: as it is where there is one of this name, else this file's and the other's. */
function keysOf(by: string, columns: readonly string[]): { readonly column: string; readonly key: string } {
  const at = by.indexOf(":");
  const column = columns.includes(by) || at < 0 ? by : by.slice(0, at);
  if (!columns.includes(column)) throw noColumn(column, columns);
  return { column, key: column === by ? by : by.slice(at + 1) };
}

function noColumn(name: string, columns: readonly string[]): CommandError {
  const meant = closest(name, columns);
  return new CommandError(
    `there is no column \`${name}\`: ${meant === undefined ? `there are ${columns.join(", ")}` : `did you mean \`${meant}\`?`}`,
  );
}

/** A value as it was typed: JSON where the field takes more than texts. */
function settingOf(name: string, text: string, target: Target): unknown {
  const kind = target.to === "property" ? "text" : target.field.kind;
  if (kind === "text") return /^".*"$/s.test(text) ? parsed(text, name) : text;
  if (kind === "json") return parsed(text, name);
  const coerced = coerce(text, target.to === "property" ? { kind } : target.field, undefined);
  if ("expected" in coerced) throw new CommandError(`--set ${name}: expected ${coerced.expected}, got \`${text}\``);
  return coerced.value;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`--set ${name}: expected JSON, got \`${text}\``, { cause: error });
  }
}

function placeOf({ properties }: InputFields): Properties {
  const [place] = properties;
  if (place === undefined) throw new CommandError("this operation takes no properties of one's own");
  return place;
}

/** The field that a column's name comes near to: in other letters' case, with spaces or lines between, or misspelt. */
function nearest(column: string, { fields }: InputFields, taken: ReadonlyMap<string, string>): string | undefined {
  const free = fields.filter(({ name }) => !taken.has(name)).map(({ name }) => name);
  const bare = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const same = free.find((name) => bare(name) === bare(column));
  // Of a short name nearly every other is a misspelling.
  return (
    same ??
    (column.length > 4
      ? closest(
          column,
          free.filter((name) => name.length > 4),
        )
      : undefined)
  );
}

/** `sameRecord: "last"`: which inputs need not be sent, for a later one of their record sets all that they set. */
import type { Operation } from "../contract.js";
import { fieldOf } from "../match/identity.js";
import type { Sent } from "../match/sent.js";

/** What an input sets, by where it stands: a path of its own for each field, property and item. */
interface Content {
  /** Its identity in the very words in which it is sent: what only folds to the same may be another record. */
  readonly record: string;
  readonly sets: ReadonlyMap<string, unknown>;
}

/** An input, and its place among others. */
interface Waiting extends Sent {
  readonly index: number;
  readonly identity: string | undefined;
}

/** Inputs of one record that wait, in the order in which they will be sent, with what each sets. */
type Line<E> = { readonly entry: E; readonly content: Content }[];

/**
 * Finds inputs that a later one of their record makes superfluous while they wait, and keeps them until it is settled. Each
 * of a record's inputs may build on those before it: one is superfluous only where all between it and the later one are.
 */
export class Superseding<E extends Waiting> {
  readonly #operation: Operation;
  /** Those that wait, by their records: mostly one, which is not looked into. */
  readonly #lines = new Map<string, E | Line<E>>();
  readonly #stoodFor = new Map<E, E[]>();
  /** Those that wait with the one that stands for them. */
  #size = 0;

  constructor(operation: Operation) {
    this.#operation = operation;
  }

  /** Superseded inputs that wait for a batch with the one that stands for them. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds an input. Gives those that it makes superfluous, the last first: it stands for them, and for all that they stood
   * for.
   */
  add(entry: E): readonly E[] {
    const { identity } = entry;
    // To do it once is not to do it twice, where that counts twice.
    if (identity === undefined || !this.#operation.idempotent) return [];
    const there = this.#lines.get(identity);
    if (there === undefined) {
      this.#lines.set(identity, entry);
      return [];
    }
    const line = Array.isArray(there) ? there : [{ entry: there, content: contentOf(there, this.#operation) }];
    this.#lines.set(identity, line);
    const content = contentOf(entry, this.#operation);
    const superseded: E[] = [];
    for (let last = line.at(-1); last !== undefined && covers(content, last.content); last = line.at(-1)) {
      superseded.push(last.entry);
      line.pop();
    }
    line.push({ entry, content });
    if (superseded.length > 0) this.#stand(entry, superseded);
    return superseded;
  }

  /** Lets an input alone, the first of its record, for it has become part of a batch. */
  planned(entry: E): void {
    this.#size -= this.#stoodFor.get(entry)?.length ?? 0;
    const { identity = "" } = entry;
    const there = this.#lines.get(identity);
    if (Array.isArray(there) && there.length > 1) there.shift();
    else this.#lines.delete(identity);
  }

  /** Gives, once, those that have an input's fate, in input order. */
  settled(entry: E): readonly E[] | undefined {
    const all = this.#stoodFor.get(entry);
    this.#stoodFor.delete(entry);
    return all?.sort((one, other) => one.index - other.index);
  }

  #stand(standing: E, superseded: readonly E[]): void {
    let all: E[] = [];
    for (const entry of superseded) {
      const its = this.#stoodFor.get(entry) ?? [];
      this.#stoodFor.delete(entry);
      // The longer is never copied: the list of a record that comes again and again grows with each time.
      const [longer, shorter] = its.length > all.length ? [its, all] : [all, its];
      for (const one of shorter) longer.push(one);
      longer.push(entry);
      all = longer;
    }
    this.#stoodFor.set(standing, all);
    this.#size += superseded.length;
  }
}

function contentOf({ fields, json }: Sent, { identity, reads, empty, trace = "" }: Operation): Content {
  const record = JSON.stringify(identity.map((field) => fieldOf(fields, field)));
  const sent = JSON.parse(json) as Record<string, unknown>;
  delete sent[trace];
  // What reads, or may be told that there is nothing, asks for something: only the very same question stands for it.
  if (reads === true || empty !== undefined) return { record, sets: new Map([[JSON.stringify(sent), undefined]]) };
  const sets = new Map<string, unknown>();
  collect(sent, "", sets);
  return { record, sets };
}

/**
 * Items with names are set by their names, as properties are. Of other lists HubSpot replaces some and adds to others, so
 * that each item counts: only what has them all stands for them.
 */
function collect(value: unknown, path: string, sets: Map<string, unknown>): void {
  if (typeof value !== "object" || value === null) {
    sets.set(`${path}=`, value);
  } else if (!Array.isArray(value)) {
    sets.set(`${path}{`, undefined);
    for (const [key, inner] of Object.entries(value)) collect(inner, `${path}.${JSON.stringify(key)}`, sets);
  } else if (value.every(isNamed)) {
    sets.set(`${path}[`, undefined);
    for (const item of value) collect(item, `${path}[${JSON.stringify(item.name)}]`, sets);
  } else {
    sets.set(`${path}[]`, undefined);
    for (const item of value) sets.set(`${path}[]${JSON.stringify(item)}`, undefined);
  }
}

function isNamed(item: unknown): item is { readonly name: string } {
  return typeof (item as { name?: unknown } | null)?.name === "string";
}

function covers(later: Content, earlier: Content): boolean {
  if (later.record !== earlier.record || later.sets.size < earlier.sets.size) return false;
  for (const [path, value] of earlier.sets) {
    if (!later.sets.has(path)) return false;
    const now = later.sets.get(path);
    if (now !== value && !replaces(now)) return false;
  }
  return true;
}

/**
 * Whether a value stands whatever was there before it: HubSpot passes over null, and adds what follows a semicolon to the
 * values of a property that has several. Source: HubSpot, "Properties", add values to multiple checkboxes.
 */
function replaces(value: unknown): boolean {
  return value !== null && !(typeof value === "string" && value.startsWith(";"));
}

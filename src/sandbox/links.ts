import { located } from "./address.js";
import type { Input, SandboxOperation } from "./routes.js";
import { isObject, type StoredRecord, textOf } from "./store.js";
import type { WriteResult } from "./write.js";

/** A link as `records` shows it: the ids of its ends, and its kinds. */
export interface Link extends StoredRecord {
  readonly from: string;
  readonly to: string;
  readonly types: readonly Input[];
}

/** Kinds of links, by the id of the record at their other end. */
type Ends = Map<string, readonly Input[]>;

/** The links between records, of every two types: each is there from both of its ends, with the same kinds. */
export class LinkStore {
  readonly #ends = new Map<string, Map<string, Ends>>();

  /** Every link that begins at records of a type, oldest beginning first. */
  all(store: string): Link[] {
    return [...(this.#ends.get(store) ?? [])].flatMap(([from, ends]) =>
      [...ends].map(([to, types]) => ({ from, to, types })),
    );
  }

  /** The links of one record. */
  of(store: string, from: string): ReadonlyMap<string, readonly Input[]> {
    return this.#ends.get(store)?.get(from) ?? new Map<string, readonly Input[]>();
  }

  /** Gives a link other kinds; none: it is no longer there. */
  set(
    store: string,
    reverse: string,
    { from, to, types }: Pick<Link, "from" | "to"> & { types?: readonly Input[] },
  ): void {
    this.#setOne(store, from, to, types);
    this.#setOne(reverse, to, from, types);
  }

  #setOne(store: string, from: string, to: string, types: readonly Input[] | undefined): void {
    const all = this.#ends.get(store) ?? new Map<string, Ends>();
    const ends = all.get(from) ?? new Map<string, readonly Input[]>();
    if (types === undefined) ends.delete(to);
    else ends.set(to, types);
    all.set(from, ends);
    this.#ends.set(store, all);
  }
}

/** Where links are kept, and where those are that lead the other way. */
export interface LinkPlace {
  readonly links: LinkStore;
  readonly store: string;
  readonly reverse: string;
  /** A result of the operation, for what it has of kinds. */
  readonly sample: object | undefined;
}

/** Makes what an operation about links does with one input. */
export function linkWriter(operation: SandboxOperation, place: LinkPlace): ((input: Input) => WriteResult) | undefined {
  const { links: said } = operation;
  if (said === undefined) return undefined;
  const { links, store, reverse } = place;
  return (input) => {
    const [from = ""] = valuesAt(input, said.from).map(textOf);
    const known = links.of(store, from);
    if (said.does === "list") return known.size > 0 ? listOf(operation, place, input, known) : "not-found";
    const ends = valuesAt(input, said.to ?? "").map(textOf);
    const kinds = said.types === undefined ? [] : valuesAt(input, said.types).filter(isObject);
    let wasThere = false;
    for (const to of ends) {
      const before = known.get(to);
      wasThere ||= before !== undefined;
      const types =
        said.does === "add" ? union(before, kinds) : said.does === "remove" ? undefined : less(before, kinds);
      links.set(store, reverse, { from, to, ...(types && { types }) });
    }
    if (said.does !== "add") return wasThere ? "removed" : "absent";
    return located(operation, input);
  };
}

/** The values at a place of an input, those of each element where there is a list on the way. */
function valuesAt(input: Input, place: string): unknown[] {
  return place.split(".").reduce<unknown[]>(
    (values, key) =>
      values.flatMap((value) => {
        const found = isObject(value) ? value[key] : undefined;
        return Array.isArray(found) ? (found as unknown[]) : found == null ? [] : [found];
      }),
    [input],
  );
}

const isSame = (one: Input, other: Input): boolean =>
  Object.entries(one).every(([field, value]) => other[field] === value);

function union(before: readonly Input[] = [], kinds: readonly Input[]): readonly Input[] {
  return [...before, ...kinds.filter((kind) => !before.some((one) => isSame(kind, one)))];
}

/** What is left of a link's kinds; nothing where none is, or where none of them was asked for by itself. */
function less(before: readonly Input[] | undefined, kinds: readonly Input[]): readonly Input[] | undefined {
  const left = before?.filter((one) => !kinds.some((kind) => isSame(kind, one)));
  return left === undefined || left.length === 0 ? undefined : left;
}

/** A record and its links, as the contract calls their parts. */
function listOf(
  operation: SandboxOperation,
  { sample }: LinkPlace,
  input: Input,
  known: ReadonlyMap<string, readonly Input[]>,
): StoredRecord {
  const { list = "", as = {} } = operation.links ?? {};
  const called = (name: string): string => as[name] ?? name;
  const [[example] = [[]]] = [valuesAt(sample as Input, list)];
  const [usual] = valuesAt((example ?? {}) as Input, called("types"));
  const shown = (kind: Input) =>
    Object.fromEntries(Object.entries(kind).map(([field, value]) => [called(field), value]));
  const links = [...known].map(([to, types]) => ({
    [called("to")]: to,
    // A link without a kind of its own has the usual one.
    [called("types")]: types.length > 0 ? types.map(shown) : [usual],
  }));
  return { ...located(operation, input), [list]: links };
}

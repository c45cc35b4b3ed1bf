import type { Operation } from "../contract.js";
import { fieldOf, fold, textOf } from "./identity.js";
import { rulesOf } from "./rules.js";
import type { Sent } from "./sent.js";

type Index<E> = ReadonlyMap<string, readonly E[]>;

/** What an input is found by, and the properties which that may be called: if it is sure, by no other. */
interface Key<E> {
  readonly entry: E;
  readonly properties: readonly string[];
  readonly isSure: boolean;
}

/** `0-420 tenant_id:T7`: perhaps a type, then a property and the value by which a record was looked for. */
const COORDINATES = /(?:^|\s)([^\s:]+):(.+)$/s;

/** The inputs of a batch by all that an error may call them. */
export class Names<E extends Sent> {
  readonly #entries: readonly E[];
  readonly #operation: Operation;
  readonly #byField = new Map<string, Index<E>>();
  #sent: ReadonlyMap<E, unknown> | undefined;
  #byKey: Index<Key<E>> | undefined;
  /** All of their properties. */
  #properties: ReadonlySet<string> | undefined;

  constructor(entries: readonly E[], operation: Operation) {
    this.#entries = entries;
    this.#operation = operation;
  }

  /** Those that a value in an error's context names, none where that was not sent; `undefined` where it is no name. */
  named(key: string, value: string): readonly E[] | undefined {
    const { errors, trace } = this.#operation;
    if (value.trim() === "") return undefined;
    const field = Object.hasOwn(errors, key) ? errors[key] : undefined;
    if (field !== undefined) {
      const valueOf = (entry: E) => (field === trace ? entry.trace : fieldOf(entry.fields, field));
      return this.#index(`errors ${field}`, valueOf).get(fold(value)) ?? [];
    }
    const found = this.#byOwnField(key, value) ?? this.#byCoordinates(key, value);
    // What several inputs have is no name.
    return found === undefined || found.length > 1 ? undefined : found;
  }

  /** A key that is a field of the input itself: `name: ["age__c"]`. */
  #byOwnField(key: string, value: string): readonly E[] | undefined {
    const valueOf = (entry: E) => {
      const sent = this.#asSent(entry);
      const own = typeof sent === "object" && sent !== null ? fieldOf(sent, key) : undefined;
      return typeof own === "object" ? undefined : own;
    };
    const found = this.#index(`own ${key}`, valueOf).get(fold(value));
    return found ?? (this.#fields.includes(key) ? [] : undefined);
  }

  /** The fields by which inputs are found. */
  get #fields(): readonly string[] {
    const { identity, match, errors } = this.#operation;
    return [...identity, ...match.flatMap((rule) => ("input" in rule ? rule.input : [])), ...Object.values(errors)];
  }

  /** What was sent, read back: an input may have changed. */
  #asSent(entry: E): unknown {
    this.#sent ??= new Map(this.#entries.map((one) => [one, JSON.parse(one.json) as unknown]));
    return this.#sent.get(entry);
  }

  #byCoordinates(key: string, text: string): readonly E[] | undefined {
    const [, property, value] = COORDINATES.exec(text) ?? [];
    if (property === undefined || value === undefined) return undefined;
    this.#byKey ??= this.#keys();
    const isAny = /coordinates/i.test(key);
    const found = this.#byKey
      .get(fold(value))
      ?.filter(({ properties, isSure }) => properties.includes(property) || (isAny && !isSure));
    if (found !== undefined && found.length > 0) return found.map(({ entry }) => entry);
    this.#properties ??= new Set([...this.#byKey.values()].flatMap((keys) => keys.flatMap((one) => one.properties)));
    return isAny || this.#properties.has(property) ? [] : undefined;
  }

  #keys(): Index<Key<E>> {
    const rules = rulesOf(this.#operation).filter((rule) => "keyOf" in rule);
    const keys = this.#entries.flatMap((entry) => {
      const found = rules.flatMap((rule) => {
        const value = rule.keyOf(entry);
        const named = rule.propertiesOf(entry);
        return value === undefined || named === undefined ? [] : [{ value, ...named }];
      });
      const named = this.#fields.map((field) => ({
        value: fieldOf(entry.fields, field),
        properties: [field],
        isSure: false,
      }));
      return [...found, ...(found.length > 0 ? [] : named)].map((one) => ({ entry, ...one }));
    });
    return indexBy(keys, ({ value }) => value);
  }

  #index(name: string, valueOf: (entry: E) => unknown): Index<E> {
    let index = this.#byField.get(name);
    if (index === undefined) this.#byField.set(name, (index = indexBy(this.#entries, valueOf)));
    return index;
  }
}

function indexBy<T>(all: readonly T[], valueOf: (one: T) => unknown): Index<T> {
  const index = new Map<string, T[]>();
  for (const one of all) {
    const value = valueOf(one);
    if (value == null || value === "") continue;
    const key = fold(textOf(value));
    const alike = index.get(key);
    if (alike === undefined) index.set(key, [one]);
    else alike.push(one);
  }
  return index;
}

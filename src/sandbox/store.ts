/** One record as it is stored: a write puts another in its place. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/** Where a value stands in a record: the keys from the outside in. */
export type Path = readonly string[];

/** The values that a record is looked up by, each with its place. */
export type Address = readonly { readonly path: Path; readonly value: unknown }[];

/** Where a CRM record lists the ids of those that were merged into it. */
const MERGED = ["properties", "hs_merged_object_ids"];

/** Records of one api, found in constant time by any of their values. */
export class RecordStore {
  readonly #idFields: readonly [string, ...string[]];
  readonly #records = new Map<string, StoredRecord>();
  /** Per set of paths, made when first asked for: the values there → the record's id. */
  readonly #indexes = new Map<string, { readonly paths: readonly Path[]; readonly ids: Map<string, string> }>();
  /** The fields that any record has, or had. */
  readonly #fields = new Set<string>();
  #lastId = 10_000_000_000;
  /** Ids of records that were merged into one of these, as it says itself. */
  readonly merged = new Set<string>();

  /** `idFields` hold HubSpot's own ids, the one that tells records apart first. */
  constructor(idFields: readonly string[]) {
    const [first = "id", ...others] = idFields;
    this.#idFields = [first, ...others];
  }

  /** Every record, oldest first. */
  all(): StoredRecord[] {
    return [...this.#records.values()];
  }

  /** Finds the record that has all of the values. */
  find(address: Address): StoredRecord | undefined {
    const paths = address.map(({ path }) => path);
    const name = JSON.stringify(paths);
    let index = this.#indexes.get(name);
    if (!index) {
      index = { paths, ids: new Map() };
      for (const [id, record] of this.#records) index.ids.set(keyAt(paths, record), id);
      this.#indexes.set(name, index);
    }
    const key = keyOf(address.map(({ value }) => value));
    const id = key === nowhere ? undefined : index.ids.get(key);
    return id === undefined ? undefined : this.#records.get(id);
  }

  /** Finds the record that has all of those values that are of a field which records have at all. */
  findByKnown(address: Address): StoredRecord | undefined {
    const known = address.filter(({ path: [field = ""] }) => this.#fields.has(field));
    return known.length === 0 ? undefined : this.find(known);
  }

  /** Stores a record in place of the one with its id, if there is one; gives it the ids it lacks. */
  save(record: StoredRecord): StoredRecord {
    const saved: Record<string, unknown> = { ...record };
    for (const field of this.#idFields) saved[field] ??= this.#mint();
    const id = this.#idOf(saved);
    const before = this.#records.get(id);
    this.#records.set(id, saved);
    for (const field of Object.keys(saved)) this.#fields.add(field);
    const into = valueAt(saved, MERGED);
    if (typeof into === "string") for (const one of into.split(";")) this.merged.add(one.trim());
    for (const { paths, ids } of this.#indexes.values()) {
      if (before) ids.delete(keyAt(paths, before));
      ids.set(keyAt(paths, saved), id);
    }
    return saved;
  }

  /** Forgets a record. */
  delete(record: StoredRecord): void {
    this.#records.delete(this.#idOf(record));
    for (const { paths, ids } of this.#indexes.values()) ids.delete(keyAt(paths, record));
  }

  #idOf(record: StoredRecord): string {
    return textOf(record[this.#idFields[0]]);
  }

  #mint(): string {
    let id: string;
    do id = String(++this.#lastId);
    while (this.#records.has(id));
    return id;
  }
}

/** The key of what lacks one of the values; nothing is ever found by it. */
const nowhere = "";

function keyAt(paths: readonly Path[], record: StoredRecord): string {
  return keyOf(paths.map((path) => valueAt(record, path)));
}

/** The value at a place of a record or an input. */
export function valueAt(record: StoredRecord, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), record);
}

function keyOf(values: readonly unknown[]): string {
  return values.some((value) => value == null) ? nowhere : JSON.stringify(values.map(textOf));
}

/** A value as HubSpot compares ids: as text, without the blanks around it. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : JSON.stringify(value);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

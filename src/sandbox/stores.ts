/** All that a sandbox keeps: the records of each API, and the links between records, those it was given first among them. */
import { type Link, LinkStore } from "./links.js";
import { apiOf, createNaming, parametersOf, type Route } from "./routes.js";
import { RecordStore, type StoredRecord } from "./store.js";

/** The stores of a contract's APIs, each made when it is first asked for. */
export class Stores {
  readonly links = new LinkStore();
  readonly #routes: readonly Route[];
  readonly #nameOf: (name: string) => string;
  readonly #seeds: ReadonlyMap<string, readonly object[]>;
  readonly #linked: ReadonlySet<string>;
  readonly #stores = new Map<string, RecordStore>();
  readonly #timestamp: () => string;

  constructor(routes: readonly Route[], records: Readonly<Record<string, readonly object[]>>, timestamp: () => string) {
    this.#routes = routes;
    this.#nameOf = createNaming(routes);
    this.#timestamp = timestamp;
    this.#seeds = new Map(Object.entries(records).map(([name, seeded]) => [this.#nameOf(name), seeded]));
    this.#linked = new Set(routes.flatMap(({ api, operation }) => (operation.links ? [api] : [])));
    for (const [name, seeded] of this.#seeds) if (this.#linked.has(apiOf(name))) seedLinks(this.links, name, seeded);
  }

  /** Whether a store knows only what it was given and what was created since. */
  isSeeded(name: string): boolean {
    return this.#seeds.has(name);
  }

  /** The records of a store. */
  of(name: string): RecordStore {
    const store = this.#stores.get(name) ?? this.#create(name);
    this.#stores.set(name, store);
    return store;
  }

  /** All records of an API, whatever its paths say besides; what they say is part of each. */
  *writtenTo(api: string): Generator<StoredRecord> {
    for (const name of new Set([...this.#seeds.keys(), ...this.#stores.keys()])) {
      if (apiOf(name) !== api) continue;
      const said = parametersOf(name, this.#routes);
      for (const record of this.of(name).all()) yield { ...record, ...said };
    }
  }

  /** What is stored under a name, by any that it goes by, oldest first. */
  all(name: string): StoredRecord[] {
    return this.#linked.has(apiOf(name)) ? this.links.all(name) : this.of(this.#nameOf(name)).all();
  }

  #create(name: string): RecordStore {
    const idFields = this.#routes.flatMap(({ api, operation }) => (api === apiOf(name) ? operation.recordId : []));
    const store = new RecordStore([...new Set(idFields)]);
    const at = this.#timestamp();
    for (const seed of this.#seeds.get(name) ?? [])
      store.save({ createdAt: at, updatedAt: at, archived: false, ...structuredClone(seed) });
    return store;
  }
}

/** Links as `records` shows them, of which the kinds may be left out. */
function seedLinks(links: LinkStore, name: string, seeded: readonly object[]): void {
  const [api = "", ...types] = name.split("/");
  const reverse = [api, ...types.toReversed()].join("/");
  for (const { from, to, types = [] } of seeded as readonly Partial<Link>[]) {
    if (from === undefined || to === undefined)
      throw new TypeError(`Expected \`records\` of ${name} to be links, as in { from: "7", to: "9" }`);
    links.set(name, reverse, { from, to, types });
  }
}

import type { Input, SandboxOperation } from "./routes.js";
import { type StoredRecord, textOf, valueAt } from "./store.js";
import type { Settled } from "./write.js";

/** Gives each record of an answer the list of what others wrote of it, with the fields of a sample's items. */
export function gathered(
  settled: Settled,
  { list, by, item }: NonNullable<SandboxOperation["gathers"]>,
  written: Iterable<StoredRecord>,
  sample: object | undefined,
): Settled {
  const [example = {}] = listAt(sample, list);
  const known = new Map<string, object[]>();
  for (const record of written) {
    const shown = Object.entries(item).map(([field, ours]) => [field, record[ours]] as const);
    // What has none of it is of another kind.
    if (shown.some(([, value]) => value == null)) continue;
    const key = keyOf(Object.values(by), record);
    const items = known.get(key) ?? [];
    known.set(key, [...items, { ...example, ...Object.fromEntries(shown) }]);
  }
  const records = settled.records.map(({ input, record }) => ({
    input,
    record: { ...record, [list]: known.get(keyOf(Object.keys(by), input)) ?? [] },
  }));
  return { ...settled, records };
}

const keyOf = (fields: readonly string[], of: Input): string =>
  JSON.stringify(fields.map((field) => textOf(valueAt(of, field.split(".")))));

function listAt(sample: object | undefined, list: string): readonly object[] {
  const found = (sample as Input | undefined)?.[list];
  return Array.isArray(found) ? (found as object[]) : [];
}

/** Which record an input is about: where its values stand in that record. */
import { merge } from "./merge.js";
import type { Input, SandboxOperation } from "./routes.js";
import { type Address, type Path, type StoredRecord, valueAt } from "./store.js";

/** Where a record is found, and which fields of the input say so. */
export type InputAddress = readonly (Address[number] & { readonly field: string })[];

/** Names the first field that an input lacks to say which record is meant. */
export function missingField(operation: SandboxOperation, input: Input): string | undefined {
  return addressOf(operation, input)?.find(({ value }) => value == null || value === "")?.field;
}

/** Where an input's record is found: by the first rule that speaks of it, else by the operation's identity. */
export function addressOf(
  { match, recordId, identity }: Pick<SandboxOperation, "match" | "recordId" | "identity">,
  input: Input,
): InputAddress | undefined {
  for (const rule of match) {
    if ("pairs" in rule) {
      return rule.pairs.map(([result, field]) => {
        return { field, path: result.split("."), value: valueAt(input, field.split(".")) };
      });
    }
    if (!("result" in rule)) continue;
    const { result, input: field, when } = rule;
    const alone = recordId.includes(result) || identity.join() === field;
    if (when === undefined ? !alone : input[when] == null) continue;
    return [{ field, path: pathOf(result, input), value: valueAt(input, field.split(".")) }];
  }
  if (identity.length === 0) return undefined;
  return identity.map((field) => {
    const path = field.split(".");
    return { field, path, value: valueAt(input, path) };
  });
}

/** `properties[idProperty]` is `properties.sku` for an input whose `idProperty` is `sku`. */
function pathOf(result: string, input: Input): Path {
  return result.replace(/\[([^\]]+)\]/g, (_, field: string) => `.${String(input[field])}`).split(".");
}

/** What an input alone says of its record. */
export function located(operation: SandboxOperation, input: Input): StoredRecord {
  return placedAt(addressOf(operation, input) ?? []);
}

/** The record that an address alone describes. */
export function placedAt(address: Address): StoredRecord {
  const nested = address.map(({ path, value }) => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));
  // Every path has at least one key, so that each value is nested in an object.
  return nested.reduce(merge, {}) as StoredRecord;
}

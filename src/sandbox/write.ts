import type { Refusal } from "./faults.js";
import type { Input, SandboxOperation } from "./routes.js";
import { type Address, isObject, type Path, type RecordStore, type StoredRecord, valueAt } from "./store.js";

/** What became of a batch that was not refused as a whole. */
export interface Settled {
  readonly written: readonly Input[];
  /** The records to answer with; none where success has no content. */
  readonly records: readonly { readonly input: Input; readonly record: StoredRecord }[];
  /** What was there, and no longer is. */
  readonly removed: readonly Input[];
  readonly notFound: readonly Input[];
  /** What was to be created, and is there. */
  readonly existing: readonly Input[];
  readonly refused: ReadonlyMap<Refusal, readonly Input[]>;
}

/** How to write: which inputs not to, whether ids that are not stored are refused, and the time. */
export interface WriteOptions {
  readonly spoilt: ReadonlyMap<Input, Refusal | "silent">;
  readonly strict: boolean;
  readonly at: string;
}

/** Writes a batch, input by input. */
export function writeBatch(
  store: RecordStore,
  operation: SandboxOperation,
  inputs: readonly Input[],
  options: WriteOptions,
): Settled {
  const written: Input[] = [];
  const records: { input: Input; record: StoredRecord }[] = [];
  const removed: Input[] = [];
  const notFound: Input[] = [];
  const existing: Input[] = [];
  const refused = new Map<Refusal, Input[]>();
  for (const input of inputs) {
    const refusal = options.spoilt.get(input);
    if (refusal === "silent") continue;
    if (refusal) {
      const others = refused.get(refusal);
      if (others) others.push(input);
      else refused.set(refusal, [input]);
      continue;
    }
    const outcome = write(store, operation, input, options);
    if (outcome === "not-found" || outcome === "existing") {
      (outcome === "existing" ? existing : notFound).push(input);
      continue;
    }
    if (!operation.reads) written.push(input);
    if (outcome === "removed") removed.push(input);
    else if (outcome !== "absent") records.push({ input, record: outcome });
  }
  return { written, records, removed, notFound, existing, refused };
}

/** Whether success shows nothing because there is nothing left: what may be sent twice and adds nothing removes. */
function removes({ noContent, idempotent, answer }: SandboxOperation): boolean {
  return noContent === true && idempotent && answer?.added === undefined;
}

/** Whether an operation makes records: what may not be sent twice, or has nothing to tell records apart by. */
export function creates({ idempotent, identity }: SandboxOperation): boolean {
  return !idempotent || identity.length === 0;
}

/**
 * An operation that finds records by HubSpot's own id only updates, or removes where success has no content; one with
 * any other identity upserts; one without identity, or that may not be sent twice, creates. Of lists, what is a member already stays as it is.
 */
function write(
  store: RecordStore,
  operation: SandboxOperation,
  input: Input,
  { strict, at }: WriteOptions,
): StoredRecord | "not-found" | "existing" | "removed" | "absent" {
  const address = addressOf(operation, input);
  // What is removed may be named by more than is stored of it, as by the app that wrote it.
  const found = address && (removes(operation) ? store.findByKnown(address) : store.find(address));
  // Where no error could name it, there is an answer about everybody: that there is nothing more to tell.
  const tells = Object.keys(operation.errors).length === 0;
  if (operation.reads) return found ?? (tells ? located(address ?? []) : "not-found");
  if (removes(operation)) {
    if (!found && strict && operation.namesMissing) return "not-found";
    if (found) store.delete(found);
    return found ? "removed" : "absent";
  }
  if (operation.answer && found) return "absent";
  if (found && creates(operation)) return "existing";
  if (!found && strict && updatesOnly(operation)) return "not-found";
  const base = found ?? { ...located(address ?? []), createdAt: at, archived: false };
  // Two objects merge into an object.
  const merged = merge(base, contentOf(operation, input)) as StoredRecord;
  return store.save({ ...merged, updatedAt: at });
}

/** Where a record is found, and which fields of the input say so. */
type InputAddress = readonly (Address[number] & { readonly field: string })[];

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

function updatesOnly({ match, recordId, identity }: SandboxOperation): boolean {
  return (
    match.some((rule) => "result" in rule && rule.when === undefined && recordId.includes(rule.result)) ||
    identity.some((field) => recordId.includes(field))
  );
}

/** `properties[idProperty]` is `properties.sku` for an input whose `idProperty` is `sku`. */
function pathOf(result: string, input: Input): Path {
  return result.replace(/\[([^\]]+)\]/g, (_, field: string) => `.${String(input[field])}`).split(".");
}

/** The record that an address alone describes. */
function located(address: Address): StoredRecord {
  const nested = address.map(({ path, value }) => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));
  // Every path has at least one key, so that each value is nested in an object.
  return nested.reduce(merge, {}) as StoredRecord;
}

/** What of an input is to be stored: all but what only says which record is meant, and HubSpot's own ids. */
function contentOf({ trace, match, recordId }: SandboxOperation, input: Input): Input {
  const content = { ...input };
  for (const field of recordId) delete content[field];
  if (trace !== undefined) delete content[trace];
  for (const rule of match) {
    if (!("result" in rule)) continue;
    if (rule.when !== undefined) delete content[rule.when];
    if (rule.when !== undefined || recordId.includes(rule.result)) delete content[rule.input];
  }
  return content;
}

/** HubSpot keeps what is not sent, ignores null, trims text, and merges properties by their names. */
function merge(stored: unknown, sent: unknown): unknown {
  if (sent === null || sent === undefined) return stored;
  if (typeof sent === "string") return sent.trim();
  if (Array.isArray(sent)) return mergeLists(Array.isArray(stored) ? stored : [], sent);
  if (!isObject(sent)) return sent;
  const merged: Record<string, unknown> = isObject(stored) ? { ...stored } : {};
  for (const [key, value] of Object.entries(sent)) {
    const next = merge(merged[key], value);
    if (next !== undefined) merged[key] = next;
  }
  return merged;
}

function mergeLists(stored: readonly unknown[], sent: readonly unknown[]): unknown[] {
  const isNamed = (item: unknown): item is { name: unknown } => isObject(item) && "name" in item;
  if (!sent.every(isNamed)) return sent.map((item) => merge(undefined, item));
  const byName = new Map(stored.filter(isNamed).map((item) => [item.name, item as unknown]));
  for (const item of sent) byName.set(item.name, merge(byName.get(item.name), item));
  return [...byName.values()];
}

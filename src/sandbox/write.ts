import { addressOf, type InputAddress, placedAt } from "./address.js";
import type { Refusal } from "./faults.js";
import { merge } from "./merge.js";
import type { Input, SandboxOperation } from "./routes.js";
import { type RecordStore, type StoredRecord, textOf, valueAt } from "./store.js";

/** What became of a batch that was not refused as a whole. */
export interface Settled {
  readonly written: readonly Input[];
  /** The records to answer with; none where success has no content. */
  readonly records: readonly { readonly input: Input; readonly record: StoredRecord }[];
  /** What was there, and no longer is. */
  readonly removed: readonly Input[];
  readonly notFound: readonly Input[];
  /** What was to be created, and is there: as what. */
  readonly existing: readonly { readonly input: Input; readonly record: StoredRecord }[];
  readonly refused: ReadonlyMap<Refusal, readonly Input[]>;
}

/** What became of one input: the record to show, what was in its way, or a word. */
export type WriteResult = StoredRecord | Existing | "not-found" | "removed" | "absent" | "silent";

/** The record that is there already. */
class Existing {
  readonly record: StoredRecord;

  constructor(record: StoredRecord) {
    this.record = record;
  }
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
  return settleEach(operation, inputs, options.spoilt, (input) => write(store, operation, input, options));
}

/** Has each input of a batch written, but for those that something goes wrong with. */
export function settleEach(
  operation: SandboxOperation,
  inputs: readonly Input[],
  spoilt: WriteOptions["spoilt"],
  writeOne: (input: Input) => WriteResult,
): Settled {
  const written: Input[] = [];
  const records: { input: Input; record: StoredRecord }[] = [];
  const removed: Input[] = [];
  const notFound: Input[] = [];
  const existing: { input: Input; record: StoredRecord }[] = [];
  const refused = new Map<Refusal, Input[]>();
  for (const input of inputs) {
    const refusal = spoilt.get(input);
    if (refusal === "silent") continue;
    if (refusal) {
      const others = refused.get(refusal);
      if (others) others.push(input);
      else refused.set(refusal, [input]);
      continue;
    }
    const outcome = writeOne(input);
    if (outcome === "silent") continue;
    if (outcome instanceof Existing) {
      existing.push({ input, record: outcome.record });
      continue;
    }
    if (outcome === "not-found") {
      notFound.push(input);
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
): WriteResult {
  const address = addressOf(operation, input);
  // What is removed may be named by more than is stored of it, as by the app that wrote it.
  const found = address && (removes(operation) ? store.findByKnown(address) : store.find(address));
  // Where no error could name it, there is an answer about everybody: that there is nothing more to tell.
  const tells = Object.keys(operation.errors).length === 0 || operation.gathers !== undefined;
  if (!found && wasMerged(store, address)) return "silent";
  if (operation.reads) return found ?? (tells ? placedAt(address ?? []) : "not-found");
  if (removes(operation)) {
    if (!found && strict && operation.namesMissing) return "not-found";
    if (found) store.delete(found);
    return found ? "removed" : "absent";
  }
  if (operation.answer && found) return "absent";
  const inTheWay = creates(operation) ? (found ?? twinOf(store, operation, input)) : undefined;
  if (inTheWay) return new Existing(inTheWay);
  if (!found && strict && updatesOnly(operation)) return "not-found";
  const base = found ?? { ...placedAt(address ?? []), createdAt: at, archived: false };
  // Two objects merge into an object.
  const merged = merge(base, contentOf(operation, input)) as StoredRecord;
  return store.save({ ...merged, updatedAt: at });
}

function updatesOnly({ match, recordId, identity }: SandboxOperation): boolean {
  return (
    match.some((rule) => "result" in rule && rule.when === undefined && recordId.includes(rule.result)) ||
    identity.some((field) => recordId.includes(field))
  );
}

/** The record that has what is to be unique of a new one, as contacts their email. */
function twinOf(store: RecordStore, { read }: SandboxOperation, input: Input): StoredRecord | undefined {
  if (read?.unique === undefined) return undefined;
  const path = ["properties", read.unique];
  return store.find([{ path, value: valueAt(input, path) }]);
}

/**
 * The first input of a batch without a trace id that what is there is in the way of: only with one does HubSpot tell the
 * records of a batch apart, and refuses it otherwise as a whole.
 */
export function conflictIn(
  store: RecordStore,
  operation: SandboxOperation,
  inputs: readonly Input[],
): StoredRecord | undefined {
  const { trace } = operation;
  if (trace === undefined || !creates(operation)) return undefined;
  const untraced = inputs.filter((input) => input[trace] == null);
  return untraced.map((input) => twinOf(store, operation, input)).find((record) => record !== undefined);
}

/** Whether an id is one of a record that was merged into another: HubSpot leaves it out of its answer. */
function wasMerged(store: RecordStore, address: InputAddress | undefined): boolean {
  const [first, ...others] = address ?? [];
  return first !== undefined && others.length === 0 && first.path.length === 1 && store.merged.has(textOf(first.value));
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

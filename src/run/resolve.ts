/** Reads what became of inputs whose answers were lost, and decides those that can be decided. */
import type { Operation, Read } from "../contract.js";
import { fieldOf, identityOf } from "../match/identity.js";
import { callSettings } from "../options/call-settings.js";
import { expected, type Names, objectOf } from "../options/expected.js";
import { type Reported, withFates } from "../outcome/decided.js";
import { HaltSwitch } from "../outcome/halt.js";
import { type Fate, type Outcome, withStatus } from "../outcome/outcome.js";
import { sum } from "../outcome/passes.js";
import type { BatchReport, BatchSummary, MutableRequestCounts } from "../outcome/summary.js";
import type { Transport } from "../wire/transport.js";
import type { BatchRun } from "./batch-run.js";
import type { Found, Sought } from "./read-back.js";
import { readEach } from "./read-each.js";
import { fateOf, type RecordContext } from "./read-fate.js";
import { readMany } from "./read-many.js";

/** What a resolution may be told. */
export interface ResolveOptions {
  /**
   * The property with unique values by which records that were created are found. Default: the contract's for this type of
   * object (`email` of contacts); where it knows none, creates stay `unknown`.
   */
  readonly by?: string | undefined;
  /** The path's parameters of the call. Default: those that the report has. */
  readonly path?: Readonly<Record<string, string>> | undefined;
  /** Ends the reading; what was not read stays `unknown`. */
  readonly signal?: AbortSignal | undefined;
}

const OPTIONS: Names<ResolveOptions> = { by: true, path: true, signal: true };

/** A report, or a summary, which may have the outcomes that were kept of a stream. */
export type Resolvable<I, R, S = object> = BatchSummary<I, S> &
  Partial<Pick<BatchReport<I, R, S>, "outcomes" | "untied">>;

/** What a resolution needs of its client. */
export interface ResolveContext {
  /** The version of an API, and the methods that there are. */
  readonly versionOf: (api: string) => string | undefined;
  readonly find: (method: string) => Promise<Operation> | undefined;
  /** Loads what an API reads. */
  readonly reads: (api: string) => Promise<Readonly<Record<string, Read>>>;
  readonly run: (
    inputs: readonly object[],
    operation: Operation,
    call: ReturnType<typeof callSettings>,
  ) => BatchRun<object, object>;
  readonly client: unknown;
  readonly transport: Transport;
}

const NONE: MutableRequestCounts = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };

/** Resolves what is unknown. Throws a `TypeError` where the report or an option is none of this client's. */
export async function resolveUnknown<I, R, S extends object>(
  report: Resolvable<I, R, S>,
  given: ResolveOptions | undefined,
  context: ResolveContext,
): Promise<BatchReport<I, R, S>> {
  const { by, path = report?.path, signal } = objectOf("options", given, OPTIONS);
  if (by !== undefined && (typeof by !== "string" || by === "")) throw expected("by", "a property's name", by);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw expected("signal", "an AbortSignal", signal);
  const method = report?.operation;
  const [api = "", verb = ""] = typeof method === "string" ? method.split(".") : [];
  const finding = context.find(`${api}.${verb}`);
  if (finding === undefined) throw expected("report", "one of this client's, with its `operation`", method);
  if (report.apiVersion !== context.versionOf(api))
    throw expected("report.apiVersion", `${context.versionOf(api)}, as this client's`, report.apiVersion);
  if (report.outcomes === undefined && report.counts.unknown > 0)
    throw expected("report.outcomes", "those of the inputs to resolve, as in { ...summary, outcomes }", undefined);
  // Those that were kept of a stream are in the order in which they came.
  const outcomes = [...(report.outcomes ?? [])].sort((one, other) => one.index - other.index);
  const reported: Reported<I, R, S> = { ...report, outcomes };
  const open = withStatus(outcomes, "unknown").filter(({ supersededBy }) => supersededBy === undefined);
  const operation = await finding;
  const requests = { ...NONE };
  const sought = open.map((outcome) => ({ outcome, sent: (outcome.sent ?? outcome.input) as object })); // Inputs are objects.
  const found = await read(sought, operation, { by, path, signal, api, requests, context });
  const fates = new Map<number, Fate<R>>();
  const others = othersOf(reported, found, operation);
  for (const one of sought) {
    const fate = fateOf(one, found.get(one), operation, others(one));
    fates.set(one.outcome.index, fate as Fate<R>); // A record is what was read.
  }
  return withFates(reported, fates, requests);
}

async function read(
  sought: readonly Sought[],
  operation: Operation,
  {
    by,
    path,
    signal,
    api,
    requests,
    context,
  }: ResolveOptions & { api: string; requests: MutableRequestCounts; context: ResolveContext },
): Promise<ReadonlyMap<Sought, Found>> {
  if (operation.read === undefined || sought.length === 0) return new Map();
  const readBack = { ...operation.read, ...(by !== undefined && { unique: by }) };
  const [, verb = ""] = readBack.operation.split(".");
  const batch = await context.find(`${api}.${verb}`);
  if (batch !== undefined) {
    return readMany(sought, readBack, batch, async (inputs, { body, query }) => {
      const given = { ...(batch.body && { body }), ...(batch.query && { query }) };
      const call = callSettings({ ...given, signal, ...(batch.path.includes("{") && { path: { ...path } }) }, batch);
      const report = await context.run(inputs, batch, call);
      Object.assign(requests, sum(requests, report.requests));
      return report.outcomes;
    });
  }
  const { [verb]: single } = await context.reads(api);
  if (single === undefined) return new Map();
  const control = new HaltSwitch();
  const abort = () => control.halt({ reason: "aborted" });
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await readEach(sought, readBack, { ...context, read: single, control, counts: requests });
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** Says of each input what others of the report have to do with its record: by their identity, or by the record's id. */
function othersOf<I, R, S extends object>(
  { outcomes, counts, startedAt }: Reported<I, R, S>,
  found: ReadonlyMap<Sought, Found>,
  operation: Operation,
): (one: Sought) => RecordContext {
  const { identity } = operation;
  const byIndex = new Map([...found].map(([{ outcome }, its]) => [outcome.index, its]));
  const idOf = ({ index, recordId }: Outcome<I, R, S>) => {
    const its = byIndex.get(index);
    return recordId ?? (its && "record" in its ? its.recordId : undefined);
  };
  const lastOfKey = new Map<string, number>();
  const ofRecord = new Map<string, { last: number; count: number }>();
  for (const outcome of outcomes) {
    const { index, input, sent } = outcome;
    const key = identityOf((sent ?? input) as object, identity); // Inputs are objects.
    if (key !== undefined) lastOfKey.set(key, index);
    const id = idOf(outcome);
    if (id !== undefined) ofRecord.set(id, { last: index, count: 1 + (ofRecord.get(id)?.count ?? 0) });
  }
  const rekeyed = rekeyedBy(outcomes, found, operation);
  // What has no identity is a record of its own.
  const isPartial = outcomes.length !== counts.total && identity.length > 0;
  return (one) => {
    const { index } = one.outcome;
    const its = found.get(one);
    const same = its && "record" in its ? ofRecord.get(its.recordId) : undefined;
    const last = Math.max(index, lastOfKey.get(identityOf(one.sent, identity) ?? "") ?? index, same?.last ?? index);
    return {
      later:
        last > index
          ? "a later input is of"
          : isPartial
            ? "a later input, whose outcome was not given, may be of"
            : its && "absent" in its && its.soughtBy.some((path) => rekeyed.has(path))
              ? "an input that sets the key of a record, found by another, may be of"
              : undefined,
      isShared: (same?.count ?? 1) > 1,
      startedAt,
    };
  };
}

/** The paths of the keys that were looked for in vain, and that an input sets which is found by another. */
function rekeyedBy(
  outcomes: readonly Outcome<unknown, unknown, unknown>[],
  found: ReadonlyMap<Sought, Found>,
  { idempotent, read }: Operation,
): ReadonlySet<string> {
  // What is created had no key before.
  if (!idempotent) return new Set();
  const paths = new Set([...found.values()].flatMap((its) => ("absent" in its ? its.soughtBy : [])));
  const places = Object.values(read?.by ?? {});
  const isRekeyed = (path: string) =>
    outcomes.some(({ input, sent }) => {
      const fields = (sent ?? input) as object; // Inputs are objects.
      return (
        fieldOf(fields, path) != null && !places.some((place) => path.endsWith(`.${String(fieldOf(fields, place))}`))
      );
    });
  return new Set([...paths].filter(isRekeyed));
}

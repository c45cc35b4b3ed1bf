/** Match: whose result is it? Finds the input that each record and error of an answer belongs to, or none. */
import type { Operation } from "../contract.js";
import type { Envelope, StandardError } from "../outcome/envelope.js";
import type { MatchedBy, Succeeded } from "../outcome/outcome.js";
import { fieldOf, fold, textOf } from "./identity.js";
import { Possible } from "./possible.js";
import { rulesOf } from "./rules.js";
import type { Sent } from "./sent.js";

/** What an answer says of each input of its batch. Every input is in exactly one of the first five. */
export interface Matched<E extends Sent, R> {
  /** HubSpot wrote it. */
  readonly written: readonly Written<E, R>[];
  /** An error names it. */
  readonly refused: ReadonlyMap<E, StandardError>;
  /** Both of the above. */
  readonly contradictory: ReadonlyMap<E, StandardError>;
  /** The answer speaks of it, but not of it alone. */
  readonly undecided: readonly E[];
  /** Not a word on it. */
  readonly silent: readonly E[];
  /** Results of the contradictory, of the undecided, of those proven by count, or of nobody. */
  readonly untied: readonly R[];
  /** Errors that name none of the inputs. */
  readonly unattributed: readonly StandardError[];
}

interface Written<E extends Sent, R> {
  readonly entry: E;
  readonly fate: Succeeded<R>;
}

/** Finds the input of each result and error, never by position: HubSpot answers out of order. */
export function match<E extends Sent, R extends object>(
  entries: readonly E[],
  envelope: Envelope,
  operation: Operation,
): Matched<E, R> {
  let written: Written<E, R>[] = [];
  let untied = envelope.results as readonly R[];
  let open = entries;
  const rules = rulesOf(operation);
  for (const rule of rules) {
    if (untied.length === 0) break;
    const ties = rule.tie(open, untied);
    const before = written.length;
    untied.forEach((record, place) => {
      const entry = ties[place];
      if (entry !== undefined) written.push({ entry, fate: succeeded(record, rule.matchedBy, operation) });
    });
    if (written.length === before) continue;
    untied = untied.filter((_, place) => ties[place] === undefined);
    open = written.length - before === open.length ? [] : without(open, ties);
  }

  const { refused, doubtful, unattributed } = attribute(envelope.errors, entries, open, operation);
  const contradictory = new Map<E, StandardError>();
  const contradicted: R[] = [];
  for (const { entry, fate } of refused.size === 0 ? [] : written) {
    const error = refused.get(entry);
    if (error === undefined) continue;
    contradictory.set(entry, error);
    refused.delete(entry);
    if (fate.record !== undefined) contradicted.push(fate.record);
  }
  if (contradictory.size > 0) written = written.filter(({ entry }) => !contradictory.has(entry));
  open = open.filter((entry) => !refused.has(entry));

  const finished = envelope.status === "COMPLETE";
  const possible = new Possible(finished ? open : [], untied, rules);
  if (
    finished &&
    open.length > 0 &&
    isComplete(entries, envelope, operation) &&
    untied.every((result) => possible.hasInputFor(result)) &&
    open.every((entry) => possible.hasResultFor(entry))
  ) {
    for (const entry of open) written.push({ entry, fate: { status: "succeeded", matchedBy: "count" } });
    open = [];
  }
  const undecided = finished ? open.filter((entry) => doubtful.has(entry) || possible.hasResultFor(entry)) : [];
  const silent = without(open, undecided);
  if (contradicted.length > 0) untied = [...untied, ...contradicted];
  return { written, refused, contradictory, undecided, silent, untied, unattributed };
}

function without<T>(all: readonly T[], some: readonly (T | undefined)[]): readonly T[] {
  const gone = new Set(some);
  return all.filter((one) => !gone.has(one));
}

/** Whether as many different records were answered as inputs were sent, and not one error. */
function isComplete(entries: readonly Sent[], { results, numErrors }: Envelope, operation: Operation): boolean {
  if (numErrors > 0 || results.length !== entries.length) return false;
  const ids = results.flatMap((result) => recordIdOf(result, operation) ?? []);
  return new Set(ids).size === results.length;
}

/** The fate of an input that HubSpot wrote. */
function succeeded<R extends object>(record: R, matchedBy: MatchedBy, operation: Operation): Succeeded<R> {
  const recordId = recordIdOf(record, operation);
  return recordId === undefined
    ? { status: "succeeded", record, matchedBy }
    : { status: "succeeded", record, recordId, matchedBy };
}

/** HubSpot's own id of a record. */
export function recordIdOf(result: object, { recordId }: Operation): string | undefined {
  for (const field of recordId) {
    const id = fieldOf(result, field);
    if (typeof id === "string" || typeof id === "number") return String(id);
  }
  return undefined;
}

/**
 * Finds the inputs that errors name in their context. One entry can name many; an id that several inputs have names only
 * the one that has no result, and casts doubt where that leaves several.
 */
export function attribute<E extends Sent>(
  errors: readonly StandardError[],
  entries: readonly E[],
  open: readonly E[],
  operation: Operation,
) {
  const refused = new Map<E, StandardError>();
  const doubtful = new Set<E>();
  const unattributed: StandardError[] = [];
  if (errors.length === 0) return { refused, doubtful, unattributed };
  const isOpen = new Set(open);
  const named = new Map(
    Object.entries(operation.errors).map(([key, field]) => [key, indexBy(entries, field, operation)]),
  );
  for (const error of errors) {
    let names = false;
    for (const context of [error.context, ...(error.errors ?? []).map((detail) => detail.context)]) {
      for (const [key, values] of Object.entries(context ?? {})) {
        for (const value of values) {
          const alike = named.get(key)?.get(fold(value)) ?? [];
          const candidates = alike.length > 1 ? alike.filter((entry) => isOpen.has(entry)) : alike;
          if (candidates.length > 0) names = true;
          const [entry, ...others] = candidates;
          if (entry !== undefined && others.length === 0) refused.set(entry, error);
          else for (const candidate of candidates) doubtful.add(candidate);
        }
      }
    }
    if (!names) unattributed.push(error);
  }
  return { refused, doubtful, unattributed };
}

function indexBy<E extends Sent>(entries: readonly E[], field: string, operation: Operation): Map<string, E[]> {
  const index = new Map<string, E[]>();
  for (const entry of entries) {
    const value = field === operation.trace ? entry.trace : fieldOf(entry.fields, field);
    if (value == null || value === "") continue;
    const key = fold(textOf(value));
    const alike = index.get(key);
    if (alike === undefined) index.set(key, [entry]);
    else alike.push(entry);
  }
  return index;
}

import type { Operation } from "../contract.js";
import type { Envelope, StandardError } from "../outcome/envelope.js";
import type { MatchedBy, Succeeded } from "../outcome/outcome.js";
import { attribute } from "./attribute.js";
import { errorOfTheRest, isWhole, provesTheRest } from "./conclude.js";
import { Possible } from "./possible.js";
import { recordIdOf } from "./record-id.js";
import { PairsRule, rulesOf } from "./rules.js";
import type { Sent } from "./sent.js";

/** What an answer says of each input of its batch. Every input is in exactly one of the first five. */
export interface Matched<E extends Sent, R> {
  /** HubSpot wrote it. */
  readonly written: readonly Written<E, R>[];
  /** An error names it, or can only be its own. */
  readonly refused: ReadonlyMap<E, StandardError>;
  /** It has a result, and an error names it. */
  readonly contradictory: ReadonlyMap<E, StandardError>;
  /** The answer speaks of it, but not of it alone. */
  readonly undecided: readonly E[];
  /** Not a word on it. */
  readonly silent: readonly E[];
  /** Results of the contradictory, of the undecided, of those proven by count, or of nobody. */
  readonly untied: readonly R[];
  /** Errors that are none of the inputs', as far as can be told. */
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
  const rules = rulesOf(operation);
  let written: Written<E, R>[] = [];
  let untied = envelope.results as readonly R[];
  let open = entries;
  let mirrored: readonly E[] = [];
  for (const rule of rules) {
    if (untied.length === 0) break;
    const shared = rule instanceof PairsRule ? rule.mirrored(entries, untied) : [];
    mirrored = [...mirrored, ...shared];
    const ties = rule.tie(without(open, shared), untied);
    const before = written.length;
    untied.forEach((record, place) => {
      const entry = ties[place];
      if (entry !== undefined) written.push({ entry, fate: succeeded(record, rule.matchedBy, operation) });
    });
    if (written.length === before) continue;
    untied = untied.filter((_, place) => ties[place] === undefined);
    open = written.length - before === open.length ? [] : without(open, ties);
    if (rule instanceof PairsRule) {
      const tied = written.map(({ entry }) => entry);
      untied = rule.others(untied, tied);
    }
  }

  const { nameless, stray, ...named } = attribute(envelope.errors, entries, open, operation);
  const doubtful = new Set([...named.doubtful, ...mirrored]);
  const refused = new Map(named.refused);
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
  if (refused.size > 0) open = open.filter((entry) => !refused.has(entry));

  const isClear = contradictory.size + doubtful.size === 0;
  const answer = { entries, open, untied, envelope, nameless, stray, isClear };
  const error = errorOfTheRest(answer, operation);
  if (error !== undefined) for (const entry of open) refused.set(entry, error);
  if (error !== undefined) open = [];
  const left = new Set(error === undefined ? [...nameless, ...stray] : []);
  const unattributed = left.size === 0 ? [] : envelope.errors.filter((one) => left.has(one));
  for (const [entry, its] of refused) {
    if (!saysNothingIsThere(its, operation)) continue;
    refused.delete(entry);
    written.push({ entry, fate: { status: "succeeded", matchedBy: "id" } });
  }

  const finished = envelope.status === "COMPLETE";
  const possible = new Possible(finished ? open : [], untied, rules);
  if (open.length > 0 && (provesTheRest(answer, operation) || isWhole(answer, possible, operation))) {
    for (const entry of open) written.push({ entry, fate: { status: "succeeded", matchedBy: "count" } });
    open = [];
  }
  // An error without a name, or one that is counted and not listed, may be any of theirs.
  const isAnybodys = unattributed.length > 0 || envelope.numErrors > envelope.errors.length;
  const isUndecided = (entry: E) => isAnybodys || doubtful.has(entry) || possible.hasResultFor(entry);
  const undecided = finished ? open.filter(isUndecided) : [];
  const silent = without(open, undecided);
  if (contradicted.length > 0) untied = [...untied, ...contradicted];
  return { written, refused, contradictory, undecided, silent, untied, unattributed };
}

function without<T>(all: readonly T[], some: readonly (T | undefined)[]): readonly T[] {
  if (some.length === 0) return all;
  const gone = new Set(some);
  return all.filter((one) => !gone.has(one));
}

/** Whether what HubSpot calls an error is a success of nothing: by the last word of `crm.associations.NO_ASSOCIATIONS_FOUND`. */
function saysNothingIsThere({ category, subCategory }: StandardError, { empty = [] }: Operation): boolean {
  return [category, subCategory].some(
    (name) => typeof name === "string" && empty.includes(name.split(".").at(-1) ?? ""),
  );
}

/** The fate of an input that HubSpot wrote. */
function succeeded<R extends object>(record: R, matchedBy: MatchedBy, operation: Operation): Succeeded<R> {
  const recordId = recordIdOf(record, operation);
  return recordId === undefined
    ? { status: "succeeded", record, matchedBy }
    : { status: "succeeded", record, recordId, matchedBy };
}

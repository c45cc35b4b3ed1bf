/** Match: whose result is whose, and what an answer lets one conclude about each input of its batch. */
import type { Operation } from "../contract.js";
import type { Envelope, StandardError } from "../outcome/envelope.js";
import { readErrorBody } from "../outcome/error-body.js";
import { attribute } from "./attribute.js";
import { errorOfTheRest, isWhole, provesTheRest } from "./conclude.js";
import { Possible } from "./possible.js";
import type { Sent } from "./sent.js";
import { succeeded, type Tied, tie, type Written } from "./tie.js";
import { without } from "./without.js";

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

/** Finds the input of each result and error, as far as an answer lets one conclude; the results may be tied already. */
export function match<E extends Sent, R extends object>(
  entries: readonly E[],
  envelope: Envelope,
  operation: Operation,
  tied: Tied<E, R> = tie(entries, envelope.results as readonly R[], operation),
): Matched<E, R> {
  let { untied } = tied;
  const errors = envelope.errors.map(readErrorBody);
  const { refused, nameless, stray, ...named } = attribute(errors, entries, tied.open, operation);
  const doubtful = new Set([...named.doubtful, ...tied.mirrored]);
  const contradictory = new Map<E, StandardError>();
  const contradicted: R[] = [];
  for (const { entry, fate } of tied.written) {
    const error = refused.get(entry);
    if (error === undefined) continue;
    contradictory.set(entry, error);
    refused.delete(entry);
    if (fate.record !== undefined) contradicted.push(fate.record);
  }
  const written = tied.written.filter(({ entry }) => !contradictory.has(entry));
  let open = tied.open.filter((entry) => !refused.has(entry));

  const isClear = contradictory.size + doubtful.size === 0;
  const answer = { entries, open, untied, envelope, nameless, stray, isClear };
  const error = errorOfTheRest(answer, operation);
  const left = new Set([...nameless, ...stray]);
  if (error !== undefined) {
    for (const entry of open) refused.set(entry, error);
    open = [];
    left.clear();
  }
  const unattributed = errors.filter((one) => left.has(one));
  for (const [entry, its] of refused) {
    if (!saysNothingIsThere(its, operation)) continue;
    refused.delete(entry);
    written.push({ entry, fate: { status: "succeeded", matchedBy: "id" } });
  }

  const finished = envelope.status === "COMPLETE";
  const possible = new Possible(finished ? open : [], untied, tied.rules);
  if (open.length > 0 && (provesTheRest(answer, operation) || isWhole(answer, possible, operation))) {
    const [record] = untied;
    // Of one that is left, what is left is its own.
    const isLast = open.length === 1 && untied.length === 1 && record !== undefined;
    for (const entry of open)
      written.push({
        entry,
        fate: isLast ? succeeded(record, "count", operation) : { status: "succeeded", matchedBy: "count" },
      });
    if (isLast) untied = [];
    open = [];
  }
  // An error without a name, or one that is counted and not listed, may be any of theirs.
  const isAnybodys = unattributed.length > 0 || envelope.numErrors > envelope.errors.length;
  const isUndecided = (entry: E) => isAnybodys || doubtful.has(entry) || possible.hasResultFor(entry);
  const undecided = finished ? open.filter(isUndecided) : [];
  const silent = without(open, undecided);
  untied = [...untied, ...contradicted];
  return { written, refused, contradictory, undecided, silent, untied, unattributed };
}

/** Whether what HubSpot calls an error is a success of nothing: by the last word of `crm.associations.NO_ASSOCIATIONS_FOUND`. */
function saysNothingIsThere({ category, subCategory }: StandardError, { empty = [] }: Operation): boolean {
  return [category, subCategory].some(
    (name) => typeof name === "string" && empty.includes(name.split(".").at(-1) ?? ""),
  );
}

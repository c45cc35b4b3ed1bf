import type { Operation } from "../contract.js";
import type { ErrorDetail, StandardError } from "../outcome/envelope.js";
import { Names } from "./names.js";
import type { Sent } from "./sent.js";

/** Whose the errors of an answer are. */
export interface Attributed<E extends Sent> {
  readonly refused: Map<E, StandardError>;
  /** Named together with others, of which one is meant. */
  readonly doubtful: ReadonlySet<E>;
  /** Errors that name nothing. */
  readonly nameless: readonly StandardError[];
  /** Errors that name what was not sent. */
  readonly stray: readonly StandardError[];
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
): Attributed<E> {
  const refused = new Map<E, number[]>();
  const doubtful = new Set<E>();
  const nameless: StandardError[] = [];
  const stray: StandardError[] = [];
  const isOpen = new Set(open);
  const names = new Names(entries, operation);
  for (const [place, error] of errors.entries()) {
    const named = new Set<E>();
    let isDoubtful = false;
    let isStray = false;
    for (const alike of namesIn(error, names)) {
      const [entry, ...others] = alike.length > 1 ? alike.filter((one) => isOpen.has(one)) : alike;
      if (entry === undefined) isStray = true;
      else if (others.length === 0) named.add(entry);
      else {
        isDoubtful = true;
        for (const one of [entry, ...others]) doubtful.add(one);
      }
    }
    for (const entry of named) {
      const its = refused.get(entry);
      if (its === undefined) refused.set(entry, [place]);
      else its.push(place);
    }
    if (named.size === 0 && !isDoubtful) (isStray ? stray : nameless).push(error);
  }
  return { refused: together(refused, errors), doubtful, nameless, stray };
}

/** The one error of each input; of inputs that the same errors name it is one object, which may be large. */
function together<E>(refused: ReadonlyMap<E, readonly number[]>, errors: readonly StandardError[]) {
  const known = new Map<string, StandardError>();
  const all = new Map<E, StandardError>();
  for (const [entry, places] of refused) {
    const key = places.join();
    const error = known.get(key) ?? joined(places.map((place) => errors[place] ?? {}));
    known.set(key, error);
    all.set(entry, error);
  }
  return all;
}

function* namesIn<E extends Sent>({ context, errors = [] }: StandardError, names: Names<E>): Generator<readonly E[]> {
  for (const one of [context, ...errors.map((detail) => detail.context)])
    for (const [key, values] of Object.entries(one ?? {}))
      for (const value of values) {
        const alike = names.named(key, value);
        if (alike !== undefined) yield alike;
      }
}

/** All that is said of one input as one error: the first, with the others among its details. */
export function joined(errors: readonly StandardError[]): StandardError {
  const [first = {}, ...others] = errors;
  const said = new Set([JSON.stringify({ ...first, id: undefined })]);
  const news = others.filter((error) => said.size !== said.add(JSON.stringify({ ...error, id: undefined })).size);
  if (news.length === 0) return first;
  return { ...first, errors: [...(first.errors ?? []), ...news.flatMap(detailsOf)] };
}

function detailsOf({ message, category, context, errors = [] }: StandardError): ErrorDetail[] {
  const whole = {
    ...(message !== undefined && { message }),
    ...(category !== undefined && { code: category }),
    ...(context !== undefined && { context }),
  };
  return [whole, ...errors];
}

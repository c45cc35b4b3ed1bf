import type { MatchRule, Operation } from "../contract.js";
import type { MatchedBy } from "../outcome/outcome.js";
import { agrees, fieldOf, fold, type Look, lookOf, textOf } from "./identity.js";
import { LookAlikes } from "./look-alikes.js";
import type { Sent } from "./sent.js";

/** For each result the input that a rule found for it, if it did. */
export type Ties<E extends Sent> = readonly (E | undefined)[];

type KeyRule = Exclude<MatchRule, { echo: readonly string[] }>;

/** Ties results to inputs by one rule; what could belong to several, or to none, is left alone. */
export function tieBy<E extends Sent>(
  rule: MatchRule,
  entries: readonly E[],
  results: readonly object[],
  operation: Operation,
): Ties<E> {
  return "echo" in rule ? tieByEcho(rule.echo, entries, results) : tieByKey(rule, entries, results, operation);
}

/** What a tie by this rule rests on. */
export function matchedBy(rule: MatchRule): MatchedBy {
  if ("echo" in rule) return "echo";
  return "trace" in rule ? "trace" : "id";
}

/**
 * Whether a result is certainly not this input's: it carries another id or trace id, or repeats not one of the fields it
 * should. (One field that differs does not tell: HubSpot normalises some.)
 */
export function contradicts(entry: Sent, result: object, operation: Operation): boolean {
  return operation.match.some((rule) => {
    if ("echo" in rule) {
      const { values } = lookOf(result, rule.echo);
      const agreed = values.map((value, field) => agrees(entry.look.values[field], value));
      return agreed.includes(false) && !agreed.includes(true);
    }
    const keys = keysBy(rule, operation);
    const key = keys.keyOf(entry);
    const answered = key === undefined ? undefined : valueAt(result, keys.pathOf(entry));
    return key !== undefined && answered !== undefined && fold(answered) !== fold(key);
  });
}

/** How a rule finds an input's result. */
interface Keys {
  /** What it looks for; `undefined` where it does not speak of the input. */
  keyOf(entry: Sent): string | undefined;
  /** Where in a result it looks: one array for one path. */
  pathOf(entry: Sent): readonly string[];
}

function keysBy(rule: KeyRule, operation: Operation): Keys {
  if ("trace" in rule) {
    const path = [operation.trace ?? ""];
    return { keyOf: ({ trace }) => trace, pathOf: () => path };
  }
  const { input, when } = rule;
  const others = operation.match.flatMap((other) =>
    "when" in other && other.when !== undefined && other.input === input ? [other.when] : [],
  );
  const [start = "", field] = rule.result.split(/[[\]]/);
  const path = start.split(".");
  const paths = new Map<string, readonly string[]>();
  return {
    keyOf: ({ fields }) => {
      if (when !== undefined && fieldOf(fields, when) == null) return undefined;
      // An input that names its own key is found by that alone: as HubSpot's own id, its id may well be another record's.
      if (when === undefined) for (const other of others) if (fieldOf(fields, other) != null) return undefined;
      const value = fieldOf(fields, input);
      return value == null ? undefined : textOf(value);
    },
    pathOf: ({ fields }) => {
      if (field === undefined) return path;
      const name = textOf(fieldOf(fields, field));
      const known = paths.get(name) ?? [...path, name];
      paths.set(name, known);
      return known;
    },
  };
}

/** The text or number at a path of a result; null is absent. */
function valueAt(result: object, path: readonly string[]): string | undefined {
  let value: unknown = result;
  for (const key of path) value = typeof value === "object" && value !== null ? fieldOf(value, key) : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function tieByKey<E extends Sent>(
  rule: KeyRule,
  entries: readonly E[],
  results: readonly object[],
  operation: Operation,
): Ties<E> {
  const { keyOf, pathOf } = keysBy(rule, operation);
  const indexes = new Map<readonly string[], Index>();
  const ties = new Array<E | undefined>(results.length).fill(undefined);
  const contested: number[] = [];
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const path = pathOf(entry);
    const index = indexes.get(path) ?? new Index(path, results);
    indexes.set(path, index);
    const place = index.get(key);
    if (place === undefined) continue;
    if (ties[place] !== undefined) contested.push(place);
    ties[place] = entry;
  }
  for (const place of contested) ties[place] = undefined;
  return ties;
}

/** The places of results by their value at a path; of several with one value, the first. */
class Index {
  readonly #exact = new Map<string, number>();
  #folded: Map<string, number> | undefined;

  constructor(path: readonly string[], results: readonly object[]) {
    // From the last to the first, so that the first stays.
    for (let place = results.length - 1; place >= 0; place--) {
      const value = valueAt(results[place] as object, path); // `place` is one of theirs.
      if (value !== undefined) this.#exact.set(value, place);
    }
  }

  /** Mostly a value comes back as it was sent; only where it does not are all of them folded. */
  get(value: string): number | undefined {
    if (this.#exact.size === 0) return undefined;
    return this.#exact.get(value) ?? (this.#folded ??= this.#fold()).get(fold(value));
  }

  #fold(): Map<string, number> {
    const folded = new Map<string, number>();
    for (const [value, place] of this.#exact) {
      const key = fold(value);
      folded.set(key, Math.min(place, folded.get(key) ?? place));
    }
    return folded;
  }
}

/**
 * Of what looks alike, nothing is tied: a field that HubSpot altered could mean either. So an answer is an input's where
 * it looks like no other input, no other answer looks like that, and no other input does.
 */
function tieByEcho<E extends Sent>(
  fields: readonly string[],
  entries: readonly E[],
  results: readonly object[],
): Ties<E> {
  const shown = results.map((result) => ({ look: lookOf(result, fields) }));
  const inputs = new LookAlikes(entries);
  const answers = new LookAlikes(shown);
  const distinct = inputs.distinct && answers.distinct;
  return shown.map((answer) => {
    const input = inputs.find(answer.look);
    if (input === undefined || input === "several" || !repeats(answer.look, input.look)) return undefined;
    const alone = distinct || (answers.find(input.look) === answer && inputs.find(input.look) === input);
    return alone ? input : undefined;
  });
}

/** Whether there is a field that both have, of two that look alike. */
function repeats(one: Look, other: Look): boolean {
  for (let field = 0; field < one.values.length; field++)
    if (one.values[field] != null && other.values[field] != null) return true;
  return false;
}

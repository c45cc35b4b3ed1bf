import type { MatchRule, Operation } from "./contract.js";
import { agrees, fieldOf, fold, type Look, lookOf, textOf } from "./identity.js";
import { LookAlikes } from "./look-alikes.js";
import type { MatchedBy } from "./outcome.js";
import type { Entry } from "./plan.js";

/** The input of each result that a rule found one for. */
export type Ties<I extends object> = ReadonlyMap<object, Entry<I>>;

type KeyRule = Exclude<MatchRule, { echo: readonly string[] }>;

/** Ties results to inputs by one rule; what could belong to several, or to none, is left alone. */
export function tieBy<I extends object>(
  rule: MatchRule,
  entries: readonly Entry<I>[],
  results: readonly object[],
  operation: Operation,
): Ties<I> {
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
export function contradicts(entry: Entry, result: object, operation: Operation): boolean {
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
  keyOf(entry: Entry): string | undefined;
  /** Where in a result it looks: one array for one path. */
  pathOf(entry: Entry): readonly string[];
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

function tieByKey<I extends object>(
  rule: KeyRule,
  entries: readonly Entry<I>[],
  results: readonly object[],
  operation: Operation,
): Ties<I> {
  const { keyOf, pathOf } = keysBy(rule, operation);
  const indexes = new Map<readonly string[], Index>();
  const ties = new Map<object, Entry<I>>();
  const contested = new Set<object>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const path = pathOf(entry);
    const index = indexes.get(path) ?? new Index(path, results);
    indexes.set(path, index);
    const result = index.get(key);
    if (result === undefined) continue;
    if (ties.has(result)) contested.add(result);
    ties.set(result, entry);
  }
  for (const result of contested) ties.delete(result);
  return ties;
}

/** Results by their value at a path; of several with one value, the first. */
class Index {
  readonly #exact = new Map<string, object>();
  #folded: Map<string, object> | undefined;

  constructor(path: readonly string[], results: readonly object[]) {
    for (const result of results) {
      const value = valueAt(result, path);
      if (value !== undefined && !this.#exact.has(value)) this.#exact.set(value, result);
    }
  }

  /** Mostly a value comes back as it was sent; only where it does not are all of them folded. */
  get(value: string): object | undefined {
    if (this.#exact.size === 0) return undefined;
    return this.#exact.get(value) ?? (this.#folded ??= this.#fold()).get(fold(value));
  }

  #fold(): Map<string, object> {
    const folded = new Map<string, object>();
    for (const [value, result] of this.#exact) {
      const key = fold(value);
      if (!folded.has(key)) folded.set(key, result);
    }
    return folded;
  }
}

/** Of inputs that look alike, a field that HubSpot altered could mean either: only what looks like no other is tied. */
function tieByEcho<I extends object>(
  fields: readonly string[],
  entries: readonly Entry<I>[],
  results: readonly object[],
): Ties<I> {
  const inputs = new LookAlikes(entries);
  const ties = new Map<object, Entry<I>>();
  const claimed = new Set<Entry<I>>();
  const contested = new Set<Entry<I>>();
  const ambiguous: { readonly look: Look }[] = [];
  for (const result of results) {
    const look = lookOf(result, fields);
    const input = inputs.find(look);
    if (input === undefined) continue;
    if (input === "several") ambiguous.push({ look });
    else if (claimed.has(input)) contested.add(input);
    else {
      claimed.add(input);
      if (repeats(look, input.look)) ties.set(result, input);
    }
  }
  if (contested.size + ambiguous.length === 0 && inputs.distinct) return ties;
  const claims = new LookAlikes(ambiguous);
  for (const [result, input] of ties)
    if (contested.has(input) || inputs.find(input.look) === "several" || claims.find(input.look) !== undefined)
      ties.delete(result);
  return ties;
}

/** Whether there is a field that both have, of two that look alike. */
function repeats(one: Look, other: Look): boolean {
  for (let field = 0; field < one.values.length; field++)
    if (one.values[field] != null && other.values[field] != null) return true;
  return false;
}

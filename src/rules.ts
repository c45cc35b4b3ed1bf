import type { MatchRule, Operation } from "./contract.js";
import { agrees, fieldOf, fold, textOf } from "./identity.js";
import { LookAlikes } from "./look-alikes.js";
import type { MatchedBy } from "./outcome.js";
import type { Entry } from "./plan.js";

/** The input of each result that a rule found one for. */
export type Ties<I extends object> = ReadonlyMap<object, Entry<I>>;

/** What a rule looks for, and the keys that lead to it in a result: one array for one path. */
interface Key {
  readonly value: string;
  readonly path: readonly string[];
}

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
      const agreed = rule.echo.map((field) => agrees(fieldOf(entry.fields, field), fieldOf(result, field)));
      return agreed.includes(false) && !agreed.includes(true);
    }
    const key = keysBy(rule, operation)(entry);
    const answered = key && valueAt(result, key.path);
    return key !== undefined && answered !== undefined && fold(answered) !== fold(key.value);
  });
}

/** What a rule looks for on behalf of an input; `undefined` where it does not speak of it. */
function keysBy(rule: KeyRule, operation: Operation): (entry: Entry) => Key | undefined {
  if ("trace" in rule) {
    const path = [operation.trace ?? ""];
    return ({ trace }) => (trace === undefined ? undefined : { value: trace, path });
  }
  const [start = "", field] = rule.result.split(/[[\]]/);
  const path = start.split(".");
  const paths = new Map<string, readonly string[]>();
  const pathBy = (name: string) => {
    const known = paths.get(name) ?? [...path, name];
    paths.set(name, known);
    return known;
  };
  const { when } = rule;
  const others = operation.match.flatMap((other) =>
    "when" in other && other.when !== undefined && other.input === rule.input ? [other.when] : [],
  );
  return ({ fields: input }) => {
    // An input that names its own key is found by that alone: as HubSpot's own id, its id may well be another record's.
    if (when === undefined ? others.some((other) => fieldOf(input, other) != null) : fieldOf(input, when) == null)
      return undefined;
    const value = fieldOf(input, rule.input);
    if (value == null) return undefined;
    return { value: textOf(value), path: field === undefined ? path : pathBy(textOf(fieldOf(input, field))) };
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
  const keyOf = keysBy(rule, operation);
  const indexes = new Map<readonly string[], ReadonlyMap<string, object>>();
  const ties = new Map<object, Entry<I>>();
  const contested = new Set<object>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const index = indexes.get(key.path) ?? indexBy(key.path, results);
    indexes.set(key.path, index);
    const result = index.size === 0 ? undefined : index.get(fold(key.value));
    if (result === undefined) continue;
    if (ties.has(result)) contested.add(result);
    ties.set(result, entry);
  }
  for (const result of contested) ties.delete(result);
  return ties;
}

/** The results by their value at a path; of several with one value, the first. */
function indexBy(path: readonly string[], results: readonly object[]): ReadonlyMap<string, object> {
  const index = new Map<string, object>();
  for (const result of results) {
    const value = valueAt(result, path);
    if (value === undefined) continue;
    const key = fold(value);
    if (!index.has(key)) index.set(key, result);
  }
  return index;
}

/** Of inputs that look alike, a field that HubSpot altered could mean either: only what looks like no other is tied. */
function tieByEcho<I extends object>(
  fields: readonly string[],
  entries: readonly Entry<I>[],
  results: readonly object[],
): Ties<I> {
  const inputs = new LookAlikes(fields, (entry: Entry<I>) => entry.fields, entries);
  const answers = new LookAlikes(fields, (result: object) => result, results);
  const ties = new Map<object, Entry<I>>();
  for (const answer of answers.faces) {
    const input = inputs.only(answer);
    if (input === undefined || inputs.crowd(input) || answers.crowd(input)) continue;
    const repeated = fields.some((field) => agrees(fieldOf(input.object, field), fieldOf(answer.object, field)));
    if (repeated) ties.set(answer.item, input.item);
  }
  return ties;
}

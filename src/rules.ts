import type { MatchRule, Operation } from "./contract.js";
import { agrees, fieldOf, fold } from "./identity.js";
import { LookAlikes } from "./look-alikes.js";
import type { MatchedBy } from "./outcome.js";
import type { Entry } from "./plan.js";

/** A result and the input it belongs to. */
export interface Tie<I extends object> {
  readonly entry: Entry<I>;
  readonly result: object;
  readonly matchedBy: MatchedBy;
}

/** What a rule looks for, and the keys that lead to it in a result. */
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
): Tie<I>[] {
  return "echo" in rule ? tieByEcho(rule.echo, entries, results) : tieByKey(rule, entries, results, operation);
}

/**
 * Whether a result is certainly not this input's: it carries another id or trace id, or repeats not one of the fields it
 * should. (One field that differs does not tell: HubSpot normalises some.)
 */
export function contradicts(entry: Entry, result: object, operation: Operation): boolean {
  return operation.match.some((rule) => {
    if ("echo" in rule) {
      const agreed = rule.echo.map((field) => agrees(fieldOf(entry.input, field), fieldOf(result, field)));
      return agreed.includes(false) && !agreed.includes(true);
    }
    const key = keyOf(entry, rule, operation);
    const answered = key && valueAt(result, key.path);
    return key !== undefined && answered !== undefined && fold(answered) !== fold(key.value);
  });
}

/** What a rule looks for on behalf of an input; `undefined` where it does not speak of it. */
function keyOf({ input, trace }: Entry, rule: KeyRule, operation: Operation): Key | undefined {
  if ("trace" in rule) return trace === undefined ? undefined : { value: trace, path: [operation.trace ?? ""] };
  const named = (other: MatchRule) =>
    "when" in other && other.when !== undefined && other.input === rule.input && fieldOf(input, other.when) != null;
  // An input that names its own key is found by that alone: as HubSpot's own id, its id may well be another record's.
  if (rule.when === undefined ? operation.match.some(named) : !named(rule)) return undefined;
  const value = fieldOf(input, rule.input);
  if (value == null) return undefined;
  const [path = "", field] = rule.result.split(/[[\]]/);
  return {
    value: String(value),
    path: [...path.split("."), ...(field === undefined ? [] : [String(fieldOf(input, field))])],
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
): Tie<I>[] {
  const paths = new Map<string, { path: readonly string[]; entries: Map<string, Entry<I>[]> }>();
  for (const entry of entries) {
    const key = keyOf(entry, rule, operation);
    if (key === undefined) continue;
    const name = key.path.join("\0");
    let found = paths.get(name);
    if (found === undefined) paths.set(name, (found = { path: key.path, entries: new Map() }));
    const value = fold(key.value);
    found.entries.set(value, [...(found.entries.get(value) ?? []), entry]);
  }
  const ties = new Map<Entry<I>, Tie<I>>();
  for (const result of results) {
    const found = [...paths.values()].flatMap(({ path, entries }) => {
      const value = valueAt(result, path);
      return value === undefined ? [] : (entries.get(fold(value)) ?? []);
    });
    const [entry, ...others] = found;
    if (entry === undefined || others.length > 0 || ties.has(entry)) continue;
    ties.set(entry, { entry, result, matchedBy: "trace" in rule ? "trace" : "id" });
  }
  return [...ties.values()];
}

/** Of inputs that look alike, a field that HubSpot altered could mean either: only what looks like no other is tied. */
function tieByEcho<I extends object>(
  fields: readonly string[],
  entries: readonly Entry<I>[],
  results: readonly object[],
): Tie<I>[] {
  const inputs = new LookAlikes(fields, (entry: Entry<I>) => entry.input, entries);
  const answers = new LookAlikes(fields, (result: object) => result, results);
  const ties: Tie<I>[] = [];
  for (const result of results) {
    const [entry, ...others] = inputs.of(result);
    if (entry === undefined || others.length > 0 || inputs.crowd(entry.input) || answers.crowd(entry.input)) continue;
    const repeated = fields.some((field) => agrees(fieldOf(entry.input, field), fieldOf(result, field)));
    if (repeated) ties.push({ entry, result, matchedBy: "echo" });
  }
  return ties;
}

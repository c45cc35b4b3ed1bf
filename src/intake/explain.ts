import type { InputSchema, SchemaIssue } from "../contract.js";
import { hint } from "../options/closest.js";
import type { InputIssue } from "../outcome/errors.js";
import { valueAt } from "./rewrite.js";
import { defAt, isMappedText } from "./schema-def.js";

/** Field names for which a suggestion is looked for: of one input, and remembered of all. */
const MOST_SUGGESTED = 100;
const MOST_REMEMBERED = 1_000;

/** The compiler takes inputs that have more fields; HubSpot would drop them silently. */
const OF_A_ROW = ": leave it out, by `map` where it is your row's own";

/** Says in words what a schema found; zod/mini itself says only "Invalid input". */
export class Explainer {
  readonly #schema: InputSchema;
  readonly #unknownFields: "refuse" | "send";
  /** What was said of unknown fields, by their paths: it takes a comparison with every field that is known. */
  readonly #said = new Map<string, InputIssue>();

  constructor(schema: InputSchema, unknownFields: "refuse" | "send") {
    this.#schema = schema;
    this.#unknownFields = unknownFields;
  }

  /** What is wrong with an input; nothing where all that was found may be sent. */
  explain(input: object, issues: readonly SchemaIssue[]): InputIssue[] {
    const said: InputIssue[] = [];
    for (const issue of issues) {
      if (issue.code === "unrecognized_keys") this.#sayUnknown(issue, said);
      else {
        const message = this.#messageOf(issue, valueAt(input, issue.path));
        if (message !== undefined) said.push({ path: fieldPath(issue.path), message });
      }
    }
    return said;
  }

  #sayUnknown({ path, keys = [] }: SchemaIssue, said: InputIssue[]): void {
    if (this.#unknownFields === "send") return;
    const known = Object.keys(defAt(this.#schema, path)?.shape ?? {});
    const advice = path.length === 0 ? OF_A_ROW : "";
    for (const [place, key] of keys.entries())
      said.push(this.#unknown(fieldPath([...path, key]), place, () => hint(key, known) || advice));
  }

  #unknown(path: string, place: number, advise: () => string): InputIssue {
    const before = this.#said.get(path);
    if (before !== undefined) return before;
    const room = place < MOST_SUGGESTED && this.#said.size < MOST_REMEMBERED;
    const message = `is not a field that HubSpot's contract knows${room ? advise() : ""}`;
    const issue = { path, message };
    if (room) this.#said.set(path, issue);
    return issue;
  }

  #messageOf({ code, path, values = [], format, expected, message }: SchemaIssue, value: unknown): string | undefined {
    switch (code) {
      case "invalid_value":
        if (this.#unknownFields === "send" && values.some((known) => typeof known === typeof value)) return undefined;
        return `expected ${listed(values)}, got ${kindOf(value)}`;
      case "invalid_format":
        return `expected ${format === "datetime" ? "an ISO 8601 date-time with an offset" : String(format)}, got ${kindOf(value)}`;
      default: {
        if (expected === undefined) return message;
        const clears = value === null && isMappedText(this.#schema, path) ? ' ("" clears it)' : "";
        return `expected ${String(expected)}, got ${kindOf(value)}${clears}`;
      }
    }
  }
}

/** `customProperties[0].name` */
function fieldPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 8).map((value) => JSON.stringify(value));
  return `one of ${shown.join(", ")}${values.length > shown.length ? ` … (${values.length} in all)` : ""}`;
}

/** What came, short enough for a message. */
export function kindOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (value === undefined) return "nothing";
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return "an array";
  if (Object.prototype.toString.call(value) === "[object Date]")
    return Number.isNaN(Number(value)) ? "a Date that is none" : "a Date";
  return typeof value === "function" ? "a function" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

import type { InputSchema, SchemaIssue } from "../contract.js";
import { isPlain } from "../match/identity.js";
import { hint } from "../options/closest.js";
import { describeThrown } from "../outcome/describe-thrown.js";
import { type InputIssue, InvalidInputError } from "../outcome/errors.js";

/** An input's JSON, or why it has none that HubSpot's contract allows. */
export type Prepared = string | InvalidInputError;

/** Prepares one input for sending: checks it and writes its JSON. Never throws. */
export type Prepare = (input: unknown) => Prepared;

/**
 * Makes the check of an operation's inputs. What is sent is the caller's own JSON, not the schema's output, so nothing is
 * dropped. Without a schema only what can't be JSON is refused; with `unknownFields: "send"`, unknown fields and enum
 * values are not.
 */
export function createPrepare(schema: InputSchema | undefined, unknownFields: "refuse" | "send"): Prepare {
  const check = (sent: unknown): InvalidInputError | undefined => {
    const result = schema?.safeParse(sent);
    if (result === undefined || result.success) return undefined;
    const issues = result.error.issues.flatMap((issue) => describe(issue, sent, schema, unknownFields));
    return issues.length > 0 ? new InvalidInputError(issues) : undefined;
  };
  return (input) => {
    try {
      if (typeof input !== "object" || input === null || Array.isArray(input))
        return invalid("", `expected an object, got ${kindOf(input)}`);
      if (isPlain(input)) return check(input) ?? JSON.stringify(input);
      // What is checked is what is sent: an object of a class may show one thing and write another.
      const json: unknown = JSON.stringify(input);
      if (typeof json === "string" && json.startsWith("{")) return check(JSON.parse(json)) ?? json;
      return invalid("", `expected an object, got JSON ${kindOf(json)} from its toJSON`);
    } catch (cause) {
      // A cycle, a BigInt, a getter or toJSON that throws, a proxy that was revoked.
      const message = `cannot be written as JSON: ${describeThrown(cause)}`;
      return new InvalidInputError([{ path: "", message }], { cause });
    }
  };
}

function invalid(path: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path, message }]);
}

/** Says in words what a schema found; zod/mini itself says only "Invalid input". */
function describe(
  issue: SchemaIssue,
  input: unknown,
  schema: InputSchema | undefined,
  unknownFields: "refuse" | "send",
): InputIssue[] {
  const path = fieldPath(issue.path);
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
  switch (issue.code) {
    case "unrecognized_keys": {
      if (unknownFields === "send") return [];
      const known = fieldsAt(schema, issue.path);
      return (issue.keys ?? []).map((key) => ({
        path: fieldPath([...issue.path, key]),
        message: `is not a field that HubSpot's contract knows${hint(key, known)}`,
      }));
    }
    case "invalid_value":
      if (unknownFields === "send" && issue.values?.some((known) => typeof known === typeof value) === true) return [];
      return [{ path, message: `expected ${listed(issue.values ?? [])}, got ${kindOf(value)}` }];
    case "invalid_format":
      return [
        {
          path,
          message: `expected ${issue.format === "datetime" ? "an ISO 8601 date-time with an offset" : String(issue.format)}, got ${kindOf(value)}`,
        },
      ];
    default:
      return [
        {
          path,
          message:
            issue.expected === undefined ? issue.message : `expected ${String(issue.expected)}, got ${kindOf(value)}`,
        },
      ];
  }
}

/** The parts of zod's own description that lead from a schema to those inside it. */
interface Def {
  readonly shape?: Readonly<Record<string, { readonly def: Def }>>;
  readonly element?: { readonly def: Def };
  readonly innerType?: { readonly def: Def };
  readonly valueType?: { readonly def: Def };
}

/** The fields that the schema knows at a path. */
function fieldsAt(schema: InputSchema | undefined, path: readonly PropertyKey[]): string[] {
  const unwrap = (def: Def | undefined): Def | undefined =>
    def?.innerType === undefined ? def : unwrap(def.innerType.def);
  let def = unwrap(schema?.def);
  for (const key of path) def = unwrap((def?.element ?? def?.shape?.[String(key)] ?? def?.valueType)?.def);
  return Object.keys(def?.shape ?? {});
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
function kindOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (value === undefined) return "nothing";
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return "an array";
  if (value instanceof Date) return "a Date";
  return typeof value === "function" ? "a function" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

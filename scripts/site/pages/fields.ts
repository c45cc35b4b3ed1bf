/** Says of a schema's fields what they are, one line each, those of its parts with dotted names. */
import { type Contract, nameOf, type Schema, schemaOf } from "../../../src/toolkit/codegen/document.js";
import { code, table } from "./markdown.js";

/** Values of a choice that are listed before the rest is counted. */
const MOST_VALUES = 12;
/** How deep a part's own parts are listed. */
const DEEPEST = 3;

/** One field, as people read it. */
interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly about: string;
}

/** The fields of a schema by its name, as a table; nothing where it has none. */
export function fieldTable(contract: Contract, name: string, trace?: string): string {
  const fields = fieldsOf(contract, { $ref: `#/components/schemas/${name}` }, "", DEEPEST).filter(
    (field) => field.name !== trace,
  );
  if (fields.length === 0) return "";
  const rows = fields.map(({ name, type, isRequired, about }) => [code(name), type, isRequired ? "yes" : "", about]);
  return table(["field", "type", "required", ""], rows);
}

/** The same text for the same fields: whether versions differ is told by it. */
export function fieldsKey(contract: Contract, name: string): string {
  return JSON.stringify(fieldsOf(contract, { $ref: `#/components/schemas/${name}` }, "", DEEPEST));
}

/** The names of all schemas that one leads to, its own with them. */
export function reachedFrom(contract: Contract, names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const name = key === "$ref" && typeof part === "string" ? nameOf(part) : undefined;
      if (name === undefined) visit(part);
      else if (!seen.has(name)) {
        seen.add(name);
        visit(schemaOf(contract, name));
      }
    }
  };
  visit(names.map((name) => ({ $ref: `#/components/schemas/${name}` })));
  return seen;
}

function fieldsOf(contract: Contract, schema: Schema, prefix: string, depth: number): Field[] {
  const whole = wholeOf(contract, schema);
  const { properties = {}, required = [] } = whole;
  // What must be there comes first, with its parts behind it.
  const keys = Object.keys(properties).sort(
    (one, other) => Number(required.includes(other)) - Number(required.includes(one)),
  );
  return keys.flatMap((key): Field[] => {
    const part = properties[key] ?? {};
    const name = `${prefix}${key}`;
    const own = wholeOf(contract, part);
    const of = own.type === "array" && own.items !== undefined ? wholeOf(contract, own.items) : own;
    const below = depth > 1 ? fieldsOf(contract, of, own === of ? `${name}.` : `${name}[].`, depth - 1) : [];
    return [
      { name, type: typeOf(contract, part), isRequired: required.includes(key), about: aboutOf(contract, part) },
      ...below,
    ];
  });
}

/** A schema with what it refers to in its place. */
function wholeOf(contract: Contract, schema: Schema): Schema {
  const name = nameOf(schema.$ref);
  if (name !== undefined) return wholeOf(contract, schemaOf(contract, name));
  const [only, ...others] = schema.allOf ?? [];
  if (only !== undefined && others.length === 0) return { ...wholeOf(contract, only), ...withoutAll(schema) };
  return schema;
}

function withoutAll({ allOf: _, ...schema }: Schema): Schema {
  return schema;
}

function typeOf(contract: Contract, schema: Schema): string {
  const { type, format, items, enum: values, nullable, additionalProperties, anyOf, oneOf } = wholeOf(contract, schema);
  const orNull = nullable === true ? " or null" : "";
  if (values !== undefined) {
    const more = values.length - MOST_VALUES;
    const first = values.slice(0, MOST_VALUES).map((one) => code(JSON.stringify(one)));
    return `${first.join(", ")}${more > 0 ? `, and ${more} more` : ""}${orNull}`;
  }
  if (type === "array") return `list of ${typeOf(contract, items ?? {})}${orNull}`;
  const either = anyOf ?? oneOf;
  if (either !== undefined) return [...new Set(either.map((one) => typeOf(contract, one)))].join(" or ");
  if (typeof additionalProperties === "object") return `map of ${typeOf(contract, additionalProperties)}${orNull}`;
  return `${type ?? "anything"}${format === undefined ? "" : ` (${format})`}${orNull}`;
}

/** What is said of a field, with its bounds. */
function aboutOf(contract: Contract, schema: Schema): string {
  const whole = wholeOf(contract, schema) as Schema & Readonly<Record<string, unknown>>;
  const bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "default"]
    .filter((name) => whole[name] !== undefined)
    .map((name) => `${name} ${code(JSON.stringify(whole[name]))}`);
  const about = whole["description"];
  return [typeof about === "string" ? about : "", bounds.join(", ")].filter((text) => text !== "").join(" ");
}

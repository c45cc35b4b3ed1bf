/** Emits one sample result per operation, with every property that the contract gives it. */
import { type Contract, closure, type Json, nameOf, type Schema, schemaOf } from "./document.js";
import { literalOf, sampleName } from "./typescript.js";

/** An instant like any other, the same in every run. */
const INSTANT = "2026-03-30T09:00:00.000Z";

/** A value that a description gives. */
const SAID = /\b(?:such as|as in) `([^`]+)`/;

/** A method of a contract, and the schema of what it answers with. */
export interface Sampled {
  readonly contract: Contract;
  readonly method: string;
  readonly result: string | undefined;
}

/** The samples of a contract's methods; nothing where none of them answers with records. */
export function emitSamples(api: string, methods: readonly Sampled[]): string | undefined {
  const constants = methods.flatMap(({ contract, method, result }) => {
    if (!result) return [];
    // Taking the name's closure refuses schemas that need themselves.
    closure(contract, [result]);
    const type = `components["schemas"][${JSON.stringify(result)}]`;
    const value = literalOf(sampleOf(contract, schemaOf(contract, result), "record"));
    return [`export const ${sampleName(method)}: ${type} = ${value};\n`];
  });
  if (constants.length === 0) return undefined;
  return [`import type { components } from "./${api}.js";\n`, ...constants].join("\n");
}

/** A value that the schema allows; the property's name says what would be plausible. */
export function sampleOf(contract: Contract, schema: Schema, name: string): Json {
  return sampleAt(contract, schema, name, []) ?? null;
}

/** Nothing of what is inside itself already: it may be left out there. */
function sampleAt(contract: Contract, schema: Schema, name: string, parents: readonly string[]): Json | undefined {
  const {
    $ref,
    type,
    format,
    enum: values,
    allOf,
    anyOf = schema.oneOf,
    properties,
    additionalProperties,
    items,
  } = schema;
  const next = (part: Schema, key = name) =>
    sampleAt(contract, part, key, parents) ?? (part.nullable === true ? null : undefined);
  if ($ref !== undefined) {
    const target = nameOf($ref) ?? "";
    if (parents.includes(target)) return undefined;
    return sampleAt(contract, schemaOf(contract, target), name, [...parents, target]);
  }
  const said = SAID.exec(String(schema["description"] ?? ""))?.[1];
  if (type === "string" && said !== undefined && (values ?? [said]).includes(said)) return said;
  if (values) return values.find((value) => value !== null) ?? null;
  if (allOf)
    return present(allOf.map((part) => next(part))).reduce<Json | undefined>(
      (all, part) => (all === undefined ? part : merged(all, part)),
      undefined,
    );
  if (anyOf?.[0]) return next(anyOf[0]);
  switch (type) {
    case "array":
      return present([next(items ?? {}, name.replace(/s$/, ""))]);
    case "boolean":
      return false;
    case "integer":
      return /(?:timestamp|DateTime)$/i.test(name) ? Date.parse(INSTANT) : 1;
    case "number":
      return 1;
    case "string":
      return textOf(name, format);
    default: {
      const known = Object.entries(properties ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
      // What may be left out is, where it would have itself inside, rather than null.
      const valueOf = (key: string, part: Schema) =>
        schema.required?.includes(key) ? next(part, key) : sampleAt(contract, part, key, parents);
      if (known.length > 0) return objectOf(known.map(([key, part]) => [key, valueOf(key, part)]));
      return typeof additionalProperties === "object" ? objectOf([["name", next(additionalProperties, "name")]]) : {};
    }
  }
}

const present = (values: readonly (Json | undefined)[]): Json[] => values.filter((value) => value !== undefined);

const objectOf = (fields: readonly (readonly [string, Json | undefined])[]): Json =>
  Object.fromEntries(fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

function merged(one: Json, other: Json): Json {
  return typeof one === "object" && typeof other === "object" ? Object.assign({}, one, other) : other;
}

function textOf(name: string, format: string | undefined): string {
  if (format === "date-time") return INSTANT;
  if (format === "date") return INSTANT.slice(0, 10);
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  if (format === "uri" || /url$/i.test(name)) return "https://example.com/";
  if (/(?:^i|I)d$/.test(name)) return "90001";
  if (/(?:^e|E)mail$/.test(name)) return "ada@example.com";
  const words = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

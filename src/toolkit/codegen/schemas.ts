/** Emits zod/mini schemas of what is sent. A keyword that is not understood is refused, never skipped. */
import {
  type Contract,
  ContractError,
  closure,
  type Location,
  locationOf,
  nameOf,
  type Schema,
  schemaOf,
} from "./document.js";
import { constantsOf, literalOf, quotedKey } from "./typescript.js";

/** Keywords that say nothing about validity. */
const ANNOTATIONS = new Set(["default", "deprecated", "description", "example", "externalDocs", "title"]);

/** Strings by format. A date-time may have any offset. */
const FORMATS: Readonly<Record<string, readonly [name: string, call: string]>> = {
  date: ["iso", "iso.date()"],
  "date-time": ["iso", "iso.datetime({ offset: true })"],
  email: ["email", "email()"],
  uri: ["url", "url()"],
  uuid: ["uuid", "uuid()"],
};

const TEXT = ["string", "string()"] as const;

/** Keywords that become a check, by the type that they belong to. */
const CHECKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  string: { minLength: "minLength", maxLength: "maxLength", pattern: "regex" },
  integer: { minimum: "gte", maximum: "lte" },
  number: { minimum: "gte", maximum: "lte" },
  array: { minItems: "minLength", maxItems: "maxLength" },
};

/** Of a bound that excludes itself: the word beside it, and the check that it is then. */
const EXCLUSIVE: Readonly<Record<string, readonly [keyword: string, name: string]>> = {
  gte: ["exclusiveMinimum", "gt"],
  lte: ["exclusiveMaximum", "lt"],
};
const EXCLUDING = Object.values(EXCLUSIVE).map(([keyword]) => keyword);

/** The schemas of these inputs and of all that they refer to, and what compiles them: a check then costs a tenth. */
export function emitSchemas(contract: Contract, inputs: readonly string[]): string {
  const names = schemaConstants(contract);
  const emitter = new Emitter(contract.file, names);
  const constants = closure(contract, inputs).map((name) => {
    const { text, isCircular } = emitter.emitNamed(name, schemaOf(contract, name));
    return `export const ${names.get(name)}${isCircular ? ": ZodMiniType" : ""} = ${text};\n`;
  });
  const imports = [...emitter.imports].sort().join(", ");
  return [`import { ${imports} } from "zod/mini";\n`, ...constants, `export { compile } from "zod/mini";\n`].join("\n");
}

/** The constants that the schemas of a contract are, by the schemas' names. */
export function schemaConstants({ document }: Contract): ReadonlyMap<string, string> {
  return constantsOf(Object.keys(document.components?.schemas ?? {}));
}

class Emitter {
  /** The names used of zod/mini; by name, or a bundle has all of it. */
  readonly imports = new Set<string>();
  readonly #file: string;
  readonly #names: ReadonlyMap<string, string>;
  /** Those that are there by now. */
  readonly #emitted = new Set<string>();
  #isCircular = false;

  constructor(file: string, names: ReadonlyMap<string, string>) {
    this.#file = file;
    this.#names = names;
  }

  /** A schema, and whether it leads to one that comes after it: then its type can't be told from what it is. */
  emitNamed(name: string, schema: Schema): { readonly text: string; readonly isCircular: boolean } {
    this.#isCircular = false;
    const text = this.emit(schema, locationOf(name));
    this.#emitted.add(name);
    if (this.#isCircular) this.#use("type ZodMiniType");
    return { text, isCircular: this.#isCircular };
  }

  emit(schema: Schema, at: Location, indent = ""): string {
    const { nullable, ...rest } = schema;
    const text = this.#emitNotNull(rest, at, indent);
    return nullable ? `${this.#use("nullable")}(${text})` : text;
  }

  #emitNotNull(schema: Schema, at: Location, indent: string): string {
    const { $ref, type, format, enum: values, allOf, anyOf = schema.oneOf, properties, items } = schema;
    if ($ref !== undefined) {
      this.#only(schema, at, "$ref");
      // Every reference was found to be one to a named schema when the closure was taken.
      const name = nameOf($ref) ?? "";
      const constant = this.#names.get(name) ?? "";
      if (this.#emitted.has(name)) return constant;
      this.#isCircular = true;
      return `${this.#use("lazy")}(() => ${constant})`;
    }
    if (allOf) {
      this.#only(schema, at, "allOf");
      const [only, ...others] = allOf;
      if (only === undefined || others.length > 0) throw this.#error([...at, "allOf"], "expected a single schema");
      return this.emit(only, [...at, "allOf", 0], indent);
    }
    if (anyOf) {
      const keyword = schema.anyOf ? "anyOf" : "oneOf";
      this.#only(schema, at, keyword);
      const options = anyOf.map((option, index) => this.emit(option, [...at, keyword, index], indent));
      return `${this.#use("union")}([${options.join(", ")}])`;
    }
    if (values) {
      this.#only(schema, at, "type", "enum");
      return `${this.#use("literal")}(${literalOf(
        values.filter((value) => value !== null),
        indent,
      )})`;
    }
    const checks = CHECKS[type ?? ""] ?? {};
    switch (type) {
      case "string": {
        this.#only(schema, at, "type", "format", ...Object.keys(checks));
        if (format === undefined) return this.#use("string") + "()" + this.#check(schema, checks, at);
        // Formats are open: what one says that is not known here is up to HubSpot to check.
        const [name, call] = Object.hasOwn(FORMATS, format) ? (FORMATS[format] ?? TEXT) : TEXT;
        this.#use(name);
        return call + this.#check(schema, checks, at);
      }
      case "integer":
        this.#only(schema, at, "type", "format", ...Object.keys(checks), ...EXCLUDING);
        // int64 too: a bigint is no JSON, and a number beyond 2^53 is not the one that was meant.
        return this.#use("int") + "()" + this.#check(schema, checks, at);
      case "number":
        this.#only(schema, at, "type", "format", ...Object.keys(checks), ...EXCLUDING);
        return this.#use("number") + "()" + this.#check(schema, checks, at);
      case "boolean":
        this.#only(schema, at, "type");
        return `${this.#use("boolean")}()`;
      case "array":
        this.#only(schema, at, "type", "items", ...Object.keys(checks));
        return `${this.#use("array")}(${this.emit(items ?? {}, [...at, "items"], indent)})${this.#check(schema, checks, at)}`;
      case "object":
        return properties && Object.keys(properties).length > 0
          ? this.#emitObject(schema, properties, at, indent)
          : this.#emitRecord(schema, at, indent);
      default:
        throw this.#error(at, `can't check the type ${type ?? "of nothing in particular"}`);
    }
  }

  #emitObject(schema: Schema, properties: Record<string, Schema>, at: Location, indent: string): string {
    this.#only(schema, at, "type", "properties", "required", "additionalProperties");
    if (schema.additionalProperties)
      throw this.#error([...at, "additionalProperties"], "can't be checked beside properties");
    const required = new Set(schema.required);
    for (const name of required) {
      if (!Object.hasOwn(properties, name)) throw this.#error([...at, "required"], `${name} is no property`);
    }
    const lines = Object.keys(properties)
      .sort()
      .map((name) => {
        const text = this.emit(properties[name] ?? {}, [...at, "properties", name], `${indent}  `);
        return `${indent}  ${quotedKey(name)}: ${required.has(name) ? text : `${this.#use("optional")}(${text})`},\n`;
      });
    return `${this.#use("strictObject")}({\n${lines.join("")}${indent}})`;
  }

  #emitRecord(schema: Schema, at: Location, indent: string): string {
    this.#only(schema, at, "type", "properties", "additionalProperties");
    const { additionalProperties: values } = schema;
    if (values === false) throw this.#error([...at, "additionalProperties"], "leaves nothing to send");
    const text =
      typeof values === "object" && Object.keys(values).length > 0
        ? this.emit(values, [...at, "additionalProperties"], indent)
        : `${this.#use("unknown")}()`;
    return `${this.#use("record")}(${this.#use("string")}(), ${text})`;
  }

  #check(schema: Schema, checks: Readonly<Record<string, string>>, at: Location): string {
    const calls = Object.entries(checks).flatMap(([keyword, name]) => {
      const value = schema[keyword];
      if (value === undefined) return [];
      const argument = keyword === "pattern" ? this.#pattern(value, [...at, keyword]) : literalOf(value);
      const [excludes = "", strict = name] = EXCLUSIVE[name] ?? [];
      return [`${this.#use(schema[excludes] === true ? strict : name)}(${argument})`];
    });
    return calls.length > 0 ? `.check(${calls.join(", ")})` : "";
  }

  #pattern(value: unknown, at: Location): string {
    try {
      return String(new RegExp(String(value), "u"));
    } catch (error) {
      throw this.#error(at, error instanceof Error ? error.message : String(error));
    }
  }

  #use(name: string): string {
    this.imports.add(name);
    return name;
  }

  #only(schema: Schema, at: Location, ...known: string[]): void {
    for (const keyword of Object.keys(schema)) {
      if (known.includes(keyword) || ANNOTATIONS.has(keyword) || keyword.startsWith("x-")) continue;
      throw this.#error([...at, keyword], "can't be checked");
    }
  }

  #error(at: Location, problem: string): ContractError {
    return new ContractError(this.#file, at, problem);
  }
}

/** The fields of an operation's inputs, as its contract has them: where a cell may go, and what it has to be. */
import type { InputSchema } from "../../index.js";

/** What a field takes. */
export type Kind = "text" | "integer" | "number" | "boolean" | "date" | "choice" | "json";

/** One place in an input. */
export interface Field {
  /** Its name, dotted below the input: `from.id`. */
  readonly name: string;
  /** The way to it; a part with `[]` is a list of one. */
  readonly path: readonly string[];
  readonly kind: Kind;
  readonly isRequired: boolean;
  /** Whether null is a value of it. */
  readonly isNullable: boolean;
  /** The values of a choice. */
  readonly values?: readonly string[];
}

/** Somewhere that takes values of any name: a map of texts, or a list of names with values. */
export interface Properties {
  /** The field that has them. */
  readonly name: string;
  readonly form: "map" | "list";
  /** Whether an input has to have it, empty or not. */
  readonly isRequired: boolean;
}

/** All that an input may have. */
export interface InputFields {
  readonly fields: readonly Field[];
  /** Where names of its own are taken. */
  readonly properties: readonly Properties[];
}

/** The parts of a schema's own description that are looked at. */
interface Def {
  readonly type?: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, { readonly def: Def }>>;
  readonly element?: { readonly def: Def };
  readonly innerType?: { readonly def: Def };
  readonly valueType?: { readonly def: Def };
  readonly values?: readonly unknown[];
}

/** Reads the fields of a schema. */
export function fieldsOf(schema: Pick<InputSchema, "def">): InputFields {
  const fields: Field[] = [];
  const properties: Properties[] = [];
  const visit = (def: Def, path: readonly string[], isRequired: boolean): void => {
    for (const [key, { def: inner }] of Object.entries(def.shape ?? {})) {
      const { def: field, isOptional, isNullable } = bare(inner);
      const needed = isRequired && !isOptional;
      const name = nameOf([...path, key]);
      const form = path.length === 0 ? formOf(field) : undefined;
      if (form !== undefined) properties.push({ name, form, isRequired: needed });
      const { element, shape } = field;
      const item = element === undefined ? undefined : bare(element.def).def;
      if (shape !== undefined) visit(field, [...path, key], needed);
      else fields.push({ ...fieldOf(field), name, path: [...path, key], isRequired: needed, isNullable });
      // A list of objects may be given as its one object's fields.
      if (form === undefined && item?.shape !== undefined && path.length === 0) visit(item, [`${key}[]`], false);
    }
  };
  visit(schema.def, [], true);
  return { fields, properties };
}

/** Whether a name is no field of its own, and others begin with it: `from`, where there is `from.id`. */
export function isGroup(name: string, { fields }: InputFields): boolean {
  return !fields.some((field) => field.name === name) && fields.some((field) => field.name.startsWith(`${name}.`));
}

/** The dotted name of a way. */
function nameOf(path: readonly string[]): string {
  return path.map((part) => part.replace("[]", "")).join(".");
}

function formOf(def: Def): Properties["form"] | undefined {
  if (def.type === "record") return bare(def.valueType?.def ?? {}).def.type === "string" ? "map" : undefined;
  const item = def.element === undefined ? undefined : bare(def.element.def).def.shape;
  const isText = (key: string) => item?.[key]?.def.type === "string";
  return isText("name") && isText("value") ? "list" : undefined;
}

function fieldOf({ type, format, values }: Def): Pick<Field, "kind" | "values"> {
  if (type === "string") return { kind: format === "datetime" ? "date" : "text" };
  if (type === "number") return { kind: format === undefined ? "number" : "integer" };
  if (type === "boolean") return { kind: "boolean" };
  if (type === "literal") return { kind: "choice", values: (values ?? []).map(String) };
  return { kind: "json" };
}

function bare(given: Def): { readonly def: Def; readonly isOptional: boolean; readonly isNullable: boolean } {
  let def = given;
  let isOptional = false;
  let isNullable = false;
  while (def.innerType !== undefined) {
    if (def.type === "optional") isOptional = true;
    if (def.type === "nullable") isNullable = true;
    def = def.innerType.def;
  }
  return { def, isOptional, isNullable };
}

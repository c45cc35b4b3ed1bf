import type { InputSchema } from "../contract.js";

/** The parts of zod's own description that lead from a schema to those inside it. */
export interface Def {
  readonly type?: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, { readonly def: Def }>>;
  readonly element?: { readonly def: Def };
  readonly innerType?: { readonly def: Def };
  /** Leads to a schema that leads back to this one. */
  readonly getter?: () => { readonly def: Def };
  readonly valueType?: { readonly def: Def };
}

/** What a schema says of a place, whether what is there may be left out or not; `undefined` where it knows none. */
export function defAt(schema: InputSchema, path: readonly PropertyKey[]): Def | undefined {
  let def = bare(schema.def);
  for (const key of path) {
    const { element, shape, valueType } = def ?? {};
    const field = shape !== undefined && Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
    def = bare((element ?? field ?? valueType)?.def);
  }
  return def;
}

/** Whether a place is a value of a map of texts: of the properties of a CRM record, for one. */
export function isMappedText(schema: InputSchema, path: readonly PropertyKey[]): boolean {
  return path.length > 0 && bare(defAt(schema, path.slice(0, -1))?.valueType?.def)?.type === "string";
}

/** Without what makes it optional, nullable or circular. */
function bare(def: Def | undefined): Def | undefined {
  const inner = def?.innerType ?? def?.getter?.();
  return inner === undefined ? def : bare(inner.def);
}

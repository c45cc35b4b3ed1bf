/** What the shipped contracts say of an operation and its fields, in words. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "../index.js";
import { REPAIRED } from "./shipped.js";

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
}

interface Contract {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly summary?: string; readonly requestBody?: Body }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Body {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** What is said of an operation, and of each of its fields by their dotted names. */
export interface Described {
  readonly summary?: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Finds what is said of an operation; nothing, where its contract is not at hand. */
export function describeOperation({ path, verb }: Operation, version: string): Described {
  const folder = join(REPAIRED, version);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((file) => file.endsWith(".json"))) {
    const contract = JSON.parse(readFileSync(join(folder, name), "utf8")) as Contract; // As codegen wrote it.
    for (const [template, methods] of Object.entries(contract.paths)) {
      const found = methods[(verb ?? "POST").toLowerCase()];
      if (found !== undefined && fits(path, template)) return describe(found, contract);
    }
  }
  return { fields: new Map() };
}

/** Whether a path is one of a template's, some of whose parameters may have values. */
function fits(path: string, template: string): boolean {
  const parts = template.split("/");
  const own = path.split("/");
  return parts.length === own.length && parts.every((part, at) => part === own[at] || part.startsWith("{"));
}

function describe(
  { summary, requestBody }: { readonly summary?: string; readonly requestBody?: Body },
  { components }: Contract,
): Described {
  const fields = new Map<string, string>();
  const resolve = (schema: Schema | undefined): Schema => {
    const name = schema?.$ref?.split("/").at(-1);
    return name === undefined ? (schema ?? {}) : resolve(components.schemas[name]);
  };
  const visit = (given: Schema | undefined, prefix: string): void => {
    for (const [key, inner] of Object.entries(resolve(given).properties ?? {})) {
      const field = resolve(inner);
      const said = inner.description ?? field.description;
      if (said !== undefined) fields.set(prefix + key, said);
      if (prefix === "") visit(field.items ?? field, `${key}.`);
    }
  };
  const body = resolve(Object.values(requestBody?.content ?? {})[0]?.schema);
  visit(resolve(body.properties?.["inputs"]).items ?? body.items, "");
  return { ...(summary !== undefined && { summary }), fields };
}

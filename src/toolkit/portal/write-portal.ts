/** Writes what is known of a portal's properties as TypeScript: types, and the value that a client takes as `portal`. */
import { ContractError } from "../codegen/document.js";
import { camelOf, distinct, literalOf, pascalOf, quotedKey, singularOf } from "../codegen/typescript.js";
import { type Definition, definitionsIn } from "./definitions.js";
import { DECLARED, valueTypeOf } from "./values.js";

/** How a portal is written. */
export interface PortalOptions {
  /**
   * How object types are called, where that is not the type itself in camelCase: `{ "0-420": "listings" }`. What has an API
   * of its own is called as that, for its methods to have the types.
   */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Where the `Portal` type is imported from. Default: `hubspot-batch`. */
  readonly module?: string | undefined;
}

interface ObjectType {
  readonly objectType: string;
  readonly name: string;
  readonly typeName: string;
  readonly definitions: readonly Definition[];
}

/**
 * The text of a TypeScript file about a portal's properties.
 *
 * `answers` has for each object type what `GET /crm/properties/{version}/{objectType}` answers. The same definitions, in any
 * order, give the same text. Throws a `ContractError` where an answer is none.
 */
export function writePortal(
  answers: Readonly<Record<string, unknown>>,
  { names = {}, module = "hubspot-batch" }: PortalOptions = {},
): string {
  const types = objectTypesOf(answers, names);
  const interfaces = types.map(interfaceOf).join("\n");
  const values = new Set(types.flatMap(({ definitions }) => definitions.map(valueTypeOf)));
  const declared = Object.entries(DECLARED)
    .filter(([name]) => [...values].some((value) => value.startsWith(name)))
    .map(([, text]) => text);
  const members = types.map(({ name, typeName }) => `  ${quotedKey(name)}: ${typeName};\n`).join("");
  const value = Object.fromEntries(types.map((type) => [type.name, valueOf(type)]));
  return [
    "// Written from the definitions of a portal's properties: write it anew rather than edit it.\n" +
      `import type { Portal } from ${JSON.stringify(module)};\n`,
    ...declared,
    interfaces,
    "/** The portal's properties: `createClient({ portal })` holds every record to them. */\n" +
      `export const portal: Portal<{\n${members}}> = ${literalOf(value)};\n`,
  ].join("\n");
}

function objectTypesOf(
  answers: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): ObjectType[] {
  const types = Object.keys(answers)
    .sort()
    .map((objectType) => ({
      objectType,
      name: (Object.hasOwn(names, objectType) ? names[objectType] : undefined) ?? nameOf(objectType),
      definitions: definitionsIn(objectType, answers[objectType]),
    }));
  const twin = types.find(({ name }, place) => types.findIndex((other) => other.name === name) !== place);
  if (twin) throw new ContractError(twin.objectType, [], `${twin.name} is the name of another type of object too`);
  const typeNames = distinct(types.map(({ objectType, name }) => [objectType, typeNameOf(name)]));
  return types.map((type) => ({ ...type, typeName: typeNames.get(type.objectType) ?? "" }));
}

/** `line_items` is `lineItems`, as its API is; what HubSpot or a portal has numbered, or named for itself, stays as it is. */
function nameOf(objectType: string): string {
  return /^(?!p\d*_)[a-z]+(?:_[a-z]+)*$/.test(objectType) ? camelOf(objectType) : objectType;
}

function typeNameOf(name: string): string {
  const pascal = pascalOf(singularOf(name));
  return `${/^[A-Z]/.test(pascal) ? pascal : `Object${pascal}`}Properties`;
}

function interfaceOf({ name, typeName, definitions }: ObjectType): string {
  const members = definitions.map(
    (definition) =>
      `  /** ${commentOn(definition)} */\n  ${quotedKey(definition.name)}?: ${valueTypeOf(definition)};\n`,
  );
  return `/** The properties of ${commentOf(name)}, and what may be set of them. */\nexport interface ${typeName} {\n${members.join("")}}\n`;
}

function commentOn({ name, label, description, isReadOnly }: Definition): string {
  const said = [label || name, ...(description === "" || description === label ? [] : [description])];
  return commentOf([...said, ...(isReadOnly ? ["Read-only"] : [])].join(". "));
}

/** Longer descriptions are for HubSpot's own pages. */
const MOST_SAID = 200;

/** A text as a comment has it: on one line, without what would end it or move the cursor of who prints it. */
function commentOf(text: string): string {
  const line = text
    .replace(/[\p{C}\s]+/gu, " ")
    .replaceAll("*/", "*\\/")
    .trim();
  // Half of a pair of surrogates would be another character in the file, which then were never up to date.
  return line.length > MOST_SAID
    ? `${line
        .slice(0, MOST_SAID)
        .replace(/\p{Cs}$/u, "")
        .trimEnd()}…`
    : line;
}

function valueOf({ objectType, definitions }: ObjectType): object {
  const namesOf = (isReadOnly: boolean) =>
    definitions.filter((one) => one.isReadOnly === isReadOnly).map(({ name }) => name);
  return { objectType, settable: namesOf(false), readOnly: namesOf(true) };
}

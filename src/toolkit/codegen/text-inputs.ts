/** Gives a schema to inputs that are texts on the wire: a call gives each as an object with one field, as a row is. */
import { type Document, type Json, nameOf, resolve, type Schema } from "./document.js";
import { pascalOf } from "./typescript.js";

/** What a request's inputs are, and whether they are all of its body. */
export interface InputsOf {
  readonly items: Schema | undefined;
  readonly bare: boolean;
}

/** The inputs of a body: the array at its `inputs`, or itself. Nothing where it is neither. */
export function inputsOf(
  document: Document,
  body: Schema | undefined,
): (InputsOf & { readonly array: Schema }) | undefined {
  const schema = followed(document, body);
  const array = schema?.type === "array" ? schema : followed(document, schema?.properties?.["inputs"]);
  return array?.type === "array" ? { array, items: array.items, bare: array === schema } : undefined;
}

/** Whether inputs are texts. */
export function areTexts(document: Document, { items }: InputsOf): boolean {
  return followed(document, items)?.type === "string";
}

/** What the schema of a method's texts is called. */
export function textInputName(method: string): string {
  return `${pascalOf(method)}Text`;
}

/** A document with a schema for each operation whose `x-batch` says what its texts are. */
export function withTextInputs(document: Document): Document {
  const added: Record<string, Schema> = {};
  for (const item of Object.values(document.paths)) {
    for (const operation of [item.post, item.put]) {
      const said = operation?.["x-batch"] as { readonly method?: Json; readonly text?: Json } | undefined;
      // What is no text here is refused when `x-batch` is read.
      if (typeof said?.text !== "string" || typeof said.method !== "string") continue;
      added[textInputName(said.method)] = {
        type: "object",
        description: "One text.",
        required: [said.text],
        properties: { [said.text]: { type: "string", description: descriptionOf(document, said.text) } },
      };
    }
  }
  if (Object.keys(added).length === 0) return document;
  const { components = {} } = document;
  return { ...document, components: { ...components, schemas: { ...components.schemas, ...added } } };
}

/** What a text is, where a record that has it says it. */
function descriptionOf({ components }: Document, field: string): string {
  const schemas = Object.values(components?.schemas ?? {});
  const known = schemas
    .map(({ properties }) => properties?.[field]?.["description"])
    .find((text) => text !== undefined);
  return String(known ?? "The text.");
}

function followed(document: Document, schema: Schema | undefined): Schema | undefined {
  const name = nameOf(schema?.$ref);
  // A reference to a component schema leads to one, or the document was refused.
  return name === undefined ? schema : (resolve(document, schema?.$ref ?? "") as Schema);
}

import type { InputSchema, Operation, SchemaIssue } from "../contract.js";
import { hint } from "../options/closest.js";
import type { ObjectProperties, Portal } from "../options/portal.js";

/** Names for which a suggestion is remembered, of one type of object: looking for one takes a comparison with all. */
const MOST_REMEMBERED = 1_000;

/** Holds the inputs of a client's operations to its portal's properties, by their names. */
export class PortalCheck {
  readonly #portal: Portal;
  readonly #checked = new Map<ObjectProperties, WeakMap<Operation, Operation>>();

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  /** The operation of an API, its inputs held to the properties of the objects that it is about; itself where none are known. */
  of(operation: Operation, api: string, path: Readonly<Record<string, string>> | undefined): Operation {
    const [name, properties] = this.#propertiesOf(api, path) ?? [];
    if (name === undefined || properties === undefined) return operation;
    const known = this.#checked.get(properties) ?? new WeakMap<Operation, Operation>();
    this.#checked.set(properties, known);
    const checked = known.get(operation) ?? withProperties(operation, name, properties);
    known.set(operation, checked);
    return checked;
  }

  #propertiesOf(api: string, path: Readonly<Record<string, string>> = {}) {
    const entries = Object.entries(this.#portal);
    // Its other parameters are ids and words of the caller's.
    const { objectType: type } = path;
    return (
      entries.find(([name]) => name === api) ??
      (type === undefined ? undefined : entries.find(([name, { objectType }]) => type === objectType || type === name))
    );
  }
}

function withProperties(operation: Operation, name: string, properties: ObjectProperties): Operation {
  const explain = explainer(name, properties);
  return { ...operation, schema: async () => withNames(await operation.schema(), explain) };
}

/** Says what is wrong with a property's name; nothing where it may be set. */
type Explain = (property: string) => string | undefined;

/** A schema that looks at the names of an input's properties too. */
function withNames(schema: InputSchema, explain: Explain): InputSchema {
  return {
    def: schema.def,
    safeParse(input) {
      const result = schema.safeParse(input);
      const issues = issuesOf(input, explain);
      if (issues.length === 0) return result;
      return { success: false, error: { issues: [...(result.success ? [] : result.error.issues), ...issues] } };
    },
  };
}

function issuesOf(input: unknown, explain: Explain): SchemaIssue[] {
  const { properties } = (input ?? {}) as { readonly properties?: unknown };
  if (typeof properties !== "object" || properties === null) return [];
  return Object.keys(properties).flatMap((property) => {
    const message = explain(property);
    return message === undefined ? [] : [{ code: "portal", path: ["properties", property], message }];
  });
}

function explainer(name: string, { settable, readOnly }: ObjectProperties): Explain {
  const may = new Set(settable);
  const fixed = new Set(readOnly);
  const said = new Map<string, string>();
  return (property) => {
    if (may.has(property)) return undefined;
    if (fixed.has(property)) return `is a read-only property of ${name}: only HubSpot sets it`;
    const before = said.get(property);
    if (before !== undefined) return before;
    const unknown = `is no property of ${name} in this portal`;
    if (said.size >= MOST_REMEMBERED) return unknown;
    const message = unknown + hint(property, settable);
    said.set(property, message);
    return message;
  };
}

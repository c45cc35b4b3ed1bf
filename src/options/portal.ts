/** What is known of one portal: the properties of its records, beyond what any portal's contract says. */
import type { OperationTypes } from "../contract.js";
import { expected } from "./expected.js";

/** The properties of one type of object. */
export interface ObjectProperties<Properties = object> {
  /** The type's name in paths, or its id. */
  readonly objectType: string;
  /** The properties that may be set. */
  readonly settable: readonly string[];
  /** Those that only HubSpot sets. */
  readonly readOnly: readonly string[];
  /** Never there: the properties' types. */
  readonly types?: Properties | undefined;
}

/** A portal's properties, by the name of the API or of the type of object: what the command `types` writes. */
export type Portal<Types extends object = Readonly<Record<string, object>>> = {
  readonly [Name in keyof Types]: ObjectProperties<Types[Name]>;
};

/** The types of a client that knows no portal. */
export type NoPortal = Record<never, never>;

/** The names of properties. */
export type NameIn<Properties> = keyof Properties & string;

/** What an operation takes and gives where a portal's properties are known. */
export type OfPortal<T extends OperationTypes, Properties> = {
  [Part in keyof T]: Part extends "input"
    ? PortalInput<T[Part], Properties>
    : Part extends "record"
      ? PortalRecord<T[Part], Properties>
      : Part extends "body"
        ? PortalBody<T[Part], Properties>
        : T[Part];
};

/** An input with the portal's properties. */
export type PortalInput<Input, Properties> = {
  [Field in keyof Input]: Field extends "properties"
    ? Properties
    : Field extends "idProperty"
      ? NameIn<Properties> | Extract<Input[Field], undefined>
      : Input[Field];
};

/** A record with the portal's properties, each of which HubSpot shows as a text. */
export type PortalRecord<Record, Properties> = {
  [Field in keyof Record]: Field extends "properties"
    ? { [Name in NameIn<Properties>]?: string | null }
    : Record[Field];
};

/** What is asked of a record's properties, by their names. */
export type PortalBody<Body, Properties> = {
  [Field in keyof Body]: Field extends "properties" | "propertiesWithHistory"
    ? NameIn<Properties>[] | Extract<Body[Field], undefined>
    : Field extends "idProperty"
      ? NameIn<Properties> | Extract<Body[Field], undefined>
      : Body[Field];
};

/** Checks the option. Throws a `TypeError`. */
export function checkPortal(portal: unknown): void {
  const types: unknown[] = Object.values(Object(portal) as object);
  const isWritten = (one: Partial<ObjectProperties> | null) =>
    Array.isArray(one?.settable) && Array.isArray(one.readOnly);
  const isObject = typeof portal === "object" && portal !== null && !Array.isArray(portal);
  if (!isObject || !types.every((one) => isWritten(one as object | null)))
    throw expected("portal", "what `hubspot-batch types` writes", portal);
}

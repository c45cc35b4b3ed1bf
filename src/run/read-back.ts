/** What is read of an input's record, and by what it is asked for. */
import type { Operation, ReadBack } from "../contract.js";
import { fieldOf, textOf } from "../match/identity.js";
import { recordIdOf } from "../match/record-id.js";
import { HALF_A_CHARACTER } from "../options/call-settings.js";
import { type HubSpotError, UnaccountedError } from "../outcome/errors.js";
import type { Outcome } from "../outcome/outcome.js";

/** What was read for an input: its record, HubSpot's word that there is none, or why neither is known. */
export type Found =
  | {
      readonly record: object;
      readonly recordId: string;
      /** The paths of the input's properties by whose values it was found: HubSpot may write them in another case. */
      readonly foundBy: readonly string[];
    }
  | {
      readonly absent: HubSpotError;
      /** The paths of the properties by which it was looked for: an input that sets one may have given the record another key. */
      readonly soughtBy: readonly string[];
      /** The path of the property by which it was looked for, where the input gives that another value. */
      readonly renames?: string | undefined;
    }
  /** What HubSpot has of the record that the input is a part of: a list, in which it stands or does not. */
  | { readonly whole: object }
  | { readonly error: HubSpotError };

/** An outcome whose record is to be read, and what was sent of it. */
export interface Sought {
  readonly outcome: Outcome;
  readonly sent: object;
}

/** The texts that a read asks by, or why it can't ask. What an input may leave out, as the property of its id, it may. */
export function askedBy({ by, unique }: ReadBack, sent: object): Map<string, string> | string {
  const asked = new Map<string, string>();
  for (const [name, place] of Object.entries(by)) {
    if (place.includes("$by") && unique === undefined) return 'name a unique property, as in { by: "email" }';
    const [start = "", key] = place.replaceAll("$by", unique ?? "").split(/[[\]]/);
    const outer = place === "$by" ? unique : fieldOf(sent, start);
    const value =
      key === undefined ? outer : typeof outer === "object" && outer !== null ? fieldOf(outer, key) : undefined;
    const text = value == null ? "" : textOf(value);
    if (HALF_A_CHARACTER.test(text)) return `its ${start} has half a character, which no request can carry`;
    if (text !== "") asked.set(name, text);
    else if (key !== undefined) return `it has no ${start}.${key}, by which its record would be found`;
  }
  return asked.size > 0 ? asked : "it has nothing by which its record would be found";
}

/** A record without an id is none: it would have whatever it does not show. */
export function recordIn(record: unknown, foundBy: readonly string[], from: Pick<Operation, "recordId">): Found {
  const recordId = typeof record === "object" && record !== null ? recordIdOf(record, from) : undefined;
  return recordId === undefined
    ? { error: new UnaccountedError("HubSpot has a record, and did not show which") }
    : // It has an id.
      { record: record as object, recordId, foundBy };
}

/** Reads what HubSpot says of an object type's properties. */
import * as z from "zod";
import { read } from "../codegen/document.js";

const option = z.object({ value: z.string(), label: z.string().default("") });
const definition = z.object({
  name: z.string().min(1),
  type: z.string(),
  fieldType: z.string().default(""),
  label: z.string().default(""),
  description: z.string().nullish(),
  options: z.array(option).nullish(),
  /** The choices are ids of something else, such as owners. */
  externalOptions: z.boolean().default(false),
  calculated: z.boolean().default(false),
  archived: z.boolean().default(false),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().default(false) }).nullish(),
});
const answer = z.object({ results: z.array(definition) });

/** One property, as HubSpot defines it. */
export interface Definition {
  readonly name: string;
  readonly type: string;
  readonly fieldType: string;
  readonly label: string;
  readonly description: string;
  /** The values that it may have; none where it may have any. */
  readonly choices: readonly string[];
  /** Whether only HubSpot sets it. */
  readonly isReadOnly: boolean;
}

/** The properties of an object type that are in use, by their names. Throws a `ContractError` where that is no such answer. */
export function definitionsIn(objectType: string, given: unknown): Definition[] {
  const { results } = read(answer, given, `properties of ${objectType}`);
  const named = new Map(results.filter(({ archived }) => !archived).map((one) => [one.name, one]));
  return [...named.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(
      ({ name, type, fieldType, label, description, options, externalOptions, calculated, modificationMetadata }) => ({
        name,
        type,
        fieldType,
        label,
        description: description ?? "",
        choices: externalOptions ? [] : [...new Set((options ?? []).map(({ value }) => value))],
        isReadOnly: calculated || fieldType.startsWith("calculation") || modificationMetadata?.readOnlyValue === true,
      }),
    );
}

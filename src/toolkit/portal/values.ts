/** What a property takes, as a TypeScript type. `""` clears any. */
import type { Definition } from "./definitions.js";

/** The types that a property's may be made of: each is declared where it is used. */
export const DECLARED: Readonly<Record<string, string>> = {
  NumberValue: '/** A number, or a text of one; "" clears it. */\ntype NumberValue = number | `${number}` | "";\n',
  BooleanValue:
    '/** True or false, or a text of it; "" clears it. */\ntype BooleanValue = boolean | "true" | "false" | "";\n',
  DateValue:
    '/** A day: YYYY-MM-DD, or ms since 1970 of its midnight in UTC; "" clears it. */\ntype DateValue = string | number;\n',
  DateTimeValue:
    '/** An instant: a Date, ISO 8601 with an offset, or ms since 1970; "" clears it. */\ntype DateTimeValue = Date | string | number;\n',
  SeveralOf:
    '/** Choices with `;` between them; a `;` before them adds them to those that are there; "" clears all. */\n' +
    'type SeveralOf<Choice extends string> = "" | Choice | `${Choice};${string}` | `;${Choice}` | `;${Choice};${string}`;\n',
};

/** The type of what may be set; `never` of what only HubSpot sets. */
export function valueTypeOf({ type, fieldType, choices, isReadOnly }: Definition): string {
  if (isReadOnly) return "never";
  switch (type.toLowerCase()) {
    case "number":
      return "NumberValue";
    case "bool":
      return "BooleanValue";
    case "date":
      return "DateValue";
    case "datetime":
      return "DateTimeValue";
    case "enumeration":
      return choiceOf(fieldType, choices);
    default:
      // Texts, telephone numbers, and whatever is not known yet: on the wire all are texts.
      return "string";
  }
}

function choiceOf(fieldType: string, choices: readonly string[]): string {
  if (choices.length === 0) return "string";
  const listed = choices.map((choice) => JSON.stringify(choice)).join(" | ");
  if (fieldType === "checkbox") return `SeveralOf<${listed}>`;
  const isBoolean = fieldType === "booleancheckbox" && choices.every((choice) => /^(?:true|false)$/.test(choice));
  return isBoolean ? "BooleanValue" : `"" | ${listed}`;
}

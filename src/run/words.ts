import type { RefusedError } from "../outcome/refusals.js";

/** Words of a message, and texts that it quotes. */
const WORD = /"[^"]*"|(?<!\w)'[^']*'|[^\s"',;:()[\]{}=]+/g;
/** Values of a record that are looked for in a message; and the shortest that is looked for within a word. */
const MOST_VALUES = 200;
const SHORTEST = 4;

/**
 * What a record's refusal says, but for the record's own values: two that say the same have one cause. Where HubSpot names
 * property and code, its words add nothing.
 */
export function wordsOf(error: RefusedError, json: string): string {
  const { httpStatus, category, subCategory, faults, message } = error;
  const named = faults.map(({ code, property }) =>
    code === undefined || property === undefined ? "" : `${property} ${code}`,
  );
  const isNamed = named.length > 0 && !named.includes("");
  return JSON.stringify([
    httpStatus,
    category,
    subCategory,
    ...(isNamed ? [...new Set(named)].sort() : [masked(message, valuesIn(JSON.parse(json)))]),
  ]);
}

function masked(message: string, values: ReadonlySet<string>): string {
  const long = [...values].filter(({ length }) => length >= SHORTEST).sort((one, other) => other.length - one.length);
  return long
    .reduce((text, value) => text.replaceAll(value, "#"), message)
    .replace(WORD, (word) => (/[\d@#"']/.test(word) || values.has(word) ? "#" : word));
}

/** The texts of a record, the first of them: a number in a message is masked as one. */
function valuesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) if (found.size < MOST_VALUES) valuesIn(one, found);
  } else if (typeof value === "string") found.add(value);
  return found;
}

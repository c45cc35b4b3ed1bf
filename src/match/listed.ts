/** Whether what an input means is among what HubSpot lists. */
import type { Listed, ReadBack } from "../contract.js";
import { fieldOf, textOf } from "./identity.js";

/** How much of what an input means is listed. */
export interface Share {
  readonly all: boolean;
  readonly some: boolean;
}

/** Looks for what an input means in the lists of what was read. */
export function shareOf(input: object, shown: object, { list, of, item, parts }: Listed): Share {
  const items = itemsAt(shown, list);
  const fields = Object.entries(item);
  const shares = (of === undefined ? [input] : itemsAt(input, of)).map((one): Share => {
    const its = items.filter((it) => fields.every(([field, path]) => isSame(fieldOf(it, field), fieldOf(one, path))));
    if (parts === undefined) return { all: its.length > 0, some: its.length > 0 };
    const inner = its.map((it) => shareOf(one, it, parts));
    return { all: inner.some(({ all }) => all), some: inner.some(({ some }) => some) };
  });
  return { all: shares.every(({ all }) => all), some: shares.some(({ some }) => some) };
}

/** The fields that an input sets and of which what is listed tells nothing: it may be there as it was before. */
export function unlistedOf(input: object, { by, within }: Pick<ReadBack, "by" | "within">): string[] {
  const listed = [...Object.values(by), ...placesOf(within)].map((path) => path.split(".")[0]);
  return Object.keys(input).filter((field) => fieldOf(input, field) != null && !listed.includes(field));
}

/** Where in the input stands what is looked for: what is in a list of its own is of that list. */
function placesOf(listed: Listed | undefined): string[] {
  if (listed === undefined) return [];
  return listed.of === undefined ? [...Object.values(listed.item), ...placesOf(listed.parts)] : [listed.of];
}

function itemsAt(value: object, path: string): readonly object[] {
  const list = fieldOf(value, path);
  return Array.isArray(list) ? list.filter((item): item is object => typeof item === "object" && item !== null) : [];
}

/** An id may be shown as a number and sent as a text. */
function isSame(shown: unknown, sent: unknown): boolean {
  return shown != null && sent != null && textOf(shown).trim() === textOf(sent).trim();
}

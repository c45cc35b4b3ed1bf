import type { ErrorBody } from "./envelope.js";
import { type Fault, faultsIn, saidIn } from "./faults.js";
import { lead } from "./lead.js";
import { copied, printable } from "./printable.js";

/** Faults told in one sentence, and items of a list. */
const MOST_TOLD = 5;
/** Longest part of a sentence, in characters: what is wrong; a name, a code or a value; an item of a list. */
const LONGEST_WORDS = 500;
const LONGEST_NAME = 100;
const LONGEST_ITEM = 40;

/**
 * An error of HubSpot's as a sentence for a person: the properties at fault and what is wrong with them first, then what
 * it says of the whole. `undefined` where it says nothing.
 */
export function sentenceOf(body: ErrorBody, faults: readonly Fault[] = faultsIn(body)): string | undefined {
  const { message = "", category = "" } = body;
  const said = saidIn(message);
  const worded = faults.some((fault) => fault.message !== undefined);
  // What stands before a list is its heading, and what a fault says need not be said again.
  const heading = worded && said !== message;
  const known = heading || faults.some((fault) => fault.message?.includes(ended(said.trim())) === true);
  const named = new Map<string, string[]>();
  const others: string[] = [];
  for (const fault of faults) {
    const words = wordsOf(fault);
    if (fault.property === undefined) others.push(words);
    else named.set(words, [...(named.get(words) ?? []), fault.property]);
  }
  const parts = [
    ...[...named].map(([words, names]) => lead(some(names, LONGEST_NAME), words)),
    known ? "" : abridged(said),
    ...others,
  ].filter((part) => part !== "");
  if (parts.length <= 1) return parts[0] ?? (category === "" ? undefined : printable(category));
  const shown = parts.slice(0, MOST_TOLD).map(ended);
  const more = parts.length - shown.length;
  return `${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** A fault in words, less its property: what is wrong, the code, and some of what would be right. */
export function wordsOf({ code, message = "", value = "" }: Fault): string {
  const shown = printable(value, LONGEST_NAME);
  const { before, list } = split(message);
  // HubSpot's words mostly repeat the value; where they don't, it comes first.
  const words = shown === "" || before.includes(shown) ? before : lead(`"${shown}"`, before);
  const label = code === undefined ? "" : printable(code, LONGEST_NAME);
  if (words === "") return label;
  if (label === "" && list === "") return words;
  return `${ended(words)}${label === "" ? "" : ` (${label})`}${list === "" ? "" : `: ${list}`}`;
}

/** A text with some of the items of the list that it holds. */
function abridged(text: string): string {
  const { before, list } = split(text);
  return list === "" ? before : `${before}: ${list}`;
}

/** A text, and some of the items of the list in it, with what follows that: HubSpot lists every allowed option. */
function split(text: string): { readonly before: string; readonly list: string } {
  const at = text.search(/:\s*\[/);
  if (at < 0) return { before: printable(text, LONGEST_WORDS), list: "" };
  const start = text.indexOf("[", at) + 1;
  const end = text.lastIndexOf("]");
  const inside = text.slice(start, end < start ? text.length : end);
  // An older form shows each option as `label: "…"\nvalue: "…"\n…`.
  const values = [...inside.matchAll(/\bvalue: "([^"]*)"/g)].map(([, value = ""]) => value);
  const items = (values.length > 0 ? values : inside.split(",")).map((item) => item.trim());
  if (values.length === 0 && items.length <= MOST_TOLD) return { before: printable(text, LONGEST_WORDS), list: "" };
  const after = end < start ? "" : printable(copied(text.slice(end + 1)), LONGEST_WORDS);
  const before = printable(copied(text.slice(0, at)), LONGEST_WORDS);
  return { before, list: `${some(items)}${after}` };
}

/** The first few of a list, and how many there are. */
export function some(items: readonly string[], length = LONGEST_ITEM): string {
  const shown = items.slice(0, MOST_TOLD).map((item) => copied(printable(item, length)));
  return `${shown.join(", ")}${items.length > shown.length ? ` … (${items.length} in all)` : ""}`;
}

/** A sentence without its full stop, so that more can follow. */
function ended(text: string): string {
  return text.replace(/[\s.:;]{1,3}$/, "");
}

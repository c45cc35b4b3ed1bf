/** Longest text kept of anything that others wrote, in characters: a 400 can list thousands of allowed options. */
const KEPT_TEXT = 2_000;

/** Characters that steer a terminal or turn the direction of writing, lone halves of pairs, ends of lines and paragraphs. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu;

/** Cuts a text to what is worth keeping, and lets go of the rest. */
export function bounded(text: string, length = KEPT_TEXT): string {
  if (text.length <= length) return text;
  // A half of a pair of surrogates is no character.
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return `${copied(text.slice(0, end))}… (${text.length - end} more characters)`;
}

/** A text as it may stand in a message or a terminal: bounded, on one line, what could steer a terminal written out. */
export function printable(text: string, length = KEPT_TEXT): string {
  return escaped(bounded(text, length).replace(/\s+/g, " ").trim());
}

/** A text with what does not print, or prints what is not there, written out: `\\u001b`. */
export function escaped(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same text in memory of its own: engines keep a long text alive for any part of it. */
export function copied(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string; // A text's JSON is that text's.
}

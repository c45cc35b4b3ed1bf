/** Reads JSON: a value a line, or the values of one array, of which one is in memory at a time. */
import { beginningOf, LONGEST_ROW, TOO_LONG } from "./row.js";

/** One value of the text, as its own text. */
export interface JsonText {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly text: string;
  /** What is wrong with it, where its text alone does not say. */
  readonly problem?: string;
}

/** A row's text as it comes; of one that is too long, its beginning. */
class Growing {
  #text = "";
  #isTooLong = false;

  add(more: string): void {
    if (this.#isTooLong) return;
    this.#text += more;
    this.#isTooLong = this.#text.length > LONGEST_ROW;
    if (this.#isTooLong) this.#text = beginningOf(this.#text);
  }

  /** What there is of it; the next one begins. */
  take(line: number): JsonText {
    const taken = { line, text: this.#text, ...(this.#isTooLong && { problem: TOO_LONG }) };
    this.#text = "";
    this.#isTooLong = false;
    return taken;
  }
}

/** The lines of a text that have something in them. */
export async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<JsonText, void, void> {
  const growing = new Growing();
  let line = 1;
  for await (const piece of pieces) {
    const [first = "", ...others] = piece.split("\n");
    growing.add(first);
    for (const more of others) {
      const found = growing.take(line++);
      if (found.text.trim() !== "") yield found;
      growing.add(more);
    }
  }
  const last = growing.take(line);
  if (last.text.trim() !== "") yield last;
}

/**
 * The elements of an array, found by their brackets and quotes. What is no JSON inside an element is that one's mistake.
 * What follows the array, and its lack of an end, is told as one more element, for those before it may have been used.
 * Throws where the text is no array.
 */
export async function* readElements(pieces: AsyncIterable<string>): AsyncGenerator<JsonText, void, void> {
  const growing = new Growing();
  let line = 1;
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  /** The line on which the element begins. */
  let begin: number | undefined;
  let isOver = false;
  for await (const piece of pieces) {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] ?? "";
      if (character === "\n") line++;
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (character === "\\") isEscaped = true;
        else if (character === '"') isInText = false;
        continue;
      }
      if (/\s/.test(character)) continue;
      if (isOver) {
        yield { line, text: "", problem: "there is text after the end of the array: it is not read" };
        return;
      }
      if (depth === 0) {
        if (character !== "[") throw new SyntaxError("it is no array: it does not begin with [");
        depth = 1;
        from = at + 1;
        continue;
      }
      if (depth === 1 && (character === "," || character === "]")) {
        growing.add(piece.slice(from, at));
        const found = growing.take(begin ?? line);
        if (begin !== undefined) yield found;
        begin = undefined;
        from = at + 1;
        if (character === "]") isOver = true;
        continue;
      }
      begin ??= line;
      if (character === '"') isInText = true;
      else if (character === "{" || character === "[") depth++;
      else if (character === "}" || character === "]") depth--;
    }
    if (begin !== undefined) growing.add(piece.slice(from));
  }
  if (depth === 0) throw new SyntaxError("it is no array: it is empty");
  if (!isOver) yield { ...growing.take(begin ?? line), problem: "the file ends here, within the array" };
}

/** Whether a text that begins so is an array. */
export function isArrayText(beginning: string): boolean {
  return /^\s*\[/.test(beginning);
}

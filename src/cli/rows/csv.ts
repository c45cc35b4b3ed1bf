/**
 * Delimited text, read so that a mistake costs the row it stands in and no other. csv-parse 7 can't be had to do this: an
 * open quote ends its reading, or takes all rows up to the next quote for one cell; the good row behind a bad one is lost,
 * and the rest of the file behind one that is too long. It is 32 kB to these 3, too.
 */
import { beginningOf, LONGEST_ROW, TOO_LONG } from "./row.js";

/** One record of the text. */
export interface Delimited {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with it, where something is; its cells are then its line, cut at the delimiters. */
  readonly problem?: string;
}

/** Reads the records of a text that comes in pieces; lines without any cell are passed over. */
export async function* readDelimited(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<Delimited, void, void> {
  const reader = new Reader(delimiter);
  for await (const piece of text) yield* reader.add(piece);
  yield* reader.end();
}

class Reader {
  readonly #delimiter: string;
  #text = "";
  #line = 1;
  /** How long the text has to be before it is looked at again: twice as long as what was looked at in vain. */
  #enough = 0;
  /** Whether the text is the rest of a line that was too long. */
  #isRest = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  *add(piece: string): Generator<Delimited> {
    this.#text += piece;
    yield* this.#records(false);
  }

  *end(): Generator<Delimited> {
    yield* this.#records(true);
  }

  *#records(isLast: boolean): Generator<Delimited> {
    const text = this.#text;
    if (!isLast && text.length < this.#enough) return;
    let at = this.#isRest ? this.#passRest(text, 0, isLast) : 0;
    while (at < text.length && !this.#isRest) {
      const record = this.#record(text, at, isLast);
      if (record === undefined) break;
      const { cells, problem, end } = record;
      if (cells.length > 1 || cells[0] !== "" || problem !== undefined)
        yield { line: this.#line, cells, ...(problem !== undefined && { problem }) };
      this.#line += linesIn(text, at, end);
      at = this.#isRest ? this.#passRest(text, end, isLast) : end;
    }
    this.#text = text.slice(at);
    // Of so many characters it is always known what they are.
    this.#enough = this.#isRest ? 0 : Math.min(this.#text.length * 2, LONGEST_ROW + 2);
  }

  /** Where the line after one that is too long begins, or where what is there of it ends. */
  #passRest(text: string, from: number, isLast: boolean): number {
    const end = lineEnd(text, from);
    if (end === text.length || (!isLast && end + 1 === text.length && text[end] === "\r")) return end;
    this.#isRest = false;
    this.#line++;
    return afterLineEnd(text, end);
  }

  /** The record that begins at a place, and where the next one does; `undefined` where its end is not there yet. */
  #record(text: string, start: number, isLast: boolean): Found | undefined {
    const cells: string[] = [];
    const limit = start + LONGEST_ROW;
    let at = start;
    while (at <= limit) {
      if (text[at] === '"') {
        const close = closingQuote(text, at + 1);
        if (close === undefined && !isLast && text.length <= limit + 1) return undefined;
        if (close === undefined || close > limit)
          return this.#givenUp(text, start, "a quote is opened and never closed", isLast);
        const after = text[close + 1];
        // What comes next decides what the quote is.
        if (after === undefined && !isLast) return undefined;
        if (after !== undefined && after !== this.#delimiter && !isLineEnd(after))
          return this.#givenUp(text, start, "there is text after a closing quote", isLast);
        cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
        at = close + 1;
      } else {
        const from = at;
        while (at < text.length && at <= limit && text[at] !== this.#delimiter && !isLineEnd(text[at])) at++;
        if (at === text.length && !isLast) return undefined;
        cells.push(text.slice(from, at));
      }
      if (at > limit) break;
      if (at >= text.length) return { cells, end: text.length };
      if (text[at] === this.#delimiter) {
        at++;
        if (at === text.length && !isLast) return undefined;
        continue;
      }
      if (text[at] === "\r" && at + 1 === text.length && !isLast) return undefined;
      return { cells, end: afterLineEnd(text, at) };
    }
    return this.#givenUp(text, start, TOO_LONG, isLast);
  }

  /**
   * Gives a row up at the end of its first line: a quote in the wrong place would have the rest of the file read as one cell.
   * Of one that is too long no more is kept than shows which it was.
   */
  #givenUp(text: string, start: number, problem: string, isLast: boolean): Found | undefined {
    const end = lineEnd(text, start, start + LONGEST_ROW + 1);
    if (end - start > LONGEST_ROW) {
      this.#isRest = true;
      return { cells: beginningOf(text.slice(start, end)).split(this.#delimiter), problem: TOO_LONG, end };
    }
    if (!isLast && end + 1 >= text.length) return undefined;
    return { cells: text.slice(start, end).split(this.#delimiter), problem, end: afterLineEnd(text, end) };
  }
}

interface Found {
  readonly cells: readonly string[];
  readonly problem?: string;
  readonly end: number;
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

/** Where the line ends: at its line end, or that of the text, or where it is not looked for further. */
function lineEnd(text: string, from: number, limit = text.length): number {
  let end = from;
  while (end < text.length && end < limit && !isLineEnd(text[end])) end++;
  return end;
}

function afterLineEnd(text: string, at: number): number {
  return at + (text.startsWith("\r\n", at) ? 2 : 1);
}

/** Where a quoted cell ends: at the first quote that is not one of two. */
function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return undefined;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) lines++;
  }
  return lines;
}

/** Writes a record, quoting where that is needed. */
export function writeDelimited(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\n`;
}

function quoted(cell: string, delimiter: string): string {
  const isPlain = !cell.includes('"') && !cell.includes(delimiter) && !/[\r\n]/.test(cell);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** What may stand between cells, the likeliest first. */
const DELIMITERS = [",", ";", "\t", "|"];

/** The delimiter by which most lines of a file's beginning have as many cells as the first, and the most of them. */
export function detectDelimiter(beginning: string): string {
  const score = (delimiter: string) => {
    const reader = new Reader(delimiter);
    const [first, ...others] = [...reader.add(beginning)].slice(0, 50);
    const width = first?.cells.length ?? [...reader.end()][0]?.cells.length ?? 1;
    // A quote within a cell is mostly one that was cut off from its other.
    const isSound = ({ cells, problem }: Delimited) =>
      problem === undefined && !cells.some((cell) => cell.includes('"'));
    if (width < 2 || (first !== undefined && !isSound(first))) return 0;
    const alike = others.filter((one) => isSound(one) && one.cells.length === width).length;
    return (others.length === 0 ? 1 : 0.1 + alike / others.length) + Math.min(width, 50) / 1_000;
  };
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: score(delimiter) }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

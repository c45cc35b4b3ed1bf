/**
 * What is known of records, in two bits each: none, failed, unknown, succeeded. Three of them make a character from "0" to
 * "o", so that any client carries them as text; a NUL, with which Redis fills what was never written, is three times none.
 * Of two that were told of one record, the greater stands.
 */

/** What is known of a record: nothing (0), that it failed (1), that it may be written (2), that it is written (3). */
export const MARKS = { none: 0, failed: 1, unknown: 2, succeeded: 3 } as const;

/** One of these numbers. */
export type Mark = (typeof MARKS)[keyof typeof MARKS];

/** Records in a character. */
export const PER_CHARACTER = 3;
const ZERO = 48;
/** Records without a word between two that are told in one stretch. */
const MOST_BETWEEN = 300;

/** Some characters of a chunk of the ledger. */
export interface Stretch {
  /** Which chunk. */
  readonly chunk: number;
  /** Where in the chunk the characters begin. */
  readonly at: number;
  readonly text: string;
}

/** Packs what is told of records, which come in any order; a chunk has as many records as a multiple of three. */
export function pack(marks: ReadonlyMap<number, Mark>, perChunk: number): Stretch[] {
  const places = [...marks.keys()].sort((one, other) => one - other);
  const stretches: Stretch[] = [];
  for (let next = 0; next < places.length; ) {
    const first = placeOf(places[next] as number, perChunk); // There is one.
    const codes: number[] = [];
    for (; next < places.length; next++) {
      const index = places[next] as number; // There is one.
      const { chunk, character, shift } = placeOf(index, perChunk);
      const at = character - first.character;
      if (chunk !== first.chunk || at - codes.length > MOST_BETWEEN / PER_CHARACTER) break;
      while (codes.length <= at) codes.push(0);
      codes[at] = (codes[at] ?? 0) | ((marks.get(index) ?? 0) << shift);
    }
    stretches.push({ chunk: first.chunk, at: first.character, text: textOf(codes) });
  }
  return stretches;
}

/** Where a record stands. */
function placeOf(index: number, perChunk: number) {
  const within = index % perChunk;
  const character = Math.floor(within / PER_CHARACTER);
  return { chunk: Math.floor(index / perChunk), character, shift: 2 * (within % PER_CHARACTER) };
}

/** The stretches, without their characters, that records from one place to another stand in. */
export function stretchesOf(from: number, to: number, perChunk: number): Omit<Stretch, "text">[] {
  const stretches: Omit<Stretch, "text">[] = [];
  for (let index = from; index < to; ) {
    const chunk = Math.floor(index / perChunk);
    stretches.push({ chunk, at: placeOf(index, perChunk).character });
    index = (chunk + 1) * perChunk;
  }
  return stretches;
}

/** Reads what a stretch tells of the records from one place on, into a list that begins there. */
export function unpack({ chunk, at, text }: Stretch, perChunk: number, from: number, marks: Uint8Array): void {
  const first = chunk * perChunk + at * PER_CHARACTER;
  for (let character = 0; character < text.length; character++) {
    const code = codeAt(text, character);
    if (code === 0) continue;
    for (let one = 0; one < PER_CHARACTER; one++) {
      const place = first + character * PER_CHARACTER + one - from;
      if (place >= 0 && place < marks.length) marks[place] = (code >> (2 * one)) & 3;
    }
  }
}

/** Tells a chunk what a stretch tells; gives the chunk as it is then, and by how much there are more of each mark. */
export function tell(
  chunk: string,
  { at, text }: Stretch,
): { readonly chunk: string; readonly more: readonly number[] } {
  const codes = Array.from({ length: Math.max(chunk.length, at + text.length) }, (_, place) => codeAt(chunk, place));
  const more = [0, 0, 0, 0];
  for (let character = 0; character < text.length; character++) {
    const [old, told] = [codes[at + character] ?? 0, codeAt(text, character)];
    let code = 0;
    for (let shift = 0; shift < 2 * PER_CHARACTER; shift += 2) {
      const [before, now] = [(old >> shift) & 3, Math.max((old >> shift) & 3, (told >> shift) & 3)];
      code |= now << shift;
      if (now === before) continue;
      more[before] = (more[before] ?? 0) - 1;
      more[now] = (more[now] ?? 0) + 1;
    }
    codes[at + character] = code;
  }
  return { chunk: textOf(codes), more };
}

function codeAt(text: string, place: number): number {
  return Math.max(0, (text.charCodeAt(place) || ZERO) - ZERO);
}

function textOf(codes: readonly number[]): string {
  return codes.map((code) => String.fromCharCode(ZERO + code)).join("");
}

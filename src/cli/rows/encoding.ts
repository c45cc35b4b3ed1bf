/**
 * How a file's text is written, and its pieces as text. What detects encodings by their letters' frequencies can't be had for
 * that: of a file whose first ü comes late jschardet 4 says it is ASCII, of UTF-16 without a mark chardet 2 that it is Latin-1,
 * and short names are Hungarian to it. Here all of the file is looked at, and what is not UTF-8 is what Windows writes.
 */
import type { Encoding } from "./row.js";

/** What stands for bytes that are no text. */
export const LOST = "\ufffd";

/**
 * What tells an encoding of a whole file: its first bytes, and of all others than ASCII's, how many make letters of UTF-8. A
 * few that do not are no reason to take all others for something else: each row that has one fails.
 */
export class EncodingSense {
  readonly #decoder = new TextDecoder("utf-8");
  #beginning: Uint8Array = new Uint8Array();
  /** Bytes of letters that take several, and pieces of such. */
  #letters = 0;
  #lost = 0;

  /** Looks at the next bytes. */
  add(bytes: Uint8Array): void {
    if (this.#beginning.length < 1_000) this.#beginning = Buffer.concat([this.#beginning, bytes.subarray(0, 1_000)]);
    this.#count(bytes.length, this.#decoder.decode(bytes, { stream: true }));
  }

  /** Says what it is, once all was seen. */
  decide(): Encoding {
    const [first, second, third] = this.#beginning;
    if (first === 0xff && second === 0xfe) return "utf-16le";
    if (first === 0xfe && second === 0xff) return "utf-16be";
    if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
    const zeros = [0, 1].map((parity) => this.#beginning.filter((byte, at) => at % 2 === parity && byte === 0).length);
    const [even = 0, odd = 0] = zeros;
    // Latin letters in UTF-16 have a zero at every second place; UTF-8 has none at all.
    if (odd > this.#beginning.length / 4 && even === 0) return "utf-16le";
    if (even > this.#beginning.length / 4 && odd === 0) return "utf-16be";
    this.#count(0, this.#decoder.decode());
    // Windows' letters seldom make one of UTF-8. In doubt it is that: taken for it wrongly, rows fail; the other way round,
    // all would be written with other letters.
    return this.#lost === 0 || this.#letters > this.#lost / 4 ? "utf-8" : "windows-1252";
  }

  #count(bytes: number, text: string): void {
    this.#letters += bytes - text.length;
    if (text.includes(LOST)) this.#lost += text.split(LOST).length - 1;
  }
}

/** The text of bytes that come in pieces, without a mark at its beginning. */
export async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

/** How it stands in Redis what is known of an import's records: chunks of 786,432 records, and what is under way. */
import { PER_CHARACTER, stretchesOf, unpack } from "./packed.js";
import type { Slice } from "./slice.js";
import type { Known } from "./store.js";

/** Records in a chunk. */
export const PER_CHUNK = PER_CHARACTER * 2 ** 18;

/** What is known of a slice, by the texts of its marks, chunk by chunk, and its import's intents, each behind its id. */
export function knownOf({ from, to }: Slice, texts: readonly string[], announced: readonly string[]): Known {
  const marks = new Uint8Array(to - from);
  stretchesOf(from, to, PER_CHUNK).forEach((stretch, place) =>
    unpack({ ...stretch, text: texts[place] ?? "" }, PER_CHUNK, from, marks),
  );
  const intents = new Map<string, readonly number[]>();
  for (let at = 0; at < announced.length; at += 2) {
    const [name = "", text = ""] = announced.slice(at, at + 2);
    const indexes = JSON.parse(text) as number[]; // As they were announced.
    if (indexes.some((index) => index >= from && index < to)) intents.set(name, indexes);
  }
  return { marks, intents };
}

import type { Part } from "../../src/part.js";

/** A part that is there from the start. */
export function atHand<T>(part: T): Part<T> {
  return { loaded: part, load: () => Promise.resolve(part) };
}

import * as validating from "../../src/intake/validate.js";
import type { Part } from "../../src/part.js";
import type { EngineParts } from "../../src/run/engine.js";
import * as trouble from "../../src/run/trouble.js";

/** A part that is there from the start. */
export function atHand<T>(part: T): Part<T> {
  return { loaded: part, load: () => Promise.resolve(part) };
}

/** All that an engine loads when it is needed, at hand: fake timers would not wait for an import. */
export const parts: EngineParts = { trouble: atHand(trouble), validating: atHand(validating) };

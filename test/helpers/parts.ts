import * as validating from "../../src/intake/validate.js";
import type { Part } from "../../src/part.js";
import * as asked from "../../src/run/asked.js";
import type { EngineParts } from "../../src/run/engine.js";
import * as trouble from "../../src/run/trouble.js";
import * as watching from "../../src/run/watched.js";
import * as single from "../../src/wire/carry.js";
import { fixedToken, type TokenFunction, type Tokens } from "../../src/wire/token.js";
import { TokenCache } from "../../src/wire/token-cache.js";

/** A part that is there from the start. */
function atHand<T>(part: T): Part<T> {
  return { loaded: part, load: () => Promise.resolve(part) };
}

/** All that an engine loads when it is needed, at hand: fake timers would not wait for an import. */
export const parts: EngineParts = {
  trouble: atHand(trouble),
  validating: atHand(validating),
  asked: atHand(asked),
  single: atHand(single),
  watching: atHand(watching),
};

/** Where tokens come from, at once too. */
export function tokensOf(source: string | TokenFunction): Tokens {
  return typeof source === "string" ? fixedToken(source) : new TokenCache(source);
}

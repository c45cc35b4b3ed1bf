import { fixedToken, type TokenFunction, type Tokens } from "../../src/wire/token.js";
import { TokenCache } from "../../src/wire/token-cache.js";

/** Where tokens come from, at once too. */
export function tokensOf(source: string | TokenFunction): Tokens {
  return typeof source === "string" ? fixedToken(source) : new TokenCache(source);
}

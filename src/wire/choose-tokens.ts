import { fixedToken, type TokenFunction, type Tokens } from "./token.js";

/** The one token of a client, or what keeps those that its function gives: that is loaded for who has one. */
export async function tokensOf(source: string | TokenFunction): Promise<Tokens> {
  if (typeof source === "string") return fixedToken(source);
  return new (await import("./token-cache.js")).TokenCache(source);
}

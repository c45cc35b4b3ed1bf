/** What stands where a token stood. */
export const REDACTED = "[access token]";

/** Shortest secret that is one, in characters. HubSpot's tokens are far longer; a test's `token` may stand in any record. */
export const SHORTEST = 8;

/** The text of an answer without the secret. */
export function redactText(text: string, secret: string): string {
  return secret.length >= SHORTEST && text.includes(secret) ? text.replaceAll(secret, REDACTED) : text;
}

/** Printable and without blanks: anything else can't stand in a header, whose error would quote it. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/** The token as it goes after `Bearer `, or `undefined` where it can't: HubSpot answers `Bearer Bearer …` with a 401. */
export function cleanToken(token: unknown): string | undefined {
  if (typeof token !== "string") return undefined;
  const value = token.trim().replace(/^bearer(\s+|$)/i, "");
  return HEADER_SAFE.test(value) ? value : undefined;
}

import fc from "fast-check";

/** Any code point, halves of characters too. */
const character = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));

/** Texts of anything at all. fast-check's own take more than a second of CPU to be made. */
export function anyText(bounds: fc.StringConstraints = {}): fc.Arbitrary<string> {
  return fc.string({ ...bounds, unit: character });
}

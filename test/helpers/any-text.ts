import fc from "fast-check";

/** Any code point, halves of characters too: one in three of ASCII's, and of those that turn or end what is written. */
const character = fc
  .oneof(fc.nat(0x7f), fc.integer({ min: 0x2000, max: 0x206f }), fc.nat(0x10ffff))
  .map((point) => String.fromCodePoint(point));

/** Texts of anything at all. fast-check's own take more than a second of CPU to be made. */
export function anyText(bounds: fc.StringConstraints = {}): fc.Arbitrary<string> {
  return fc.string({ ...bounds, unit: character });
}

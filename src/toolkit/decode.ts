/** Reads a file's bytes as text: UTF-8, or UTF-16 with its mark, as PowerShell and Excel write it. */

/** Bytes that are no text, or text in an encoding that is not read; its message begins with `is`. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
}

/** What files begin with that are no text, and what to do about it. */
const PACKED: readonly (readonly [start: readonly number[], problem: string])[] = [
  [[0x1f, 0x8b], "is packed with gzip: unpack it first"],
  [[0x50, 0x4b, 0x03, 0x04], "is a zip archive (or a workbook): unpack it, or save it as text, first"],
  [[0x28, 0xb5, 0x2f, 0xfd], "is packed with zstd: unpack it first"],
  [[0x42, 0x5a, 0x68], "is packed with bzip2: unpack it first"],
  [[0x25, 0x50, 0x44, 0x46], "is a PDF, not text"],
];

/** Marks that name an encoding, the longest first. */
const MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], "UTF-32LE"],
  [[0x00, 0x00, 0xfe, 0xff], "UTF-32BE"],
  [[0xef, 0xbb, 0xbf], "UTF-8"],
  [[0xff, 0xfe], "UTF-16LE"],
  [[0xfe, 0xff], "UTF-16BE"],
];

/** The text of some bytes, without its mark. Throws an `EncodingError` that names what they are. */
export function decode(bytes: Uint8Array): string {
  const startsWith = (start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);
  const packed = PACKED.find(([start]) => startsWith(start));
  if (packed) throw new EncodingError(packed[1]);
  const [, encoding = unmarked(bytes)] = MARKS.find(([mark]) => startsWith(mark)) ?? [];
  if (encoding.startsWith("UTF-32")) throw new EncodingError(`is ${encoding}: save it as UTF-8`);
  // `decode` leaves the mark out.
  if (encoding === "UTF-16BE") return textOf(swapped(bytes), "UTF-16LE", encoding);
  return textOf(bytes, encoding, encoding);
}

/** What a text without a mark is: JSON and YAML begin with a sign of ASCII, and so with a zero in UTF-16. */
function unmarked(bytes: Uint8Array): string {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return "UTF-8";
  if (bytes[0] !== 0 && bytes[1] === 0) return "UTF-16LE";
  return bytes[0] === 0 && bytes[1] !== 0 ? "UTF-16BE" : "UTF-8";
}

function textOf(bytes: Uint8Array, label: string, encoding: string): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    const advice = encoding === "UTF-8" ? "is no UTF-8 (Windows-1252, perhaps)" : `is no whole ${encoding}`;
    throw new EncodingError(`${advice}: save it as UTF-8`);
  }
}

/** Not every runtime's decoder knows UTF-16BE. */
function swapped(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (_, index) => bytes[index ^ 1] ?? 0);
}

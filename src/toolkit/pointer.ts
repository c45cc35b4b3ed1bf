/** JSON pointers: the place of a value in a document, as a text. */

/** A pointer with these keys after it. */
export function pointerTo(pointer: string, ...keys: readonly PropertyKey[]): string {
  return pointer + keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The keys that a pointer consists of, with or without a `#`. */
export function keysOf(pointer: string): string[] {
  const [, ...keys] = pointer.split("/");
  return keys.map(keyOf);
}

/** The key that one part of a pointer is. */
export function keyOf(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** On each error of this package, whichever of its copies made it. */
const OURS = Symbol.for("hubspot-batch.error");

/** Marks an error as one of this package's. */
export function mark(error: Error): void {
  Object.defineProperty(error, OURS, { value: true });
}

/**
 * Whether a value is of a class of ours, told by its name; without a name, of any. A program may have loaded the package
 * twice, as an ES module and as CommonJS: what the one threw is of the other's classes too. `asked` is the class that
 * `instanceof` asks about: one that a caller derives from ours has a name of its own.
 */
export function isToldBy(value: unknown, asked: object, type: object, name?: string): boolean {
  if (asked !== type) return Function.prototype[Symbol.hasInstance].call(asked as () => void, value);
  if (typeof value !== "object" || value === null) return false;
  try {
    return OURS in value && (name === undefined || (value as { readonly name?: unknown }).name === name);
  } catch {
    // A proxy that does not let itself be asked: a `catch` that asks what it caught must not throw.
    return false;
  }
}

/** On each error of this package, whichever of its copies made it. */
const OURS = Symbol.for("hubspot-batch.error");

const byPrototype = Function.prototype[Symbol.hasInstance];

/**
 * Lets `instanceof` tell a class of errors by their name; without a name, all of this package. A program may have loaded
 * the package twice, as an ES module and as CommonJS: what the one threw is of the other's classes too.
 */
export function tellByName(type: abstract new (...args: never[]) => Error, name?: string): void {
  if (name === undefined) Object.defineProperty(type.prototype, OURS, { value: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: object, value: unknown): boolean {
      // A class that the caller derives from one of these has a name of its own.
      if (this !== type) return byPrototype.call(this as typeof type, value);
      if (typeof value !== "object" || value === null || !(OURS in value)) return false;
      return name === undefined || (value as { readonly name?: unknown }).name === name;
    },
  });
}

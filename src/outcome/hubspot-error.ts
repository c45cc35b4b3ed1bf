import { causeData } from "./describe-thrown.js";
import { printable } from "./printable.js";
import { isToldBy, mark } from "./told-by-name.js";

/** Anything that can go wrong with a record, a batch or a run. Every subclass has a literal `name`. */
export abstract class HubSpotError extends Error {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, HubSpotError);
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  abstract override readonly name: string;

  /** The message is one line of at most 2,000 characters, and steers no terminal: much of it others wrote. */
  constructor(message: string, options?: ErrorOptions) {
    super(printable(message), options);
    mark(this);
  }

  /** The error as plain data: its message, its own fields, and what its causes say; never a header, a token or a stack. */
  toJSON(): object {
    const cause = causeData(this.cause);
    return { ...this, name: this.name, message: this.message, ...(cause && { cause }) };
  }
}

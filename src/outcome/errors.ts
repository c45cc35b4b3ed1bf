import { describeThrown } from "./describe-thrown.js";
import { HubSpotError } from "./hubspot-error.js";
import { printable } from "./printable.js";
import { isToldBy } from "./told-by-name.js";

export { HubSpotError } from "./hubspot-error.js";
export { LimiterError } from "./limiter-error.js";

/** Most issues that an error keeps, and that its message has. */
const MOST_ISSUES = 100;
const MOST_SHOWN = 10;
/** Longest path and message of an issue, in characters. */
const LONGEST_PATH = 200;
const LONGEST_MESSAGE = 500;

/** HubSpot answered without a word on this input, or its answer was lost: then the message says what was read since. */
export class UnaccountedError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, UnaccountedError, "UnaccountedError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "UnaccountedError";
}

/** A function or iterable of the caller's threw; what it threw is the `cause`, and its message the end of this one's. */
export class CallerError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, CallerError, "CallerError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "CallerError";

  constructor(message: string, options?: ErrorOptions) {
    super(
      options !== undefined && "cause" in options ? `${message}: ${describeThrown(options.cause)}` : message,
      options,
    );
  }
}

/** One thing wrong with an input, found before anything was sent. */
export interface InputIssue {
  /** Where, as `customProperties[0].name`; empty for the input itself. */
  readonly path: string;
  /** What was expected there, and what came. */
  readonly message: string;
}

/** An input that was never sent, because HubSpot's contract rules it out. */
export class InvalidInputError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, InvalidInputError, "InvalidInputError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "InvalidInputError";
  /** The first 100. */
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], options?: ErrorOptions) {
    const first = issues.slice(0, MOST_ISSUES).map(({ path, message }) => ({
      path: printable(path, LONGEST_PATH),
      message: printable(message, LONGEST_MESSAGE),
    }));
    const shown = first.slice(0, MOST_SHOWN).map(issueSentence);
    const more = issues.length - shown.length;
    super(`${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`, options);
    this.issues = first;
  }
}

/** An issue as a sentence, its path first. */
function issueSentence({ path, message }: InputIssue): string {
  return path === "" ? message : `${path}: ${message}`;
}

import { printable } from "./printable.js";
import { show } from "./show.js";

/** Longest description, in characters: it stands inside a message. */
const LONGEST = 500;

/** Causes followed: an error may be its own. */
const MOST_CAUSES = 4;

/** What was thrown, in words: anything can be thrown, and be made so that it throws again when it is looked at. Never throws. */
export function describeThrown(thrown: unknown): string {
  const message = peek(thrown, "message");
  if (typeof message === "string" && message.trim() !== "") return printable(message, LONGEST);
  const name = peek(thrown, "name");
  if (typeof name === "string" && name !== "") return printable(name, LONGEST);
  return typeof thrown === "string" ? printable(thrown, LONGEST) : show(thrown);
}

/** Whether it is an object, or a function, which can be thrown as well. */
function canBeAsked(value: unknown): value is object {
  return Object(value) === value;
}

/** What a field of anything holds; `undefined` where there is none, or where to read it throws. */
export function peek(value: unknown, field: string): unknown {
  try {
    return canBeAsked(value) ? (value as Record<string, unknown>)[field] : undefined;
  } catch {
    return undefined;
  }
}

/** What is asked of an error to find out what it is. */
const QUESTIONS: readonly ((object: object) => unknown)[] = [
  Reflect.ownKeys,
  Reflect.getPrototypeOf,
  (object) => Object.prototype.toString.call(object),
];

/** What was thrown, or, where it can't even be looked at, an error that says so. Never throws. */
export function lookable(thrown: unknown): unknown {
  try {
    // A proxy may have been revoked, or be made to throw at the one and not at the other.
    if (canBeAsked(thrown)) for (const ask of QUESTIONS) ask(thrown);
    return thrown;
  } catch {
    return new Error("It threw an error that can't be looked at");
  }
}

/** A cause and its own causes as plain data: their names and messages. Never throws. */
export function causeData(cause: unknown, depth = MOST_CAUSES): object | undefined {
  const said = typeof cause === "string" || typeof peek(cause, "message") === "string";
  if (!said || depth === 0) return undefined;
  const [name, code] = [peek(cause, "name"), peek(cause, "code")];
  const inner = causeData(peek(cause, "cause"), depth - 1);
  return {
    ...(typeof name === "string" && { name: printable(name, LONGEST) }),
    message: describeThrown(cause),
    ...(typeof code === "string" && { code: printable(code, LONGEST) }),
    ...(inner && { cause: inner }),
  };
}

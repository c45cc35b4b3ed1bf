import { lookable, peek } from "../outcome/describe-thrown.js";
import { REDACTED, SHORTEST } from "./redact.js";

/** How far into an error's properties a token is looked for: a fetch of the caller's may hang its whole request there. */
const DEPTH = 6;

/**
 * The error itself where it certainly does not mention the secret, else a plain copy of what it says without it. What is
 * too short for a secret is one here, too, where it stands as a word: no record speaks in an error, and a header may.
 */
export function redactError(error: unknown, secret: string): unknown {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const pattern = secret.length >= SHORTEST ? literal : `(?<![\\w-])${literal}(?![\\w-])`;
  return redacted(error, new RegExp(pattern, "g"), DEPTH);
}

function redacted(thrown: unknown, secret: RegExp, depth: number): unknown {
  const error = lookable(thrown);
  return mentions(error, secret, depth, new Set()) ? copy(error, secret, depth) : error;
}

function copy(error: unknown, secret: RegExp, depth: number): unknown {
  const clean = (value: unknown) => (typeof value === "string" ? value.replace(secret, REDACTED) : REDACTED);
  if (!isError(error)) return new Error(clean(error));
  const [name, message, stack] = [peek(error, "name"), peek(error, "message"), peek(error, "stack")];
  const [cause, code, syscall] = [peek(error, "cause"), peek(error, "code"), peek(error, "syscall")];
  const inner = cause === undefined || depth === 0 ? {} : { cause: redacted(cause, secret, depth - 1) };
  const plain = new Error(clean(message), inner);
  // These two say what went wrong, in fewest words.
  if (typeof code === "string") Object.assign(plain, { code: clean(code) });
  if (typeof syscall === "string") Object.assign(plain, { syscall: clean(syscall) });
  plain.name = clean(name);
  plain.stack = clean(stack);
  return plain;
}

/** In Jest the runtime's own errors are of another realm than the test's, and no `instanceof` knows them. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

/** Whether a value has nothing to show but what can be looked at: a request or URL keeps its text where no key leads. */
function isOpen(value: object): boolean {
  if (Array.isArray(value) || isError(value) || value instanceof Headers) return true;
  if (value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object's prototype has none, in whatever realm it was made.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether the secret may be in there; what lies too deep, or can't be looked at, counts as if it were. */
function mentions(value: unknown, secret: RegExp, depth: number, seen: Set<unknown>): boolean {
  if (typeof value === "string") return value.search(secret) >= 0;
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  if (depth === 0 || !isOpen(value)) return true;
  seen.add(value);
  if (value instanceof Headers || value instanceof Map || value instanceof Set)
    return mentions([...value], secret, depth - 1, seen);
  return Reflect.ownKeys(value).some((key) => {
    try {
      return (
        mentions(key, secret, depth, seen) ||
        mentions((value as Record<PropertyKey, unknown>)[key], secret, depth - 1, seen)
      );
    } catch {
      return false; // A getter that throws shows nothing.
    }
  });
}

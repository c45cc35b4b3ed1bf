/** What stands where a token stood. */
const REDACTED = "[access token]";

/** How far into an error's properties a token is looked for: a fetch of the caller's may hang its whole request there. */
const DEPTH = 6;

/** The text without the secret. */
export function redactText(text: string, secret: string): string {
  return text.includes(secret) ? text.replaceAll(secret, REDACTED) : text;
}

/** The error itself where it does not mention the secret, else a plain copy of what it says without it. */
export function redactError(error: unknown, secret: string): unknown {
  return mentions(error, secret, DEPTH, new Set()) ? copy(error, secret) : error;
}

function copy(error: unknown, secret: string): unknown {
  if (!(error instanceof Error)) return new Error(redactText(typeof error === "string" ? error : REDACTED, secret));
  const plain = new Error(
    redactText(error.message, secret),
    error.cause === undefined ? {} : { cause: redactError(error.cause, secret) },
  );
  const { code } = error as { code?: unknown };
  if (typeof code === "string") Object.assign(plain, { code: redactText(code, secret) });
  plain.name = error.name;
  plain.stack = redactText(error.stack ?? "", secret);
  return plain;
}

function mentions(value: unknown, secret: string, depth: number, seen: Set<unknown>): boolean {
  if (typeof value === "string") return value.includes(secret);
  if (typeof value !== "object" || value === null || depth === 0 || seen.has(value)) return false;
  seen.add(value);
  if (value instanceof Headers) return mentions([...value.values()], secret, depth, seen);
  return Reflect.ownKeys(value).some((key) => {
    try {
      return mentions((value as Record<PropertyKey, unknown>)[key], secret, depth - 1, seen);
    } catch {
      return false; // A getter that throws shows nothing.
    }
  });
}

import { describeThrown, lookable, peek } from "../outcome/describe-thrown.js";
import { CallerError } from "../outcome/errors.js";
import { NetworkError, TimeoutError, UnexpectedResponseError } from "../outcome/lost-errors.js";
import { redactText } from "./redact.js";
import { redactError } from "./redact-error.js";
import type { Lost, Unanswered } from "./wire.js";

/** What an attempt was made with that has no answer. */
export interface LostAttempt {
  /** The access token; no error repeats it. */
  readonly token: string;
  readonly timeoutMs: number;
}

/** The error that tells how an attempt has ended without an answer. Never throws. */
export function lostError(unanswered: Unanswered, { token, timeoutMs }: LostAttempt): Lost {
  const { neverSent } = unanswered;
  switch (unanswered.how) {
    case "failed": {
      const seen = lookable(unanswered.cause);
      if (seen instanceof CallerError) return seen;
      const cause = redactError(seen, token);
      return new NetworkError(`The connection failed: ${describe(cause)}`, { cause, neverSent });
    }
    case "aborted":
      return new NetworkError("The request was aborted before its answer came", { cause: unanswered.cause, neverSent });
    case "overdue":
      return new TimeoutError(timeoutMs, { neverSent });
    case "unconnected":
      return new NetworkError(`No connection was made within ${unanswered.afterMs} ms`, { neverSent });
    case "redirected": {
      const to = redactText(placeOf(unanswered.location), token);
      return new UnexpectedResponseError(unanswered.status, `with a redirect${to}, which is not followed`, "");
    }
    case "endless": {
      const { status, mostBytes } = unanswered;
      return new UnexpectedResponseError(status, `with a body of more than ${mostBytes} bytes`, "");
    }
  }
}

/** Where a redirect points, without the query that might carry a secret. */
function placeOf(location: string | null): string {
  return location === null ? "" : ` to ${location.split("?")[0]}`;
}

/** Causes looked into: an error may be its own. */
const MOST_CAUSES = 4;

/** `fetch failed` says nothing: the code or message of the innermost cause does. */
function describe(cause: unknown, depth = MOST_CAUSES): string {
  const inner = peek(cause, "cause");
  if (inner != null && depth > 0) return describe(inner, depth - 1);
  const code = peek(cause, "code");
  return describeThrown(typeof code === "string" && code !== "" ? code : cause);
}

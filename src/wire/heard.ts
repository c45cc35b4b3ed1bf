import { CallerError } from "../outcome/errors.js";
import type { RequestContext } from "./request-context.js";
import { unlessAborted } from "./unless-aborted.js";

/**
 * Lets who wants to hear of an attempt before it is sent have his say, but not past the signal. Gives the error to end the
 * run with where he throws; rejects with the signal's reason.
 */
export async function heard(
  attempt: number,
  until: AbortSignal,
  { before }: Pick<RequestContext, "before">,
): Promise<CallerError | undefined> {
  until.throwIfAborted();
  try {
    await unlessAborted((async () => before?.(attempt))(), until);
    return undefined;
  } catch (cause) {
    until.throwIfAborted();
    return new CallerError("beforeSend threw", { cause });
  }
}

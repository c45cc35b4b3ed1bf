import { CallerError } from "../outcome/errors.js";
import type { RequestContext } from "./request-context.js";

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
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(until.reason as Error);
    until.addEventListener("abort", abort, { once: true });
  });
  const said = async () => {
    try {
      await before?.(attempt);
      return undefined;
    } catch (cause) {
      return new CallerError("beforeSend threw", { cause });
    }
  };
  try {
    return await Promise.race([said(), aborted]);
  } finally {
    until.removeEventListener("abort", abort);
  }
}

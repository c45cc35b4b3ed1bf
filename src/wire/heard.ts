import { CallerError } from "../outcome/errors.js";
import type { RequestContext } from "./request-context.js";
import { unlessAborted } from "./unless-aborted.js";

/**
 * Lets who wants to hear of an attempt before it is sent have his say, but not past the signal. Gives what he wants to be asked
 * when it is sent. Where he throws, the run is halted; rejects with that halt, or with the signal's reason.
 */
export async function heard(
  attempt: number,
  until: AbortSignal,
  { before, halt }: Pick<RequestContext, "before" | "halt">,
): Promise<() => void> {
  const failed = (cause: unknown): never => {
    until.throwIfAborted();
    const reason = { reason: "callback-failed", error: new CallerError("beforeSend threw", { cause }) } as const;
    halt(reason);
    throw reason as unknown as Error; // As the signals throw theirs.
  };
  until.throwIfAborted();
  try {
    const said = before?.(attempt);
    // Who gives no promise is not waited for.
    const last = typeof said === "object" ? await unlessAborted(Promise.resolve(said), until) : said;
    return () => {
      try {
        if (typeof last === "function") (last as () => void)();
      } catch (cause) {
        failed(cause);
      }
    };
  } catch (cause) {
    return failed(cause);
  }
}

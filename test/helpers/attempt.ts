import { type AttemptOptions, attempt } from "../../src/wire/attempt.js";
import { lostError } from "../../src/wire/lost.js";
import type { Answer, Lost, OutgoingRequest } from "../../src/wire/wire.js";

/** Sends a request once; gives the answer, or the error that tells why there is none. */
export async function attemptOnce(request: OutgoingRequest, options: AttemptOptions): Promise<Answer | Lost> {
  const result = await attempt(request, options);
  return "text" in result ? result : lostError(result, options);
}

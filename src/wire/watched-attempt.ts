import type { RequestMessage, RequestResult } from "../outcome/messages.js";
import { readRateHeaders } from "../pace/headers.js";
import type { attempt } from "./attempt.js";
import { lostError } from "./lost.js";
import type { RequestContext } from "./request-context.js";
import type { Answer, Unanswered } from "./wire.js";
import { within } from "./within.js";

const requests = process
  .getBuiltinModule("node:diagnostics_channel")
  .tracingChannel<unknown, RequestMessage>("hubspot-batch:request");

/** Makes of what sends a request once what tells of it, too. */
export function watched(send: typeof attempt, nth: number, { why, size, batch }: RequestContext): typeof attempt {
  return async (request, options) => {
    const { method, url } = request;
    const message: RequestMessage = {
      ...(batch && { batch }),
      ...(size !== undefined && { size }),
      ...{ method, server: new URL(url).origin, attempt: nth },
      ...(why && { why }),
    };
    const sent: { result?: Answer | Unanswered } = {};
    const sending = async () => {
      const result = await send(request, options);
      sent.result = result;
      if ("text" in result) return resultOf(result);
      throw lostError(result, options);
    };
    // What is thrown is the result.
    await requests.tracePromise(within(message, sending), message).catch(() => {});
    return sent.result as Answer | Unanswered; // It is there, for `send` never throws.
  };
}

function resultOf({ status, headers }: Answer): RequestResult {
  const { quota, remaining, today } = readRateHeaders(headers);
  return {
    status,
    ...(quota && { quota }),
    ...(remaining !== undefined && { remaining }),
    ...(today !== undefined && { today }),
  };
}

import { NetworkError, TimeoutError, UnexpectedResponseError } from "../outcome/errors.js";
import { show } from "../outcome/show.js";
import { redactError, redactText } from "./redact.js";
import type { Answer, Fetch, Lost, OutgoingRequest } from "./wire.js";

/** What one attempt is made with, and its bounds. */
export interface AttemptOptions {
  readonly fetch: Fetch;
  /** The access token; no answer or error repeats it. */
  readonly token: string;
  /** Aborts the attempt. */
  readonly signal: AbortSignal;
  /** From sending to the end of the body. */
  readonly timeoutMs: number;
}

/** Longest body read, in bytes: a hundred records of HubSpot's largest are below it, a body without end is not. */
const LONGEST_BODY = 64 * 1024 * 1024;

/** Sends a request once and reads the whole answer. Never throws: what went wrong is the result. */
export async function attempt(request: OutgoingRequest, options: AttemptOptions): Promise<Answer | Lost> {
  const { signal, timeoutMs } = options;
  // A controller per attempt, let go of after it: AbortSignal.any over a run's long-lived signal keeps every attempt in memory.
  const controller = new AbortController();
  let giveUp: (error: Lost) => void = () => {};
  const cutShort = new Promise<Lost>((resolve) => {
    giveUp = (error) => {
      resolve(error);
      controller.abort(error);
    };
  });
  const abort = () =>
    giveUp(new NetworkError("The request was aborted before its answer came", { cause: signal.reason }));
  const timer = setTimeout(() => giveUp(new TimeoutError(timeoutMs)), timeoutMs);
  signal.addEventListener("abort", abort, { once: true });
  try {
    // The race holds even where a fetch of the caller's ignores the signal.
    return await Promise.race([send(request, options, controller), cutShort]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    // In Node a signal's listeners are a linked list. One that was removed still points to the next: once it is old, the
    // young collector takes that for alive, and so all that came after it. None of them shall lead to an answer.
    giveUp = () => {};
  }
}

async function send(
  request: OutgoingRequest,
  { fetch, token }: AttemptOptions,
  controller: AbortController,
): Promise<Answer | Lost> {
  const { url, method, body = null } = request;
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  try {
    const response = await fetch(url, { method, headers, body, redirect: "manual", signal: controller.signal });
    const { status } = response;
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      controller.abort();
      return new UnexpectedResponseError(
        status,
        `with a redirect${redactText(locationOf(response.headers), token)}, which is not followed`,
        "",
      );
    }
    const text = await readText(response, controller.signal);
    if (text !== undefined) return { status, headers: response.headers, text: redactText(text, token) };
    controller.abort();
    return new UnexpectedResponseError(status, `with a body of more than ${LONGEST_BODY} bytes`, "");
  } catch (thrown) {
    const cause = redactError(thrown, token);
    return new NetworkError(`The connection failed: ${describe(cause)}`, { cause });
  }
}

/** The body's text, or `undefined` past the bound. */
async function readText(response: Response, signal: AbortSignal): Promise<string | undefined> {
  if (response.body === null || response.body === undefined) return response.text();
  const reader = response.body.getReader();
  // A fetch of the caller's that ignores the signal would go on filling a body that nobody waits for.
  const cancel = () => void reader.cancel().catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > LONGEST_BODY) return undefined;
  }
  signal.removeEventListener("abort", cancel);
  return new TextDecoder().decode(joined(chunks, length));
}

/** The chunks as one: decoded at once, they cost a fraction of what they do one by one. */
function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Where a redirect points, without the query that might carry a secret. */
function locationOf(headers: Headers): string {
  const location = headers.get("location");
  return location === null ? "" : ` to ${location.split("?")[0]}`;
}

/** Causes looked into: an error may be its own. */
const MOST_CAUSES = 4;

/** `fetch failed` says nothing: the code or message of the innermost cause does. */
function describe(cause: unknown, depth = MOST_CAUSES): string {
  const { code, message, cause: inner } = (cause ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  if (inner != null && depth > 0) return describe(inner, depth - 1);
  if (typeof code === "string" && code !== "") return code;
  return typeof message === "string" ? message : show(cause);
}

/** Codes that mean no connection was made, so that nothing was sent. Sources: libuv, undici, Bun. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/** Whether it is certain that HubSpot never saw the request. */
export function neverConnected(error: Lost): boolean {
  let cause: unknown = error.cause;
  for (let depth = 0; depth < MOST_CAUSES && cause !== null && typeof cause === "object"; depth++) {
    const { code, syscall = "connect", cause: inner } = cause as { code?: unknown; syscall?: unknown; cause?: unknown };
    // A network that goes away under an open connection has the same codes, and another system call.
    const connecting = syscall === "connect" || syscall === "getaddrinfo";
    if (typeof code === "string" && NEVER_CONNECTED.has(code)) return connecting;
    cause = inner;
  }
  return false;
}

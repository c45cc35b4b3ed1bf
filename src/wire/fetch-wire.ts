import { peek } from "../outcome/describe-thrown.js";
import { CallerError } from "../outcome/errors.js";
import type { AnswerHeaders, Exchange, Fetch, OutgoingRequest, Receiver, Wire } from "./wire.js";

/** A wire over a `fetch`: the platform's, or one of the caller's. It does not see when a request was written. */
export function createFetchWire(fetch: Fetch): Wire {
  return (request, receiver) => {
    const controller = new AbortController();
    const exchange = { neverSent: false, cut: () => controller.abort() };
    send(fetch, request, receiver, controller.signal).catch((cause: unknown) => {
      exchange.neverSent = provesNothingSent(cause);
      receiver.failed(cause);
    });
    return exchange satisfies Exchange;
  };
}

/** Which redirect it is, a browser hides. */
const HIDDEN_REDIRECT = 302;

async function send(fetch: Fetch, request: OutgoingRequest, receiver: Receiver, signal: AbortSignal): Promise<void> {
  const { url, method, headers, body = null } = request;
  const response: unknown = await fetch(url, { method, headers, body, redirect: "manual", signal });
  if (!isResponse(response)) throw new CallerError("The `fetch` gave something else than a Response");
  receiver.answered(response.type === "opaqueredirect" ? HIDDEN_REDIRECT : response.status, headersOf(response));
  await read(response, receiver, signal);
  receiver.ended();
}

/** Whether it has what is used of one: a fetch of another make has a class of its own. */
function isResponse(value: unknown): value is Response {
  const { status, headers } = (value ?? {}) as { status?: unknown; headers?: { get?: unknown } };
  return typeof status === "number" && typeof headers?.get === "function";
}

/** An answer's headers: those of another make, a Map for one, have something else than null for what is not there. */
function headersOf({ headers }: { readonly headers: AnswerHeaders }): AnswerHeaders {
  if (headers instanceof Headers) return headers;
  return {
    get(name) {
      const value: unknown = headers.get(name);
      return value == null ? null : String(value);
    },
    [Symbol.iterator]: () => headers[Symbol.iterator](),
  };
}

/** Hands the body over, whatever kind of stream it is. */
async function read(response: Response, receiver: Receiver, signal: AbortSignal): Promise<void> {
  // What a `Response` declares, not every fetch keeps to: node-fetch gives a stream of Node's.
  const { body } = response as { readonly body: unknown };
  if (body === null || body === undefined) return receiver.received(bytesOf(await response.text()));
  const stream = body as Partial<ReadableStream<string | Uint8Array> & NodeStream>;
  const reader = stream.getReader?.();
  if (reader === undefined && stream[Symbol.asyncIterator] === undefined)
    throw new CallerError("The `fetch` gave a body that is neither a web stream nor one of Node's");
  // A fetch of the caller's that ignores the signal would go on filling a body that nobody waits for.
  const letGo = () => (reader === undefined ? stream.destroy?.() : void reader.cancel().catch(() => {}));
  if (signal.aborted) letGo();
  signal.addEventListener("abort", letGo, { once: true });
  // Not every browser iterates a web stream.
  if (reader === undefined) for await (const part of stream as NodeStream) receiver.received(bytesOf(part));
  else
    for (let next = await reader.read(); !next.done; next = await reader.read()) receiver.received(bytesOf(next.value));
  signal.removeEventListener("abort", letGo);
}

interface NodeStream extends AsyncIterable<string | Uint8Array> {
  destroy?(): void;
}

function bytesOf(part: string | Uint8Array): Uint8Array {
  return typeof part === "string" ? new TextEncoder().encode(part) : part;
}

/** Causes looked into: an error may be its own. */
const MOST_CAUSES = 4;

/** Codes that mean no connection was made, or that there was nowhere to send to. Sources: libuv, undici, Bun. */
const NEVER_SENT = new Set([
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
  "ERR_INVALID_URL",
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/** Whether what a fetch threw makes it certain that the request never left. */
function provesNothingSent(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < MOST_CAUSES && cause !== null && typeof cause === "object"; depth++) {
    const [code, message, syscall = "connect"] = [peek(cause, "code"), peek(cause, "message"), peek(cause, "syscall")];
    // A network that goes away under an open connection has the same codes, and another system call.
    if (typeof code === "string" && NEVER_SENT.has(code)) return syscall === "connect" || syscall === "getaddrinfo";
    // A port that the Fetch standard forbids: it has no code.
    if (message === "bad port") return true;
    cause = peek(cause, "cause");
  }
  return false;
}

import type { Version } from "../contract.js";
import { type Halt, HaltSwitch } from "../outcome/halt.js";
import type { Transport } from "./transport.js";
import type { Answer } from "./wire.js";

/** What a version's fetch client is made with. */
export interface FetchClientOptions {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The client that batches go through. Its `fetch` is given with each call, and its `Request` is no more than openapi-fetch
 * and the transport need: the platform's costs more than all the rest of a call, and hides the body.
 */
export function createBatchClient(version: Pick<Version, "createClient">, options: FetchClientOptions): object {
  const fetch = () => Promise.reject(new TypeError("A batch brings its own fetch"));
  return version.createClient({ ...options, fetch, Request: LightRequest as unknown as typeof Request });
}

class LightRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;

  constructor(url: string, { method, headers }: { method: string; headers: Headers }) {
    this.url = url;
    this.method = method;
    this.headers = headers;
  }
}

/** Sends a single request. What HubSpot answered is a `Response`, whatever its status; what it did not is an error. */
export async function carry(request: Request, transport: Transport): Promise<Response> {
  const { url, method, signal } = request;
  const body = request.body === null ? undefined : await request.text();
  // A request of its own has no run to end: a halt only keeps it from being sent again.
  const control = new HaltSwitch();
  const abort = () => control.halt({ reason: "aborted" });
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  const { start, send, cut } = control;
  const counts = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };
  const context = { start, send, cut, counts, halt: (halt: Halt) => control.halt(halt), wait: () => () => {} };
  // Source: RFC 9110, section 9.2.2.
  const idempotent = method !== "POST" && method !== "PATCH";
  const outgoing = { url, method, headers: Object.fromEntries(request.headers), body };
  const reply = await transport.exchange(outgoing, context, { idempotent, read: (answer: Answer) => answer });
  signal.throwIfAborted();
  if (reply.answer !== undefined) {
    const { status, headers, text } = reply.answer;
    return new Response(text === "" ? null : text, { status, headers: [...headers] });
  }
  throw (reply.kind === "accepted" ? undefined : reply.error) ?? new TypeError("The request was not sent");
}

import type { Fetch } from "../../src/wire/wire.js";

/** One request as a fetch saw it. */
export interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly token: string | undefined;
  readonly body: string;
  /** The parsed `inputs`; empty where the body has none. */
  readonly inputs: readonly Record<string, unknown>[];
  readonly signal: AbortSignal;
  readonly init: RequestInit;
}

/** Answers a request; what it throws, the fetch throws. */
export type Handler = (request: Sent, count: number) => Response | Promise<Response>;

/** A fetch that remembers what was sent, and answers as its handlers say: each once, the last for ever. */
export function fakeFetch(...handlers: Handler[]): { readonly fetch: Fetch; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const body = typeof init.body === "string" ? init.body : "";
    const request: Sent = {
      url,
      method: init.method,
      headers,
      token: headers.get("authorization")?.replace(/^Bearer /, ""),
      body,
      inputs: inputsOf(body),
      signal: init.signal!,
      init,
    };
    sent.push(request);
    const handler = handlers[Math.min(sent.length, handlers.length) - 1]!;
    return handler(request, sent.length);
  };
  return { fetch, sent };
}

function inputsOf(body: string): Record<string, unknown>[] {
  try {
    return JSON.parse(body).inputs ?? [];
  } catch {
    return [];
  }
}

/** A JSON answer, or one with the text as it is. */
export function respond(status: number, body: object | string = {}, headers: Record<string, string> = {}): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Response(text === "" ? null : text, { status, headers });
}

/** A 2xx batch answer. */
export function answer(results: readonly object[], errors: readonly object[] = [], status = 200): Response {
  return respond(status, {
    status: "COMPLETE",
    startedAt: "2026-01-01T00:00:00Z",
    completedAt: "2026-01-01T00:00:00Z",
    results,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
  });
}

/** Answers every update: one record for each input, the last first. */
export const updated: Handler = ({ inputs }) => answer(inputs.map(({ objectId, id }) => ({ objectId, id })).reverse());

/** A refusal of a whole request. */
export function refusal(status: number, body: object = {}, headers: Record<string, string> = {}): Response {
  return respond(status, { status: "error", message: `refused with ${status}`, ...body }, headers);
}

/** The error that Node's fetch gives when a connection fails so. */
export function connectionError(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`socket: ${code}`), { code }) });
}

/** Never answers, and rejects as fetch does when it is aborted. */
export const hang: Handler = ({ signal }) =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

/** Answers later, by the clock in use, unless it is aborted first. */
export function after(ms: number, handler: Handler): Handler {
  return async (request, count) => {
    await Promise.race([
      hang(request, count),
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        request.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
      }),
    ]);
    return handler(request, count);
  };
}

/** Answers every batch after another while, the first ones last. */
export function outOfOrder(handler: Handler = updated): Handler {
  return (request, count) => after(((count * 7) % 13) * 30, handler)(request, count);
}

/** A promise with its levers outside. */
export function deferred<T = void>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let levers: { resolve: (value: T) => void; reject: (reason: unknown) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    levers = { resolve, reject };
  });
  return { promise, ...levers! };
}

import type { Incoming } from "./received.js";
import type { Reply } from "./server.js";

/** Reads a call of `fetch` as the request it would send. */
export async function readRequest(input: string | URL | Request, init?: RequestInit): Promise<Incoming> {
  // A string with a string is what a fast client sends; a `Request` of it would cost more than the whole answer.
  if (!(input instanceof Request) && (init?.body == null || typeof init.body === "string")) {
    const headers = Object.fromEntries(new Headers(init?.headers));
    return {
      method: init?.method ?? "GET",
      ...placeOf(String(input)),
      headers,
      body: init?.body ?? "",
    };
  }
  const request = new Request(input, init);
  const headers = Object.fromEntries(request.headers);
  return {
    method: request.method,
    ...placeOf(request.url),
    headers,
    body: await request.text(),
  };
}

/** Makes the response that `fetch` would give, or throws as it would. */
export function toResponse(reply: Reply): Response {
  if (reply === "reset") throw connectionLost("fetch failed", "ECONNRESET", "read ECONNRESET");
  const { status, headers, body, cut } = reply;
  return new Response(cut && body !== null ? firstHalf(body) : body, {
    status,
    headers,
  });
}

function placeOf(url: string): Pick<Incoming, "path" | "query"> {
  const { pathname: path, search: query } = new URL(url);
  return { path, query };
}

function firstHalf(body: string): ReadableStream<Uint8Array> {
  const chunks = [new TextEncoder().encode(body.slice(0, body.length / 2))];
  return new ReadableStream({
    // The error waits for the second pull: an errored stream drops what is still queued.
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk) controller.enqueue(chunk);
      else controller.error(connectionLost("terminated", "UND_ERR_SOCKET", "other side closed"));
    },
  });
}

/** The error that Node's `fetch` gives for a lost connection. */
function connectionLost(message: string, code: string, reason: string): TypeError {
  return new TypeError(message, {
    cause: Object.assign(new Error(reason), { code }),
  });
}

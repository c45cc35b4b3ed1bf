import { type Halt, HaltSwitch } from "../outcome/halt.js";
import type { Transport } from "./transport.js";
import type { Answer } from "./wire.js";

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

import { BodyText } from "./body-text.js";
import { redactText } from "./redact.js";
import type { Answer, AnswerHeaders, Exchange, OutgoingRequest, Receiver, Unanswered, Wire } from "./wire.js";

/** What one attempt is made with, and its bounds. */
export interface AttemptOptions {
  readonly wire: Wire;
  /** The access token; no answer repeats it. */
  readonly token: string;
  /** Aborts the attempt. */
  readonly signal: AbortSignal;
  /** From sending to the end of the body. */
  readonly timeoutMs: number;
  /**
   * Told when the request's last byte was handed to the socket, a `performance.now()` time: at most once, and before there
   * is an answer; never where the wire does not show it.
   */
  readonly written?: ((atMs: number) => void) | undefined;
}

/** Longest body read, in bytes: a hundred records of HubSpot's largest are below it, a body without end is not. */
const LONGEST_BODY = 64 * 1024 * 1024;

/** Longest time for a connection to be made, in ms, where the wire can tell: as Node's own fetch has it. */
const LONGEST_CONNECT_MS = 10_000;

/** Sends a request once and reads the whole answer. Never throws: what went wrong is the result. */
export function attempt(request: OutgoingRequest, options: AttemptOptions): Promise<Answer | Unanswered> {
  return new Promise((resolve) => new Attempt(request, options, resolve));
}

/**
 * One request under way. It gives up by itself, whatever the wire does; what it hears after it has settled is nobody's
 * business.
 */
class Attempt implements Receiver {
  readonly #options: AttemptOptions;
  #timer: ReturnType<typeof setTimeout>;
  // In Node a signal's listeners are a linked list. One that was removed still points to the next: once it is old, the
  // young collector takes that for alive, and so all that came after it. So none leads to an answer: what does is let
  // go of when the attempt settles.
  #resolve: ((result: Answer | Unanswered) => void) | undefined;
  #exchange: Exchange | undefined;
  #written: ((atMs: number) => void) | undefined;
  #body: BodyText | undefined = new BodyText(LONGEST_BODY);
  #status = 0;
  #headers: AnswerHeaders | undefined;

  constructor(request: OutgoingRequest, options: AttemptOptions, resolve: (result: Answer | Unanswered) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#written = options.written;
    const { wire, token, timeoutMs, signal } = options;
    this.#timer =
      timeoutMs > LONGEST_CONNECT_MS
        ? setTimeout(this.#connectOverdue, LONGEST_CONNECT_MS)
        : setTimeout(this.#overdue, timeoutMs);
    signal.addEventListener("abort", this.#abort, { once: true });
    try {
      const headers = { ...request.headers, authorization: `Bearer ${token}` };
      const exchange = wire({ ...request, headers }, this);
      // The wire itself, or a fetch of the caller's, may have aborted the run.
      if (this.#resolve === undefined) exchange.cut();
      else this.#exchange = exchange;
    } catch (cause) {
      this.#settle({ how: "failed", cause, neverSent: true });
    }
  }

  written(): void {
    this.#written?.(performance.now());
    this.#written = undefined;
  }

  answered(status: number, headers: AnswerHeaders): void {
    if (this.#resolve === undefined) return;
    this.#status = status;
    this.#headers = headers;
    if (status < 300 || status >= 400) return;
    this.#giveUp({ how: "redirected", status, location: headers.get("location"), neverSent: false });
  }

  received(part: Uint8Array): void {
    if (this.#body === undefined || this.#body.add(part)) return;
    this.#giveUp({ how: "endless", status: this.#status, mostBytes: LONGEST_BODY, neverSent: false });
  }

  ended(): void {
    if (this.#body === undefined || this.#headers === undefined) return;
    const text = redactText(this.#body.take(), this.#options.token);
    this.#settle({ status: this.#status, headers: this.#headers, text });
  }

  failed(cause: unknown): void {
    this.#settle({ how: "failed", cause, neverSent: this.#neverSent });
  }

  get #neverSent(): boolean {
    return this.#exchange?.neverSent === true;
  }

  readonly #abort = () => {
    const cause: unknown = this.#options.signal.reason;
    this.#giveUp({ how: "aborted", cause, neverSent: this.#neverSent });
  };

  readonly #connectOverdue = () => {
    if (this.#neverSent) return this.#giveUp({ how: "unconnected", afterMs: LONGEST_CONNECT_MS, neverSent: true });
    this.#timer = setTimeout(this.#overdue, this.#options.timeoutMs - LONGEST_CONNECT_MS);
  };

  readonly #overdue = () => this.#giveUp({ how: "overdue", neverSent: this.#neverSent });

  #giveUp(unanswered: Unanswered): void {
    const exchange = this.#exchange;
    this.#settle(unanswered);
    exchange?.cut();
  }

  #settle(result: Answer | Unanswered): void {
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener("abort", this.#abort);
    this.#resolve?.(result);
    this.#resolve = undefined;
    this.#exchange = undefined;
    this.#written = undefined;
    this.#headers = undefined;
    this.#body = undefined;
  }
}

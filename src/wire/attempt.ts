import { describeThrown, lookable, peek } from "../outcome/describe-thrown.js";
import { CallerError, NetworkError, TimeoutError, UnexpectedResponseError } from "../outcome/errors.js";
import { BodyText } from "./body-text.js";
import { redactError, redactText } from "./redact.js";
import type { Answer, AnswerHeaders, Exchange, Lost, OutgoingRequest, Receiver, Wire } from "./wire.js";

/** What one attempt is made with, and its bounds. */
export interface AttemptOptions {
  readonly wire: Wire;
  /** The access token; no answer or error repeats it. */
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
export function attempt(request: OutgoingRequest, options: AttemptOptions): Promise<Answer | Lost> {
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
  #resolve: ((result: Answer | Lost) => void) | undefined;
  #exchange: Exchange | undefined;
  #written: ((atMs: number) => void) | undefined;
  #body: BodyText | undefined = new BodyText(LONGEST_BODY);
  #status = 0;
  #headers: AnswerHeaders | undefined;

  constructor(request: OutgoingRequest, options: AttemptOptions, resolve: (result: Answer | Lost) => void) {
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
      if (this.#resolve === undefined) exchange.cut(signal.reason as Error);
      else this.#exchange = exchange;
    } catch (thrown) {
      this.#fail(thrown, true);
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
    const location = redactText(locationIn(headers), this.#options.token);
    this.#giveUp(new UnexpectedResponseError(status, `with a redirect${location}, which is not followed`, ""));
  }

  received(part: Uint8Array): void {
    if (this.#body === undefined || this.#body.add(part)) return;
    this.#giveUp(new UnexpectedResponseError(this.#status, `with a body of more than ${LONGEST_BODY} bytes`, ""));
  }

  ended(): void {
    if (this.#body === undefined || this.#headers === undefined) return;
    const text = redactText(this.#body.toString(), this.#options.token);
    this.#settle({ status: this.#status, headers: this.#headers, text });
  }

  failed(cause: unknown): void {
    this.#fail(cause, this.#exchange?.neverSent === true);
  }

  #fail(thrown: unknown, neverSent: boolean): void {
    const seen = lookable(thrown);
    if (seen instanceof CallerError) return this.#settle(seen);
    const cause = redactError(seen, this.#options.token);
    this.#settle(new NetworkError(`The connection failed: ${describe(cause)}`, { cause, neverSent }));
  }

  readonly #abort = () => {
    const cause: unknown = this.#options.signal.reason;
    const neverSent = this.#exchange?.neverSent === true;
    this.#giveUp(new NetworkError("The request was aborted before its answer came", { cause, neverSent }));
  };

  readonly #connectOverdue = () => {
    if (this.#exchange?.neverSent === true) {
      const message = `No connection was made within ${LONGEST_CONNECT_MS} ms`;
      return this.#giveUp(new NetworkError(message, { neverSent: true }));
    }
    this.#timer = setTimeout(this.#overdue, this.#options.timeoutMs - LONGEST_CONNECT_MS);
  };

  readonly #overdue = () =>
    this.#giveUp(new TimeoutError(this.#options.timeoutMs, { neverSent: this.#exchange?.neverSent === true }));

  #giveUp(error: Lost): void {
    const exchange = this.#exchange;
    this.#settle(error);
    exchange?.cut(error);
  }

  #settle(result: Answer | Lost): void {
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

/** Where a redirect points, without the query that might carry a secret. */
function locationIn(headers: AnswerHeaders): string {
  const location = headers.get("location");
  return location === null ? "" : ` to ${location.split("?")[0]}`;
}

/** Causes looked into: an error may be its own. */
const MOST_CAUSES = 4;

/** `fetch failed` says nothing: the code or message of the innermost cause does. */
function describe(cause: unknown, depth = MOST_CAUSES): string {
  const inner = peek(cause, "cause");
  if (inner != null && depth > 0) return describe(inner, depth - 1);
  const code = peek(cause, "code");
  return describeThrown(typeof code === "string" && code !== "" ? code : cause);
}

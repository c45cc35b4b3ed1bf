import { HubSpotError } from "./hubspot-error.js";
import { bounded } from "./printable.js";
import { isToldBy } from "./told-by-name.js";

/** The request or its answer was lost on the way: refused connection, reset, cut body, abort. */
export class NetworkError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, NetworkError, "NetworkError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "NetworkError";
  /** Whether it is certain that nothing of the request was sent. */
  readonly neverSent: boolean;

  constructor(message: string, { neverSent = false, ...options }: ErrorOptions & { neverSent?: boolean } = {}) {
    super(message, options);
    this.neverSent = neverSent;
  }
}

/** No whole answer came within `timeoutMs`. */
export class TimeoutError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, TimeoutError, "TimeoutError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "TimeoutError";
  /** How long it was waited for. */
  readonly timeoutMs: number;
  /** Whether it is certain that nothing of the request was sent. */
  readonly neverSent: boolean;

  constructor(timeoutMs: number, { neverSent = false }: { neverSent?: boolean } = {}) {
    super(`HubSpot gave no whole answer within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
    this.neverSent = neverSent;
  }
}

/** An answer that is none: a redirect, a 2xx without the envelope that the contract promises, a body without end. */
export class UnexpectedResponseError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, UnexpectedResponseError, "UnexpectedResponseError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "UnexpectedResponseError";
  /** The HTTP status. */
  readonly status: number;
  /** The answer's text, at most 2,000 characters of it. */
  readonly body: string;

  constructor(status: number, reason: string, body: string) {
    super(`HubSpot answered ${status} ${reason}`);
    this.status = status;
    this.body = bounded(body);
  }
}

/** The wire: one request to one reply, authorized, paced and sent again where that can help and does no harm. */
import type { NetworkError, TimeoutError, UnexpectedResponseError } from "../outcome/errors.js";

/** The calls `fetch` gets: an absolute URL, and an init whose body is a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request as it goes on the wire. Its body is a string, so that it can be sent again. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Why there is no answer. */
export type Lost = NetworkError | TimeoutError | UnexpectedResponseError;

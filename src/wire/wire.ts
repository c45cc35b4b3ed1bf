/** The wire: one request to one reply, authorized, paced and sent again where that can help and does no harm. */
import type { CallerError } from "../outcome/errors.js";
import type { NetworkError, TimeoutError, UnexpectedResponseError } from "../outcome/lost-errors.js";

/** The calls `fetch` gets: an absolute URL, and an init whose body is a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request as it goes on the wire. Its body is a string, so that it can be sent again. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Sends a request once. What it throws, it throws before anything was sent; all else the receiver hears, and later. */
export type Wire = (request: OutgoingRequest, receiver: Receiver) => Exchange;

/** A request under way. */
export interface Exchange {
  /** Whether it is certain that nothing of the request has been sent so far. */
  readonly neverSent: boolean;
  /** Gives the request up: whatever it holds is let go of, and what the receiver still hears is nobody's business. */
  cut(): void;
}

/** What hears how a request fares: that it was written, where that can be seen, and then an answer or a failure. */
export interface Receiver {
  /** The whole request has been handed to the network. */
  written(): void;
  /** The answer has begun. */
  answered(status: number, headers: AnswerHeaders): void;
  /** A part of the answer's body has come. */
  received(part: Uint8Array): void;
  /** The answer is complete. */
  ended(): void;
  /** There will be no answer, or not the rest of it. */
  failed(cause: unknown): void;
}

/** An answer's headers, names in any case. */
export interface AnswerHeaders extends Iterable<[name: string, value: string]> {
  get(name: string): string | null;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
}

/** How an attempt has ended without an answer, before an error is made of it. */
export type Unanswered = {
  /** Whether it is certain that nothing of the request was sent. */
  readonly neverSent: boolean;
} & (
  | { readonly how: "failed" | "aborted"; readonly cause: unknown }
  | { readonly how: "overdue" }
  | { readonly how: "unconnected"; readonly afterMs: number }
  | { readonly how: "redirected"; readonly status: number; readonly location: string | null }
  | { readonly how: "endless"; readonly status: number; readonly mostBytes: number }
);

/** Why there is no answer. */
export type Lost = NetworkError | TimeoutError | UnexpectedResponseError | CallerError;

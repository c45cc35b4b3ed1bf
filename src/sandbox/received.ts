import type { Input, ReadMatch, RouteMatch } from "./routes.js";

/** One request as it comes off a wire. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  /** With its question mark, where there is one. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the sandbox remembers of a request. */
export interface ReceivedRequest {
  /** HTTP's, as `POST`. */
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** `api.verb`, where the path belongs to one. */
  readonly operation?: string;
  /** The API version that the path belongs to. */
  readonly version?: string;
  /** Without the token. */
  readonly headers: Readonly<Record<string, string>>;
  /** The inputs of a batch; of a request that reads, its parameters. */
  readonly inputs: readonly Input[];
  /** When it came, by the sandbox's clock. */
  readonly arrivedAt: number;
  /** The inputs whose write took place. */
  readonly written: readonly Input[];
  /** The status it was answered with; absent as long as, and where, there is no answer. */
  readonly status?: number;
  /** When it was answered or its connection reset. */
  readonly answeredAt?: number;
}

/** The same as it is written. */
export type Entry = { -readonly [Key in keyof ReceivedRequest]: ReceivedRequest[Key] };

/** What a request that is met asks for. */
export type Target = RouteMatch | ReadMatch;

/** Begins what is remembered of a request. */
export function entryOf(
  incoming: Incoming,
  target: Target | undefined,
  inputs: readonly Input[],
  arrivedAt: number,
): Entry {
  const { method, path, headers } = incoming;
  const { authorization: _, ...safe } = headers;
  const asked = target && { operation: methodOf(target), version: target.version };
  return { method, path, ...asked, headers: safe, inputs, arrivedAt, written: [] };
}

/** `api.verb` */
export function methodOf(target: Target): string {
  return "read" in target ? target.read.method : target.operation.method;
}

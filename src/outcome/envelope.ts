/** What HubSpot's bodies hold. On the wire any field may be missing, null or of another type. */

/** One detail of an error. */
export interface ErrorDetail {
  /** What is wrong, in HubSpot's words. */
  readonly message?: string;
  /** What kind of mistake it is, as `INVALID_OPTION`. */
  readonly code?: string;
  /** The field or parameter it is about. */
  readonly in?: string;
  /** What kind of mistake it is, more closely than the category. */
  readonly subCategory?: unknown;
  /** The values it is about. */
  readonly context?: Context;
}

/** One entry of an answer's `errors`. */
export interface StandardError {
  /** `error`, as a rule. */
  readonly status?: string;
  /** What kind of error it is, as `VALIDATION_ERROR`. */
  readonly category?: string;
  /** The same, more closely. */
  readonly subCategory?: unknown;
  /** HubSpot's id of the error. */
  readonly id?: string;
  /** What is wrong, in HubSpot's words. */
  readonly message?: string;
  /** The values it is about: of inputs, for instance, their ids. */
  readonly context?: Context;
  /** Pages about it, by their names. */
  readonly links?: Readonly<Record<string, string>>;
  /** Each single thing that is wrong. */
  readonly errors?: readonly ErrorDetail[];
}

/** The body of a request refused as a whole. */
export interface ErrorBody extends StandardError {
  /** What HubSpot's support finds the request by. */
  readonly correlationId?: string;
  /** Of a 429: which limit was reached, as `TEN_SECONDLY_ROLLING` or `DAILY`. */
  readonly policyName?: string;
}

/** The body of a batch answer. */
export interface Envelope {
  /** `COMPLETE`, or that HubSpot has not finished: `PENDING`, `PROCESSING`, `CANCELED`. */
  readonly status: string;
  readonly results: readonly object[];
  /** As they came: `readErrorBody` reads them. */
  readonly errors: readonly unknown[];
  /** How many errors the answer says it has: entries, not inputs, and sometimes more than it lists. */
  readonly numErrors: number;
}

/** Values that an error names, each kind under its key. */
export type Context = Readonly<Record<string, readonly string[]>>;

/** Reads a 2xx body as a batch answer; `undefined` where it is none. */
export function readEnvelope(body: unknown): Envelope | undefined {
  if (!isObject(body)) return undefined;
  const { status, results, errors, numErrors } = body;
  // An empty 207 may hold nothing but errors, an unfinished answer nothing but its status.
  if (!Array.isArray(results) && !Array.isArray(errors) && typeof status !== "string") return undefined;
  const listed: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return {
    status: typeof status === "string" ? status : "COMPLETE",
    results: Array.isArray(results) ? results.filter(isObject) : [],
    errors: listed,
    numErrors: Math.max(listed.length, typeof numErrors === "number" ? numErrors : 0),
  };
}

/** Whether a JSON value is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

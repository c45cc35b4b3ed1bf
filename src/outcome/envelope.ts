/** What HubSpot's bodies hold. On the wire any field may be missing, null or of another type: see `readEnvelope`. */

/** One detail of an error. */
export interface ErrorDetail {
  readonly message?: string;
  readonly code?: string;
  readonly in?: string;
  readonly subCategory?: unknown;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** One entry of an answer's `errors`. */
export interface StandardError {
  readonly status?: string;
  readonly category?: string;
  readonly subCategory?: unknown;
  readonly id?: string;
  readonly message?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly errors?: readonly ErrorDetail[];
}

/** The body of a request refused as a whole. */
export interface ErrorBody extends StandardError {
  readonly correlationId?: string;
  readonly policyName?: string;
}

/** The body of a batch answer. */
export interface Envelope {
  /** `COMPLETE`, or that HubSpot has not finished: `PENDING`, `PROCESSING`, `CANCELED`. */
  readonly status: string;
  readonly results: readonly object[];
  readonly errors: readonly StandardError[];
  /** How many errors the answer says it has: entries, not inputs, and sometimes more than it lists. */
  readonly numErrors: number;
}

type Json = Record<string, unknown>;

/** Longest text read, in characters: a message can hold a list that is read in turn. */
const LONGEST_TEXT = 20_000;

/** Reads a 2xx body as a batch answer; `undefined` where it is none. */
export function readEnvelope(body: unknown): Envelope | undefined {
  if (!isObject(body)) return undefined;
  const { status, results, errors, numErrors } = body;
  // An empty 207 may hold nothing but errors, an unfinished answer nothing but its status.
  if (!Array.isArray(results) && !Array.isArray(errors) && typeof status !== "string") return undefined;
  const entries = arrayOf(errors).map(readErrorBody);
  return {
    status: typeof status === "string" ? status : "COMPLETE",
    results: arrayOf(results).filter(isObject),
    errors: entries,
    numErrors: Math.max(entries.length, typeof numErrors === "number" ? numErrors : 0),
  };
}

/** Reads a JSON value as an error; what has another type than it should is left out. */
export function readErrorBody(value: unknown): ErrorBody {
  if (!isObject(value)) return typeof value === "string" ? { message: value } : {};
  const { subCategory, context, links, errors } = value;
  return {
    ...strings(value, ["status", "category", "id", "message", "correlationId", "policyName"]),
    ...(subCategory == null ? {} : { subCategory }),
    ...(isObject(context) ? { context: readContext(context) } : {}),
    ...(isObject(links) ? { links: strings(links, Object.keys(links)) } : {}),
    ...(Array.isArray(errors) ? { errors: errors.filter(isObject).map(readDetail) } : {}),
  };
}

function readDetail(detail: Json): ErrorDetail {
  const { subCategory, context } = detail;
  return {
    ...strings(detail, ["message", "code", "in"]),
    ...(subCategory == null ? {} : { subCategory }),
    ...(isObject(context) ? { context: readContext(context) } : {}),
  };
}

/** A context maps each key to a list of texts; a bare text or number counts as a list of one. */
function readContext(context: Json): Record<string, readonly string[]> {
  const lists = Object.entries(context).map(([key, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return [key, values.filter((one) => typeof one === "string" || typeof one === "number").map(String)];
  });
  return Object.fromEntries(lists) as Record<string, readonly string[]>;
}

function strings(from: Json, keys: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const key of keys) {
    const value = from[key];
    if (typeof value === "string") found[key] = bounded(value, LONGEST_TEXT);
  }
  return found;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Longest text kept of anything that HubSpot wrote, in characters: a 400 can list thousands of allowed options. */
const KEPT_TEXT = 2_000;

/** Cuts a text that HubSpot wrote to what is worth keeping. */
export function bounded(text: string, length = KEPT_TEXT): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length - length} more characters)`;
}

import { bounded, type ErrorBody, type StandardError } from "./envelope.js";

/** Most property names or issues that an error lists. */
const MOST_LISTED = 100;

/** Anything that can go wrong with a record, a batch or a run. Every subclass has a literal `name`. */
export abstract class HubSpotError extends Error {
  abstract override readonly name: string;

  /** The error as plain data: its message and own fields, never a header, a token or a stack. */
  toJSON(): object {
    return { ...this, name: this.name, message: this.message };
  }
}

/** HubSpot refused a whole request. */
export class HttpError extends HubSpotError {
  override readonly name = "HttpError";
  /** The HTTP status. */
  readonly status: number;
  readonly category: string | undefined;
  readonly subCategory: string | undefined;
  readonly correlationId: string | undefined;
  /** The limit that a 429 ran into: `TEN_SECONDLY_ROLLING`, `DAILY`, … */
  readonly policyName: string | undefined;
  /** Scopes that a 403 says are missing. */
  readonly requiredScopes: readonly string[];
  /** The answer's text, at most 2,000 characters of it. */
  readonly body: string;

  constructor(status: number, text: string, body: ErrorBody) {
    const scopes = (body.errors ?? []).flatMap((detail) =>
      Object.entries(detail.context ?? {}).flatMap(([key, values]) => (/scopes$/i.test(key) ? [...values] : [])),
    );
    const message = bounded(body.message ?? "no message");
    super(`HubSpot answered ${status}: ${message}${scopes.length > 0 ? ` (missing: ${scopes.join(", ")})` : ""}`);
    this.status = status;
    this.category = body.category;
    this.subCategory = asText(body.subCategory);
    this.correlationId = body.correlationId;
    this.policyName = body.policyName;
    this.requiredScopes = scopes;
    this.body = bounded(text);
  }
}

/** HubSpot refused one input: an error of the answer names it, or its request, sent alone, was refused. */
export class RefusedError extends HubSpotError {
  override readonly name = "RefusedError";
  readonly category: string | undefined;
  readonly subCategory: string | undefined;
  /** HubSpot's code for the first fault, `PROPERTY_DOESNT_EXIST` for one. */
  readonly code: string | undefined;
  /** Properties that the error names. */
  readonly propertyNames: readonly string[];
  readonly correlationId: string | undefined;
  /** The HTTP status of the answer that held the error: a refusal's own, or 2xx for an error inside an envelope. */
  readonly httpStatus: number;
  /** The error as HubSpot sent it; not enumerable, for one entry can name thousands of inputs. */
  declare readonly standardError: StandardError;

  constructor(httpStatus: number, body: ErrorBody, options?: ErrorOptions) {
    super(bounded(body.message ?? body.errors?.[0]?.message ?? body.category ?? "refused without a message"), options);
    const faults = faultsIn(body);
    this.category = body.category;
    this.subCategory = asText(body.subCategory);
    this.code = faults.find((fault) => fault.code !== undefined)?.code;
    this.propertyNames = [...new Set(faults.flatMap((fault) => fault.names))].slice(0, MOST_LISTED);
    this.correlationId = body.correlationId;
    this.httpStatus = httpStatus;
    Object.defineProperty(this, "standardError", { value: body });
  }
}

/** The request or its answer was lost on the way: refused connection, reset, cut body, abort. */
export class NetworkError extends HubSpotError {
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
  override readonly name = "TimeoutError";
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
  override readonly name = "UnexpectedResponseError";
  readonly status: number;
  /** The answer's text, at most 2,000 characters of it. */
  readonly body: string;

  constructor(status: number, reason: string, body: string) {
    super(`HubSpot answered ${status} ${reason}`);
    this.status = status;
    this.body = bounded(body);
  }
}

/** HubSpot answered without a word on this input. */
export class UnaccountedError extends HubSpotError {
  override readonly name = "UnaccountedError";
}

/** A function or iterable of the caller's threw; what it threw is the `cause`. */
export class CallerError extends HubSpotError {
  override readonly name = "CallerError";
}

/** A rate limiter gives no turns any more: it failed, or knows that there are none. */
export class LimiterError extends HubSpotError {
  override readonly name = "LimiterError";
  /** What a run that asks it halts with. */
  readonly reason: "unavailable" | "daily-limit" | "daily-reserve";

  constructor(message: string, options: ErrorOptions & { readonly reason?: LimiterError["reason"] } = {}) {
    super(bounded(message), options);
    this.reason = options.reason ?? "unavailable";
  }
}

/** One thing wrong with an input, found before anything was sent. */
export interface InputIssue {
  /** Where, as `customProperties[0].name`; empty for the input itself. */
  readonly path: string;
  /** What was expected there, and what came. */
  readonly message: string;
}

/** An input that was never sent, because HubSpot's contract rules it out. */
export class InvalidInputError extends HubSpotError {
  override readonly name = "InvalidInputError";
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], options?: ErrorOptions) {
    const first = issues.slice(0, MOST_LISTED);
    super(
      bounded(first.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ")),
      options,
    );
    this.issues = first;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

interface Fault {
  readonly code: string | undefined;
  readonly names: readonly string[];
}

/**
 * Property names and codes stand in three places: an error's details, its context, and, on CRM objects, as JSON
 * inside the message ("Property values were not valid: [{…}]").
 */
function faultsIn(body: ErrorBody): Fault[] {
  const faults: Fault[] = (body.errors ?? []).map((detail) => ({
    code: detail.code,
    names: [...(detail.context?.["propertyName"] ?? []), ...(detail.in === undefined ? [] : [detail.in])],
  }));
  faults.push({ code: undefined, names: body.context?.["propertyName"] ?? [] });
  const list = /^Property values were not valid: (\[.*\])$/s.exec(body.message ?? "")?.[1];
  if (list !== undefined) {
    try {
      for (const { error, name } of JSON.parse(list) as { error?: unknown; name?: unknown }[]) {
        faults.push({ code: asText(error), names: typeof name === "string" ? [name] : [] });
      }
    } catch {
      // The message is for people; where it is not the JSON it usually is, it is still kept whole.
    }
  }
  return faults;
}

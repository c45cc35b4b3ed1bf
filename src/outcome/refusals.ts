import type { ErrorBody, StandardError } from "./envelope.js";
import { type Fault, faultsIn } from "./faults.js";
import { HubSpotError } from "./hubspot-error.js";
import { kept } from "./kept.js";
import { bounded, copied } from "./printable.js";
import { sentenceOf, some, wordsOf } from "./sentence.js";
import { isToldBy } from "./told-by-name.js";

/** Most scopes kept. */
const MOST_SCOPES = 100;
/** Longest name, code or value kept, in characters. */
const LONGEST_NAME = 200;

/** What HubSpot's own errors have in common: why it refused something. */
export abstract class RefusalError extends HubSpotError {
  /** HubSpot's category: `VALIDATION_ERROR` for one. */
  readonly category: string | undefined;
  /** HubSpot's subcategory. */
  readonly subCategory: string | undefined;
  /** HubSpot's code for the first fault, `PROPERTY_DOESNT_EXIST` for one. */
  readonly code: string | undefined;
  /** Properties that the error names, the first 100. */
  readonly propertyNames: readonly string[];
  /** All that is wrong, each property and code once, the first 100. */
  readonly faults: readonly Fault[];
  /** What HubSpot's support asks for. */
  readonly correlationId: string | undefined;

  constructor(body: ErrorBody, say: (sentence: string | undefined) => string, options?: ErrorOptions) {
    const faults = faultsIn(body);
    super(say(sentenceOf(body, faults)), options);
    this.category = body.category;
    this.subCategory = typeof body.subCategory === "string" ? body.subCategory : undefined;
    this.faults = faults.map(keptFault);
    this.code = this.faults.find(({ code }) => code !== undefined)?.code;
    this.propertyNames = [...new Set(this.faults.flatMap(({ property }) => property ?? []))];
    this.correlationId = body.correlationId;
  }
}

/** A fault with a sentence in place of all that HubSpot wrote: that may list each of a thousand options, twice. */
function keptFault(fault: Fault): Fault {
  const { property, code, value } = fault;
  const message = wordsOf(fault);
  return {
    ...(property !== undefined && { property: bounded(property, LONGEST_NAME) }),
    ...(code !== undefined && { code: bounded(code, LONGEST_NAME) }),
    ...(message !== "" && { message }),
    ...(value !== undefined && { value: bounded(value, LONGEST_NAME) }),
  };
}

/** HubSpot refused a whole request. */
export class HttpError extends RefusalError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, HttpError, "HttpError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "HttpError";
  /** The HTTP status. */
  readonly status: number;
  /** The limit that a 429 ran into: `TEN_SECONDLY_ROLLING`, `DAILY`, … */
  readonly policyName: string | undefined;
  /** Scopes that a 403 says are missing, the first 100. */
  readonly requiredScopes: readonly string[];
  /** The answer's text, at most 2,000 characters of it. */
  readonly body: string;

  /** `advice` says what to do about it, where that is known. */
  constructor(status: number, text: string, body: ErrorBody, advice?: string) {
    const scopes = scopesIn(body);
    const missing = scopes.length === 0 ? "" : ` (missing: ${some(scopes, LONGEST_NAME)})`;
    const more = advice === undefined ? "" : ` (${advice})`;
    super(body, (sentence = "no message") => `HubSpot answered ${status}: ${sentence}${missing}${more}`);
    this.status = status;
    this.policyName = body.policyName;
    this.requiredScopes = scopes.slice(0, MOST_SCOPES).map((scope) => bounded(scope, LONGEST_NAME));
    this.body = bounded(text);
  }
}

function scopesIn({ context, errors = [] }: ErrorBody): readonly string[] {
  const contexts = [context, ...errors.map((detail) => detail.context)];
  return contexts.flatMap((one) =>
    Object.entries(one ?? {}).flatMap(([key, values]) => (/scopes$/i.test(key) ? values : [])),
  );
}

/** HubSpot refused one input: an error of the answer names it, or its request, sent alone, was refused. */
export class RefusedError extends RefusalError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, RefusedError, "RefusedError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "RefusedError";
  /** HubSpot's id of the record that stands in the way of this one, where a conflict names it. */
  readonly existingId: string | undefined;
  /** The HTTP status of the answer that held the error: a refusal's own, or 2xx for an error inside an envelope. */
  readonly httpStatus: number;
  /** The error as HubSpot sent it, the first 20,000 characters of its lists; not enumerable, for they fill a log. */
  declare readonly standardError: StandardError;

  constructor(httpStatus: number, body: ErrorBody, options?: ErrorOptions) {
    super(body, (sentence = "refused without a message") => sentence, options);
    this.existingId = existingIdIn(body);
    this.httpStatus = httpStatus;
    Object.defineProperty(this, "standardError", { value: kept(body) });
  }
}

/** Marketing events name it in their context, CRM objects in words alone: `Contact already exists. Existing ID: 17`. */
function existingIdIn({ message = "", context = {} }: ErrorBody): string | undefined {
  const named = context["existingObjectId"]?.[0] ?? /\bexisting (?:object )?id: ?(\d{1,20})\b/i.exec(message)?.[1];
  return named === undefined ? undefined : copied(bounded(named, LONGEST_NAME));
}

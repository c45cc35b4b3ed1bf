import type { HubSpotError } from "./errors.js";
import type { Outcome } from "./outcome.js";
import { HttpError, RefusedError } from "./refusals.js";
import type { BatchReport } from "./summary.js";

/** One error of a `BatchResponse`; every field is there, as HubSpot's contract says it should be. */
export interface ResponseError {
  /** `error`, unless HubSpot said otherwise. */
  status: string;
  /** What kind of error it is, as `VALIDATION_ERROR`; of what was not sent, why: `STOPPED`. */
  category: string;
  /** The same, more closely. */
  subCategory?: string;
  /** What is wrong, in HubSpot's words where it said so. */
  message: string;
  /** The values it is about, and `inputIndexes`, the indexes of the inputs that have it. */
  context: Record<string, string[]>;
  /** Pages about it, by their names. */
  links: Record<string, string>;
  /** Each single thing that is wrong. */
  errors: ResponseErrorDetail[];
  /** HubSpot's id of the error. */
  id?: string;
}

/** One finding behind a `ResponseError`. */
export interface ResponseErrorDetail {
  /** What is wrong, in HubSpot's words. */
  message: string;
  /** What kind of mistake it is, as `INVALID_OPTION`. */
  code?: string;
  /** The field or parameter it is about. */
  in?: string;
  /** What kind of mistake it is, more closely than the category. */
  subCategory?: string;
  /** The values it is about. */
  context?: Record<string, string[]>;
}

/** HubSpot's own envelope. */
export interface BatchResponse<R> {
  /** `CANCELED` where the run was halted. */
  status: "COMPLETE" | "CANCELED";
  /** When the run began, in ISO 8601. */
  startedAt: string;
  /** When it ended. */
  completedAt: string;
  /** What HubSpot returned: in input order, then what can't be tied to one input. */
  results: R[];
  /** Entries in `errors`, not inputs. Absent, as `errors` is, when there are none. */
  numErrors?: number;
  /** Each error once, however many inputs have it. */
  errors?: ResponseError[];
}

/**
 * The report as the answer HubSpot would have given had there been one huge batch: every result in input order, then
 * those that can't be tied to one input, and every error once, however many inputs it names. Of errors that name none
 * the first 1,000 are there, and a last one that counts the others.
 */
export function toBatchResponse<I, R>(report: BatchReport<I, R>): BatchResponse<R> {
  const results: R[] = [];
  const errors = new Map<HubSpotError | string, { error: ResponseError; indexes: string[] }>();
  for (const outcome of report.outcomes) {
    if (outcome.status === "succeeded") {
      // What a later input stands for was written once.
      if (outcome.record !== undefined && outcome.supersededBy === undefined) results.push(outcome.record);
      continue;
    }
    const key = outcome.error ?? (outcome.status === "unsent" ? outcome.reason : outcome.status);
    const known = errors.get(key);
    if (known === undefined) errors.set(key, { error: errorOf(outcome), indexes: [String(outcome.index)] });
    else known.indexes.push(String(outcome.index));
  }
  const merged = [...errors.values()].map(({ error, indexes }) => ({
    ...error,
    context: { ...error.context, inputIndexes: indexes },
  }));
  const all = [...merged, ...report.unattributed.map((error) => whole(error))];
  const left = report.unattributedCount - report.unattributed.length;
  if (left > 0) all.push(whole({ message: `${left} more errors that name no input` }));
  return {
    status: report.halted === undefined ? "COMPLETE" : "CANCELED",
    startedAt: report.startedAt,
    completedAt: report.completedAt,
    results: [...results, ...report.untied],
    ...(all.length > 0 && { numErrors: all.length, errors: all }),
  };
}

/** The error behind an outcome: HubSpot's own where it sent one, else one in its form. */
function errorOf(outcome: Exclude<Outcome, { status: "succeeded" }>): ResponseError {
  const { error } = outcome;
  if (error instanceof RefusedError) return whole(error.standardError);
  const category = error instanceof HttpError ? error.category : undefined;
  const reason = outcome.status === "unsent" ? outcome.reason : outcome.status;
  return whole({
    category: category ?? reason.replace("-", "_").toUpperCase(),
    message: error?.message ?? `The input was not sent: ${reason}`,
  });
}

/** HubSpot leaves fields out; the contract says they are there. */
function whole(error: RefusedError["standardError"]): ResponseError {
  const {
    status = "error",
    category = "UNKNOWN",
    message = "",
    context = {},
    links = {},
    errors = [],
    id,
    subCategory,
  } = error;
  return {
    status,
    category,
    ...textOf(subCategory),
    message,
    context: copied(context),
    links: { ...links },
    errors: errors.map(({ message: text = "", context: inner, subCategory: detailed, ...detail }) => ({
      ...detail,
      message: text,
      ...textOf(detailed),
      ...(inner && { context: copied(inner) }),
    })),
    ...(id !== undefined && { id }),
  };
}

function copied(context: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(context).map(([key, values]) => [key, [...values]]));
}

function textOf(subCategory: unknown): { subCategory?: string } {
  return typeof subCategory === "string" ? { subCategory } : {};
}

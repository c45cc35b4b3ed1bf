import type { HubSpotError } from "./errors.js";
import type { Outcome } from "./outcome.js";
import { HttpError, RefusedError } from "./refusals.js";
import type { BatchReport } from "./summary.js";

/** One error of a `BatchResponse`; every field is there, as HubSpot's contract says it should be. */
export interface ResponseError {
  status: string;
  category: string;
  subCategory?: string;
  message: string;
  context: Record<string, string[]>;
  links: Record<string, string>;
  errors: ResponseErrorDetail[];
  id?: string;
}

/** One finding behind a `ResponseError`. */
export interface ResponseErrorDetail {
  message: string;
  code?: string;
  in?: string;
  subCategory?: string;
  context?: Record<string, string[]>;
}

/** HubSpot's own envelope. */
export interface BatchResponse<R> {
  status: "COMPLETE" | "CANCELED";
  startedAt: string;
  completedAt: string;
  results: R[];
  /** Entries in `errors`, not inputs. Absent, as `errors` is, when there are none. */
  numErrors?: number;
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

import type { HubSpotError, InvalidInputError } from "./errors.js";
import type { Fault } from "./faults.js";
import { insert } from "./insert.js";
import { lead } from "./lead.js";
import type { UnexpectedResponseError } from "./lost-errors.js";
import type { Outcome, Resend } from "./outcome.js";
import type { HttpError, RefusedError } from "./refusals.js";
import type { MergedError } from "./summary.js";

/** Distinct reasons kept apart. */
export const MOST_REASONS = 1_000;
/** … and of each, at most this many places, inputs and ids. */
export const MOST_INDEXES = 100;
export const MOST_SAMPLES = 5;
export const MOST_CORRELATION_IDS = 5;
/** Names in an error's context that are looked for in its message. */
const MOST_NAMED = 20;

/** The advice that stands for several: what needs most care. */
export const CARE: readonly Resend[] = ["safe", "pointless", "read-first"];

type Failure<I> = Exclude<Outcome<I>, { status: "succeeded" }>;

/** What an error says in one respect: one of its faults, or all that it says. */
export type Respect = Pick<
  MergedError,
  "name" | "message" | "status" | "category" | "subCategory" | "code" | "propertyNames"
>;

/** Merges the errors of a run into reasons, in memory that does not grow with the number of inputs. */
export class Reasons<I> {
  readonly #reasons = new Map<string, Reason<I>>();
  /** One error often settles a whole batch. */
  #last: { readonly error: HubSpotError; readonly reasons: ReadonlyMap<Reason<I>, Respect> } | undefined;

  add(error: HubSpotError, outcome: Failure<I>): void {
    if (this.#last?.error !== error) this.#last = { error, reasons: this.#reasonsOf(error) };
    const id = isNamed(error, "RefusedError", "HttpError") ? error.correlationId : undefined;
    for (const [reason, respect] of this.#last.reasons) reason.add(respect, id, outcome);
  }

  /** The most frequent first; of those alike, the one met first. */
  merged(): MergedError<I>[] {
    return [...this.#reasons.values()]
      .map((reason) => reason.merged())
      .sort((one, other) => other.count - one.count || (one.indexes[0] ?? 0) - (other.indexes[0] ?? 0));
  }

  /** The reasons of an error, each once, and how it words them. */
  #reasonsOf(error: HubSpotError): ReadonlyMap<Reason<I>, Respect> {
    const found = respectsOf(error).map((respect): [Reason<I>, Respect] => {
      const wanted = keyOf(respect, error);
      // The last place is for all the reasons that there is no place for.
      const kept = this.#reasons.has(wanted) || this.#reasons.size < MOST_REASONS - 1;
      const key = kept ? wanted : OTHERS;
      const reason = this.#reasons.get(key) ?? new Reason<I>();
      this.#reasons.set(key, reason);
      return [reason, kept ? respect : THE_OTHERS];
    });
    return new Map(found);
  }
}

/** The key of all the reasons that there is no place for, and what is said of them. */
const OTHERS = "";
export const THE_OTHERS: Respect = {
  name: "HubSpotError",
  propertyNames: [],
  message: `Other reasons: there were more than ${MOST_REASONS - 1}`,
};

/** One reason: what it says in the words of the first input that it struck, and whom it struck. */
class Reason<I> {
  #respect = THE_OTHERS;
  #count = 0;
  #resend: Resend = "safe";
  readonly #statuses: { [status in Failure<I>["status"]]?: number } = {};
  readonly #correlationIds: string[] = [];
  /** Of the first inputs, ascending. */
  readonly #indexes: number[] = [];
  readonly #samples: { readonly index: number; readonly input: I; readonly sent: object | undefined }[] = [];

  add(respect: Respect, correlationId: string | undefined, { index, input, sent, status, resend }: Failure<I>): void {
    this.#count++;
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    if (CARE.indexOf(resend) > CARE.indexOf(this.#resend)) this.#resend = resend;
    insert(this.#indexes, index, MOST_INDEXES, (one) => one);
    insert(this.#samples, { index, input, sent }, MOST_SAMPLES, (one) => one.index);
    if (this.#indexes[0] === index) this.#respect = respect;
    const ids = this.#correlationIds;
    if (correlationId !== undefined && ids.length < MOST_CORRELATION_IDS && !ids.includes(correlationId))
      ids.push(correlationId);
  }

  merged(): MergedError<I> {
    const sent = this.#samples.map(({ sent }) => sent);
    return {
      count: this.#count,
      ...this.#respect,
      statuses: { ...this.#statuses },
      resend: this.#resend,
      correlationIds: [...this.#correlationIds],
      indexes: [...this.#indexes],
      samples: this.#samples.map(({ input }) => input),
      ...(sent.some((one) => one !== undefined) && { sent }),
    };
  }
}

type Detailed = HttpError | RefusedError | InvalidInputError | UnexpectedResponseError;

/** Whether an error is one of these: to ask for its class would load all that it takes to make one. */
function isNamed<N extends Detailed["name"]>(
  error: HubSpotError,
  ...names: readonly N[]
): error is Extract<Detailed, { name: N }> {
  return (names as readonly string[]).includes(error.name);
}

/** Each fault that names a property or a code is a reason of its own; an error without one is a reason as a whole. */
function respectsOf(error: HubSpotError): Respect[] {
  const traits = traitsOf(error);
  const faults = faultsOf(error);
  const [only] = faults;
  if (only === undefined) return [{ ...traits, message: error.message, propertyNames: [] }];
  return faults.map((fault) => {
    const { property, code } = fault;
    return {
      ...traits,
      ...(code !== undefined && { code }),
      propertyNames: property === undefined ? [] : [property],
      message: faults.length === 1 ? error.message : lead(property ?? "", fault.message ?? ""),
    };
  });
}

function faultsOf(error: HubSpotError): readonly Fault[] {
  if (isNamed(error, "RefusedError", "HttpError"))
    return error.faults.filter(({ property, code }) => property !== undefined || code !== undefined);
  if (!isNamed(error, "InvalidInputError")) return [];
  return error.issues.map(({ path, message }) => ({ ...(path !== "" && { property: path }), message }));
}

function traitsOf(error: HubSpotError): Omit<Respect, "message" | "code" | "propertyNames"> {
  const { name } = error;
  if (isNamed(error, "UnexpectedResponseError")) return { name, status: error.status };
  if (!isNamed(error, "RefusedError", "HttpError")) return { name };
  const { category, subCategory } = error;
  return {
    name,
    status: error.name === "HttpError" ? error.status : error.httpStatus,
    ...(category !== undefined && { category }),
    ...(subCategory !== undefined && { subCategory }),
  };
}

/**
 * Reasons with one key are one. What has both a code and a property needs no words to be told from others. Without the
 * error, the names that it has beside its message stay in its words.
 */
export function keyOf({ message, propertyNames: [property], ...respect }: Respect, error?: HubSpotError): string {
  const words = respect.code !== undefined && property !== undefined ? undefined : masked(message, error);
  const { name, status, category, subCategory, code } = respect;
  return JSON.stringify([name, status, category, subCategory, code, property?.replace(/\[\d+\]/g, "[]"), words]);
}

/** Quoted texts, and words with a digit or an at sign in them: ids, values, addresses. */
const QUOTED = /"[^"]*"|(?<!\w)'[^']*'|[^\s"',;:()[\]{}=]+/g;

/** A message without the ids and values that it quotes: those do not make another reason of it. */
function masked(message: string, error: HubSpotError | undefined): string {
  // Only what HubSpot refused has it, and nothing of a report that was kept as JSON.
  const { context = {} } = (error as Partial<RefusedError> | undefined)?.standardError ?? {};
  return Object.values(context)
    .flat()
    .slice(0, MOST_NAMED)
    .reduce((text, name) => (name.length > 1 ? text.replaceAll(name, "#") : text), message)
    .replace(QUOTED, (word) => (/^["']/.test(word) ? '""' : /[\d@#]/.test(word) ? "#" : word))
    .replace(/#(?:, *#)+/g, "#");
}

import type { Operation } from "../contract.js";
import type { Envelope, StandardError } from "../outcome/envelope.js";
import { joined } from "./attribute.js";
import type { Possible } from "./possible.js";
import { recordIdOf } from "./record-id.js";
import type { Sent } from "./sent.js";

/** An answer, when all that it names is known. */
export interface Named<E extends Sent> {
  readonly entries: readonly E[];
  /** Inputs without a result or an error. */
  readonly open: readonly E[];
  /** Results that are nobody's yet. */
  readonly untied: readonly object[];
  readonly envelope: Envelope;
  readonly nameless: readonly StandardError[];
  readonly stray: readonly StandardError[];
  /** Whether no input is named twice over, or together with others. */
  readonly isClear: boolean;
}

/**
 * The error of each input that is still open, where it can only be that: it was sent alone, or there are as many errors
 * without a name as such inputs, one each, and all say the same.
 */
export function errorOfTheRest<E extends Sent>(answer: Named<E>, { noContent }: Operation): StandardError | undefined {
  const { entries, open, untied, envelope, nameless, stray, isClear } = answer;
  if (open.length === 0 || untied.length > 0) return undefined;
  if (entries.length === 1) {
    if (envelope.numErrors === 0 || !isClear) return undefined;
    return joined([...nameless, ...stray]);
  }
  // Where success shows nothing, an input without a result may well be done.
  if (noContent || !isClear || !isAccounted(envelope) || stray.length > 0 || nameless.length !== open.length)
    return undefined;
  const [first, ...others] = nameless;
  return first !== undefined && others.every((other) => wordsOf(other) === wordsOf(first)) ? first : undefined;
}

/** Whether a success has nothing to show, and every error of the answer is somebody's: then the others were done. */
export function provesTheRest<E extends Sent>(answer: Named<E>, { noContent }: Operation): boolean {
  const { envelope, nameless, stray, isClear } = answer;
  if (noContent !== true || envelope.results.length > 0) return false;
  return isClear && isAccounted(envelope) && nameless.length + stray.length === 0;
}

/**
 * Whether as many different records were answered as inputs were sent, not one error, and each could be one's alone: the
 * last resort of every operation, of those without ids too.
 */
export function isWhole<E extends Sent>(answer: Named<E>, possible: Possible, operation: Operation): boolean {
  const { entries, open, untied, envelope, isClear } = answer;
  const { results, numErrors, status } = envelope;
  if (!isClear || status !== "COMPLETE" || numErrors > 0 || results.length !== entries.length) return false;
  const hasIds = operation.recordId.length > 0;
  const shown = results.flatMap((result) => (hasIds ? recordIdOf(result, operation) : contentOf(result)) ?? []);
  return (
    new Set(shown).size === shown.length &&
    (!hasIds || shown.length === results.length) &&
    untied.every((result) => possible.hasInputFor(result)) &&
    open.every((entry) => possible.hasResultFor(entry))
  );
}

/** All that a record without ids shows: nothing where it is empty, or nested too deep to be written. */
function contentOf(result: object): string | undefined {
  if (Object.keys(result).length === 0) return undefined;
  try {
    return JSON.stringify(result);
  } catch {
    return undefined;
  }
}

/** Whether HubSpot has finished, and lists all the errors that it counts. */
function isAccounted({ status, numErrors, errors }: Envelope): boolean {
  return status === "COMPLETE" && numErrors === errors.length;
}

/** What an error says: all of it but its own id, and fields with nothing in them. */
function wordsOf({ category, subCategory, message, errors = [], context = {} }: StandardError): string {
  const said = Object.entries(context).filter(([, values]) => values.some((value) => value.trim() !== ""));
  return JSON.stringify([category, subCategory, message, errors, said]);
}

import type { Envelope, StandardError } from "../outcome/envelope.js";
import { UnaccountedError } from "../outcome/errors.js";
import { printable } from "../outcome/printable.js";
import { sentenceOf } from "../outcome/sentence.js";

/** Errors quoted, and characters of each. */
const MOST_QUOTED = 3;
const LONGEST_QUOTE = 300;

/** Why nothing is known of an input on which an answer has not a word. */
export function silence(status: number, answer: Envelope): UnaccountedError {
  const why =
    answer.status === "COMPLETE"
      ? ": was it merged or deleted? Sent again, it may be passed over again"
      : ` (its status is ${answer.status})`;
  return new UnaccountedError(`HubSpot answered ${status} without a word on this input${why}`);
}

/** Why an answer does not tell what became of an input, of which it may speak: with these errors, which name none. */
export function indecision(status: number, answer: Envelope, errors: readonly StandardError[]): UnaccountedError {
  const hidden = answer.numErrors - answer.errors.length;
  const others = hidden > 0 ? `${hidden} errors that it does not list` : "what may be this input's or another's";
  return new UnaccountedError(`HubSpot answered ${status} with ${errors.length > 0 ? quoted(errors) : others}`);
}

function quoted(errors: readonly StandardError[]): string {
  const messages = errors.map((error) => printable(sentenceOf(error) ?? "no message", LONGEST_QUOTE));
  const first = [...new Set(messages)].slice(0, MOST_QUOTED).join("; ");
  const [some, they] =
    errors.length === 1 ? ["an error that names", "it"] : [`${errors.length} errors that name`, "they"];
  return `${some} none of the inputs that ${they} may be about: ${first}`;
}

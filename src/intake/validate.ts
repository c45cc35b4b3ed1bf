import type { InputSchema } from "../contract.js";
import { isPlain } from "../match/identity.js";
import { describeThrown } from "../outcome/describe-thrown.js";
import { InvalidInputError } from "../outcome/errors.js";
import { Explainer, kindOf } from "./explain.js";
import { rewrite } from "./rewrite.js";

/** An input's JSON, or why it has none that HubSpot's contract allows. */
export type Prepared = string | Rewritten | InvalidInputError;

/** An input that is sent in other words than its own. */
export interface Rewritten {
  readonly json: string;
  /** What the JSON is of. */
  readonly sent: object;
}

/** Prepares one input for sending: checks it and writes its JSON. Never throws. */
export type Prepare = (input: unknown) => Prepared;

/** How strict a check is; see the options of a client. */
export interface Strictness {
  readonly unknownFields: "refuse" | "send";
  readonly coerce: boolean;
}

/** Times an input is written better: an object may write itself as a number, and a number is no text yet. */
const MOST_REWRITES = 2;

/**
 * Makes the check of an operation's inputs. What is sent is the caller's own JSON, not the schema's output, so nothing is
 * dropped; only where the schema refuses it is a copy made that HubSpot takes. Without a schema only what can't be JSON is
 * refused; with `unknownFields: "send"`, unknown fields and enum values are not.
 */
export function createPrepare(schema: InputSchema | undefined, { unknownFields, coerce }: Strictness): Prepare {
  const explainer = schema === undefined ? undefined : new Explainer(schema, unknownFields);
  const most = coerce ? MOST_REWRITES : 0;

  /** What may be sent of what would be sent: that itself, a copy, or nothing. */
  const check = (given: object): object => {
    let sent = given;
    for (let rewrites = 0; ; rewrites++) {
      const result = schema?.safeParse(sent);
      if (schema === undefined || result === undefined || result.success) return sent;
      const { issues } = result.error;
      const better = rewrites < most ? rewrite(sent, issues, schema) : undefined;
      if (better === undefined) {
        const said = explainer?.explain(sent, issues) ?? [];
        return said.length > 0 ? new InvalidInputError(said) : sent;
      }
      sent = better;
    }
  };

  return (input) => {
    try {
      if (typeof input !== "object" || input === null || Array.isArray(input))
        return invalid(`expected an object, got ${kindOf(input)}`);
      if (isPlain(input)) {
        const sent = check(input);
        if (sent === input) return JSON.stringify(input);
        return sent instanceof InvalidInputError ? sent : { json: JSON.stringify(sent), sent };
      }
      const json: unknown = JSON.stringify(input);
      if (typeof json !== "string" || !json.startsWith("{"))
        return invalid(`expected an object, got JSON ${kindOf(json)} from its toJSON`);
      // What is checked is what is sent: an object of a class may show one thing and write another.
      const shown = JSON.parse(json) as object;
      const sent = check(shown);
      if (sent instanceof InvalidInputError) return sent;
      return { json: sent === shown ? json : JSON.stringify(sent), sent };
    } catch (cause) {
      // A cycle, a BigInt, a getter or toJSON that throws, a proxy that was revoked.
      return invalid(`cannot be written as JSON: ${describeThrown(cause)}`, { cause });
    }
  };
}

function invalid(message: string, options?: ErrorOptions): InvalidInputError {
  return new InvalidInputError([{ path: "", message }], options);
}

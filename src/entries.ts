import type { Operation } from "./contract.js";
import { InvalidInputError } from "./errors.js";
import { fieldOf, identityOf } from "./identity.js";
import type { Entry } from "./plan.js";
import type { Prepare } from "./validate.js";

/** Makes entries of inputs: checked, written as JSON, and with what tells them apart. */
export class Entries<I extends object> {
  readonly #operation: Operation;
  readonly #prepare: Prepare;
  readonly #prefix = `hb-${Math.random().toString(36).slice(2, 10)}-`;
  /** Trace ids of the caller's own, while their inputs are on the way. */
  readonly #own = new Set<string>();

  constructor(operation: Operation, prepare: Prepare) {
    this.#operation = operation;
    this.#prepare = prepare;
  }

  make(input: I, index: number): Entry<I> | InvalidInputError {
    const { trace: field, identity: fields } = this.#operation;
    const json = this.#prepare(input);
    if (typeof json !== "string") return json;
    const identity = identityOf(input, fields);
    if (field === undefined) return { index, input, json, trace: undefined, identity, settled: false };
    const own = fieldOf(input, field);
    if (own === undefined) {
      const trace = this.#prefix + index.toString(36);
      return { index, input, json: stamped(json, field, trace), trace, identity, settled: false };
    }
    if (typeof own !== "string" || own === "")
      return { index, input, json, trace: undefined, identity, settled: false };
    if (this.#own.has(own)) {
      return new InvalidInputError([
        {
          path: field,
          message: `expected a trace id of its own, got ${JSON.stringify(own)}, which another input has too`,
        },
      ]);
    }
    this.#own.add(own);
    return { index, input, json, trace: own, identity, settled: false };
  }

  /** Forgets an entry that is settled. */
  forget({ trace }: Entry<I>): void {
    if (trace !== undefined && this.#own.size > 0) this.#own.delete(trace);
  }
}

/** The JSON with a trace id: a copy, the caller's input stays as it is. */
function stamped(json: string, field: string, trace: string): string {
  return `{"${field}":"${trace}"${json === "{}" ? "" : ","}${json.slice(1)}`;
}

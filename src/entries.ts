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
    const { trace: field, identity } = this.#operation;
    const json = this.#prepare(input);
    if (typeof json !== "string") return json;
    const own = field === undefined ? undefined : fieldOf(input, field);
    const traced = field === undefined || own != null ? { json, trace: undefined } : this.#stamp(json, field, index);
    if (typeof own !== "string" || own === "")
      return { index, input, ...traced, identity: identityOf(input, identity), settled: false };
    if (this.#own.has(own)) {
      return new InvalidInputError([
        {
          path: field ?? "",
          message: `expected a trace id of its own, got ${JSON.stringify(own)}, which another input has too`,
        },
      ]);
    }
    this.#own.add(own);
    return { index, input, json, trace: own, identity: identityOf(input, identity), settled: false };
  }

  /** Forgets an entry that is settled. */
  forget({ trace }: Entry<I>): void {
    if (trace !== undefined) this.#own.delete(trace);
  }

  /** Stamps a trace id on the JSON, which is a copy: the caller's input stays as it is. */
  #stamp(json: string, field: string, index: number): { json: string; trace: string } {
    const trace = this.#prefix + index.toString(36);
    return { json: `{"${field}":"${trace}"${json === "{}" ? "" : ","}${json.slice(1)}`, trace };
  }
}
